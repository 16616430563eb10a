import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise, type ObjectKind } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { addEvents, type CaseEvent, eventsOf } from './case-events.store.ts';
import { factsOfCase } from './case-facts.ts';
import { type FoundCase, findCases } from './cases.store.ts';
import { type CaseAction, type CaseState, decideCase, needReason, type Part } from './conduct.rules.ts';
import { roundObject, seatObject } from './conduct-objects.ts';
import { approveCases, settleRound, tellMembers } from './rounds.contract.ts';
import { type FoundRound, findRound, roundCounts } from './rounds.store.ts';
import { step } from './run-round.ts';
import { approveRows, returnRows, settleRows, tellRows } from './signing.store.ts';

type Moved = ResponseOf<typeof tellMembers>;

/**
 * The leading group approves what was reviewed, or gives it back with a reason: at most a page at once, each bound to the
 * digest of the text that was looked at. One that may not be signed by this person refuses them all; nothing is half signed.
 */
export async function approve(
  ctx: Context,
  id: string,
  body: BodyOf<typeof approveCases>,
): Promise<Result<Moved>> {
  const found = await reachable(ctx, approveCases, seatObject, id);
  if (!found.ok) return found;
  const { conduct } = ctx.services.content;
  if (body.cases.length > conduct.sign_at_once) {
    return refuse('conduct/too-many', `一次最多审定 ${conduct.sign_at_once} 人，请逐批查看。`, {
      status: 422,
    });
  }
  const why = body.decision === 'return' ? needReason(body.note, conduct.reason_least) : ok(true);
  if (!why.ok) return why;
  const { tenantId } = ctx.actor;
  const ids = body.cases.map((each) => each.id);
  const rows = await findCases(ctx.tx, tenantId, id, ids);
  if (rows.length !== new Set(ids).size || rows.length !== ids.length) return notFound();
  const sound = await checkSigned(ctx, rows, body);
  if (!sound.ok) return sound;
  if (body.decision === 'approve') await approveRows(ctx.tx, tenantId, ids);
  else await returnRows(ctx.tx, tenantId, ids, body.note);
  const to = body.decision === 'approve' ? 'approved' : 'returned';
  await note(ctx, ids, 'leading-group', body.decision, to, body.note);
  return step(ctx, found.value, body.decision, {}, ids.length, { ids });
}

async function checkSigned(
  ctx: Context,
  rows: readonly FoundCase[],
  body: BodyOf<typeof approveCases>,
): Promise<Result<true>> {
  const { accountId, personId, tenantId } = ctx.actor;
  const actor = { accountId, personId, parts: new Set<Part>(['leading-group']) };
  const events = await eventsOf(
    ctx.tx,
    tenantId,
    rows.map((row) => row.id),
  );
  const seen = new Map(body.cases.map((each) => [each.id, each.hash]));
  for (const row of rows) {
    const decided = decideCase(
      factsOfCase(
        row,
        events.filter((event) => event.case_id === row.id),
      ),
      body.decision,
      actor,
      row.round_state,
    );
    if (!decided.ok) return { ok: false, refusal: { ...decided.refusal, data: { id: row.id } } };
    if (row.reviewed_hash !== seen.get(row.id)) {
      return refuse('conduct/text-changed', '其中有评价在审核之后又改过，审定已失效。请刷新后重新查看。', {
        data: { id: row.id },
      });
    }
  }
  return ok(true);
}

/** Tells the members what was approved; the days for an objection begin. */
export async function tell(ctx: Context, id: string): Promise<Result<Moved>> {
  const found = await reachable(ctx, tellMembers, roundObject, id);
  if (!found.ok) return found;
  const { calendar, content } = ctx.services;
  const freeFrom = calendar.addWorkdays(ctx.today, content.conduct.notice_workdays).value;
  const ids = await tellRows(ctx.tx, ctx.actor.tenantId, id, ctx.today, freeFrom);
  if (ids.length === 0) return refuse('conduct/nothing-to-tell', '没有已审定、待告知的结果。');
  await note(ctx, ids, 'committee', 'tell', 'told', '');
  return step(ctx, found.value, 'tell', {}, ids.length, { freeFrom });
}

/** Settles those whose days have passed without an objection. Once all are settled, the round is closed. */
export async function settle(ctx: Context, id: string): Promise<Result<Moved>> {
  const found = await reachable(ctx, settleRound, roundObject, id);
  if (!found.ok) return found;
  const { tenantId } = ctx.actor;
  const ids = await settleRows(ctx.tx, tenantId, id, ctx.today);
  await note(ctx, ids, 'committee', 'settle', 'settled', '');
  const counts = await roundCounts(ctx.tx, tenantId, id, ctx.today);
  const all = counts.every((row) => row.state === 'settled');
  if (ids.length === 0 && (!all || found.value.state === 'closed')) {
    return refuse('conduct/nothing-to-settle', '没有告知期已满的结果。本人没有异议的，会随时办结。');
  }
  return step(ctx, found.value, 'settle', all ? { state: 'closed' } : {}, ids.length);
}

async function reachable(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  object: ObjectKind,
  id: string,
): Promise<Result<FoundRound>> {
  const allowed = await authorise(ctx, guarded, object, [id]);
  const round = allowed.has(id) ? await findRound(ctx.tx, ctx.actor.tenantId, id, true) : undefined;
  if (!round) return notFound();
  if (round.version !== ctx.ifMatch)
    return staleEdit(ctx, 'conduct-round', id, { state: round.state, version: round.version });
  return ok(round);
}

async function note(
  ctx: Context,
  ids: readonly string[],
  part: Part,
  action: CaseAction,
  toState: CaseState,
  text: string,
): Promise<void> {
  const { accountId, personId, tenantId } = ctx.actor;
  const event: CaseEvent = { part, action, toState, accountId, personId, at: ctx.now, note: text };
  await addEvents(ctx.tx, tenantId, ids, event);
}
