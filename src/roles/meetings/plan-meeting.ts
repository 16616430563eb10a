import { newId } from '#kernel/ids.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { NewRecord } from '#records/file-record.ts';
import type { DecisionRow, PersonRow } from '#records/records.store.ts';
import type { RecordDetails, Tally } from '#records/records.tables.ts';
import type { NewTask } from '#roles/tasks/create-tasks.ts';
import { countsAsStudy, dutiesToName, filingRule } from '#roles/work-records/work-content.ts';
import { kindsFor } from './kinds-for.ts';
import { votingRules } from './meeting-content.ts';
import type { MeetingBody } from './meetings.contract.ts';
import {
  type Attendee,
  attendanceOf,
  checkMeeting,
  chooseKinds,
  type DecisionOutcome,
  type MeetingKind,
  type Participation,
  participation,
} from './meetings.rules.ts';
import { type RosterRow, rosterOf } from './roster.store.ts';
import { checkCounts } from './voting.rules.ts';

/** The organisation that met. */
export type MeetingOrg = { id: string; kind: string; path: string; parent_id: string | null };

/** A meeting ready to be written: the record, the tasks its decisions give out, and what to answer. */
export type MeetingPlan = {
  kinds: readonly MeetingKind[];
  record: NewRecord;
  decisions: readonly DecisionRow[];
  tasks: readonly NewTask[];
  participation: Participation;
};

/** Decisions already recorded, when a meeting is corrected: how many standing tasks each has. */
export type KnownDecisions = ReadonlyMap<string, number>;

/**
 * Checks a reported meeting against the roster of its day and the rules of its kinds, and lays out everything that
 * follows from it. Writes nothing. Whoever is expected and not on the list counts as absent, so that leaving names out
 * never makes a quorum.
 */
export async function planMeeting(
  ctx: Context,
  org: MeetingOrg,
  body: MeetingBody,
  known: KnownDecisions = new Map(),
): Promise<Result<MeetingPlan>> {
  const { content } = ctx.services;
  const chosen = chooseKinds(await kindsFor(ctx, org), body.kinds, org.kind);
  if (!chosen.ok) return chosen;
  const kinds = chosen.value;
  const roster = await rosterOf(
    ctx.tx,
    ctx.actor.tenantId,
    { ...org, parentId: org.parent_id },
    body.occurredOn,
  );
  const listed = listAttendance(org, kinds, roster, body);
  if (!listed.ok) return listed;
  const here = checkPresence(body, listed.value);
  if (!here.ok) return here;
  const counts = countAttendance(kinds, listed.value, body);
  if (!counts.ok) return counts;
  const outcomes = checkMeeting({
    kinds,
    rules: votingRules(content),
    attendees: listed.value,
    decisions: body.decisions.map((decision) => ({
      text: decision.text,
      vote: decision.vote,
      tasks: decision.tasks.length + (known.get(decision.id ?? '') ?? 0),
    })),
    steps: body.steps,
  });
  if (!outcomes.ok) return outcomes;
  const ids = decisionIds(body, known);
  if (!ids.ok) return ids;

  const codes = kinds.map((kind) => kind.code);
  const study = countsAsStudy(content, codes);
  const persons = personRows(body, listed.value, study ? body.minutes : 0);
  const decisions = body.decisions.map((decision, at) =>
    decisionRow(ids.value[at]!, at + 1, decision, outcomes.value[at]!),
  );
  return ok({
    kinds,
    record: recordOf(ctx, org, body, { kinds, persons, decisions, counts: counts.value, study }),
    decisions,
    tasks: body.decisions.flatMap((decision, at) =>
      decision.tasks.map((task) => ({ ...task, decisionId: ids.value[at]! })),
    ),
    participation: participation(
      listed.value,
      body.topics.map((topic) => topic.speakerIds),
    ),
  });
}

