import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { votingRules } from '../meeting-content.ts';
import { nextSpeakers } from '../meetings.rules.ts';
import { keepsPlan } from '../reach-kept.ts';
import { needed } from '../voting.rules.ts';
import { expectedAt, kindsOf, noticeFor, reachPlan } from './plan-facts.ts';
import { listPlans, type PlanRow, type PlanView, readPlan, writeWords } from './plans.contract.ts';
import { planCycle, roundState } from './plans.rules.ts';
import { type FoundPlan, listPlanRows, speakersOf, topicsOf } from './plans.store.ts';
import { wordsOf } from './words.store.ts';

/** How many people are proposed to speak next. */
const PROPOSED = 3;

/** Planned meetings within the actor's reach, by day. */
export async function listMeetings(
  ctx: Context,
  query: QueryOf<typeof listPlans>,
): Promise<Result<ResponseOf<typeof listPlans>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await listPlanRows(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, listPlans), query, {
    after: cursor.value as [Day, string] | null,
    limit: query.limit,
  });
  return ok(cutPage(rows, query.limit, (row) => [row.on_day, row.id], rowView));
}

type Row = Awaited<ReturnType<typeof listPlanRows>>[number];

function rowView(row: Row): PlanRow {
  return {
    id: row.id,
    org: { id: row.org_id, name: row.org_name },
    title: row.title,
    kinds: row.kinds,
    onDay: row.on_day,
    startsAt: row.starts_at,
    place: row.place,
    minutes: row.minutes,
    state: row.state,
    movedFrom: row.moved_from,
    movedWhy: row.moved_why,
    covered: row.covered,
    recordId: row.record_id,
    version: row.version,
  };
}

/** One planned meeting as the actor may see it. */
export async function showPlan(ctx: Context, id: string): Promise<Result<PlanView>> {
  const plan = await reachPlan(ctx, readPlan, id);
  return plan ? ok(await viewPlan(ctx, plan)) : notFound();
}

/** A planned meeting with its agenda, speakers, written round and gates. Names of who has not written only for those who arrange it. */
export async function viewPlan(ctx: Context, plan: FoundPlan): Promise<PlanView> {
  const { tenantId, personId } = ctx.actor;
  const arranges = await keepsPlan(ctx, plan);
  const round = roundState(
    { writtenUntil: plan.written_until, openedOn: plan.opened_on, state: plan.state },
    ctx.today,
  );
  const topics = await topicsOf(ctx.tx, tenantId, plan.id);
  const words = await wordsOf(ctx.tx, tenantId, plan.id);
  const speakers = await speakersOf(ctx.tx, tenantId, plan.id);
  const expected = await expectedAt(ctx, plan);
  const invited = expected.some((row) => row.person_id === personId);
  const asked = topics.filter((topic) => topic.written);
  const done = (person: string) =>
    asked.length > 0 &&
    asked.every((topic) => words.some((word) => word.topic_id === topic.id && word.person_id === person));
  const named = (row: { person_id: string; name: string }) => ({ id: row.person_id, name: row.name });
  return {
    ...rowView(plan),
    orgKind: plan.org_kind,
    seriesId: plan.series_id,
    announcedOn: plan.announced_on,
    shortReason: plan.short_reason,
    cancelReason: plan.cancel_reason,
    writtenUntil: plan.written_until,
    round,
    topics: topics.map((topic) => ({
      id: topic.id,
      no: topic.no,
      text: topic.text,
      written: topic.written,
      motionId: arranges ? topic.motion_id : null,
      words:
        round === 'open'
          ? words
              .filter((word) => word.topic_id === topic.id)
              .map((word) => ({ person: word.name, text: word.text }))
          : [],
      mine: words.find((word) => word.topic_id === topic.id && word.person_id === personId)?.text ?? '',
    })),
    speakers,
    proposed: arranges
      ? nextSpeakers(
          expected.map((row) => ({ ...named(row), lastSpokeOn: row.last_spoke_on })),
          PROPOSED,
        )
      : [],
    roster: arranges ? expected.map(named) : [],
    written:
      arranges && asked.length > 0
        ? expected.map((row) => ({ ...named(row), done: done(row.person_id) }))
        : [],
    writtenCount: expected.filter((row) => done(row.person_id)).length,
    expected: expected.length,
    invited,
    speaks: speakers.some((row) => row.id === personId),
    gates: gatesOf(ctx, plan, expected),
    may: {
      arrange: arranges,
      write: invited && round === 'writing' && (await reachPlan(ctx, writeWords, plan.id)) !== undefined,
    },
    actions: arranges ? allowedActions(planCycle, plan.state) : [],
  };
}

