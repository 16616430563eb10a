import { addDays, type Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { lodgeObjection } from './objections.contract.ts';
import { insertObjection, openObjection } from './objections.store.ts';
import { scoreInReach } from './read-scores.ts';
import { DECIDE_WITHIN_DAYS, decideObjection } from './results.rules.ts';

/** Lodges an objection for the organisation that was scored, against the score as a whole or one indicator of it. */
export async function objectToScore(
  ctx: Context,
  scoreId: string,
  body: BodyOf<typeof lodgeObjection>,
): Promise<Result<{ id: string; decideBy: Day }>> {
  const score = await scoreInReach(ctx, lodgeObjection, scoreId);
  if (!score || ctx.actor.accountId === null) return notFound();
  const decided = decideObjection({ state: score.state, deadline: score.objections_until }, ctx.today);
  if (!decided.ok) return decided;
  if (body.indicator !== null && !score.tree.indicators.some((each) => each.id === body.indicator)) {
    return refuse('objections/unknown-indicator', '得分中没有这项指标，请从列表中选择。', { status: 422 });
  }
  if (await openObjection(ctx.tx, ctx.actor.tenantId, score.result_id, score.org_id, body.indicator)) {
    return refuse('objections/open-already', '本组织对这一项的异议正在办理，答复后可以再提。');
  }
  const id = newId();
  const decideBy = addDays(ctx.today, DECIDE_WITHIN_DAYS);
  await insertObjection(ctx.tx, ctx.actor.tenantId, {
    id,
    resultId: score.result_id,
    orgId: score.org_id,
    scoreId,
    indicator: body.indicator,
    text: body.text,
    lodgedBy: ctx.actor.accountId,
    lodgedPerson: ctx.actor.personId,
    lodgedAt: ctx.now,
    decideBy,
  });
  ctx.audit({
    action: 'objection.lodge',
    object: ['objection', id],
    orgId: score.org_id,
    details: { result: score.result_id, score: scoreId, indicator: body.indicator, decideBy },
  });
  return ok({ id, decideBy });
}
