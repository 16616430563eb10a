import { type Hundredths, rational, roundToInteger } from '#kernel/decimal.ts';
import type { FinalCells, PooledCell } from './cells.rules.ts';
import { type CountBand, countBand, isReleased, type RoundMode, type RoundState } from './rounds.rules.ts';

/** A histogram is decrypted and shown from this many ballots on; below, only the mean. */
export const HISTOGRAM_FLOOR = 10;

/** One question with the points of its grades, 0–100, in the scale's order. */
export interface RatedItem {
  id: string;
  points: readonly number[];
}

/** Cells of one kind (same groups, same comparable group of organisations) too small for histograms of their own. */
export interface SpreadPool {
  category: string;
  groups: string[];
  /** positions in the list of final cells */
  cells: number[];
  count: number;
}

/** One number that is decrypted: a sum over the ballots of `cells` for one item. */
export interface Quantity {
  label: string;
  cells: number[];
  item: number;
  /** a grade: how many chose it; null: the sum of points */
  grade: number | null;
  /** the largest value it can have */
  limit: number;
}

/**
 * Small cells whose ballots together are enough for a histogram. Each cell is below that number, so a pool has at least
 * two: the histogram of a pool of one would be that cell's.
 */
export function spreadPools(
  cells: readonly PooledCell[],
  categoryOf: (ratee: string) => string,
): SpreadPool[] {
  const pools = new Map<string, SpreadPool>();
  cells.forEach((cell, at) => {
    if (cell.count >= HISTOGRAM_FLOOR) return;
    const category = categoryOf(cell.ratee);
    const key = JSON.stringify([category, cell.groups]);
    const pool = pools.get(key) ?? { category, groups: cell.groups, cells: [], count: 0 };
    pool.cells.push(at);
    pool.count += cell.count;
    pools.set(key, pool);
  });
  return [...pools.values()].filter((pool) => pool.count >= HISTOGRAM_FLOOR);
}

/**
 * Everything that is decrypted of a round, and nothing else ever is: the counts of each grade where a histogram may be
 * shown, the sum of points where only the mean may, and counts over several small cells for the spread.
 */
export function quantities(
  cells: readonly PooledCell[],
  pools: readonly SpreadPool[],
  items: readonly RatedItem[],
): Quantity[] {
  const counts = (name: string, of: number[], limit: number, item: RatedItem, at: number): Quantity[] =>
    item.points.map((_, grade) => ({
      label: `${name}/${item.id}/${grade}`,
      cells: of,
      item: at,
      grade,
      limit,
    }));
  return [
    ...cells.flatMap((cell, index) =>
      items.flatMap((item, at) => {
        if (cell.count >= HISTOGRAM_FLOOR) return counts(`cell-${index}`, [index], cell.count, item, at);
        const limit = cell.count * Math.max(...item.points);
        return [{ label: `cell-${index}/${item.id}/points`, cells: [index], item: at, grade: null, limit }];
      }),
    ),
    ...pools.flatMap((pool, index) =>
      items.flatMap((item, at) => counts(`pool-${index}`, pool.cells, pool.count, item, at)),
    ),
  ];
}

/** Why a cell shows no figure. */
export type WithheldReason = 'too-few' | 'no-ballots';

/** One figure of a round as it may be shown: to everybody who may see the round, in pages, exports and the interface. */
export interface ReleasedCell {
  ratee: string;
  /** the rater groups pooled in it */
  groups: string[];
  item: string;
  band: CountBand | null;
  /** hundredths of a point, rounded to tenths of a point: always a multiple of 10 */
  mean: Hundredths | null;
  /** ballots of each grade; only from ten ballots on, and never when all chose the same */
  histogram: number[] | null;
  /** standard deviation of single ballots in hundredths of a point */
  spread: Hundredths | null;
  /** `pooled`: over all like cells of the round; `bound`: the largest that the mean allows, where a pool would tell too much */
  spreadBasis: 'pooled' | 'bound' | null;
  reason: WithheldReason | null;
}

/** What a finished tally knows. */
export interface Tally extends FinalCells {
  state: RoundState;
  mode: RoundMode;
  items: readonly RatedItem[];
  categoryOf: (ratee: string) => string;
  /** the decrypted numbers by label, exactly those of `quantities` */
  opened: ReadonlyMap<string, number>;
}

