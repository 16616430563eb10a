import type { Context } from '#platform/http/context.ts';
import type { ReleasedCell } from './release.rules.ts';
import './rounds.tables.ts';

/**
 * What a round has released, for pages and for scores: one figure for each organisation, pool of rater groups and item,
 * or the reason why there is none. Empty until the tally. Means and spreads are in hundredths of a point. No
 * authorisation inside: the caller's use case has decided who may see the round or the result.
 */
export async function releasedCells(
  ctx: Pick<Context, 'tx' | 'actor'>,
  roundId: string,
): Promise<ReleasedCell[]> {
  const rows = await ctx.tx
    .selectFrom('released_cell')
    .selectAll()
    .where('tenant_id', '=', ctx.actor.tenantId)
    .where('round_id', '=', roundId)
    .orderBy('no')
    .execute();
  return rows.map((row) => ({
    ratee: row.org_id,
    groups: row.groups,
    item: row.item,
    band: row.at_least === null ? null : { atLeast: row.at_least, atMost: row.at_most },
    mean: row.mean,
    histogram: row.histogram,
    spread: row.spread,
    spreadBasis: row.spread_basis,
    reason: row.reason,
  }));
}