type Expected = Awaited<ReturnType<typeof expectedAt>>;

/** What the clauses ask of a meeting, each with its clause and how it stands now. */
function gatesOf(ctx: Context, plan: FoundPlan, expected: Expected): PlanView['gates'] {
  const kinds = kindsOf(ctx, plan.kinds);
  const { notice, day } = noticeFor(kinds, plan.on_day);
  const gates: PlanView['gates'] = [];
  if (notice && day) {
    const called = plan.announced_on;
    gates.push({
      code: 'notice',
      text: {
        zh: `提前 ${notice.days} 天通知：${day} 及以前发出`,
        en: `Called ${notice.days} days before: by ${day}`,
      },
      basis: notice.basis,
      state: called ? (called <= day ? 'met' : 'short') : ctx.today > day ? 'short' : 'waiting',
    });
  }
  const rules = votingRules(ctx.services.content);
  for (const kind of kinds) {
    const body = expected.filter((row) => kind.audience !== 'committee' || row.committee);
    const voters = body.filter((row) => row.full_member).length;
    for (const code of kind.rules) {
      const rule = rules.find((each) => each.code === code);
      if (!rule?.quorum || voters === 0) continue;
      const present = needed(voters, rule.quorum);
      const [passes, carries] =
        rule.pass === null
          ? ['', '']
          : rule.passBase === 'chosen'
            ? ['；当选基数（应到或实到）事先确定', '; counted on those due or present, as chosen beforehand']
            : [
                `；赞成 ${needed(voters, rule.pass)} 票为通过`,
                `; ${needed(voters, rule.pass)} votes for carry it`,
              ];
      const en = nameOfRule(ctx, kind.code, code);
      gates.push({
        code: `quorum/${code}`,
        text: {
          zh: `${rule.name}：应到有表决权 ${voters} 人，至少 ${present} 人到会${rule.gates === 'meeting' ? '方可开会' : '方可表决'}${passes}${rule.secret ? '；无记名投票，两名计票人、监票人' : ''}`,
          en: `${en}: ${voters} with a vote are due, ${present} must be there to ${rule.gates === 'meeting' ? 'meet' : 'vote'}${carries}${rule.secret ? '; secret ballot, two tellers' : ''}`,
        },
        basis: rule.basis,
        state: plan.state === 'held' ? 'met' : 'at-meeting',
      });
    }
    const probationary = body.length - voters;
    if (kind.rules.length > 0 && probationary > 0) {
      gates.push({
        code: `voters/${kind.code}`,
        text: {
          zh: `预备党员 ${probationary} 人可以到会和发言，没有表决权，不计入表决的应到人数`,
          en: `${probationary} probationary members may come and speak; they have no vote and are not counted among those due`,
        },
        basis: '党章第七条',
        state: 'met',
      });
    }
    for (const step of kind.steps) {
      gates.push({
        code: `step/${kind.code}/${step.id}`,
        text: step.title,
        basis: step.basis,
        state: plan.state === 'held' ? 'met' : step.when === 'before' ? 'waiting' : 'at-meeting',
      });
    }
  }
  return gates;
}

/** What a voting rule is called in English: as its kind of meeting, or as the kind of decision it is for. */
function nameOfRule(ctx: Context, kindCode: string, rule: string): string {
  const kind = ctx.services.content.index.recordKind.get(kindCode);
  const vote = kind?.votes?.find((each) => `${kindCode}/${each.id}` === rule);
  return (vote ?? kind)?.title.en ?? rule;
}
