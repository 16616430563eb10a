import { mean, standardDeviation } from './location.ts';
import { type Estimate, type RankInterval, rankIntervals } from './rank-intervals.ts';
import { placesUnder, ranks } from './ranks.ts';

/** Why a list stays empty; the page prints 本组差异不足以排名 and the reason. */
export type NoListReason = 'group-too-small' | 'no-difference' | 'not-reliable' | 'none-separable';

/** A unit as the gate sees it; `heldBack` keeps it out of the front list (a red line) or of both (a pending objection). */
export type Listed = Estimate & { id: string; heldBack?: 'front' | 'both' | null };

/** What a scheme says about lists; shares and levels in ten-thousandths, the line in points. */
export type ListRules = {
  minimumSize: number;
  frontShare: number;
  tailShare: number;
  frontReliability: number;
  tailReliability: number;
  confidence: number;
  /** The tail names only units below this absolute line: being last among the good is no fault. */
  tailLine: number;
};

export type ListGate = {
  reliability: number | null;
  ranks: { id: string; rank: number; interval: RankInterval }[];
  front: { ids: string[]; reason: NoListReason | null };
  tail: { ids: string[]; reason: NoListReason | null };
};

/**
 * Share of the variance between units of a class that is not error of measurement: 1 − mean(se²) / s². Null for fewer than two units or
 * no spread at all, where there is nothing to be reliable about.
 */
export function classReliability(estimates: readonly Estimate[]): number | null {
  const spread = standardDeviation(estimates.map((each) => each.value));
  if (spread === null || spread === 0) return null;
  const error = mean(estimates.map((each) => each.standardError * each.standardError)) as number;
  return Math.max(0, 1 - error / (spread * spread));
}

/**
 * Which units of one comparable group may be named at the front and at the tail. A unit is named only if its whole rank interval lies
 * inside the share, so that a place which is only noise is never published; the shares are caps, never targets. Ids come back sorted by
 * id: a list shows who is in it, not an order the data do not carry.
 */
export function listGate(units: readonly Listed[], rules: ListRules): ListGate {
  const level = rules.confidence / 10_000;
  const shared = ranks(units.map((unit) => unit.value));
  const intervals = rankIntervals(units, { level });
  const ranked = units.map((unit, i) => ({
    id: unit.id,
    rank: shared[i] as number,
    interval: intervals[i] as RankInterval,
  }));
  const reliability = classReliability(units);
  const count = units.length;
  const list = (
    side: 'front' | 'tail',
    share: number,
    needed: number,
    names: (i: number, places: number) => boolean,
  ) => {
    if (count < rules.minimumSize) return { ids: [], reason: 'group-too-small' as const };
    if (reliability === null) return { ids: [], reason: 'no-difference' as const };
    if (reliability * 10_000 < needed) return { ids: [], reason: 'not-reliable' as const };
    const places = placesUnder(count, share);
    const held = (unit: Listed) => unit.heldBack === 'both' || unit.heldBack === side;
    const ids = units.filter((unit, i) => !held(unit) && names(i, places)).map((unit) => unit.id);
    return { ids: ids.sort(), reason: ids.length === 0 ? ('none-separable' as const) : null };
  };
  return {
    reliability,
    ranks: ranked,
    front: list(
      'front',
      rules.frontShare,
      rules.frontReliability,
      (i, places) => (intervals[i]?.worst ?? count) <= places,
    ),
    tail: list(
      'tail',
      rules.tailShare,
      rules.tailReliability,
      (i, places) => (intervals[i]?.best ?? 0) > count - places && (units[i]?.value ?? 0) < rules.tailLine,
    ),
  };
}
