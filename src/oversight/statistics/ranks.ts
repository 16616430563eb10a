/** How equal values share ranks: `min` is the competition rank (1, 2, 2, 4) that results use. */
export type Ties = 'min' | 'max' | 'average' | 'first';

/** Ranks from the largest value down (`descending`, rank 1 = best score) or from the smallest up. */
export function ranks(
  values: readonly number[],
  { ties = 'min', descending = true }: { ties?: Ties; descending?: boolean } = {},
): number[] {
  const order = values.map((_, index) => index);
  order.sort((a, b) => {
    const difference = (values[a] as number) - (values[b] as number);
    // 0 for a tie: the sort is stable, so that equal values keep their own order.
    return descending ? -difference : difference;
  });
  const result = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1] as number] === values[order[start] as number])
      end += 1;
    for (let at = start; at <= end; at += 1) {
      const shared = { min: start + 1, max: end + 1, average: (start + end) / 2 + 1, first: at + 1 }[ties];
      result[order[at] as number] = shared;
    }
    start = end + 1;
  }
  return result;
}

/** Places under a cap of `rate` ten-thousandths of `count`, rounded down: a cap and never a target. */
export const placesUnder = (count: number, rate: number): number => Math.floor((count * rate) / 10_000);

/**
 * Who gets one of `places`, from the largest value down. A block of equal values that does not fit whole stays out whole and is returned
 * as `tiedOut`, for a person to decide; nobody further down moves into its place.
 */
export function underCap(values: readonly number[], places: number): { inside: number[]; tiedOut: number[] } {
  const last = ranks(values, { ties: 'max' });
  const first = ranks(values, { ties: 'min' });
  const inside: number[] = [];
  const tiedOut: number[] = [];
  values.forEach((_, index) => {
    if ((last[index] as number) <= places) inside.push(index);
    else if ((first[index] as number) <= places) tiedOut.push(index);
  });
  return { inside, tiedOut };
}
