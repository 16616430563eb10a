import type { Context } from '#platform/http/context.ts';
import { followOwners, moveToEdition } from './lay-out.store.ts';

/**
 * Hands what is still running over to a new edition of a unit's lists, so that nothing done is asked for again; the
 * past stays with the edition under which it was due.
 */
export async function carryObligations(
  ctx: Pick<Context, 'tx' | 'actor' | 'today'>,
  fromId: string,
  toId: string,
): Promise<void> {
  await moveToEdition(ctx.tx, ctx.actor.tenantId, fromId, toId, ctx.today);
  await followOwners(ctx.tx, ctx.actor.tenantId, [toId], ctx.today);
}
