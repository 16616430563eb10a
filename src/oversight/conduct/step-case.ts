import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { addEvents, eventsOf, replaceChecks } from './case-events.store.ts';
import { actorOf, factsOfCase, gatherYear } from './case-facts.ts';
import { answerCase, checkCase, decideObjection, evaluateCase, reviewCase } from './cases.contract.ts';
import { type CaseChange, type FoundCase, lockBranch, topUse, updateCase } from './cases.store.ts';
import {
  type CaseAction,
  checkEvaluation,
  decideCase,
  needReason,
  type Part,
  topQuota,
} from './conduct.rules.ts';
import { topGrades } from './conduct-objects.ts';
import { findReachable } from './read-cases.ts';
import { hasSeat } from './rounds.store.ts';

type Reply = ResponseOf<typeof evaluateCase>;

/**
 * The branch's overall evaluation of a member, beside the facts of the year, which are kept with it. Whoever sent no
 * report is evaluated too; that he sent none is one of the facts.
 */
export async function evaluate(
  ctx: Context,
  id: string,
  body: BodyOf<typeof evaluateCase>,
): Promise<Result<Reply>> {
  const row = await findReachable(ctx, evaluateCase, id, true);
  if (!row) return notFound();
  const { conduct } = ctx.services.content;
  const { tenantId } = ctx.actor;
  await lockBranch(ctx.tx, tenantId, row.round_id, row.org_id);
  const { full, used } = await topUse(ctx.tx, tenantId, row.round_id, row.org_id, topGrades(conduct), id);
  const sound = checkEvaluation(body, row, conduct, topQuota(full, conduct.top_share) - used);
  if (!sound.ok) return sound;
  const { kept } = await gatherYear(ctx, row);
  const hash = digestOf({
    grade: body.grade,
    marks: body.marks,
    words: body.words,
    facts: kept,
    person: row.person_id,
  });
  return take(ctx, row, 'evaluate', '', {
    grade: body.grade,
    marks: body.marks,
    words: body.words,
    facts: kept,
    content_hash: hash,
    reviewed_hash: null,
    approved_hash: null,
    returned_note: '',
  });
}

/** The check of a drawn case, from outside the branch: each item with the source that was asked. One that differs gives it back. */
export async function check(
  ctx: Context,
  id: string,
  body: BodyOf<typeof checkCase>,
): Promise<Result<Reply>> {
  const row = await findReachable(ctx, checkCase, id, true);
  if (!row) return notFound();
  const { sources, reason_least } = ctx.services.content.conduct;
  if (body.checks.some((each) => !sources.some((source) => source.id === each.source))) {
    return refuse('conduct/unknown-source', '请从列表中选择核对依据。', { status: 422 });
  }
  const differs = body.checks.some((each) => each.finding === 'differs');
  if (differs) {
    const why = needReason(body.note, reason_least);
    if (!why.ok) return why;
  }
  const done = await take(ctx, row, differs ? 'differ' : 'confirm', body.note, {
    ...(differs ? { returned_note: body.note } : {}),
  });
  if (done.ok) await replaceChecks(ctx.tx, ctx.actor.tenantId, id, body.checks);
  return done;
}

/** The organ committee's review: passed on to the leading group, bound to the text as it stands, or given back. */
export async function review(
  ctx: Context,
  id: string,
  body: BodyOf<typeof reviewCase>,
): Promise<Result<Reply>> {
  return decideAndTake(ctx, reviewCase, id, body.decision, body.note, (row) =>
    body.decision === 'review' ? { reviewed_hash: row.content_hash } : { returned_note: body.note },
  );
}

/** The member's own word: no objection, or what is wrong. */
export async function answer(
  ctx: Context,
  id: string,
  body: BodyOf<typeof answerCase>,
): Promise<Result<Reply>> {
  return decideAndTake(ctx, answerCase, id, body.decision, body.note, () =>
    body.decision === 'object' ? { objection: body.note } : { settled_on: ctx.today },
  );
}

/** The answer to an objection, by somebody who had no hand in the case; either way with a reason. */
export async function arbitrate(
  ctx: Context,
  id: string,
  body: BodyOf<typeof decideObjection>,
): Promise<Result<Reply>> {
  return decideAndTake(ctx, decideObjection, id, body.decision, body.note, () =>
    body.decision === 'uphold'
      ? { settled_on: ctx.today }
      : { returned_note: body.note, reviewed_hash: null, approved_hash: null },
  );
}

/** Decisions that may stand without a reason; every other one says why. */
const PLAIN = new Set<CaseAction>(['review', 'accept']);

async function decideAndTake(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  action: CaseAction,
  note: string,
  change: (row: FoundCase) => CaseChange,
): Promise<Result<Reply>> {
  const row = await findReachable(ctx, guarded, id, true);
  if (!row) return notFound();
  if (!PLAIN.has(action)) {
    const why = needReason(note, ctx.services.content.conduct.reason_least);
    if (!why.ok) return why;
  }
  return take(ctx, row, action, note, change(row));
}

async function take(
  ctx: Context,
  row: FoundCase,
  action: CaseAction,
  note: string,
  change: CaseChange,
): Promise<Result<Reply>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const current = { state: row.state, version: row.version };
  if (row.version !== ctx.ifMatch) return staleEdit(ctx, 'conduct-case', row.id, current);
  const events = await eventsOf(ctx.tx, tenantId, [row.id]);
  const actor = actorOf(ctx, row, await hasSeat(ctx.tx, tenantId, row.round_id, personId));
  const decided = decideCase(factsOfCase(row, events), action, actor, row.round_state);
  if (!decided.ok) return decided;
  const version = await updateCase(ctx.tx, tenantId, row.id, row.version, {
    ...change,
    state: decided.value.to,
  });
  if (version === undefined) return staleEdit(ctx, 'conduct-case', row.id, current);
  await addEvents(ctx.tx, tenantId, [row.id], {
    part: decided.value.who as Part,
    action,
    toState: decided.value.to,
    accountId,
    personId,
    at: ctx.now,
    note,
  });
  ctx.audit({
    action: `conduct.${action}`,
    object: ['conduct-case', row.id],
    orgId: row.org_id,
    details: { from: row.state, to: decided.value.to, hash: change.content_hash ?? row.content_hash },
  });
  return ok({ id: row.id, state: decided.value.to, version });
}
