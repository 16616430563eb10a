import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { setAcknowledged } from '#records/evidence.store.ts';
import { findRecord, keepVersion, personsOf, setRecordState } from '#records/records.store.ts';
import type { HeldFor, RecordState } from '#records/records.tables.ts';
import { type FoundRecord, findReadable } from './find-readable.ts';
import { fulfil, unfulfil } from './fulfilment.ts';
import { viewOf } from './read-records.ts';
import {
  type acknowledgeRecord,
  type RecordView,
  releaseRecord,
  withdrawRecord,
} from './work-records.contract.ts';

/** Withdraws a record: it counts nowhere from now on, and stays readable with the reason. */
export async function takeBackRecord(
  ctx: Context,
  id: string,
  body: BodyOf<typeof withdrawRecord>,
): Promise<Result<RecordView>> {
  const record = await findReadable(ctx, withdrawRecord, id, { lock: true });
  if (!record) return notFound();
  if (record.version !== ctx.ifMatch) return staleEdit(ctx, 'record', id, await viewOf(ctx, record));
  if (record.state === 'withdrawn') return refuse('work/withdrawn', '这条记录已经撤回，不需要再次操作。');
  await unfulfil(ctx, id);
  await keep(ctx, record, { withdrawn: body.reason });
  return move(ctx, record, 'record.withdraw', { state: 'withdrawn', heldFor: null });
}

/**
 * Decides on a record that was filed very late. Whoever entered it cannot release it. A talk is not decided here: its
 * other side confirms it, and nobody above reads it.
 */
export async function releaseHeldRecord(
  ctx: Context,
  id: string,
  body: BodyOf<typeof releaseRecord>,
): Promise<Result<RecordView>> {
  const record = await findReadable(ctx, releaseRecord, id, { lock: true });
  if (!record) return notFound();
  if (record.version !== ctx.ifMatch) return staleEdit(ctx, 'record', id, await viewOf(ctx, record));
  if (record.held_for !== 'late') return refuse('work/not-held', '这条记录不在待确认状态，请刷新后查看。');
  if (record.entered_by === ctx.actor.accountId) {
    return refuse('work/own-release', '本人录入的记录须由他人确认。请由上级党组织的其他同志办理。', {
      status: 403,
    });
  }
  if (body.confirm) return move(ctx, record, 'record.release', { state: 'standing', heldFor: null }, true);
  if (body.note === '') {
    return refuse('work/say-why', '不予确认时请写明理由。', {
      status: 422,
      errors: [{ path: 'body.note', message: '不能为空' }],
    });
  }
  await keep(ctx, record, { notConfirmed: body.note });
  return move(ctx, record, 'record.refuse', { state: 'withdrawn', heldFor: null });
}

/**
 * The person a talk was held with says whether it took place. It counts once everybody it was held with has said so;
 * if one says that it did not, it is withdrawn.
 */
export async function answerRecord(
  ctx: Context,
  id: string,
  body: BodyOf<typeof acknowledgeRecord>,
): Promise<Result<ResponseOf<typeof acknowledgeRecord>>> {
  const { tenantId, personId } = ctx.actor;
  const record = personId ? await findRecord(ctx.tx, tenantId, id, true) : undefined;
  const persons = record ? await personsOf(ctx.tx, tenantId, id) : [];
  const mine = persons.find((row) => row.part === 'subject' && row.person_id === personId);
  if (!record || !personId || !mine) return notFound();
  if (record.held_for !== 'subject') {
    return refuse('work/not-held', '这条记录不在待确认状态，请刷新后查看。');
  }
  const noted = await setAcknowledged(ctx.tx, tenantId, id, personId, { at: ctx.now, remark: body.remark });
  if (!noted) return refuse('work/already-acknowledged', '您已经确认过这次谈话，不需要再次确认。');
  ctx.audit({
    action: body.happened ? 'record.acknowledge' : 'record.deny',
    object: ['record', id],
    orgId: record.org_id,
  });
  if (!body.happened) {
    await keep(ctx, record, { denied: true });
    await setRecordState(ctx.tx, tenantId, id, { state: 'withdrawn', heldFor: null }, record.version);
    return ok({ state: 'withdrawn' as const });
  }
  const waiting = persons.some(
    (row) => row.part === 'subject' && row.acknowledged_at === null && row.person_id !== personId,
  );
  if (waiting) return ok({ state: 'held' as const });
  await setRecordState(ctx.tx, tenantId, id, { state: 'standing', heldFor: null }, record.version);
  await fulfil(ctx, id);
  return ok({ state: 'standing' as const });
}

async function keep(ctx: Context, record: FoundRecord, why: Record<string, unknown>): Promise<void> {
  await keepVersion(
    ctx.tx,
    ctx.actor.tenantId,
    record.id,
    record.version,
    { state: record.state, ...why },
    { by: ctx.actor.accountId, at: ctx.now },
  );
}

async function move(
  ctx: Context,
  record: FoundRecord,
  action: string,
  next: { state: RecordState; heldFor: HeldFor | null },
  counts = false,
): Promise<Result<RecordView>> {
  const { tenantId } = ctx.actor;
  const version = await setRecordState(ctx.tx, tenantId, record.id, next, record.version);
  if (version === undefined) return staleEdit(ctx, 'record', record.id, await viewOf(ctx, record));
  if (counts) await fulfil(ctx, record.id);
  ctx.audit({
    action,
    object: ['record', record.id],
    orgId: record.org_id,
    details: { from: record.state, to: next.state, heldFor: next.heldFor },
  });
  const after = await findRecord(ctx.tx, tenantId, record.id);
  return after ? ok(await viewOf(ctx, after)) : notFound();
}