/** The list of those expected, each with how they attended. */
function listAttendance(
  org: MeetingOrg,
  kinds: readonly MeetingKind[],
  roster: readonly RosterRow[],
  body: MeetingBody,
): Result<Attendee[]> {
  const given = new Map(body.attendance.map((each) => [each.personId, each]));
  if (given.size < body.attendance.length) {
    return refuse('meetings/person-twice', '到会名单中同一人出现了两次。请删去重复的一项。', { status: 422 });
  }
  const known = new Set(roster.map((row) => row.person_id));
  const strangers = body.attendance.filter((each) => !known.has(each.personId));
  if (strangers.length > 0) {
    return refuse(
      'meetings/not-on-roster',
      `到会名单中有 ${strangers.length} 人在会议当日不属于该组织。请刷新名单；外来人员请填在“列席”一栏。`,
      { status: 422, data: { persons: strangers.map((each) => each.personId).slice(0, 20) } },
    );
  }
  const onlyCommittee = kinds.every((kind) => kind.audience === 'committee');
  const onlyOpen = kinds.every((kind) => kind.audience === 'open');
  const expected = roster.filter((row) => {
    if (given.has(row.person_id)) return true;
    // A group whose members were never settled has no roster: those named are its members. An open assembly keeps no list.
    if ((org.kind === 'group' && !row.settled) || onlyOpen) return false;
    return !onlyCommittee || row.committee;
  });
  const spoken = new Set(body.topics.flatMap((topic) => topic.speakerIds));
  return ok(
    expected.map((row) => {
      const entry = given.get(row.person_id);
      return {
        personId: row.person_id,
        presence: entry?.presence ?? (row.exempt ? 'exempt' : 'absent'),
        votes: row.full_member && entry?.votes !== false,
        committee: row.committee,
        spoke: entry?.spoke === true || spoken.has(row.person_id),
      };
    }),
  );
}

/** Whoever chaired, recorded, lectured or spoke must have been there. */
function checkPresence(body: MeetingBody, attendees: readonly Attendee[]): Result<true> {
  const here = new Set(body.guestIds);
  const absent = new Set<string>();
  for (const each of attendees) (each.presence === 'present' ? here : absent).add(each.personId);
  const active = [
    ...(body.chairId ? [body.chairId] : []),
    ...(body.recorderId ? [body.recorderId] : []),
    ...body.lecturerIds,
    ...body.topics.flatMap((topic) => topic.speakerIds),
    ...attendees.filter((each) => each.spoke).map((each) => each.personId),
  ];
  const missing = new Set(active.filter((id) => !here.has(id)));
  if (missing.size > 0) {
    return refuse(
      'meetings/not-there',
      `有 ${missing.size} 名主持、记录、主讲或发言的同志没有标为到会。请在名单中标为到会，或从发言中去掉。`,
      { status: 422, data: { persons: [...missing].slice(0, 20) } },
    );
  }
  if (body.guestIds.some((id) => absent.has(id) || attendees.some((each) => each.personId === id))) {
    return refuse('meetings/guest-on-roster', '列席人员中有应到人员。请在到会名单中标注，不要重复填写。', {
      status: 422,
    });
  }
  return ok(true);
}

type Counts = NonNullable<RecordDetails['counts']>;

function countAttendance(
  kinds: readonly MeetingKind[],
  attendees: readonly Attendee[],
  body: MeetingBody,
): Result<Counts> {
  if (kinds.every((kind) => kind.audience === 'open')) {
    if (!body.counts) {
      return refuse('meetings/say-how-many', '请填写应到和实到人数。', {
        status: 422,
        errors: [{ path: 'body.counts', message: '不能为空' }],
      });
    }
    const sound = checkCounts(body.counts, '人数');
    if (!sound.ok) return sound;
    return body.counts.present > 0 ? ok(body.counts) : nobodyCame();
  }
  const audience = kinds.every((kind) => kind.audience === 'committee') ? 'committee' : 'members';
  const { due, present } = attendanceOf(attendees, audience);
  return present > 0 ? ok({ due, present }) : nobodyCame();
}

/** A meeting to which nobody came was none, and meets no duty. */
function nobodyCame(): Result<never> {
  return refuse(
    'meetings/nobody-came',
    '没有一个人到会，不成其为会议。请标出到会的同志；没有开成的会不用记录。',
    {
      status: 422,
    },
  );
}

