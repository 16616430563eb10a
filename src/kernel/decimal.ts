/**
 * Exact numbers for scores, weights and shares.
 *
 * Scores are integers of a hundredth of a point, weights are integers of a ten-thousandth (basis points); whatever is
 * between two of them is a fraction of two `bigint`s. A double never lies on the way to a published number, and each
 * published number is rounded once, from the exact fraction (GB/T 8170-2008).
 */

/** A score in hundredths of a point: 88.42 points is 8842. Always a safe integer. */
export type Hundredths = number;

/** A weight or share in ten-thousandths: 30 % is 3000. Always a safe integer. */
export type BasisPoints = number;

/** Weights of one level always add up to this. */
export const WHOLE: BasisPoints = 10_000;

/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** 0 as a fraction. */
export const ZERO: Rational = { n: 0n, d: 1n };

/**
 * The fraction n/d in lowest terms.
 * @throws RangeError for a zero denominator: a share of nothing is missing, and the caller must have said so before.
 */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator other than 0');
  if (bottom < 0n) {
    top = -top;
    bottom = -bottom;
  }
  const divisor = gcd(top < 0n ? -top : top, bottom);
  return { n: top / divisor, d: bottom / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** a + b */
export const plus = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);

/** a − b */
export const minus = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);

/** a · b */
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);

/** a / b; throws RangeError when b is 0. */
export const over = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);

/** Negative, 0 or positive as a is less than, equal to or greater than b: 0 for a tie, as ranks need. */
export function compare(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The fraction nearest to `value` that is not below `low` and not above `high`. */
export const clamp = (value: Rational, low: Rational, high: Rational): Rational =>
  compare(value, low) < 0 ? low : compare(value, high) > 0 ? high : value;

/** For statistics and drawing only, never for a score: the nearest double. */
export function toNumber(value: Rational): number {
  // Scaled first: both parts may be beyond the doubles while the quotient is small.
  const scaled = (value.n * 1_000_000_000_000n) / value.d;
  return Number(scaled) / 1e12;
}

/** `7/8`, or `3` for a whole number: the form in which an explanation carries a fraction. */
export const formatRational = (value: Rational): string =>
  value.d === 1n ? String(value.n) : `${value.n}/${value.d}`;

/**
 * Reads `7/8`, `-3` or `12.50` exactly.
 * @throws RangeError for anything else.
 */
export function parseRational(text: string): Rational {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text);
  if (fraction) return rational(BigInt(fraction[1] as string), BigInt(fraction[2] as string));
  const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!decimal) throw new RangeError(`not a decimal or a fraction: ${text}`);
  const [, sign, whole, part = ''] = decimal;
  const magnitude = rational(BigInt(`${whole}${part}`), 10n ** BigInt(part.length));
  return sign === '-' ? { n: -magnitude.n, d: magnitude.d } : magnitude;
}

/**
 * The whole number nearest to a fraction; exactly between two, the even one (GB/T 8170-2008 §3.2, 四舍六入五成双).
 */
export function roundToInteger(value: Rational): bigint {
  const negative = value.n < 0n;
  const top = negative ? -value.n : value.n;
  const floor = top / value.d;
  const twice = (top % value.d) * 2n;
  const up = twice > value.d || (twice === value.d && floor % 2n === 1n);
  const magnitude = up ? floor + 1n : floor;
  return negative ? -magnitude : magnitude;
}

/** A fraction of points as integer hundredths, rounded half-even once. */
export const toHundredths = (value: Rational): Hundredths =>
  Number(roundToInteger({ n: value.n * 100n, d: value.d }));

/** `8842` → `88.42`; with `decimals` 1 the caller must have rounded to tenths before (`8840` → `88.4`). */
export function formatHundredths(value: Hundredths, decimals: 1 | 2 = 2): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(3, '0');
  const part = digits.slice(-2).slice(0, decimals);
  return `${sign}${digits.slice(0, -2)}.${part}`;
}

/** `3050` → `30.5%`, without trailing zeros: how a weight is shown. */
export function formatBasisPoints(value: BasisPoints): string {
  const text = formatHundredths(value).replace(/\.?0+$/, '');
  return `${text}%`;
}

