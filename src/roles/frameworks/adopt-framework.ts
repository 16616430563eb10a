import { cadenceKey } from '#kernel/cadence.ts';
import { isId, newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Content, FrameworkPack } from '#standards/packs/content.ts';
import { addLists, type NewDuty } from '../duties/add-lists.ts';
import { adoptFramework as endpoint } from './frameworks.contract.ts';
import { editionsOf, insertFramework } from './frameworks.store.ts';
import { localPack } from './packs.store.ts';

/** Adopts a pack for a unit: a draft edition with every duty of the pack, to be edited and then issued. */
export async function adoptFramework(
  ctx: Context,
  input: { unitId: string; packId: string },
): Promise<Result<{ id: string }>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, organisationObject, [input.unitId])).has(input.unitId))
    return notFound();
  const unit = await findOrganisation(ctx.tx, tenantId, input.unitId);
  if (!unit || unit.state !== 'active') return notFound();
  if (unit.kind !== 'unit') {
    return refuse('frameworks/not-a-unit', '责任体系以单位为范围采用。请选择单位，而不是其下的党组织。', {
      status: 422,
    });
  }
  const pack = await findPack(ctx, input.packId);
  if (!pack) return refuse('frameworks/unknown-pack', '没有这个框架包。请从列表中选择。', { status: 422 });
  const editions = await editionsOf(ctx.tx, tenantId, unit.id);
  if (editions.draft) {
    return refuse('frameworks/draft-exists', '该单位已有一份草稿。请先发布或放弃它，再采用其他框架。', {
      data: { id: editions.draft.id },
    });
  }
  const id = newId();
  await insertFramework(ctx.tx, {
    tenant_id: tenantId,
    id,
    org_id: unit.id,
    edition: editions.last + 1,
    pack_id: pack.id,
    pack_version: pack.version,
    title: pack.title,
    matrix: pack.matrix,
    adopted_at: ctx.now,
    adopted_by: accountId,
  });
  const { duties } = pack;
  await addLists(ctx, { frameworkId: id, unitId: unit.id }, duties);
  ctx.audit({
    action: 'framework.adopt',
    object: ['framework', id],
    orgId: unit.id,
    details: { pack: pack.id, packVersion: pack.version, edition: editions.last + 1, duties: duties.length },
  });
  return ok({ id });
}

/** A pack of the content, or of the tenant's own, with its duties. */
async function findPack(ctx: Pick<Context, 'tx' | 'actor' | 'services'>, packId: string) {
  const { content } = ctx.services;
  const pack = content.index.framework.get(packId);
  if (pack) {
    const { id, version, title, rows, columns, reading } = pack;
    return { id, version, title, matrix: { rows, columns, reading }, duties: dutiesOfPack(content, pack) };
  }
  return isId(packId) ? localPack(ctx.tx, ctx.actor.tenantId, packId) : undefined;
}

/** The duties of a pack with their cells, in the order of the six subjects. */
export function dutiesOfPack(content: Content, pack: FrameworkPack): NewDuty[] {
  const cellOf = new Map(pack.cells.flatMap((cell) => cell.duties.map((code) => [code, cell] as const)));
  return content.duties.flatMap((duty) => {
    const cell = cellOf.get(duty.id);
    if (!cell) return [];
    return {
      subject: duty.subject,
      code: duty.id,
      row_id: cell.row,
      column_id: cell.column,
      title: duty.title.zh,
      title_en: duty.title.en,
      text: duty.text,
      standard: duty.standard,
      result: duty.result,
      cadence: duty.cadence,
      cadence_key: cadenceKey(duty.cadence),
      strength: duty.strength,
      number_status: duty.number_status,
      evidence: duty.evidence,
      basis: [...duty.basis],
      hands: duty.hands,
      applies: duty.applies,
      bodies: [...duty.bodies],
      mode: duty.mode,
      owner: duty.owner,
      covered_by: duty.covered_by ?? null,
      fulfilled_by: duty.fulfilled_by,
      dropped_reason: null,
      parts: duty.parts,
    };
  });
}
