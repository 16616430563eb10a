import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise, holds } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkDuties } from '../duties/check-duties.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { findFramework } from './frameworks.store.ts';
import { holesLeft } from './publish-framework.ts';
import { reviewFramework as endpoint } from './reviews.contract.ts';
import { decideReview } from './reviews.rules.ts';
import { insertReview } from './reviews.store.ts';
import { standingOf } from './standing.ts';

/**
 * Takes a draft through its review: submitted without a hole or overlap, approved or returned by somebody else. Each step is
 * bound to the hash of the text that it was taken on.
 */
export async function reviewFramework(
  ctx: Context,
  id: string,
  input: BodyOf<typeof endpoint>,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, frameworkObject, [id])).has(id)) return notFound();
  const framework = await findFramework(ctx.tx, tenantId, id);
  if (!framework) return notFound();
  if (input.action === 'submit' && !holds(ctx.actor, 'officer')) {
    return refuse('frameworks/not-drafter', '送审由单位的党务干部提出。', { status: 403 });
  }
  if (framework.version !== ctx.ifMatch)
    return staleEdit(ctx, 'framework', id, { version: framework.version });
  const checked = await checkDuties(ctx, { id, unitId: framework.org_id });
  const standing = await standingOf(ctx, framework, checked);
  const decided = decideReview(standing, { ...input, accountId });
  if (!decided.ok) return decided;
  if (input.action === 'submit' || input.action === 'approve') {
    const holes = holesLeft(ctx, checked);
    if (holes) return holes;
  }
  const { version } = framework;
  if (!(await insertReview(ctx.tx, tenantId, { ...input, frameworkId: id, version, accountId, at: ctx.now })))
    return staleEdit(ctx, 'framework', id, null);
  ctx.audit({
    action: `framework.${input.action}`,
    object: ['framework', id],
    orgId: framework.org_id,
    details: { edition: framework.edition, hash: standing.hash },
  });
  return ok({ phase: decided.value, version: version + 1 });
}
