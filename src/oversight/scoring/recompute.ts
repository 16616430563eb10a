/**
 * Computes a score again from nothing but its explanation document. Deliberately imports nothing of the system, so that it can be read in
 * one sitting and run by whoever doubts a score:  node recompute.ts explanation.json
 */

type Item = { outcome?: string };
type Pool = { weight: number; items: { mean: number | null }[] };
type Facts =
  | { source: 'obligations' | 'ledger'; late_credit: number; items: Item[] }
  | { source: 'conduct'; late_credit: number; due: number; on_time: number; late: number }
  | { source: 'records'; items: unknown[] }
  | { source: 'ballot'; min_coverage: number; groups: Pool[] };
type Indicator = {
  id: string;
  weight: number;
  goalposts: { min: string; max: string };
  cap: string | null;
  facts: Facts;
};
type Explanation = { policy: { min_coverage: number }; indicators: Indicator[] };

/** A fraction as [numerator, denominator]. */
type Fraction = [bigint, bigint];

const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const multiply = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const divide = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c < 0n ? [-a * d, b * -c] : [a * d, b * c]);
const less = ([a, b]: Fraction, [c, d]: Fraction) => a * d < c * b;

function decimal(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

/** What was observed, in the indicator's own unit; null where there was nothing to observe. */
function observed(facts: Facts): Fraction | null {
  if (facts.source === 'records') return [BigInt(facts.items.length), 1n];
  if (facts.source === 'ballot') {
    let sum: Fraction = [0n, 1n];
    let present = 0;
    let all = 0;
    for (const group of facts.groups) {
      all += group.weight;
      const marks = group.items.flatMap((item) => (item.mean === null ? [] : [BigInt(item.mean)]));
      if (marks.length === 0) continue;
      present += group.weight;
      const mean: Fraction = [marks.reduce((a, b) => a + b, 0n), 100n * BigInt(marks.length)];
      sum = add(sum, multiply(mean, [BigInt(group.weight), 1n]));
    }
    if (present === 0 || present * 10_000 < facts.min_coverage * all) return null;
    return divide(sum, [BigInt(present), 1n]);
  }
  if (facts.source === 'conduct') {
    const met = BigInt(facts.on_time) * 10_000n + BigInt(facts.late) * BigInt(facts.late_credit);
    return facts.due === 0 ? null : [met, BigInt(facts.due) * 10_000n];
  }
  let due = 0n;
  let met = 0n;
  for (const { outcome } of facts.items) {
    if (outcome === 'excused') continue;
    due += 1n;
    if (outcome === 'on-time') met += 10_000n;
    if (outcome === 'late') met += BigInt(facts.late_credit);
  }
  return due === 0n ? null : [met, due * 10_000n];
}

/** The observed value between the goalposts, as 0 to 100 points. */
function points(indicator: Indicator): Fraction | null {
  let raw = observed(indicator.facts);
  if (raw === null) return null;
  if (indicator.cap !== null && less(decimal(indicator.cap), raw)) raw = decimal(indicator.cap);
  const [minTop, minBottom] = decimal(indicator.goalposts.min);
  const low: Fraction = [-minTop, minBottom];
  const share = divide(add(raw, low), add(decimal(indicator.goalposts.max), low));
  if (less(share, [0n, 1n])) return [0n, 1n];
  if (less([1n, 1n], share)) return [100n, 1n];
  return multiply(share, [100n, 1n]);
}

/** The score in hundredths of a point, half to even; null where too little of the weight has a figure. */
export function recompute(explanation: Explanation): number | null {
  let sum: Fraction = [0n, 1n];
  let weight = 0;
  for (const indicator of explanation.indicators) {
    const value = points(indicator);
    if (value === null) continue;
    weight += indicator.weight;
    sum = add(sum, multiply(value, [BigInt(indicator.weight), 1n]));
  }
  if (weight === 0 || weight < explanation.policy.min_coverage) return null;
  const [top, bottom] = multiply(divide(sum, [BigInt(weight), 1n]), [100n, 1n]);
  const floor = top / bottom;
  const rest = (top % bottom) * 2n;
  return Number(rest > bottom || (rest === bottom && floor % 2n === 1n) ? floor + 1n : floor);
}

if (import.meta.main) {
  const { readFileSync } = await import('node:fs');
  const explanation = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  const score = recompute(explanation);
  const agrees = score === explanation.score;
  process.stdout.write(`${agrees ? 'ok' : 'DIFFERENT'} recomputed ${score} stated ${explanation.score}\n`);
  process.exitCode = agrees ? 0 : 1;
}
