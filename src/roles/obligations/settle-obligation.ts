import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { AccessRule } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { linkMadeUp, restate } from './fulfil.store.ts';
import * as contract from './obligations.contract.ts';
import { obligationObject } from './obligations.objects.ts';
import { mayExcuse, mayMakeUp, obligationCycle } from './obligations.rules.ts';
import { excuse, findObligation, recordFacts, restore, servesTwin } from './obligations.store.ts';
import { viewObligation } from './read-obligations.ts';

type View = contract.ObligationView;

/** Says why something that is only generally asked for is not done this time; it then counts neither for nor against. */
export async function excuseObligation(
  ctx: Context,
  id: string,
  input: { reason: string },
): Promise<Result<View>> {
  const row = await load(ctx, contract.excuseObligation, id);
  if (!row) return notFound();
  const allowed = decide(obligationCycle, row.state, 'excuse');
  if (!allowed.ok) return allowed;
  const soft = mayExcuse(row.strength);
  if (!soft.ok) return soft;
  const by = { reason: input.reason, accountId: ctx.actor.accountId, at: ctx.now };
  if (!(await excuse(ctx.tx, ctx.actor.tenantId, id, ctx.ifMatch ?? 0, by))) return stale(ctx, id);
  ctx.audit({
    action: 'obligation.excuse',
    object: ['obligation', id],
    orgId: row.org_id,
    details: { duty: row.code },
  });
  return reread(ctx, id);
}

/** Takes an excuse back, where the reason does not hold. */
export async function restoreObligation(ctx: Context, id: string): Promise<Result<View>> {
  const row = await load(ctx, contract.restoreObligation, id);
  if (!row) return notFound();
  const allowed = decide(obligationCycle, row.state, 'restore');
  if (!allowed.ok) return allowed;
  if (!(await restore(ctx.tx, ctx.actor.tenantId, id, ctx.ifMatch ?? 0))) return stale(ctx, id);
  ctx.audit({
    action: 'obligation.restore',
    object: ['obligation', id],
    orgId: row.org_id,
    details: { duty: row.code },
  });
  return reread(ctx, id);
}

/** Names a later record as making up for a missed obligation. It is then fulfilled, and stays marked as late. */
export async function makeUpObligation(
  ctx: Context,
  id: string,
  input: { recordId: string },
): Promise<Result<View>> {
  const { tenantId } = ctx.actor;
  const row = await load(ctx, contract.makeUpObligation, id);
  if (!row) return notFound();
  const allowed = decide(obligationCycle, row.state, 'fulfil');
  if (!allowed.ok) return allowed;
  if (row.version !== ctx.ifMatch) return stale(ctx, id);
  const record = await recordFacts(
    ctx.tx,
    tenantId,
    input.recordId,
    scopeOf(ctx.actor, contract.makeUpObligation),
  );
  if (!record) return notFound();
  const amount = mayMakeUp(row.fulfilled_by, record, {
    dutyCode: row.code,
    orgId: row.org_id,
    personId: row.person_id,
    period: { from: row.period_from, to: row.period_to },
    unit: row.unit,
  });
  if (!amount.ok) return amount;
  if (await servesTwin(ctx.tx, tenantId, input.recordId, id)) {
    return refuse(
      'obligations/counts-elsewhere',
      '这条记录已经用于另一期的同一事项，一次不能算两期。请选择另一条记录。',
      {
        status: 422,
      },
    );
  }
  const link = {
    obligationId: id,
    recordId: input.recordId,
    amount: amount.value,
    occurredOn: record.occurredOn,
  };
  if (await linkMadeUp(ctx.tx, tenantId, link)) await restate(ctx.tx, tenantId, [id]);
  ctx.audit({
    action: 'obligation.make-up',
    object: ['obligation', id],
    orgId: row.org_id,
    details: { duty: row.code, record: input.recordId },
  });
  return reread(ctx, id);
}

async function load(ctx: Context, guarded: { access: AccessRule }, id: string) {
  if (!(await authorise(ctx, guarded, obligationObject, [id])).has(id)) return undefined;
  return findObligation(ctx.tx, ctx.actor.tenantId, id);
}

async function reread(ctx: Context, id: string): Promise<Result<View>> {
  const row = await findObligation(ctx.tx, ctx.actor.tenantId, id);
  return row ? ok(viewObligation(row)) : notFound();
}

async function stale(ctx: Context, id: string) {
  const row = await findObligation(ctx.tx, ctx.actor.tenantId, id);
  return staleEdit(ctx, 'obligation', id, row ? viewObligation(row) : null);
}
