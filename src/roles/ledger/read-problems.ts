import { addMonths } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { authorise, holdsOver, inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf } from '#platform/http/endpoint.ts';
import { selectCluster, selectJoined } from './clusters.store.ts';
import {
  listProblems,
  type ProblemRow,
  type ProblemView,
  readProblem,
  readReconciliation,
} from './ledger.contract.ts';
import { decideProblem, type LedgerActor, problemCycle } from './ledger.rules.ts';
import { loadProblem } from './ledger.store.ts';
import { type ListedProblem, type ListPlace, selectProblems } from './ledger-list.store.ts';
import { problemObject } from './problem-object.ts';
import { selectEvents, selectProblem, selectReconciliation } from './problem-view.store.ts';

const columns = { path: 'o.path', org: 'p.org_id', person: 'p.owner_id' };

const rowView = (row: ListedProblem): ProblemRow => ({
  id: row.id,
  title: row.title,
  orgId: row.org_id,
  orgName: row.org_name,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  source: row.source,
  state: row.state,
  dueOn: row.due_on,
  firstLateOn: row.late_on,
  closedOn: row.closed_on,
  reopened: row.reopened,
  reports: row.reports,
  version: row.version,
});

/** A page of the ledger within the actor's reach: what is not solved, the next due first; then what is closed, the newest first. */
export async function listLedger(ctx: Context, query: QueryOf<typeof listProblems>) {
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  if (query.mine === 'yes' && !ctx.actor.personId) return ok({ items: [], next: null });
  const filter = {
    state: query.state,
    source: query.source,
    late: query.late === 'yes',
    owner: query.mine === 'yes' ? (ctx.actor.personId ?? undefined) : undefined,
    q: query.q,
  };
  const reach = { tenantId: ctx.actor.tenantId, scope: scopeOf(ctx.actor, listProblems), org: query.org };
  const after = cursor.value as ListPlace | null;
  const rows = await selectProblems(ctx.tx, reach, filter, ctx.today, after, query.limit + 1);
  return ok(cutPage(rows, query.limit, placeOf, rowView));
}

const placeOf = (row: ListedProblem): ListPlace =>
  row.closed_on === null ? [0, row.due_on, row.id] : [1, row.closed_on, row.id];

/** The month's reconciliation (每月对账) within the actor's reach; a month still running is counted up to today. */
export async function reconcile(ctx: Context, month: string) {
  const from = `${month}-01`;
  const before = addMonths(from, 1);
  const reach = { tenantId: ctx.actor.tenantId, scope: scopeOf(ctx.actor, readReconciliation) };
  const asOf = ctx.today < before ? ctx.today : before;
  const counts = await selectReconciliation(ctx.tx, reach, { from, before, asOf });
  return { month, ...counts };
}

/** The parts that an actor has towards an organisation's problems. */
export function ledgerActor(ctx: Pick<Context, 'actor'>, orgPath: string): LedgerActor {
  return {
    accountId: ctx.actor.accountId,
    personId: ctx.actor.personId,
    supervises: holdsOver(ctx.actor, orgPath, 'clerk', 'officer'),
    leads: holdsOver(ctx.actor, orgPath, 'secretary'),
  };
}

/** One problem with everything that happened to it, and what the reader may do about it. */
export async function showProblem(ctx: Context, id: string): Promise<Result<ProblemView>> {
  if (!(await authorise(ctx, readProblem, problemObject, [id])).has(id)) return notFound();
  const { tenantId } = ctx.actor;
  const [row, problem, events] = [
    await selectProblem(ctx.tx, tenantId, ctx.today, id),
    await loadProblem(ctx.tx, tenantId, id),
    await selectEvents(ctx.tx, tenantId, id),
  ];
  if (!row || !problem) return notFound();
  const actor = ledgerActor(ctx, problem.orgPath);
  const scope = inScope(scopeOf(ctx.actor, readProblem), columns);
  const cluster = await selectCluster(ctx.tx, tenantId, row.cluster_id ?? id, scope);
  return ok({
    ...rowView(row),
    detail: row.detail,
    measures: row.measures,
    origin: row.origin,
    sourceId: row.source_id,
    sourcePart: row.source_part,
    reportedBy: row.reporter_name,
    reportedAt: row.reported_at.toISOString(),
    firstDueOn: row.first_due_on,
    submittedBy: row.submitter_name,
    effect: row.effect,
    answer: row.answer,
    evidence: row.evidence,
    cluster: cluster.filter((each) => each.id !== id),
    times: cluster.reduce((sum, each) => sum + each.reports + each.reopened, 0),
    joined: await selectJoined(ctx.tx, tenantId, id),
    closedBy: row.closer_name,
    events: events.map((event) => ({
      id: event.id,
      action: event.action,
      toState: event.to_state,
      who: event.display_name ?? '',
      at: event.at.toISOString(),
      note: event.note,
      ownerName: event.owner_name,
      dueOn: event.due_on,
    })),
    actions: allowedActions(problemCycle, problem.state).map((action) => {
      const decided = decideProblem(problem, action, actor);
      const basis =
        problemCycle.rows.find((each) => each.from === problem.state && each.action === action)?.basis ?? '';
      return {
        action,
        basis,
        reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
      };
    }),
  });
}
