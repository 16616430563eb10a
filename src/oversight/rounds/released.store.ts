import type { Tx } from '#platform/database/schema.ts';
import type { ReleasedCell } from './release.rules.ts';
import './rounds.tables.ts';

/** Writes what a round releases, in the order given. The table takes additions only. */
export async function insertReleased(
  tx: Tx,
  tenantId: string,
  roundId: string,
  cells: readonly ReleasedCell[],
): Promise<void> {
  const rows = cells.map((cell, no) => ({
    tenant_id: tenantId,
    round_id: roundId,
    no,
    org_id: cell.ratee,
    groups: cell.groups,
    item: cell.item,
    at_least: cell.band?.atLeast ?? null,
    at_most: cell.band?.atMost ?? null,
    mean: cell.mean,
    histogram: cell.histogram,
    spread: cell.spread,
    spread_basis: cell.spreadBasis,
    reason: cell.reason,
  }));
  for (let at = 0; at < rows.length; at += 1000) {
    await tx
      .insertInto('released_cell')
      .values(rows.slice(at, at + 1000))
      .execute();
  }
}

/** What a round has released, in the order in which it was written. */
export async function findReleased(tx: Tx, tenantId: string, roundId: string): Promise<ReleasedCell[]> {
  const rows = await tx
    .selectFrom('released_cell')
    .selectAll()
    .where('tenant_id', '=', tenantId)
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
