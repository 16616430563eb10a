import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { RecordView } from '#roles/work-records/work-records.contract.ts';
import type { MeetingBody, prepareMeeting } from '../meetings.contract.ts';
import type { Attendee, MeetingKind, Presence } from '../meetings.rules.ts';
import { stepsFor } from '../procedure.rules.ts';
import type { PassBase, Share, VotingRule } from '../voting.rules.ts';

/** What the server knows beforehand of a meeting. */
export type MeetingForm = ResponseOf<typeof prepareMeeting>;

/** A vote as it is typed. */
export type DraftVote = {
  rule: string;
  inFavour: number;
  against: number;
  abstained: number;
  letters: number;
  /** On whom passing is counted, where the rule leaves it to the meeting. */
  base: PassBase | null;
  /** What the chair declared. */
  declared: 'passed' | 'failed';
  /** A secret vote, as two tellers counted it. */
  issued: number;
  returned: number;
  invalid: number;
  tellerIds: string[];
};

/** A task as it is typed. */
export type DraftTask = { title: string; ownerId: string; dueOn: string };

/** A decision as it is typed; `id` when it is recorded already. */
export type DraftDecision = { id?: string; text: string; vote: DraftVote | null; tasks: DraftTask[] };

/** A meeting as it is typed. Everything in it is plain data, so that it can be kept in the browser until it is sent. */
export type MeetingDraft = {
  kinds: string[];
  /** The kind is only what is due next: the first one chosen takes its place. */
  guessed?: boolean;
  occurredOn: string;
  minutes: number;
  place: string;
  chairId: string | null;
  recorderId: string | null;
  lecturerIds: string[];
  /** Only those who were not simply there: absent or not counted. */
  away: Record<string, { presence: Exclude<Presence, 'present'>; note: string }>;
  /** Members whose right to vote is suspended. */
  voteless: string[];
  guestIds: string[];
  guests: number;
  counts: { due: number; present: number };
  topics: { text: string; speakerIds: string[] }[];
  decisions: DraftDecision[];
  outcome: string;
  duties: string[];
  /** Steps of its course that were taken. */
  steps: string[];
  /** The planned meeting that it was. */
  planId: string | null;
};

/** A fresh draft: everybody present but those excused, last time's place and length, the kind asked for or due first. */
export function freshDraft(form: MeetingForm, on: string, kind: string | undefined): MeetingDraft {
  const due = form.kinds.filter((each) => each.dueOn !== null).sort((a, b) => (a.dueOn! < b.dueOn! ? -1 : 1));
  const asked = form.kinds.find((each) => each.code === kind);
  const first = asked ?? due[0] ?? form.kinds[0];
  const { plan } = form;
  const away: MeetingDraft['away'] = {};
  for (const row of form.roster)
    if (row.presence !== 'present') away[row.personId] = { presence: row.presence, note: '' };
  return {
    kinds: plan ? plan.kinds : first ? [first.code] : [],
    guessed: !plan && !asked,
    occurredOn: plan && plan.onDay < on ? plan.onDay : on,
    minutes: plan?.minutes ?? form.minutes,
    place: plan?.place || form.place,
    chairId: form.chairId,
    recorderId: form.recorderId,
    lecturerIds: [],
    away,
    voteless: [],
    guestIds: [],
    guests: 0,
    counts: { due: form.roster.length, present: form.roster.length },
    // Whoever was to speak is put down for the first topic; a press takes away who did not.
    topics:
      plan && plan.topics.length > 0
        ? plan.topics.map((text, at) => ({
            text,
            speakerIds: at === 0 ? plan.speakerIds.filter((id) => away[id] === undefined) : [],
          }))
        : [{ text: '', speakerIds: [] }],
    decisions: [],
    outcome: '',
    duties: [],
    steps: [],
    planId: plan?.id ?? null,
  };
}

