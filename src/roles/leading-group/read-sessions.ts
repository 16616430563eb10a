import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { readMeetingForm } from '#roles/meetings/prepare-meeting.ts';
import { handOf } from '#roles/own-hand/own-hand.rules.ts';
import {
  type DecisionRow,
  decisionsIn,
  decisionsOf,
  delegationsIn,
  loadSession,
  type SessionRow,
  sessionsOf,
} from './decisions.store.ts';
import { type GroupRow, placesOf } from './groups.store.ts';
import { decisionView, reachGroup, standIn, termsOf, topicView } from './leading-facts.ts';
import { prepareSession, readSession, type sessionHands } from './leading-group.contract.ts';
import type { Feedback } from './leading-group.tables.ts';
import { sessionObject } from './leading-objects.ts';
import { topicsOf } from './topics.store.ts';

type SessionHand = (typeof sessionHands)[number];
type Delegations = Awaited<ReturnType<typeof delegationsIn>>;

/** Earlier decisions that a session hears about, and topics that wait for one. */
const MOST = 50;

/** By whose hand a session was held, as for every act that a secretary has to do in person. */
export function handOfSession(
  ctx: Pick<Context, 'services'>,
  session: SessionRow,
  delegations: Delegations,
): SessionHand {
  const { leading, index } = ctx.services.content;
  const { secretary_id: who, on_day: on } = session;
  if (who === null) return 'hidden';
  const rules = index.duty.get(leading.duty)?.fulfilled_by ?? [];
  const act = {
    code: leading.duty,
    dueOn: on,
    rules,
    records: [{ id: session.id, on, persons: session.persons }],
  };
  const hand = handOf(
    act,
    who,
    delegations.filter((each) => each.personId === who),
    on,
  );
  return hand === 'in-person' || hand === 'delegated' || hand === 'signed' ? hand : 'hidden';
}

const chairOf = (session: SessionRow) => session.persons.find((each) => each.part === 'chair')?.name ?? null;

/** The sessions of a group in a span, each with who was in the chair and by whose hand it was held. */
export async function sessionsIn(ctx: Context, orgId: string, span: { from: Day; to: Day }) {
  const { tenantId } = ctx.actor;
  const rows = await sessionsOf(ctx.tx, tenantId, orgId, span);
  const delegations = await delegationsIn(ctx.tx, tenantId, orgId, span.from);
  return rows.map((row) => ({
    id: row.id,
    recordId: row.record_id,
    onDay: row.on_day,
    topics: row.topics,
    chair: chairOf(row),
    hand: handOfSession(ctx, row, delegations),
  }));
}

/** What a session is told of earlier decisions: those still open, and what was done of the last session's. */
export async function feedbackFor(ctx: Context, group: Pick<GroupRow, 'id'>): Promise<Feedback[]> {
  const { tenantId } = ctx.actor;
  const open = await decisionsOf(ctx.tx, tenantId, group.id, ctx.today, {
    states: ['overdue', 'open'],
    after: null,
    limit: MOST,
  });
  const year = `${ctx.today.slice(0, 4)}-01-01`;
  const [last] = await sessionsOf(ctx.tx, tenantId, group.id, { from: year, to: ctx.today });
  const lately = last ? await decisionsIn(ctx.tx, tenantId, { sessionId: last.id }, ctx.today) : [];
  const settled = lately.filter((row) => row.state === 'done' || row.state === 'dropped');
  return [...open.slice(0, MOST), ...settled].map(feedbackOf);
}

const feedbackOf = (row: DecisionRow): Feedback => ({
  decisionId: row.id,
  text: row.text,
  owner: [row.subject, row.owner].filter(Boolean).join(' '),
  dueOn: row.due_on,
  state: row.state,
});

/** What is known before a session is recorded: nothing that the system knows is typed. */
export async function sessionForm(
  ctx: Context,
  groupId: string,
  query: QueryOf<typeof prepareSession>,
): Promise<Result<ResponseOf<typeof prepareSession>>> {
  const { tenantId } = ctx.actor;
  const found = await reachGroup(ctx, prepareSession, groupId);
  if (!found.ok) return found;
  const { group } = found.value;
  const form = await readMeetingForm(ctx, groupId, { on: query.on ?? ctx.today });
  if (!form.ok) return form;
  const { roster, chairId, minutes, place } = form.value;
  const topics = await topicsOf(ctx.tx, tenantId, groupId, {
    states: ['accepted'],
    after: null,
    limit: MOST,
  });
  const standing = await decisionsOf(ctx.tx, tenantId, groupId, ctx.today, {
    states: ['standing'],
    after: null,
    limit: MOST,
  });
  return ok({
    topics: topics.slice(0, MOST).map(topicView),
    feedback: await feedbackFor(ctx, group),
    standing: standing.slice(0, MOST).map(decisionView),
    roster: roster.map(({ personId, name, votes }) => ({ personId, name, votes })),
    chairId,
    minutes,
    place,
    unitId: group.unit_id,
    places: await placesOf(ctx.tx, tenantId, group.unit_path),
    terms: termsOf(ctx.services.content.leading),
  });
}

/** One session: who was there, what was heard of earlier decisions, what was decided and where that stands today. */
export async function showSession(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readSession>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readSession, sessionObject, [id])).has(id)) return notFound();
  const row = await loadSession(ctx.tx, tenantId, id);
  const stand = row ? await standIn(ctx, row.org_id) : undefined;
  if (!row || !stand?.ok) return notFound();
  const { group } = stand.value;
  const names = (part: string) => row.persons.filter((each) => each.part === part).map((each) => each.name);
  const decisions = await decisionsIn(ctx.tx, tenantId, { sessionId: id }, ctx.today);
  return ok({
    id,
    group: { id: group.id, name: group.name },
    recordId: row.record_id,
    onDay: row.on_day,
    chair: chairOf(row),
    hand: handOfSession(ctx, row, await delegationsIn(ctx.tx, tenantId, row.org_id, row.on_day)),
    present: names('present'),
    absent: names('absent'),
    feedback: row.feedback,
    decisions: decisions.map(decisionView),
    terms: termsOf(ctx.services.content.leading),
  });
}
