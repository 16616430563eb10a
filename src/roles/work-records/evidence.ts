import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { insertEvidence, setConfirmed } from '#records/evidence.store.ts';
import { mayAttach, mayConfirm } from '#records/records.rules.ts';
import { evidenceOf } from '#records/records.store.ts';
import { findReadable } from './find-readable.ts';
import { fulfilledBy } from './fulfilment.ts';
import { viewOf } from './read-records.ts';
import { askedFor } from './work-content.ts';
import { attachEvidence, confirmEvidence, type RecordView } from './work-records.contract.ts';

/** Adds a line of evidence to a record. Traces are taken only while something is still wanted; results always. */
export async function addEvidence(
  ctx: Context,
  recordId: string,
  body: BodyOf<typeof attachEvidence>,
): Promise<Result<RecordView>> {
  // Locked, so that two at once cannot both be the last piece wanted.
  const record = await findReadable(ctx, attachEvidence, recordId, { lock: true });
  if (!record) return notFound();
  if (record.state === 'withdrawn') return refuse('work/withdrawn', '这条记录已经撤回，不能再补充佐证。');
  const entry = ctx.services.content.index.evidenceKind.get(body.kind);
  if (!entry) {
    return refuse('work/unknown-evidence', '没有这种佐证。请从列表中选择。', {
      status: 422,
      errors: [{ path: 'body.kind', message: '未知种类' }],
    });
  }
  const duties = (await fulfilledBy(ctx, recordId)).map((each) => each.dutyCode);
  const have = await evidenceOf(ctx.tx, ctx.actor.tenantId, recordId);
  const kind = { code: entry.id, name: entry.title.zh, type: entry.type };
  const allowed = mayAttach(askedFor(ctx.services.content, duties), have, kind);
  if (!allowed.ok) return allowed;
  const id = newId();
  const row = { id, recordId, kind: entry.id, type: entry.type, text: body.text };
  await insertEvidence(ctx.tx, ctx.actor.tenantId, row, { by: ctx.actor.accountId, at: ctx.now });
  ctx.audit({
    action: 'record.evidence',
    object: ['record', recordId],
    orgId: record.org_id,
    details: { evidence: id, kind: entry.id, type: entry.type },
  });
  return ok(await viewOf(ctx, record));
}

/** Confirms a result: by somebody above the branch who did not enter it. */
export async function vouchForEvidence(
  ctx: Context,
  params: { id: string; evidenceId: string },
  body: BodyOf<typeof confirmEvidence>,
): Promise<Result<RecordView>> {
  const record = await findReadable(ctx, confirmEvidence, params.id);
  if (!record) return notFound();
  const { tenantId, accountId, grants } = ctx.actor;
  const piece = (await evidenceOf(ctx.tx, tenantId, record.id)).find((each) => each.id === params.evidenceId);
  if (!piece) return notFound();
  const sameBranch = grants.some((grant) => grant.orgId === record.org_id);
  const allowed = mayConfirm(piece, piece.entered_by ?? '', { accountId: accountId ?? '', sameBranch });
  if (!allowed.ok) return allowed;
  const done = await setConfirmed(ctx.tx, tenantId, piece.id, { as: body.by, by: accountId, at: ctx.now });
  if (!done) return refuse('records/already-confirmed', '这项成效已经确认过了，不需要再次确认。');
  ctx.audit({
    action: 'record.confirm-evidence',
    object: ['record', record.id],
    orgId: record.org_id,
    details: { evidence: piece.id, by: body.by },
  });
  return ok(await viewOf(ctx, record));
}