/** A draft from a recorded meeting, to correct it: whoever had no vote that day though the list gives one keeps none. */
export function draftOfRecord(record: RecordView, form: MeetingForm): MeetingDraft {
  const inPart = (part: RecordView['persons'][number]['parts'][number]) =>
    record.persons.filter((person) => person.parts.includes(part));
  const voters = new Set(form.roster.filter((row) => row.votes).map((row) => row.personId));
  const away: MeetingDraft['away'] = {};
  for (const presence of ['absent', 'exempt'] as const) {
    for (const person of inPart(presence)) away[person.id] = { presence, note: person.note };
  }
  return {
    kinds: [record.kind, ...record.includes],
    occurredOn: record.occurredOn,
    minutes: record.minutesSpent,
    place: record.place,
    chairId: inPart('chair')[0]?.id ?? null,
    recorderId: inPart('recorder')[0]?.id ?? null,
    lecturerIds: inPart('speaker').map((person) => person.id),
    away,
    voteless: record.persons
      .filter(({ id, listed, votes }) => listed && !votes && voters.has(id))
      .map(({ id }) => id),
    guestIds: record.persons
      .filter((person) => !person.listed && person.parts.includes('present'))
      .map(({ id }) => id),
    guests: record.guests,
    counts: record.counts ?? { due: 0, present: 0 },
    topics: record.topics.map((topic) => ({ text: topic.text, speakerIds: topic.speakers })),
    decisions: record.decisions.map((decision) => ({
      id: decision.id,
      text: decision.text,
      vote:
        decision.rule && decision.tally
          ? {
              rule: decision.rule,
              inFavour: decision.tally.inFavour,
              against: decision.tally.against,
              abstained: decision.tally.abstained,
              letters: decision.tally.letters ?? 0,
              base: decision.tally.base ?? null,
              declared: decision.result === 'failed' ? 'failed' : 'passed',
              issued: decision.tally.paper?.issued ?? 0,
              returned: decision.tally.paper?.returned ?? 0,
              invalid: decision.tally.paper?.invalid ?? 0,
              tellerIds: decision.tally.paper?.tellerIds ?? [],
            }
          : null,
      tasks: [],
    })),
    outcome: record.outcome,
    duties: record.duties,
    steps: record.steps,
    planId: null,
  };
}

/** The draft after a press on a kind. A guess gives way: a meeting it was not would be on record as held. */
export function pressKind(draft: MeetingDraft, code: string): Pick<MeetingDraft, 'kinds' | 'guessed'> {
  const others = draft.kinds.filter((each) => each !== code);
  if (others.length < draft.kinds.length) return { kinds: others, guessed: false };
  return { kinds: draft.guessed ? [code] : [...draft.kinds, code], guessed: false };
}

/** The kinds chosen, as the rules read them. */
export function chosenKinds(form: MeetingForm, draft: MeetingDraft): MeetingKind[] {
  return form.kinds
    .filter((kind) => draft.kinds.includes(kind.code))
    .map(({ code, title, audience, rules, study, steps, notice }) => ({
      code,
      name: title.zh,
      orgs: [],
      audience,
      rules,
      study,
      steps,
      notice,
    }));
}

/** The steps that the kinds chosen ask for: those of a vote only where there was one. */
export function stepsOfDraft(form: MeetingForm, draft: MeetingDraft): ReturnType<typeof stepsFor> {
  const voted = new Set(draft.decisions.flatMap((decision) => (decision.vote ? [decision.vote.rule] : [])));
  return stepsFor(
    chosenKinds(form, draft).map((kind) => ({
      steps: kind.steps,
      voted: kind.rules.some((rule) => voted.has(rule)),
    })),
  );
}

/** The voting rules of the form, as the rules read them. */
export function rulesOfForm(form: MeetingForm): VotingRule[] {
  const share = (each: { part: number; whole: number; above: boolean } | null): Share | null =>
    each && { of: [each.part, each.whole], above: each.above };
  return form.rules.map((rule) => ({ ...rule, quorum: share(rule.quorum), pass: share(rule.pass) }));
}

/** Whether no list of names is kept: only how many were due and came. */
export function countsOnly(form: MeetingForm, draft: MeetingDraft): boolean {
  const kinds = chosenKinds(form, draft);
  return kinds.length > 0 && kinds.every((kind) => kind.audience === 'open');
}

/** Those expected at the kinds chosen: the committee where only it meets, else everybody. */
export function expected(form: MeetingForm, draft: MeetingDraft): MeetingForm['roster'] {
  const kinds = chosenKinds(form, draft);
  if (countsOnly(form, draft)) return [];
  return kinds.length > 0 && kinds.every((kind) => kind.audience === 'committee')
    ? form.roster.filter((row) => row.committee)
    : form.roster;
}

