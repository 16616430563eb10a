import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { copyLists } from '../duties/copy-lists.ts';
import { reviseFramework as endpoint } from './frameworks.contract.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { editionsOf, type FrameworkRow, findFramework, insertFramework } from './frameworks.store.ts';

/** Opens a new draft edition with the duties, and the persons named, of the edition in force. That one stays in force until the draft is issued. */
export async function reviseFramework(ctx: Context, id: string): Promise<Result<{ id: string }>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, frameworkObject, [id])).has(id)) return notFound();
  const current = await findFramework(ctx.tx, tenantId, id);
  if (!current) return notFound();
  if (current.state !== 'issued') {
    return refuse('frameworks/not-in-force', '只有现行的责任清单可以修订。请打开该单位现行的一版。');
  }
  const editions = await editionsOf(ctx.tx, tenantId, current.org_id);
  if (editions.draft) {
    return refuse('frameworks/draft-exists', '该单位已有一份草稿。请先发布或放弃它。', {
      data: { id: editions.draft.id },
    });
  }
  const draft = await openDraft(ctx, current, editions.last + 1);
  ctx.audit({
    action: 'framework.revise',
    object: ['framework', draft],
    orgId: current.org_id,
    details: { from: id, edition: editions.last + 1 },
  });
  return ok({ id: draft });
}

/** Copies an edition into a new draft; returns the draft's id. Whether one may be opened was decided by the caller. */
export async function openDraft(ctx: Context, current: FrameworkRow, edition: number): Promise<string> {
  const { tenantId, accountId } = ctx.actor;
  const draft = newId();
  await insertFramework(ctx.tx, {
    tenant_id: tenantId,
    id: draft,
    org_id: current.org_id,
    edition,
    pack_id: current.pack_id,
    pack_version: current.pack_version,
    title: current.title,
    matrix: current.matrix,
    adopted_at: ctx.now,
    adopted_by: accountId,
  });
  await copyLists(ctx, current.id, { frameworkId: draft, unitId: current.org_id });
  return draft;
}
