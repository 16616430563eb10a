import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { type DivisorName, divisorSeats, largestRemainderSeats, type QuotaName } from './apportionment.ts';

const divisors: DivisorName[] = [
  'd-hondt',
  'sainte-lague',
  'modified-sainte-lague',
  'huntington-hill',
  'dean',
  'adams',
  'danish',
  'imperiali-divisor',
];
const quotas: QuotaName[] = ['hare', 'droop', 'hagenbach-bischoff'];
const sizes = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 });
const house = fc.integer({ min: 0, max: 80 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const seatsOf = (result: Result<{ seats: number[] }>) => (result.ok ? result.value.seats : []);

/** The classic three methods on one table (votes 53, 24, 23; seven seats) worked by hand. */
const hundred = [53, 24, 23];

describe('apportionment', () => {
  it.each([
    // Averages: 53, 26.5, 24, 23, 17.67, 13.25, 12 — d'Hondt's seven.
    ['d-hondt', [4, 2, 1]],
    // 53, 24, 23, 17.67, 10.6, 8, 7.67.
    ['sainte-lague', [3, 2, 2]],
    ['adams', [3, 2, 2]],
  ] as [DivisorName, number[]][])('%s gives seven seats', (method, expected) => {
    expect(seatsOf(divisorSeats(hundred, 7, method))).toEqual(expected);
  });

  it('largest remainder gives seven seats by the quotas 100/7 and 13', () => {
    // 3.71, 1.68, 1.61 → 3, 1, 1 and the two largest remainders.
    expect(seatsOf(largestRemainderSeats(hundred, 7))).toEqual([4, 2, 1]);
    // ⌊100/8⌋ + 1 = 13: 4 + 1/13, 1 + 11/13, 1 + 10/13.
    expect(seatsOf(largestRemainderSeats(hundred, 7, 'droop'))).toEqual([4, 2, 1]);
  });

  it.each(quotas)('by %s adds up and stays with the quota', (quota) => {
    fc.assert(
      fc.property(sizes, house, (given, seats) => {
        const result = largestRemainderSeats(given, seats, quota);
        if (sum(given) === 0) {
          expect(result.ok).toBe(seats === 0);
          return;
        }
        // The unrounded quota can hand out a seat too many when every remainder is 0; that is said, not hidden.
        if (!result.ok) {
          expect(quota).toBe('hagenbach-bischoff');
          return;
        }
        expect(sum(result.value.seats)).toBe(seats);
        if (quota === 'hare')
          result.value.seats.forEach((got, i) => {
            expect(Math.abs(got - (seats * (given[i] as number)) / sum(given))).toBeLessThan(1);
          });
      }),
    );
  });

  it.each(divisors)('by %s adds up, never takes a seat back, and favours no smaller class', (method) => {
    fc.assert(
      fc.property(sizes, house, (given, seats) => {
        if (sum(given) === 0) return;
        const [now, more] = [
          seatsOf(divisorSeats(given, seats, method)),
          seatsOf(divisorSeats(given, seats + 1, method)),
        ];
        expect(sum(now)).toBe(seats);
        now.forEach((got, i) => {
          expect(more[i]).toBeGreaterThanOrEqual(got);
          given.forEach((size, j) => {
            if (size > (given[i] as number)) expect(now[j]).toBeGreaterThanOrEqual(got);
          });
        });
      }),
    );
  });

  it('shows the Alabama paradox in one family and not in the other', () => {
    const classes = [1500, 1500, 900, 500, 500, 200];
    expect(seatsOf(largestRemainderSeats(classes, 25))).toEqual([7, 7, 4, 3, 3, 1]);
    expect(seatsOf(largestRemainderSeats(classes, 26))).toEqual([8, 8, 5, 2, 2, 1]);
    const [a, b] = [divisorSeats(classes, 25), divisorSeats(classes, 26)].map(seatsOf);
    b?.forEach((seats, i) => expect(seats).toBeGreaterThanOrEqual(a?.[i] as number));
  });

  it('does not care for the unit of the sizes', () => {
    fc.assert(
      fc.property(sizes, house, fc.constantFrom(...divisors), (given, seats, method) => {
        const tenth = given.map((size) => size / 10);
        expect(divisorSeats(tenth, seats, method)).toEqual(divisorSeats(given, seats, method));
        expect(largestRemainderSeats(tenth, seats)).toEqual(largestRemainderSeats(given, seats));
      }),
    );
  });

  it('settles equal claims in the declared order and says who they were', () => {
    expect(divisorSeats([5, 5, 5], 4)).toEqual({ ok: true, value: { seats: [2, 1, 1], tied: [0, 1, 2] } });
    expect(divisorSeats([5, 5, 5], 4, 'sainte-lague', { order: [2, 0, 1] })).toEqual({
      ok: true,
      value: { seats: [1, 1, 2], tied: [0, 1, 2] },
    });
    expect(largestRemainderSeats([5, 5, 5], 4, 'hare', { order: [1, 0, 2] })).toEqual({
      ok: true,
      value: { seats: [1, 2, 1], tied: [0, 1, 2] },
    });
    expect(divisorSeats([5, 5, 5], 3)).toEqual({ ok: true, value: { seats: [1, 1, 1], tied: [] } });
    expect(divisorSeats([5, 5], 1, 'sainte-lague', { order: [0, 0] }).ok).toBe(false);
  });

  it('gives no class more than it can take, and leaves the rest free', () => {
    expect(seatsOf(divisorSeats([100, 10], 20, 'sainte-lague', { most: [4, 30] }))).toEqual([4, 16]);
    expect(seatsOf(divisorSeats([100, 10], 20, 'sainte-lague', { most: [4, 3] }))).toEqual([4, 3]);
  });

  it('refuses what cannot be divided', () => {
    expect(divisorSeats([0, 0], 3)).toMatchObject({ ok: false, refusal: { code: 'statistics/no-spread' } });
    expect(largestRemainderSeats([], 3)).toMatchObject({
      ok: false,
      refusal: { code: 'statistics/no-spread' },
    });
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      expect(divisorSeats([3, bad], 3).ok).toBe(false);
      expect(largestRemainderSeats([3, bad], 3).ok).toBe(false);
      expect(largestRemainderSeats([3, 4], bad).ok).toBe(false);
    }
    // ⌊·⌋ of 60/20, 40/20 … by V/(S + 2): three seats and two for four places.
    expect(largestRemainderSeats([60, 40], 3, 'imperiali').ok).toBe(false);
    expect(seatsOf(divisorSeats([1e308, 1e308], 4))).toEqual([2, 2]);
  });

  it('spreads 10,000 seats over 5,000 classes', () => {
    const many = Array.from({ length: 5000 }, (_, i) => 3 + ((i * 7919) % 400));
    expect(sum(seatsOf(divisorSeats(many, 10_000)))).toBe(10_000);
  });
});
