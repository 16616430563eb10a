import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { listObjections, moveObjection, ObjectionView } from './objections.contract.ts';
import { findObjection, selectObjections, updateObjection } from './objections.store.ts';
import { barredBy } from './read-results.ts';
import { isSteward } from './result-objects.ts';
import { listResults } from './results.contract.ts';
import {
  decideObjectionStep,
  isOpen,
  type ObjectionState,
  objectionCycle,
  SHORTEST_REASON,
} from './results.rules.ts';

/** A page of objections: those to results that the actor holds, and those he lodged himself. */
export async function objections(ctx: Context, query: QueryOf<typeof listObjections>) {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listResults), { path: 'h.path', org: 'r.org_id' });
  const rows = await selectObjections(
    ctx.tx,
    ctx.actor.tenantId,
    { scope, accountId: ctx.actor.accountId },
    {
      state: query.state,
      result: query.result,
      before: cursor.value ? String(cursor.value[0]) : null,
      limit: query.limit + 1,
    },
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => view(ctx, row),
    ),
  );
}

type Row = NonNullable<Awaited<ReturnType<typeof findObjection>>>;

/** An objection that the actor may see: his own, or one to a result that he holds. Nobody else learns who objected. */
async function objectionInReach(ctx: Context, id: string): Promise<Row | undefined> {
  const row = await findObjection(ctx.tx, ctx.actor.tenantId, id);
  if (!row) return undefined;
  return row.lodged_by === ctx.actor.accountId || (await isSteward(ctx, row.result_id)) ? row : undefined;
}

/** One objection. */
export async function showObjection(ctx: Context, id: string): Promise<Result<ObjectionView>> {
  const row = await objectionInReach(ctx, id);
  return row ? ok(view(ctx, row)) : notFound();
}

const factsOf = (row: Row) => ({
  state: row.state,
  lodgedBy: { accountId: row.lodged_by, personId: row.lodged_person },
  scorer: { accountId: row.scored_by, personId: row.scored_person },
});

function view(ctx: Context, row: Row): ObjectionView {
  const indicator = row.scheme.indicators.find((each) => each.id === row.indicator);
  return {
    id: row.id,
    resultId: row.result_id,
    resultTitle: row.result_title,
    orgId: row.org_id,
    orgName: row.org_name,
    scoreId: row.score_id,
    indicator: indicator ? { id: indicator.id, title: indicator.title } : null,
    text: row.text,
    state: row.state,
    mine: row.lodged_by === ctx.actor.accountId,
    lodgedAt: row.lodged_at.toISOString(),
    decideBy: row.decide_by,
    overdue: isOpen(row.state) && ctx.today > row.decide_by,
    decision: row.decision,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decider: row.decider_name,
    version: row.version,
    steps: allowedActions(objectionCycle, row.state).map((action) => {
      const decided = decideObjectionStep(factsOf(row), action, ctx.actor);
      const basis =
        objectionCycle.rows.find((each) => each.from === row.state && each.action === action)?.basis ?? '';
      return { action, basis, reason: barredBy(decided) };
    }),
  };
}

/** Takes an objection one step on. A decision carries its reasons and is made by someone who neither scored nor objected. */
export async function stepObjection(
  ctx: Context,
  id: string,
  body: BodyOf<typeof moveObjection>,
): Promise<Result<{ id: string; state: ObjectionState; version: number }>> {
  const row = await objectionInReach(ctx, id);
  if (!row || ctx.actor.accountId === null) return notFound();
  const decided = decideObjectionStep(factsOf(row), body.action, ctx.actor);
  if (!decided.ok) return decided;
  const decides = body.action === 'uphold' || body.action === 'dismiss';
  if (decided.value.who === 'decider' && !(await isSteward(ctx, row.result_id))) return notFound();
  if (decides && body.reason.length < SHORTEST_REASON) {
    return refuse('objections/no-reason', `请写明答复理由，不少于 ${SHORTEST_REASON} 字。`, {
      status: 400,
      errors: [{ path: 'body.reason', message: `不少于 ${SHORTEST_REASON} 字` }],
    });
  }
  const version = await updateObjection(ctx.tx, ctx.actor.tenantId, id, ctx.ifMatch ?? row.version, {
    state: decided.value.to,
    ...(body.action === 'take-up' ? { takenUpBy: ctx.actor.accountId } : {}),
    ...(decides ? { decided: { by: ctx.actor.accountId, at: ctx.now, decision: body.reason } } : {}),
  });
  if (version === undefined)
    return staleEdit(ctx, 'objection', id, { state: row.state, version: row.version });
  ctx.audit({
    action: `objection.${body.action}`,
    object: ['objection', id],
    orgId: row.org_id,
    details: { result: row.result_id, from: row.state, to: decided.value.to },
  });
  return ok({ id, state: decided.value.to, version });
}
