import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDecimal } from './exact.ts';
import { madOf, medianOf, pearsonOf } from './summary.ts';

const numbers = (minLength: number) =>
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength, maxLength: 12 });

describe('median and spread', () => {
  it('do not follow one value to infinity', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(medianOf([1, 2, 3, 4, 1e308])).toBe(3);
    expect(medianOf([1e308, 1.2e308])).toBe(1.1e308);
    expect(medianOf([-6.4e-323, -6.4e-323])).toBe(-6.4e-323);
    expect(madOf([1, 2, 3, 4, 1e9])).toBeCloseTo(1.4826, 12);
    expect(madOf([5, 5, 5, 9])).toBe(0);
  });

  it('are the middle: as many below as above', () => {
    fc.assert(
      fc.property(numbers(1), (values) => {
        const middle = medianOf(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

describe('correlation', () => {
  it('does not change with unit and origin, and turns with the sign', () => {
    const near = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(near, fc.double({ min: 0.01, max: 100, noNaN: true }), (x, unit) => {
        const y = x.map((value, i) => value * 0.5 + ((i * 37) % 11) * 20);
        const r = pearsonOf(x, y);
        fc.pre(r !== null);
        expect(
          pearsonOf(
            x.map((value) => unit * value + 7),
            y,
          ),
        ).toBeCloseTo(r as number, 9);
        expect(
          pearsonOf(
            x.map((value) => -value),
            y,
          ),
        ).toBeCloseTo(-(r as number), 9);
        expect(pearsonOf(y, x)).toBeCloseTo(r as number, 12);
      }),
    );
  });

  it('bears numbers near the ends, and is missing without variation', () => {
    expect(pearsonOf([1e308, -1e308, 0], [1, -1, 0])).toBeCloseTo(1, 12);
    expect(pearsonOf([1e-300, 2e-300, 4e-300], [1, 2, 4])).toBeCloseTo(1, 12);
    expect(pearsonOf([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(pearsonOf([], [])).toBeNull();
  });
});

describe('decimals', () => {
  it('are read as they are written', () => {
    expect(exactDecimal(0.48)).toEqual({ n: 12n, d: 25n });
    expect(exactDecimal(-2.5e-7)).toEqual({ n: -1n, d: 4_000_000n });
    expect(exactDecimal(1e21)).toEqual({ n: 10n ** 21n, d: 1n });
    expect(() => exactDecimal(Number.NaN)).toThrow(RangeError);
  });
});
