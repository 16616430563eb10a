import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { disputedIn, saveRun, scoreRun, sourceOf, summaryOf } from './compute-result.ts';
import { scoresById, selectScoresOf } from './entries.store.ts';
import { objectionsOf } from './objections.store.ts';
import { resultObject } from './result-objects.ts';
import { moveResult } from './results.contract.ts';
import {
  decideNotWorse,
  decideResult,
  earliestPublication,
  objectionDeadline,
  type ResultState,
  SHORTEST_REASON,
} from './results.rules.ts';
import {
  addResultEvent,
  findResult,
  type ResultChange,
  type ResultFound,
  updateResult,
} from './results.store.ts';

export type Moved = { id: string; state: ResultState; version: number };

/** Steps that are a judgement, not a routine: they need a written reason. */
const REASONED = new Set(['return', 'approve', 'revise']);

/** Takes a result one step on its way to publication: scores anew, submits, reviews, makes it known, or takes it back for revision. */
export async function stepResult(
  ctx: Context,
  id: string,
  body: BodyOf<typeof moveResult>,
): Promise<Result<Moved>> {
  if (!(await authorise(ctx, moveResult, resultObject, [id])).has(id)) return notFound();
  const { tenantId, accountId } = ctx.actor;
  const result = await findResult(ctx.tx, tenantId, id, true);
  if (!result || accountId === null) return notFound();
  const scorer = { accountId: result.scored_by, personId: result.scored_person };
  const decided = decideResult({ state: result.state, scorer }, body.action, ctx.actor);
  if (!decided.ok) return decided;
  if (REASONED.has(body.action) && body.reason.length < SHORTEST_REASON) {
    return refuse('results/no-reason', `请写明理由，不少于 ${SHORTEST_REASON} 字。`, {
      status: 400,
      errors: [{ path: 'body.reason', message: `不少于 ${SHORTEST_REASON} 字` }],
    });
  }
  if (ctx.ifMatch !== result.version)
    return staleEdit(ctx, 'result', id, { state: result.state, version: result.version });
  const change = await changeFor(ctx, result, body, accountId);
  if (!change.ok) return change;
  const version = await updateResult(ctx.tx, tenantId, id, result.version, {
    ...change.value,
    state: decided.value.to,
  });
  if (version === undefined) return staleEdit(ctx, 'result', id, { state: result.state });
  const event = {
    action: body.action,
    toState: decided.value.to,
    accountId,
    at: ctx.now,
    reason: body.reason,
  };
  await addResultEvent(ctx.tx, tenantId, id, event);
  ctx.audit({
    action: `result.${body.action}`,
    object: ['result', id],
    orgId: result.org_id,
    details: {
      from: result.state,
      to: decided.value.to,
      run: change.value.scored?.run ?? result.run,
      earliest: change.value.notified?.earliest,
    },
  });
  return ok({ id, state: decided.value.to, version });
}

async function changeFor(
  ctx: Context,
  result: ResultFound,
  body: BodyOf<typeof moveResult>,
  accountId: string,
): Promise<Result<ResultChange>> {
  switch (body.action) {
    case 'rescore':
      return rescore(ctx, result, accountId);
    case 'submit':
      return checkNotWorse(ctx, result);
    case 'approve':
      return ok({ reviewed: { by: accountId, reason: body.reason } });
    case 'return':
      return ok({ reviewed: null });
    case 'revise':
      return ok({ reviewed: null, notified: null });
    case 'notify':
      return ok({ notified: noticeOf(ctx, result) });
  }
}

async function rescore(ctx: Context, result: ResultFound, accountId: string): Promise<Result<ResultChange>> {
  const source = await sourceOf(ctx, result);
  if (!source) return notFound();
  const run = result.run + 1;
  const outcome = await scoreRun(ctx, source, await disputedIn(ctx, result.id));
  await saveRun(ctx, result.id, run, outcome);
  return ok({
    scored: {
      run,
      by: accountId,
      person: ctx.actor.personId,
      at: ctx.now,
      groups: outcome.groups.map(summaryOf),
    },
  });
}

/** Whoever objected with success stands no lower afterwards than in the score objected to, here and in what is corrected. */
async function checkNotWorse(ctx: Context, result: ResultFound): Promise<Result<ResultChange>> {
  const { tenantId } = ctx.actor;
  const own = await objectionsOf(ctx.tx, tenantId, result.id);
  const before = result.corrects_id === null ? [] : await objectionsOf(ctx.tx, tenantId, result.corrects_id);
  const upheld = [...own, ...before].filter((objection) => objection.state === 'upheld');
  if (upheld.length === 0) return ok({});
  const then = new Map(
    (
      await scoresById(
        ctx.tx,
        tenantId,
        upheld.map((each) => each.score_id),
      )
    ).map((row) => [row.id, row.score]),
  );
  const now = new Map(
    (await selectScoresOf(ctx.tx, tenantId, result.id)).map((row) => [row.org_id, row.score]),
  );
  const decided = decideNotWorse(
    upheld.map((each) => ({
      organisation: each.org_id,
      before: then.get(each.score_id) ?? null,
      after: now.get(each.org_id) ?? null,
    })),
  );
  return decided.ok ? ok({}) : decided;
}

function noticeOf(ctx: Context, result: ResultFound): NonNullable<ResultChange['notified']> {
  const earliest = earliestPublication(ctx.services.calendar, ctx.today, result.scheme.notice_working_days);
  return {
    on: ctx.today,
    earliest: earliest.day,
    covered: earliest.covered,
    objectionsUntil: objectionDeadline(ctx.today, result.scheme.objection_days, earliest.day),
  };
}
