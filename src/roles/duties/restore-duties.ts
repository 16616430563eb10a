import { cadenceKey } from '#kernel/cadence.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { Content } from '#standards/packs/content.ts';
import { partsOf, sourceOf } from './check-duties.ts';
import { type DutyRow, touchDraft } from './duties.store.ts';
import { editableDuties } from './editable-draft.ts';
import { restoreDuties as endpoint } from './editing.contract.ts';
import { putBack, type RestoredRow } from './restore.store.ts';

/** Puts one part of several duties of a draft back as the content has it, all or none. */
export async function restoreDuties(
  ctx: Context,
  frameworkId: string,
  input: BodyOf<typeof endpoint>,
): Promise<Result<{ restored: number }>> {
  const { tenantId } = ctx.actor;
  const opened = await editableDuties(ctx, endpoint, frameworkId, input.dutyIds);
  if (!opened.ok) return opened;
  const { draft, duties } = opened.value;
  const { content } = ctx.services;
  const without = duties.filter((duty) => sourceOf(content, duty)?.[input.field] === undefined);
  if (without.length > 0) {
    return refuse(
      'duties/nothing-to-restore',
      `${without.map((duty) => duty.code).join('、')} 不是框架包里的责任项，没有可以恢复的内容。请直接填写。`,
      { status: 422, data: { codes: without.map((duty) => duty.code) } },
    );
  }
  if (!(await touchDraft(ctx.tx, tenantId, frameworkId, ctx.ifMatch ?? 0))) {
    return staleEdit(ctx, 'framework', frameworkId, null);
  }
  await putBack(
    ctx.tx,
    tenantId,
    duties.map((duty) => restored(content, duty, input.field)),
  );
  ctx.audit({
    action: 'duty.restore',
    object: ['framework', frameworkId],
    orgId: draft.unit.id,
    details: { field: input.field, codes: duties.map((duty) => duty.code) },
  });
  return ok({ restored: duties.length });
}

function restored(content: Content, duty: DutyRow, field: BodyOf<typeof endpoint>['field']): RestoredRow {
  const source = sourceOf(content, duty)!;
  const row: RestoredRow = {
    id: duty.id,
    cadence: duty.cadence,
    cadence_key: duty.cadence_key,
    standard: duty.standard,
    result: duty.result,
    evidence: duty.evidence,
    basis: duty.basis,
    owner: duty.owner,
    parts: partsOf(content, duty),
  };
  if (field === 'needs' || field === 'do' || field === 'guide' || field === 'assist') {
    return { ...row, parts: { ...row.parts, [field]: source[field] } };
  }
  const put = { ...row, [field]: source[field] } as RestoredRow;
  return field === 'cadence' && put.cadence !== null ? { ...put, cadence_key: cadenceKey(put.cadence) } : put;
}