/**
 * Rounds a decimal string to a multiple of `unit`, half-even, on the decimal digits and in one step (GB/T 8170-2008).
 * The unit is a power of ten written as a decimal (`0.01`, `1`, `100`); the answer carries as many decimals as the unit.
 * @throws RangeError when either is not a decimal, or the unit is not above 0.
 */
export function roundHalfEven(decimal: string, unit: string): string {
  const step = parseRational(unit);
  if (step.n <= 0n) throw new RangeError(`a rounding unit is above 0: ${unit}`);
  const rounded = roundToInteger(over(parseRational(decimal), step));
  const decimals = /\.(\d+)$/.exec(unit)?.[1]?.length ?? 0;
  const scaled = (rounded * step.n * 10n ** BigInt(decimals)) / step.d;
  const sign = scaled < 0n ? '-' : '';
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** A value and its weight; weights are integers of one unit (basis points, or any other, the same for all). */
export interface Weighted {
  readonly value: Rational;
  readonly weight: number;
}

/**
 * Σ weight·value / Σ weight, exact. The division by the sum of the weights that are there is what spreads the weight of a
 * missing part over the others: missing is never 0.
 * Returns null when no weight is left.
 */
export function weightedMean(parts: readonly Weighted[]): Rational | null {
  let sum = ZERO;
  let weight = 0n;
  for (const part of parts) {
    sum = plus(sum, times(part.value, rational(part.weight)));
    weight += BigInt(part.weight);
  }
  return weight === 0n ? null : over(sum, rational(weight));
}

/**
 * Splits `total` whole units in proportion to `sizes` so that the parts add up to `total` exactly: every part gets its whole
 * quota, the units left go to the largest remainders, and between equal remainders to the earlier part.
 * Used for shown parts of a shown sum. Not house-monotone (Alabama paradox): do not spread quotas over classes with it.
 * @throws RangeError for negative sizes or totals, or when there is a total and all sizes are 0.
 */
export function largestRemainder(sizes: readonly bigint[], total: bigint): bigint[];
export function largestRemainder(sizes: readonly number[], total: number): number[];
export function largestRemainder(
  sizes: readonly (bigint | number)[],
  total: bigint | number,
): (bigint | number)[] {
  const seats = BigInt(total);
  const exact = sizes.map((size) => BigInt(size));
  const sum = exact.reduce((a, b) => a + b, 0n);
  if (seats < 0n || exact.some((size) => size < 0n)) throw new RangeError('sizes and total are not negative');
  if (sum === 0n && seats > 0n) throw new RangeError('nothing to split by: all sizes are 0');
  const parts = exact.map((size, index) => {
    const quota = sum === 0n ? 0n : (size * seats) / sum;
    return { index, quota, remainder: sum === 0n ? 0n : (size * seats) % sum };
  });
  let left = seats - parts.reduce((a, part) => a + part.quota, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.quota += 1n;
    left -= 1n;
  }
  const asNumber = typeof total === 'number';
  return parts.map((part) => (asNumber ? Number(part.quota) : part.quota));
}

/**
 * Rounds fractions that add up to a shown total so that the shown parts add up to it too. Negative parts are allowed: the
 * floors are taken first and the missing units go to the largest fractional parts.
 * `total` must be the rounded sum of the parts, or the difference could exceed the number of parts.
 * @throws RangeError when it does.
 */
export function roundParts(parts: readonly Rational[], total: Hundredths): Hundredths[] {
  const floors = parts.map((part, index) => {
    const scaled = rational(part.n * 100n, part.d);
    const floor = scaled.n >= 0n ? scaled.n / scaled.d : -((-scaled.n + scaled.d - 1n) / scaled.d);
    return { index, floor: Number(floor), rest: minus(scaled, rational(floor)) };
  });
  const left = total - floors.reduce((sum, part) => sum + part.floor, 0);
  if (left < 0 || left > parts.length)
    throw new RangeError('the shown total is not the rounded sum of its parts');
  const byRest = [...floors].sort((a, b) => -compare(a.rest, b.rest) || a.index - b.index);
  for (const part of byRest.slice(0, left)) part.floor += 1;
  return floors.map((part) => part.floor);
}
