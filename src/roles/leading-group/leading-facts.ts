import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, holdsOver } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import type { LeadingPack } from '#standards/packs/leading.schema.ts';
import type { DecisionRow } from './decisions.store.ts';
import type { eventsOf } from './groups.store.ts';
import { findGroup, type GroupRow } from './groups.store.ts';
import type { DecisionView, Terms, TopicRowView } from './leading-group.contract.ts';
import { groupObject } from './leading-objects.ts';
import { type LeadingActor, SECRETARY_POST } from './topics.rules.ts';
import type { TopicRow } from './topics.store.ts';

type Guarded = Pick<Endpoint, 'access'>;

/** A leading group that the actor reaches through an endpoint, with what he is towards it. */
export async function reachGroup(
  ctx: Context,
  guarded: Guarded,
  id: string,
): Promise<Result<{ group: GroupRow; actor: LeadingActor }>> {
  if (!(await authorise(ctx, guarded, groupObject, [id])).has(id)) return notFound();
  return standIn(ctx, id);
}

/** What the actor is towards a leading group; access to the thing in question was decided before. */
export async function standIn(
  ctx: Context,
  groupId: string,
): Promise<Result<{ group: GroupRow; actor: LeadingActor }>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const group = await findGroup(ctx.tx, tenantId, groupId, personId);
  if (!group) return notFound();
  return ok({
    group,
    actor: {
      accountId,
      personId,
      secretary: group.posts.includes(SECRETARY_POST),
      seated: group.posts.length > 0,
      officer: holdsOver(ctx.actor, group.path, 'officer'),
    },
  });
}

/** The words and scales of the room. */
export function termsOf(pack: LeadingPack): Terms {
  return {
    topics: pack.topics.map(({ id, title, note }) => ({ id, title, note })),
    resources: pack.resources,
    areas: pack.risks.areas,
    likelihood: pack.risks.likelihood,
    impact: pack.risks.impact,
    levels: pack.risks.levels.map(({ review_days, ...level }) => ({ ...level, reviewDays: review_days })),
  };
}

/** A topic as listed. */
export const topicView = (row: TopicRow): TopicRowView => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  ask: row.ask,
  state: row.state,
  proposer: row.proposer,
  proposedOn: row.proposed_on,
  note: row.note,
  version: row.version,
});

/** A decision as listed. */
export const decisionView = (row: DecisionRow): DecisionView => ({
  id: row.id,
  sessionId: row.session_id,
  recordId: row.record_id,
  onDay: row.on_day,
  topicId: row.topic_id,
  topic: row.topic,
  kind: row.kind,
  verdict: row.verdict,
  text: row.text,
  follow: row.follow,
  subject: row.subject,
  owner: row.owner,
  dueOn: row.due_on,
  state: row.state,
  taskId: row.task_id,
  problemId: row.problem_id,
  ended:
    row.ended_session_id && row.ended_on ? { sessionId: row.ended_session_id, onDay: row.ended_on } : null,
});

/** A history as shown. */
export const eventViews = (rows: Awaited<ReturnType<typeof eventsOf>>) =>
  rows.map((row) => ({ ...row, at: row.at.toISOString() }));
