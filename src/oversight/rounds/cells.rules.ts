import { FEWEST_BALLOTS } from '../schemes/scheme.rules.ts';
import type { RoundMode } from './rounds.rules.ts';

/** How many raters (or, after closing, ballots) one organisation has in one group. */
export interface GroupCount {
  ratee: string;
  group: string;
  count: number;
}

/** Raters of one organisation whose ballots are only ever looked at together: one group, or several merged. */
export interface PooledCell {
  ratee: string;
  groups: string[];
  count: number;
}

/** What the pre-check of a round finds, organisation by organisation. */
export interface CellPlan {
  cells: PooledCell[];
  /** organisations whose raters, all groups together, are fewer than the floor */
  tooFew: PooledCell[];
  /** groups that have nobody for an organisation: their weight is spread over the others, never counted as 0 */
  empty: { ratee: string; group: string }[];
}

/**
 * The fewest ballots that are looked at together in a sealed round: five in code, whatever a scheme says; a scheme may
 * only ask for more. A named round hides nobody, so it has no floor.
 */
export function cellFloor(mode: RoundMode, schemeFloor: number): number {
  return mode === 'named' ? 1 : Math.max(FEWEST_BALLOTS, schemeFloor);
}

/**
 * Pools the parts of one organisation, in their fixed order, until each pool has at least `floor`: a part that is too
 * small is joined with the next; what is left over at the end is joined with the pool before it.
 * @returns undefined when all parts together are fewer than `floor`
 */
function pool(parts: readonly PooledCell[], floor: number): PooledCell[] | undefined {
  const pools: PooledCell[] = [];
  let open: PooledCell | undefined;
  for (const part of parts) {
    open = open ? join(open, part) : { ...part, groups: [...part.groups] };
    if (open.count < floor) continue;
    pools.push(open);
    open = undefined;
  }
  if (!open) return pools;
  const last = pools.pop();
  return last ? [...pools, join(last, open)] : undefined;
}

function join(left: PooledCell, right: PooledCell): PooledCell {
  return {
    ratee: left.ratee,
    groups: [...left.groups, ...right.groups],
    count: left.count + right.count,
  };
}

function byRatee(parts: readonly PooledCell[]): PooledCell[][] {
  const ratees = new Map<string, PooledCell[]>();
  for (const part of parts) ratees.set(part.ratee, [...(ratees.get(part.ratee) ?? []), part]);
  return [...ratees.values()];
}

function together(parts: readonly PooledCell[]): PooledCell {
  return parts.reduce(join);
}

/**
 * The anonymity pre-check: which groups stay alone, which are merged, which organisations cannot be rated in this mode.
 * Made once before opening and frozen with the round.
 * @param groups ids of the rater groups in their fixed order: the order decides what is merged with what
 */
export function planCells(
  groups: readonly string[],
  ratees: readonly string[],
  counts: readonly GroupCount[],
  floor: number,
): CellPlan {
  const known = new Map(counts.map(({ ratee, group, count }) => [`${ratee} ${group}`, count]));
  const plan: CellPlan = { cells: [], tooFew: [], empty: [] };
  for (const ratee of ratees) {
    const parts = groups.map((group) => ({
      ratee,
      groups: [group],
      count: known.get(`${ratee} ${group}`) ?? 0,
    }));
    const present = parts.filter((part) => part.count > 0);
    for (const part of parts) if (part.count === 0) plan.empty.push({ ratee, group: part.groups[0]! });
    const pools = pool(present, floor);
    if (present.length > 0 && pools) plan.cells.push(...pools);
    else plan.tooFew.push(present.length > 0 ? together(present) : { ratee, groups: [], count: 0 });
  }
  return plan;
}

/** The cells of a closed round: what is decrypted, and what is withheld for ever. */
export interface FinalCells {
  cells: PooledCell[];
  withheld: PooledCell[];
}

/**
 * After closing, the same rule on the ballots cast: planned cells that stayed below the floor are joined with the next.
 * What stays below even so is withheld and never decrypted; nothing smaller than a final cell is ever decrypted.
 * @param planned the cells frozen at opening, with the ballots cast as their count
 */
export function finalCells(planned: readonly PooledCell[], floor: number): FinalCells {
  if (floor <= 1) {
    // nothing is hidden, so nothing is merged: a group without ballots is simply missing
    return {
      cells: planned.filter((cell) => cell.count > 0),
      withheld: planned.filter((cell) => cell.count === 0),
    };
  }
  const final: FinalCells = { cells: [], withheld: [] };
  for (const parts of byRatee(planned)) {
    const pools = pool(parts, floor);
    if (pools) final.cells.push(...pools);
    else final.withheld.push(together(parts));
  }
  return final;
}
