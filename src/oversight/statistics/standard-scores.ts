import { mean, standardDeviation } from './location.ts';

/** z and T inside one class, for display only; `reason` says why there is none. */
export type StandardScores =
  | { z: number[]; t: number[]; reason: null }
  | { z: null; t: null; reason: 'class-of-one' | 'no-spread' };

/**
 * z = (x − mean) / s with the n − 1 deviation, and T = 50 + 10 z. A class of one and a class without spread have none: null with
 * the reason, never NaN. They tell a reader where a unit stands in its own class and are never compared between classes.
 */
export function standardScores(values: readonly number[]): StandardScores {
  const centre = mean(values);
  const spread = standardDeviation(values);
  if (centre === null || spread === null) return { z: null, t: null, reason: 'class-of-one' };
  if (spread === 0) return { z: null, t: null, reason: 'no-spread' };
  const z = values.map((value) => (value - centre) / spread);
  return { z, t: z.map((score) => 50 + 10 * score), reason: null };
}
