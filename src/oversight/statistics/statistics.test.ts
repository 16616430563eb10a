import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { classReliability, type ListRules, listGate } from './list-gate.ts';
import { mean, standardDeviation, trimmedMean } from './location.ts';
import { normalQuantile } from './normal-quantile.ts';
import { jointCriticalValue, rankIntervals } from './rank-intervals.ts';
import { placesUnder, ranks, underCap } from './ranks.ts';
import { standardScores } from './standard-scores.ts';

type Vector = { id: string; input: Record<string, unknown>; expected: Record<string, unknown> };
const vectors = JSON.parse(readFileSync(new URL('./vectors/open.json', import.meta.url), 'utf8')) as
  | Vector[]
  | { vectors: Vector[] };
const vector = (id: string): Vector => {
  const found = (Array.isArray(vectors) ? vectors : vectors.vectors).find((each) => each.id.startsWith(id));
  if (!found) throw new Error(`no vector ${id}`);
  return found;
};
const numbers = (value: unknown) => value as number[];

describe('location', () => {
  it('agrees with the published trimmed means of a copper assay', () => {
    const { input, expected } = vector('o06');
    const x = numbers(input.x);
    expect(mean(x)).toBeCloseTo(expected.mean as number, 6);
    expect(trimmedMean(x, 0.1)?.value).toBeCloseTo(expected.trimmed_10 as number, 9);
    expect(trimmedMean(x, 0.25)?.value).toBeCloseTo(expected.trimmed_25 as number, 6);
    expect(trimmedMean(numbers(input.short), 0.1)?.value).toBe(expected.short_trimmed_10);
  });

  it('takes the error of a trimmed mean from the winsorised spread', () => {
    // 0…10 and 50, one cut per side: winsorised to 1…10 with 1 and 10 twice; s_w = 3.4245.
    const { standardError, cutPerSide } = trimmedMean([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50], 0.1) ?? {};
    const winsorised = standardDeviation([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]) as number;
    expect(cutPerSide).toBe(1);
    expect(standardError).toBeCloseTo(winsorised / ((1 - 2 / 12) * Math.sqrt(12)), 12);
  });

  it('has no mean of nothing, and no spread of one', () => {
    expect(mean([])).toBeNull();
    expect(trimmedMean([], 0.1)).toBeNull();
    expect(standardDeviation([3])).toBeNull();
    expect(trimmedMean([3], 0.1)).toEqual({ value: 3, standardError: null, cutPerSide: 0 });
    expect(() => trimmedMean([1], 0.5)).toThrow(RangeError);
  });
});

describe('z and T', () => {
  it('agree with scale() on 30 departments', () => {
    const { input, expected } = vector('o18');
    const { z, t } = standardScores(numbers(input.x));
    numbers(expected.z_first5).forEach((value, i) => expect(z?.[i]).toBeCloseTo(value, 9));
    numbers(expected.t_first2).forEach((value, i) => expect(t?.[i]).toBeCloseTo(value, 8));
  });

  it('are missing with a reason for a class of one or without spread', () => {
    expect(standardScores([80])).toEqual({ z: null, t: null, reason: 'class-of-one' });
    expect(standardScores([80, 80])).toEqual({ z: null, t: null, reason: 'no-spread' });
  });
});