/** The attendance list, as the rules read it. */
export function attendees(form: MeetingForm, draft: MeetingDraft): Attendee[] {
  const spoke = new Set(draft.topics.flatMap((topic) => topic.speakerIds));
  return expected(form, draft).map((row) => ({
    personId: row.personId,
    presence: draft.away[row.personId]?.presence ?? 'present',
    votes: row.votes && !draft.voteless.includes(row.personId),
    committee: row.committee,
    spoke: spoke.has(row.personId),
  }));
}

/** Everybody who was there, by name: those of the list and the guests. */
export function peopleThere(form: MeetingForm, draft: MeetingDraft): { personId: string; name: string }[] {
  const listed = expected(form, draft).filter((row) => draft.away[row.personId] === undefined);
  const guests = form.guests.filter((guest) => draft.guestIds.includes(guest.personId));
  return [...listed, ...guests].map(({ personId, name }) => ({ personId, name }));
}

/**
 * What is sent. Empty topics, decisions and tasks fall away; whoever is no longer there is no longer chair, lecturer or
 * speaker, so that an earlier tick does not refuse the form.
 */
export function bodyOf(form: MeetingForm, draft: MeetingDraft): MeetingBody {
  const here = new Set(peopleThere(form, draft).map((person) => person.personId));
  const open = countsOnly(form, draft);
  const there = (id: string | null) => (id !== null && (open || here.has(id)) ? id : null);
  return {
    kinds: draft.kinds,
    occurredOn: draft.occurredOn,
    minutes: draft.minutes,
    place: draft.place.trim(),
    chairId: open ? null : there(draft.chairId),
    recorderId: open ? null : there(draft.recorderId),
    lecturerIds: draft.lecturerIds.filter((id) => here.has(id)),
    attendance: listed(form, draft).map(({ personId, presence, spoke }) => ({
      personId,
      presence,
      votes: !draft.voteless.includes(personId),
      spoke: presence === 'present' && spoke,
      note: draft.away[personId]?.note.trim() ?? '',
    })),
    guestIds: draft.guestIds,
    guests: draft.guests,
    ...(open ? { counts: draft.counts } : {}),
    topics: draft.topics
      .filter((topic) => topic.text.trim() !== '')
      .map((topic) => ({
        text: topic.text.trim(),
        speakerIds: topic.speakerIds.filter((id) => here.has(id)),
      })),
    decisions: draft.decisions
      .filter((decision) => decision.text.trim() !== '')
      .map(({ id, text, vote, tasks }) => ({
        ...(id ? { id } : {}),
        text: text.trim(),
        ...(vote ? { vote: voteOf(form, vote) } : {}),
        tasks: tasks.filter((task) => task.title.trim() !== '' && task.ownerId !== ''),
      })),
    outcome: draft.outcome.trim(),
    duties: draft.duties,
    steps: stepsOfDraft(form, draft)
      .map((step) => step.id)
      .filter((id) => draft.steps.includes(id)),
  };
}

/** A group's members are those named: whoever is not counted is simply no member of it. */
function listed(form: MeetingForm, draft: MeetingDraft): Attendee[] {
  const list = attendees(form, draft);
  return form.orgKind === 'group' ? list.filter((each) => each.presence !== 'exempt') : list;
}

function voteOf(form: MeetingForm, vote: DraftVote): NonNullable<MeetingBody['decisions'][number]['vote']> {
  const rule = form.rules.find((each) => each.code === vote.rule);
  const letters = rule?.absentWritten ? vote.letters : 0;
  return {
    rule: vote.rule,
    votes: { inFavour: vote.inFavour, against: vote.against, abstained: vote.abstained },
    ...(letters > 0 ? { letters } : {}),
    ...(rule?.passBase === 'chosen' && vote.base ? { base: vote.base } : {}),
    ...(rule?.secret
      ? {
          paper: {
            issued: vote.issued,
            returned: vote.returned,
            invalid: vote.invalid,
            tellerIds: vote.tellerIds,
          },
        }
      : {}),
    declared: vote.declared,
  };
}