/** Mean of a sum of points over `n` ballots: hundredths, rounded half-even to tenths of a point. */
function meanOf(sum: number, n: number): Hundredths {
  return Number(roundToInteger(rational(sum * 10, n))) * 10;
}

function pointsOf(counts: readonly number[], item: RatedItem): number {
  return counts.reduce((sum, count, grade) => sum + count * item.points[grade]!, 0);
}

/** Sample standard deviation of the ballots behind a histogram, in hundredths of a point. */
function deviation(counts: readonly number[], item: RatedItem): Hundredths {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const mean = pointsOf(counts, item) / n;
  const squares = counts.reduce((sum, count, grade) => sum + count * (item.points[grade]! - mean) ** 2, 0);
  return Math.round(Math.sqrt(squares / (n - 1)) * 100);
}

/** The largest standard deviation that marks between the scale's ends can have at this mean (Bhatia–Davis). */
function deviationBound(mean: Hundredths, item: RatedItem): Hundredths {
  const [low, high] = [Math.min(...item.points) * 100, Math.max(...item.points) * 100];
  return Math.round(Math.sqrt(Math.max(0, (high - mean) * (mean - low))));
}

/**
 * The release rules, all of them, in one place: pages, exports and the score read a round through this function only.
 *
 * 1. Nothing before the tally: an empty list, whoever asks.
 * 2. A figure stands for one final cell (at least the floor of ballots); organisations below it are `too-few`.
 * 3. Final cells are disjoint and nothing is released over a set that contains one of them and something withheld, so
 *    no difference of two figures is a smaller set.
 * 4. Means to one decimal; a histogram from ten ballots on, unless all ballots are alike.
 * 5. Counts as bands.
 */
export function releaseCells(tally: Tally): ReleasedCell[] {
  if (!isReleased(tally.state)) return [];
  const pools = spreadPools(tally.cells, tally.categoryOf);
  const value = (label: string): number => {
    const found = tally.opened.get(label);
    if (found === undefined) throw new RangeError(`the tally lacks ${label}`);
    return found;
  };
  const countsOf = (name: string, item: RatedItem) =>
    item.points.map((_, grade) => value(`${name}/${item.id}/${grade}`));
  // the spread of a kind of cell: all histograms that are known of it, together
  const spreadOf = (cell: PooledCell, item: RatedItem): Hundredths | null => {
    const category = tally.categoryOf(cell.ratee);
    const alike = (groups: string[], of: string) =>
      of === category && JSON.stringify(groups) === JSON.stringify(cell.groups);
    const known = [
      ...tally.cells.flatMap((other, at) =>
        other.count >= HISTOGRAM_FLOOR && alike(other.groups, tally.categoryOf(other.ratee))
          ? [countsOf(`cell-${at}`, item)]
          : [],
      ),
      ...pools.flatMap((pool, at) =>
        alike(pool.groups, pool.category) ? [countsOf(`pool-${at}`, item)] : [],
      ),
    ];
    if (known.length === 0) return null;
    return deviation(
      item.points.map((_, grade) => known.reduce((sum, counts) => sum + counts[grade]!, 0)),
      item,
    );
  };
  const released = tally.cells.flatMap((cell, at) =>
    tally.items.map((item): ReleasedCell => {
      const counts = cell.count >= HISTOGRAM_FLOOR ? countsOf(`cell-${at}`, item) : null;
      const mean = meanOf(
        counts ? pointsOf(counts, item) : value(`cell-${at}/${item.id}/points`),
        cell.count,
      );
      const spread = spreadOf(cell, item);
      return {
        ratee: cell.ratee,
        groups: cell.groups,
        item: item.id,
        band: countBand(cell.count),
        mean,
        histogram: counts && !counts.includes(cell.count) ? counts : null,
        spread: spread ?? deviationBound(mean, item),
        spreadBasis: spread === null ? 'bound' : 'pooled',
        reason: null,
      };
    }),
  );
  const withheld = tally.withheld.flatMap((cell) =>
    tally.items.map(
      (item): ReleasedCell => ({
        ratee: cell.ratee,
        groups: cell.groups,
        item: item.id,
        band: null,
        mean: null,
        histogram: null,
        spread: null,
        spreadBasis: null,
        reason: tally.mode === 'named' ? 'no-ballots' : 'too-few',
      }),
    ),
  );
  return [...released, ...withheld];
}
