import { addDays, type Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { countDecisions, decisionsIn, decisionsOf } from './decisions.store.ts';
import { eventsOf, groupsIn } from './groups.store.ts';
import { decisionView, eventViews, reachGroup, standIn, termsOf, topicView } from './leading-facts.ts';
import {
  listDecisions,
  listLeadingGroups,
  listTopics,
  readLeadingGroup,
  readTopic,
} from './leading-group.contract.ts';
import { topicObject } from './leading-objects.ts';
import { sessionsIn } from './read-sessions.ts';
import { promiseState } from './resources.rules.ts';
import { resourcesIn } from './resources.store.ts';
import { levelOf } from './risks.rules.ts';
import { risksOf } from './risks.store.ts';
import { timesAYear } from './sessions.rules.ts';
import { decideTopic, type TopicState, type TopicStep, topicCycle, topicSteps } from './topics.rules.ts';
import { kindsDecided, loadTopic, recordTitles, topicsOf } from './topics.store.ts';

/** How many lines of each part the first page holds: it is read in two minutes. */
const FEW = 6;
/** Days ahead within which a review is shown as due. */
const SOON = 14;

/** The leading groups in reach. */
export async function listGroups(
  ctx: Context,
  query: QueryOf<typeof listLeadingGroups>,
): Promise<Result<ResponseOf<typeof listLeadingGroups>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const rows = await groupsIn(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, listLeadingGroups), {
    q: query.q,
    after: (cursor.value?.[0] as number | undefined) ?? null,
    limit: query.limit,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.no],
      ({ id, name }) => ({ id, name }),
    ),
  );
}

/** The first page: what waits for a decision, what was decided and where it stands, which risks are due, how often it met. */
export async function showGroup(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof readLeadingGroup>>> {
  const { tenantId } = ctx.actor;
  const found = await reachGroup(ctx, readLeadingGroup, id);
  if (!found.ok) return found;
  const { group, actor } = found.value;
  const topics = await topicsOf(ctx.tx, tenantId, id, {
    states: ['proposed', 'accepted'],
    after: null,
    limit: 50,
  });
  const pressing = await decisionsOf(ctx.tx, tenantId, id, ctx.today, {
    states: ['overdue', 'open'],
    after: null,
    limit: FEW,
  });
  const risks = await risksOf(ctx.tx, tenantId, id, { settled: false, limit: 200 });
  const soon = addDays(ctx.today, SOON);
  const due = risks.filter((risk) => risk.state === 'closing' || risk.review_on <= soon);
  const { leading } = ctx.services.content;
  const promises = await resourcesIn(
    ctx.tx,
    tenantId,
    { all: false, prefixes: [group.path], organisations: [], person: null },
    { groupId: id, after: null, limit: 200 },
  );
  return ok({
    id,
    name: group.name,
    unit: { id: group.unit_id, name: group.unit_name },
    mine: { secretary: actor.secretary, seated: actor.seated, officer: actor.officer },
    terms: termsOf(leading),
    waiting: topics.filter((row) => row.state === 'proposed').map(topicView),
    accepted: topics.filter((row) => row.state === 'accepted').map(topicView),
    decisions: pressing.slice(0, FEW).map(decisionView),
    counts: await countDecisions(ctx.tx, tenantId, id, ctx.today),
    risks: due.slice(0, FEW).map((risk) => ({
      id: risk.id,
      title: risk.title,
      level: levelOf(leading.risks.levels, risk.likelihood, risk.impact).id,
      owner: risk.owner,
      state: risk.state,
      reviewOn: risk.review_on,
      overdue: risk.state !== 'closing' && risk.review_on < ctx.today,
    })),
    standing: risks.length,
    shortfall: promises.filter((row) => promiseState({ ...row, dueOn: row.due_on }, ctx.today) === 'late')
      .length,
    studied: await studiedIn(ctx, id),
  });
}

/** How often the group studied Party building this year, against what the content asks for. */
async function studiedIn(ctx: Context, id: string) {
  const { leading, index } = ctx.services.content;
  const year = ctx.today.slice(0, 4);
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  const sessions = await sessionsIn(ctx, id, span);
  const done = await kindsDecided(ctx.tx, ctx.actor.tenantId, id, span);
  const cadence = index.cadence.get(leading.cadence)?.cadence;
  return {
    year: Number(year),
    done: sessions.length,
    must: cadence ? timesAYear(cadence) : 0,
    basis: leading.basis
      .map(
        (each) =>
          `《${index.regulation.get(each.regulation)?.short ?? each.regulation}》${each.article ?? ''}`,
      )
      .join('、'),
    duty: index.duty.get(leading.duty)?.title.zh ?? leading.duty,
    kinds: leading.topics
      .filter((kind) => kind.must_year > 0)
      .map(({ id: kind, title, must_year }) => ({
        id: kind,
        title,
        must: must_year,
        done: done.get(kind) ?? 0,
      })),
    sessions,
  };
}

const OPEN: readonly TopicState[] = ['proposed', 'accepted', 'deferred', 'returned'];

/** Topics of a group, newest first. */
export async function listGroupTopics(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listTopics>,
): Promise<Result<ResponseOf<typeof listTopics>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const found = await reachGroup(ctx, listTopics, id);
  if (!found.ok) return found;
  const { state } = query;
  const states = state === undefined ? undefined : state === 'open' ? OPEN : [state];
  const rows = await topicsOf(ctx.tx, ctx.actor.tenantId, id, {
    ...(states ? { states } : {}),
    after: cursor.value as [Day, string] | null,
    limit: query.limit,
  });
  return ok(cutPage(rows, query.limit, (row) => [row.proposed_on, row.id], topicView));
}

/** Decisions of a group, overdue first. */
export async function listGroupDecisions(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listDecisions>,
): Promise<Result<ResponseOf<typeof listDecisions>>> {
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  const found = await reachGroup(ctx, listDecisions, id);
  if (!found.ok) return found;
  const rows = await decisionsOf(ctx.tx, ctx.actor.tenantId, id, ctx.today, {
    ...(query.state ? { states: [query.state] } : {}),
    after: cursor.value as [number, number, string] | null,
    limit: query.limit,
  });
  return ok(cutPage(rows, query.limit, (row) => [row.rank, row.place, row.id], decisionView));
}

/** One topic with its history, what was decided on it, and what the reader can do with it now. */
export async function showTopic(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readTopic>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readTopic, topicObject, [id])).has(id)) return notFound();
  const topic = await loadTopic(ctx.tx, tenantId, id);
  const stand = topic ? await standIn(ctx, topic.org_id) : undefined;
  if (!topic || !stand?.ok) return notFound();
  const { group, actor } = stand.value;
  const decisions = await decisionsIn(ctx.tx, tenantId, { topicId: id }, ctx.today);
  const steps: readonly string[] = topicSteps;
  return ok({
    ...topicView(topic),
    group: { id: group.id, name: group.name },
    why: topic.why,
    basis: topic.basis,
    materials: topic.materials,
    records: await recordTitles(ctx.tx, tenantId, topic.record_ids),
    decisions: decisions.map(decisionView),
    events: eventViews(await eventsOf(ctx.tx, tenantId, { topicId: id })),
    actions: topicCycle.rows
      .filter((row) => row.from === topic.state && steps.includes(row.action))
      .map((row) => {
        const decided = decideTopic(
          { state: topic.state, proposedBy: topic.proposed_by },
          row.action as TopicStep,
          actor,
        );
        return {
          action: row.action,
          basis: row.basis,
          reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
        };
      }),
    terms: termsOf(ctx.services.content.leading),
  });
}
