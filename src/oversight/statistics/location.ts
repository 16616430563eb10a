/** The arithmetic mean, or null for no values. */
export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The sample standard deviation (divisor n − 1), or null for fewer than two values. */
export function standardDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  let squares = 0;
  for (const value of values) squares += (value - centre) * (value - centre);
  return Math.sqrt(squares / (values.length - 1));
}

/** A location with its standard error; the error is null where the data cannot show one. */
export type Location = { value: number; standardError: number | null; cutPerSide: number };

/**
 * Mean of the values left after cutting `cut` of them from each end (number cut per side: floor(n · cut)), with the standard
 * error of Tukey and McLaughlin (1963): s_w / ((1 − 2p) √n), s_w the winsorised standard deviation, p the share really cut.
 * Null for no values.
 * @throws RangeError for a cut outside 0 ≤ cut < 0.5.
 */
export function trimmedMean(values: readonly number[], cut: number): Location | null {
  if (!(cut >= 0 && cut < 0.5)) throw new RangeError('a cut is at least 0 and below 0.5');
  const n = values.length;
  if (n === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const cutPerSide = Math.floor(n * cut);
  const kept = sorted.slice(cutPerSide, n - cutPerSide);
  const low = kept[0] as number;
  const high = kept.at(-1) as number;
  const winsorised = sorted.map((value) => Math.min(Math.max(value, low), high));
  const spread = standardDeviation(winsorised);
  const share = cutPerSide / n;
  return {
    value: mean(kept) as number,
    standardError: spread === null ? null : spread / ((1 - 2 * share) * Math.sqrt(n)),
    cutPerSide,
  };
}
