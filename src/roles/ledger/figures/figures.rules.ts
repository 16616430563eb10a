import { addMonths, type Day } from '#kernel/dates.ts';

/** Spans of days from the content's limits: 0–30, 31–60 … and beyond the last. */
export function spansOf(limits: readonly number[]): { from: number; to: number | null }[] {
  return [...limits, null].map((to, at) => ({ from: at === 0 ? 0 : (limits[at - 1] ?? 0) + 1, to }));
}

/** The months up to and with that of a day, the earliest first. */
export function monthsUpTo(today: Day, count: number): string[] {
  const first = `${today.slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, at) => addMonths(first, at - count + 1).slice(0, 7));
}

/** What stood open at the end of each month, from what stood open before the first and what came and went since. */
export function openAtEnds(before: number, months: readonly { entered: number; closed: number }[]): number[] {
  let open = before;
  return months.map(({ entered, closed }) => {
    open += entered - closed;
    return open;
  });
}

/** The middle of values that are given as how many there are of each, the smallest first; of an even number the mean of the two. */
export function medianOf(counts: readonly { value: number; count: number }[]): number | null {
  const all = counts.reduce((sum, each) => sum + each.count, 0);
  if (all === 0) return null;
  const at = (place: number): number => {
    let passed = 0;
    for (const { value, count } of counts) {
      passed += count;
      if (place < passed) return value;
    }
    return counts.at(-1)?.value ?? 0;
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2;
}
