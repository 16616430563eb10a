/**
 * Median, spread about it and correlation for callers that have checked their numbers (finite, not empty): the inner workings of indices,
 * not figures of their own.
 */

/** The middle value; the mean of the two middle ones of an even number. Needs at least one value. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[half] as number;
  const [low, high] = [sorted[half - 1] as number, sorted[half] as number];
  // Halved before they are added: two values near 1e308 have a middle too. Not if they are one: the smallest have no half.
  return low === high ? low : low / 2 + high / 2;
}

/** 1.4826 · median |x − median|: a standard deviation that outliers do not move (Hampel 1974). */
export function madOf(values: ArrayLike<number>): number {
  const centre = medianOf(values);
  return 1.4826 * medianOf(Float64Array.from(values, (value) => Math.abs(value - centre)));
}

/** Pearson's correlation of two lists of one length; null where one of them does not vary. */
export function pearsonOf(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const [left, right] = [deviations(x), deviations(y)];
  if (!left || !right) return null;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [i, dx] of left.entries()) {
    const dy = right[i] as number;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

/** Distances from the mean over the largest value, so that no square overflows or vanishes; null where there is nothing but rounding. */
function deviations(values: ArrayLike<number>): Float64Array | null {
  const n = values.length;
  let largest = 0;
  for (let i = 0; i < n; i += 1) largest = Math.max(largest, Math.abs(values[i] as number));
  if (!(largest > 0)) return null;
  let mean = 0;
  for (let i = 0; i < n; i += 1) mean += (values[i] as number) / largest / n;
  const away = Float64Array.from(values, (value) => value / largest - mean);
  // Equal values leave a rest of rounding about their mean; that is no variation.
  return away.some((each) => Math.abs(each) > 1e-14) ? away : null;
}
