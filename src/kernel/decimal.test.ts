import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clamp,
  compare,
  formatBasisPoints,
  formatHundredths,
  formatRational,
  largestRemainder,
  minus,
  over,
  parseRational,
  plus,
  rational,
  roundHalfEven,
  roundParts,
  roundToInteger,
  times,
  toHundredths,
  toNumber,
  weightedMean,
  ZERO,
} from './decimal.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -1_000_000n, max: 1_000_000n }), fc.bigInt({ min: 1n, max: 10_000n }))
  .map(([n, d]) => rational(n, d));

describe('rounding by GB/T 8170-2008', () => {
  it.each([
    ['12.1498', '1', '12'],
    ['12.1498', '0.1', '12.1'],
    ['1268', '100', '1300'],
    ['10.5002', '1', '11'],
    ['1.050', '0.1', '1.0'],
    ['0.35', '0.1', '0.4'],
    ['2500', '1000', '2000'],
    ['3500', '1000', '4000'],
    ['-0.0365', '0.001', '-0.036'],
    ['8.53459', '0.01', '8.53'],
    ['0.004', '0.01', '0.00'],
    ['-0.004', '0.01', '0.00'],
  ])('%s to %s is %s', (decimal, unit, expected) => {
    expect(roundHalfEven(decimal, unit)).toBe(expected);
  });

  it('refuses what is not a decimal', () => {
    expect(() => roundHalfEven('1e3', '1')).toThrow(RangeError);
    expect(() => roundHalfEven('1', '0')).toThrow(RangeError);
  });

  it('is never further than half a unit away, and even when exactly half', () => {
    fc.assert(
      fc.property(fraction, (value) => {
        const rounded = roundToInteger(value);
        const twice = times(minus(value, rational(rounded)), rational(2));
        const distance = twice.n < 0n ? { n: -twice.n, d: twice.d } : twice;
        expect(compare(distance, rational(1))).toBeLessThanOrEqual(0);
        if (compare(distance, rational(1)) === 0) expect(rounded % 2n).toBe(0n);
      }),
    );
  });
});

describe('fractions', () => {
  it('keep the laws of arithmetic exactly', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
        if (b.n !== 0n) expect(times(over(a, b), b)).toEqual(a);
      }),
    );
  });

  it('are written and read back unchanged', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        expect(parseRational(formatRational(a))).toEqual(a);
      }),
    );
    expect(parseRational('-12.50')).toEqual(rational(-25, 2));
    expect(() => parseRational('1/0')).toThrow(RangeError);
  });

  it('become doubles only for drawing', () => {
    expect(toNumber(rational(1, 3))).toBeCloseTo(1 / 3, 11);
    expect(clamp(rational(11, 10), ZERO, rational(1))).toEqual(rational(1));
  });
});

describe('shown numbers', () => {
  it('are hundredths and basis points', () => {
    expect(toHundredths(rational(88425, 1000))).toBe(8842);
    expect(toHundredths(rational(88435, 1000))).toBe(8844);
    expect(formatHundredths(8842)).toBe('88.42');
    expect(formatHundredths(-5)).toBe('-0.05');
    expect(formatHundredths(8840, 1)).toBe('88.4');
    expect(formatBasisPoints(3050)).toBe('30.5%');
    expect(formatBasisPoints(3000)).toBe('30%');
    expect(formatBasisPoints(10_000)).toBe('100%');
    expect(formatBasisPoints(0)).toBe('0%');
  });
});

describe('weighted mean', () => {
  it('spreads the weight of a missing part over the others', () => {
    const all = weightedMean([
      { value: rational(80), weight: 6000 },
      { value: rational(90), weight: 4000 },
    ]);
    expect(all).toEqual(rational(84));
    expect(weightedMean([{ value: rational(80), weight: 6000 }])).toEqual(rational(80));
    expect(weightedMean([])).toBeNull();
  });

  it('lies between its smallest and largest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fraction, weight: fc.integer({ min: 1, max: 10_000 }) }), {
          minLength: 1,
        }),
        (parts) => {
          const mean = weightedMean(parts);
          if (!mean) throw new Error('weights are there');
          const sorted = parts.map((part) => part.value).sort(compare);
          expect(compare(mean, sorted[0] ?? ZERO)).toBeGreaterThanOrEqual(0);
          expect(compare(mean, sorted.at(-1) ?? ZERO)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});

describe('largest remainder', () => {
  it('agrees with the worked example of the Alabama paradox', () => {
    const sizes = [1500, 1500, 900, 500, 500, 200];
    expect(largestRemainder(sizes, 25)).toEqual([7, 7, 4, 3, 3, 1]);
    expect(largestRemainder(sizes, 26)).toEqual([8, 8, 5, 2, 2, 1]);
  });

  it('adds up to the total, and gives each part its quota rounded down or up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 10_000 }),
        (sizes, total) => {
          const sum = sizes.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0);
          const parts = largestRemainder(sizes, total);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, i) => {
            const exact = ((sizes[i] ?? 0) * total) / sum;
            expect(Math.abs(part - exact)).toBeLessThan(1 + 1e-9);
          });
        },
      ),
    );
  });

  it('refuses to split something over nothing', () => {
    expect(() => largestRemainder([0, 0], 3)).toThrow(RangeError);
    expect(largestRemainder([0, 0], 0)).toEqual([0, 0]);
    expect(largestRemainder([1n, 1n], 3n)).toEqual([2n, 1n]);
  });
});

describe('shown parts of a shown sum', () => {
  it('add up to it', () => {
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1, maxLength: 20 }), (parts) => {
        const total = toHundredths(parts.reduce(plus, ZERO));
        const shown = roundParts(parts, total);
        expect(shown.reduce((a, b) => a + b, 0)).toBe(total);
        shown.forEach((part, i) =>
          expect(Math.abs(part - toNumber(parts[i] ?? ZERO) * 100)).toBeLessThan(1.001),
        );
      }),
    );
  });

  it('refuse a total that is not theirs', () => {
    expect(() => roundParts([rational(1)], 500)).toThrow(RangeError);
  });
});
