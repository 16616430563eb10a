import type { Result } from '#kernel/result.ts';
import { distributions } from '../numeric/distributions.ts';
import { flawInMatrix, unusable, usable } from '../numeric/usable.ts';

/**
 * One form of the intraclass correlation. F, p and limits are null where raters agree without any error:
 * there is nothing to divide by; the limits of form 2 also where their degrees of freedom vanish.
 * `icc` is null where the variances it divides by vanish or cancel out, as those of a mean form where the ratees' means do not differ
 * at all: it would be minus infinity, or mean nothing.
 */
export type IccForm = {
  icc: number | null;
  f: number | null;
  df1: number;
  df2: number;
  p: number | null;
  lower: number | null;
  upper: number | null;
};

/** All six forms, with the table they come from. */
export type Icc = {
  /** One rater's mark; each ratee has raters of its own. */
  icc11: IccForm;
  /** One rater's mark; the same raters, drawn from many, rate all; differences in severity count as error (absolute agreement). */
  icc21: IccForm;
  /** One rater's mark; the same raters, and only these; differences in severity do not count (consistency). */
  icc31: IccForm;
  /** The same for the mean of the k raters. */
  icc1k: IccForm;
  icc2k: IccForm;
  icc3k: IccForm;
  meanSquares: { between: number; within: number; judges: number; error: number };
  ratees: number;
  raters: number;
  /** Rows with a missing mark, left out. */
  dropped: number;
};

type Form = Pick<IccForm, 'f' | 'df1' | 'df2' | 'p'>;

/**
 * The six intraclass correlations of Shrout & Fleiss (1979), Psychological Bulletin 86:420–428, of a table ratees × raters, with F tests
 * of zero and limits at `level` (ICC(2,·) by Satterthwaite's degrees, McGraw & Wong 1996). Rows with a missing mark are left out, and counted: for
 * tables with many use the variance components of `fitCrossedBlup`. A negative value is possible and means no agreement. Refuses fewer than two
 * complete rows, fewer than two raters, and marks that are all equal.
 */
export function icc(
  table: readonly (readonly (number | null)[])[],
  { level = 0.95 }: { level?: number } = {},
): Result<Icc> {
  const flaw = flawInMatrix('评分表', table, { rows: 2, columns: 2, missing: true });
  if (flaw) return flaw;
  if (!(level > 0 && level < 1)) return unusable('out-of-range', '置信水平应在 0 与 1 之间。', { level });
  const rows = table.filter((row): row is number[] => row.every((mark) => mark !== null));
  if (rows.length < 2)
    return unusable('too-few', '至少要有两名被评对象得到全部评分人的评分。', { complete: rows.length });
  const squares = meanSquares(rows);
  if (!squares) return unusable('no-spread', '所有评分相同，无法计算一致性。');
  const { between, within, error } = squares;
  const n = rows.length;
  const k = (rows[0] as number[]).length;
  const alpha = 1 - level;
  const oneWay = test(between, within, n - 1, n * (k - 1));
  const twoWay = test(between, error, n - 1, (n - 1) * (k - 1));
  const [icc11, icc1k] = bothByF(oneWay, between, within, k, alpha);
  const [icc31, icc3k] = bothByF(twoWay, between, error, k, alpha);
  const [icc21, icc2k] = absolute(twoWay, squares, n, k, alpha);
  return usable({
    icc11,
    icc21,
    icc31,
    icc1k,
    icc2k,
    icc3k,
    meanSquares: squares,
    ratees: n,
    raters: k,
    dropped: table.length - n,
  });
}