function decisionIds(body: MeetingBody, known: KnownDecisions): Result<string[]> {
  const kept = body.decisions.map((decision) => decision.id).filter((id) => id !== undefined);
  if (kept.some((id) => !known.has(id)) || new Set(kept).size < kept.length) {
    return refuse('meetings/unknown-decision', '决议与已保存的记录对不上，请刷新页面后再更正。', {
      status: 422,
    });
  }
  const dropped = [...known].filter(([id, tasks]) => tasks > 0 && !kept.includes(id));
  if (dropped.length > 0) {
    return refuse('meetings/decision-has-tasks', '有决议已经分派了任务，不能删去。请先撤回相应任务。', {
      status: 409,
    });
  }
  return ok(body.decisions.map((decision) => decision.id ?? newId()));
}

function personRows(body: MeetingBody, attendees: readonly Attendee[], studyMinutes: number): PersonRow[] {
  const notes = new Map(body.attendance.map((each) => [each.personId, each.note]));
  const spoken = new Set(body.topics.flatMap((topic) => topic.speakerIds));
  const present: PersonRow[] = attendees.map((each) => ({
    personId: each.personId,
    part: each.presence,
    votes: each.votes,
    spoke: each.presence === 'present' && each.spoke,
    minutes: each.presence === 'present' ? studyMinutes : 0,
    note: notes.get(each.personId) ?? '',
  }));
  const guests = [...new Set(body.guestIds)].map(
    (personId): PersonRow => ({
      personId,
      part: 'present',
      listed: false,
      spoke: spoken.has(personId),
      minutes: studyMinutes,
    }),
  );
  const parts: PersonRow[] = [...new Set(body.lecturerIds)].map((personId) => ({
    personId,
    part: 'speaker',
  }));
  if (body.chairId) parts.push({ personId: body.chairId, part: 'chair' });
  if (body.recorderId) parts.push({ personId: body.recorderId, part: 'recorder' });
  return [...present, ...guests, ...parts];
}

function decisionRow(
  id: string,
  no: number,
  decision: MeetingBody['decisions'][number],
  outcome: DecisionOutcome,
): DecisionRow {
  const tally: Tally | null =
    decision.vote && outcome.vote
      ? {
          due: outcome.vote.due,
          present: outcome.vote.present,
          ...decision.vote.votes,
          ...(decision.vote.letters ? { letters: decision.vote.letters } : {}),
          counted: outcome.vote.inFavour,
          needed: outcome.vote.needed,
          uncounted: outcome.vote.uncounted,
          ...(decision.vote.base ? { base: decision.vote.base } : {}),
          ...(decision.vote.paper ? { paper: decision.vote.paper } : {}),
        }
      : null;
  return { id, no, text: decision.text, rule: decision.vote?.rule ?? null, tally, result: outcome.result };
}

function recordOf(
  ctx: Context,
  org: MeetingOrg,
  body: MeetingBody,
  laid: {
    kinds: readonly MeetingKind[];
    persons: PersonRow[];
    decisions: DecisionRow[];
    counts: Counts;
    study: boolean;
  },
): NewRecord {
  const [first, ...rest] = laid.kinds;
  const codes = laid.kinds.map((kind) => kind.code);
  const names = laid.kinds.map((kind) => kind.name).join('、');
  const named = new Set(dutiesToName(ctx.services.content, codes).map((duty) => duty.id));
  const duties = body.duties.filter((id) => named.has(id));
  return {
    org,
    kind: first?.code ?? '',
    occurredOn: body.occurredOn,
    title: `${names}：${body.topics[0]?.text ?? ''}`.slice(0, 200),
    subject: body.topics.map((topic) => topic.text).join('/'),
    minutesSpent: body.minutes,
    outcome: body.outcome,
    details: {
      ...(rest.length > 0 ? { includes: rest.map((kind) => kind.code) } : {}),
      ...(body.place ? { place: body.place } : {}),
      topics: body.topics.map((topic) => ({ text: topic.text, speakers: topic.speakerIds })),
      ...(body.guests > 0 ? { guests: body.guests } : {}),
      counts: laid.counts,
      ...(laid.study ? { studyMinutes: body.minutes } : {}),
      ...(duties.length > 0 ? { duties } : {}),
      ...(body.steps.length > 0 ? { steps: body.steps } : {}),
    },
    persons: laid.persons,
    decisions: laid.decisions,
    filing: filingRule(ctx.services.content),
  };
}
