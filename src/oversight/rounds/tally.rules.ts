import { type FinalCells, finalCells } from './cells.rules.ts';
import type { RoundManifest } from './manifest.rules.ts';
import { type Quantity, quantities, type RatedItem, spreadPools } from './release.rules.ts';

/** What a closed round will release: its final cells and exactly the numbers that are to be opened. */
export type TallyPlan = {
  final: FinalCells;
  items: RatedItem[];
  wanted: Quantity[];
  categoryOf: (ratee: string) => string;
};

/**
 * The plan of a closed round's tally. It follows from the frozen cells and the ballots cast alone, so that server and
 * trustees come to the same one.
 */
export function planTally(
  manifest: RoundManifest,
  cast: readonly { ratee: string; group: string; count: number }[],
): TallyPlan {
  const counts = new Map(cast.map(({ ratee, group, count }) => [`${ratee} ${group}`, count]));
  const planned = manifest.cells.map((cell) => ({
    ...cell,
    count: cell.groups.reduce((sum, group) => sum + (counts.get(`${cell.ratee} ${group}`) ?? 0), 0),
  }));
  const final = finalCells(planned, manifest.floor);
  const items = manifest.items.map((item) => ({
    id: item.id,
    points: item.grades.map((grade) => grade.points),
  }));
  const categories = new Map(manifest.ratees.map((ratee) => [ratee.id, ratee.category]));
  const categoryOf = (ratee: string) => categories.get(ratee) ?? '';
  return {
    final,
    items,
    wanted: quantities(final.cells, spreadPools(final.cells, categoryOf), items),
    categoryOf,
  };
}
