import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../numeric/normal-quantile.ts';
import { ranks } from '../quotas/ranks.ts';
import { jointCriticalValue, rankIntervals } from './rank-intervals.ts';

type Vector = { id: string; input: Record<string, number[]>; expected: Record<string, number | number[]> };
const { vectors } = JSON.parse(readFileSync(new URL('../vectors/open.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
const vector = (id: string): Vector => {
  const found = vectors.find((each) => each.id.startsWith(id));
  if (!found) throw new Error(`no vector ${id}`);
  return found;
};
const numbers = (value: unknown) => value as number[];

describe('rank intervals', () => {
  it('are those of the published figure for 51 places', () => {
    const { input, expected } = vector('o31');
    const est = numbers(input.est);
    const z90 = normalQuantile(0.95);
    const estimates = est.map((value, i) => ({
      value,
      standardError: (numbers(input.moe90)[i] as number) / z90,
    }));
    expect(jointCriticalValue(51, 0.9)).toBeCloseTo(expected.z_star as number, 4);
    const intervals = rankIntervals(estimates, { level: 0.9, descending: false, decimals: 1 });
    expect(intervals.map((each) => each.best)).toEqual(expected.L);
    expect(intervals.map((each) => each.worst)).toEqual(expected.U);
  });

  const unit = fc.record({
    value: fc.integer({ min: 0, max: 10_000 }).map((x) => x / 100),
    standardError: fc.integer({ min: 0, max: 500 }).map((x) => x / 100),
  });

  it('hold the rank, agree with counting pair by pair, and grow with the error', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), (estimates) => {
        const critical = jointCriticalValue(estimates.length, 0.9);
        const lowest = ranks(estimates.map((each) => each.value));
        const intervals = rankIntervals(estimates, { level: 0.9 });
        const wider = rankIntervals(
          estimates.map((each) => ({ ...each, standardError: each.standardError * 2 })),
          { level: 0.9 },
        );
        const ends = estimates.map(({ value, standardError }) => ({
          low: -value - critical * standardError,
          high: -value + critical * standardError,
        }));
        intervals.forEach(({ best, worst }, i) => {
          expect(best).toBeLessThanOrEqual(lowest[i] as number);
          expect(worst).toBeGreaterThanOrEqual(lowest[i] as number);
          const mine = ends[i] as { low: number; high: number };
          const apart = (a: { low: number; high: number }, b: { low: number; high: number }) =>
            a.high <= b.low && !(a.low === a.high && b.low === b.high && a.low === b.low);
          const others = ends.filter((_, j) => j !== i);
          expect(best).toBe(1 + others.filter((other) => apart(other, mine)).length);
          expect(worst).toBe(estimates.length - others.filter((other) => apart(mine, other)).length);
          expect(wider[i]?.best).toBeLessThanOrEqual(best);
          expect(wider[i]?.worst).toBeGreaterThanOrEqual(worst);
        });
      }),
    );
  });

  it('leave tied counted figures tied', () => {
    const tied = [90, 80, 80, 70].map((value) => ({ value, standardError: 0 }));
    expect(rankIntervals(tied, { level: 0.9 })).toEqual([
      { best: 1, worst: 1 },
      { best: 2, worst: 3 },
      { best: 2, worst: 3 },
      { best: 4, worst: 4 },
    ]);
  });
});