describe('ranks', () => {
  it.each(['min', 'max', 'average', 'first'] as const)('share by %s as R does', (ties) => {
    const { input, expected } = vector('o17');
    expect(ranks(numbers(input.x), { ties, descending: false })).toEqual(expected[ties]);
  });

  it('put the largest first and leave a gap after a tie', () => {
    expect(ranks([8842, 9000, 8842, 7000])).toEqual([2, 1, 2, 4]);
  });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), (values) => {
        const forward = ranks(values);
        const backward = ranks([...values].reverse()).reverse();
        expect(forward).toEqual(backward);
      }),
    );
  });

  it('never let more under a cap than it has places, and never split a tie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 10_000 }),
        (values, rate) => {
          const places = placesUnder(values.length, rate);
          const { inside, tiedOut } = underCap(values, places);
          expect(places).toBe(Math.floor((values.length * rate) / 10_000));
          expect(inside.length).toBeLessThanOrEqual(places);
          for (const a of inside) for (const b of tiedOut) expect(values[a]).not.toBe(values[b]);
          if (tiedOut.length === 0) expect(inside.length).toBe(places);
        },
      ),
    );
  });

  it('leave a tied block that does not fit out whole', () => {
    expect(underCap(new Array(4).fill(5), 2)).toEqual({ inside: [], tiedOut: [0, 1, 2, 3] });
    expect(underCap([9, 5, 5, 1], 2)).toEqual({ inside: [0], tiedOut: [1, 2] });
  });
});

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

  it('do 5,000 units in one group quickly', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ value: (i * 7919) % 10_007, standardError: 5 }));
    const start = performance.now();
    rankIntervals(many, { level: 0.9 });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

const rules: ListRules = {
  minimumSize: 5,
  frontShare: 3300,
  tailShare: 2000,
  frontReliability: 8000,
  tailReliability: 9000,
  confidence: 9000,
  tailLine: 60,
};

describe('front and tail lists', () => {
  it('stay empty on noise alone in at least 95 % of runs', () => {
    const generator = xoroshiro128plus(20261123);
    const normal = () => normalQuantile(Math.min(Math.max(uniformFloat64(generator), 1e-12), 1 - 1e-12));
    let named = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const units = Array.from({ length: 30 }, (_, i) => ({
        id: `u${i}`,
        value: 50 + 4 * normal(),
        standardError: 4,
      }));
      const { front, tail } = listGate(units, rules);
      if (front.ids.length + tail.ids.length > 0) named += 1;
    }
    expect(named / runs).toBeLessThanOrEqual(0.05);
  });

  const spread = (standardError: number) =>
    Array.from({ length: 10 }, (_, i) => ({ id: `u${i}`, value: 95 - 6 * i, standardError }));

  it('name those whose whole interval lies inside the share', () => {
    const gate = listGate(spread(0.5), rules);
    expect(gate.front).toEqual({ ids: ['u0', 'u1', 'u2'], reason: null });
    expect(gate.tail).toEqual({ ids: ['u8', 'u9'], reason: null });
  });

  it('say why they name nobody', () => {
    expect(listGate(spread(0.5).slice(0, 4), rules).front.reason).toBe('group-too-small');
    expect(listGate(spread(12), rules).tail.reason).toBe('not-reliable');
    const equal = spread(0).map((unit) => ({ ...unit, value: 80 }));
    expect(listGate(equal, rules).front.reason).toBe('no-difference');
    const good = spread(0.5).map((unit) => ({ ...unit, value: unit.value + 30 }));
    expect(listGate(good, rules).tail).toEqual({ ids: [], reason: 'none-separable' });
  });

  it('leave out who is held back, without moving the others up', () => {
    const held = (id: string, side: 'front' | 'both') =>
      listGate(
        spread(0.5).map((unit) => ({ ...unit, heldBack: unit.id === id ? side : null })),
        rules,
      );
    expect(held('u9', 'both').tail.ids).toEqual(['u8']);
    expect(held('u9', 'front').tail.ids).toEqual(['u8', 'u9']);
    expect(held('u0', 'front').front.ids).toEqual(['u1', 'u2']);
  });

  it('never name more than the share', () => {
    const unit = fc.record({
      value: fc.integer({ min: 0, max: 30 }),
      standardError: fc.constantFrom(0, 0.1, 1, 3),
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 40 }), (estimates) => {
        const units = estimates.map((each, i) => ({ ...each, id: String(i) }));
        const gate = listGate(units, rules);
        expect(gate.front.ids.length).toBeLessThanOrEqual(Math.floor(units.length * 0.33));
        expect(gate.tail.ids.length).toBeLessThanOrEqual(Math.floor(units.length * 0.2));
      }),
    );
  });

  it('know how much of the spread is more than error', () => {
    expect(classReliability(spread(0))).toBe(1);
    expect(classReliability(spread(1000))).toBe(0);
    expect(classReliability([])).toBeNull();
  });
});
