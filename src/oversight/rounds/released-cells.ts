import type { Context } from '#platform/http/context.ts';
import type { ReleasedCell } from './release.rules.ts';
import { findReleased } from './released.store.ts';

/**
 * What a round has released, for pages and for scores: one figure for each organisation, pool of rater groups and item,
 * or the reason why there is none. Empty until the tally. Means and spreads are in hundredths of a point. No
 * authorisation inside: the caller's use case has decided who may see the round or the result.
 */
export async function releasedCells(
  ctx: Pick<Context, 'tx' | 'actor'>,
  roundId: string,
): Promise<ReleasedCell[]> {
  return findReleased(ctx.tx, ctx.actor.tenantId, roundId);
}
