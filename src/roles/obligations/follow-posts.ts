import type { Context } from '#platform/http/context.ts';
import { parameter } from '#standards/packs/content.ts';
import { rebindChanged } from '../duties/bind-duties.ts';
import { followOwners, markLate, notLaidOutTo } from './lay-out.store.ts';
import { layOutObligations } from './lay-out-obligations.ts';
import { windowFor } from './obligations.rules.ts';

/**
 * Brings a tenant's obligations up to the day: owners follow the posts, open obligations follow their owners, new
 * periods are laid out, and what is past its day is marked. Idempotent; cheap when nothing has changed.
 */
export async function followPosts(
  ctx: Pick<Context, 'tx' | 'actor' | 'today' | 'services'>,
): Promise<{ owners: number; added: number; late: number }> {
  const { tenantId } = ctx.actor;
  const { changed, owners } = await rebindChanged(ctx);
  if (changed.length > 0) await followOwners(ctx.tx, tenantId, changed, ctx.today);
  const { to } = windowFor(ctx.today, ctx.today, parameter(ctx.services.content, 'horizon-days'));
  const behind = await notLaidOutTo(ctx.tx, tenantId, to);
  const laidOut = await layOutObligations(ctx, [...new Set([...changed, ...behind])]);
  const late = await markLate(ctx.tx, tenantId, ctx.today);
  return { owners, added: laidOut.added, late: laidOut.late + late };
}