/** The analysis of variance of a complete table; null when all its marks are equal. */
function meanSquares(rows: readonly (readonly number[])[]): Icc['meanSquares'] | null {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  const first = rows[0]?.[0] as number;
  if (rows.every((row) => row.every((mark) => mark === first))) return null;
  // Deviations from one mark: large marks with small differences keep their digits.
  const marks = rows.map((row) => row.map((mark) => mark - first));
  const rowMeans = marks.map((row) => row.reduce((sum, mark) => sum + mark, 0) / k);
  const columnMeans = Array.from(
    { length: k },
    (_, j) => marks.reduce((sum, row) => sum + (row[j] as number), 0) / n,
  );
  const grand = rowMeans.reduce((sum, value) => sum + value, 0) / n;
  let inside = 0;
  let rest = 0;
  for (const [i, row] of marks.entries())
    for (const [j, mark] of row.entries()) {
      const rowMean = rowMeans[i] as number;
      inside += (mark - rowMean) ** 2;
      rest += (mark - rowMean - (columnMeans[j] as number) + grand) ** 2;
    }
  const about = (means: readonly number[]) => means.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  const total = about(rowMeans) * k + inside;
  // What is left of exact agreement is rounding, not disagreement.
  const clean = (value: number) => (value < total * 1e-24 ? 0 : value);
  return {
    between: clean(about(rowMeans) * k) / (n - 1),
    within: clean(inside) / (n * (k - 1)),
    judges: clean(about(columnMeans) * n) / (k - 1),
    error: clean(rest) / ((n - 1) * (k - 1)),
  };
}

function test(top: number, bottom: number, df1: number, df2: number): Form {
  if (bottom === 0) return { f: null, df1, df2, p: null };
  const f = top / bottom;
  return { f, df1, df2, p: distributions.fTail(f, df1, df2) };
}

/** A quotient, null where its divisor is not positive: what rounding leaves of nothing, beside variances of this size, divides nothing. */
function quotient(top: number, bottom: number, size: number): number | null {
  return bottom > size * 1e-12 ? top / bottom : null;
}

/** Forms 1 and 3: single and mean of k, with limits by F. */
function bothByF(form: Form, top: number, bottom: number, k: number, alpha: number): [IccForm, IccForm] {
  const single = quotient(top - bottom, top + (k - 1) * bottom, top + bottom);
  const mean = quotient(top - bottom, top, top + bottom);
  if (form.f === null || top === 0) {
    const bare = { ...form, lower: null, upper: null };
    return [
      { ...bare, icc: single },
      { ...bare, icc: mean },
    ];
  }
  const low = form.f / distributions.fQuantile(1 - alpha / 2, form.df1, form.df2);
  const high = form.f * distributions.fQuantile(1 - alpha / 2, form.df2, form.df1);
  return [
    { ...form, icc: single, lower: (low - 1) / (low + k - 1), upper: (high - 1) / (high + k - 1) },
    { ...form, icc: mean, lower: 1 - 1 / low, upper: 1 - 1 / high },
  ];
}

/** Forms (2,1) and (2,k). */
function absolute(
  form: Form,
  { between, judges, error }: Icc['meanSquares'],
  n: number,
  k: number,
  alpha: number,
): [IccForm, IccForm] {
  const size = between + judges + error;
  const single = quotient(between - error, between + (k - 1) * error + (k * (judges - error)) / n, size);
  const mean = quotient(between - error, between + (judges - error) / n, size);
  const bare = { ...form, lower: null, upper: null };
  if (error === 0 || between === 0 || single === null)
    return [
      { ...bare, icc: single },
      { ...bare, icc: mean },
    ];
  const ratio = judges / error;
  const share = n * (1 + (k - 1) * single) - k * single;
  const degrees =
    ((k - 1) * (n - 1) * (k * single * ratio + share) ** 2) /
    ((n - 1) * k ** 2 * single ** 2 * ratio ** 2 + share ** 2);
  const spread = k * judges + (k * n - k - n) * error;
  const up = distributions.fQuantile(1 - alpha / 2, n - 1, degrees);
  const down = distributions.fQuantile(1 - alpha / 2, degrees, n - 1);
  const lower = (n * (between - up * error)) / (up * spread + n * between);
  const upper = (n * (down * between - error)) / (spread + n * down * between);
  // With next to no degrees of freedom the quantiles have no value: then there are no limits.
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  const stepUp = (value: number) => known((value * k) / (1 + value * (k - 1)));
  return [
    { ...form, icc: single, lower: known(lower), upper: known(upper) },
    { ...form, icc: mean, lower: stepUp(lower), upper: stepUp(upper) },
  ];
}
