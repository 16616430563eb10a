import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { discardFramework as endpoint } from './frameworks.contract.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { deleteDraft, findFramework } from './frameworks.store.ts';

/** Throws a draft away. What was issued is never thrown away. */
export async function discardFramework(ctx: Context, id: string): Promise<Result<{ discarded: true }>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, frameworkObject, [id])).has(id)) return notFound();
  const framework = await findFramework(ctx.tx, tenantId, id);
  if (!framework) return notFound();
  if (framework.state !== 'draft') {
    return refuse('frameworks/not-a-draft', '已发布的责任清单不能删除。如需调整，请修订后发布新的一版。');
  }
  if (!(await deleteDraft(ctx.tx, tenantId, id, ctx.ifMatch ?? 0))) {
    return staleEdit(ctx, 'framework', id, { version: framework.version });
  }
  ctx.audit({
    action: 'framework.discard',
    object: ['framework', id],
    orgId: framework.org_id,
    details: { edition: framework.edition },
  });
  return ok({ discarded: true });
}
