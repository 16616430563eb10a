import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of chance: the same seed gives the same city. */
export type Dice = {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** Whether something with this chance (0 to 1) happens. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
};

/** Dice for one purpose under one seed, independent of those for another purpose. */
export function diceOf(seed: number, purpose: string): Dice {
  const state = createHash('sha256').update(`${seed}|${purpose}`).digest().readInt32LE(0);
  const generator = xoroshiro128plus(state);
  const int = (low: number, high: number) => uniformInt(generator, low, high);
  return {
    int,
    chance: (probability) => int(0, 999_999) < probability * 1_000_000,
    pick: (list) => list[int(0, list.length - 1)]!,
  };
}

/**
 * An identifier that depends on seed, kind and number alone, in the form of a version 7 UUID that ascends with the
 * number, so that a demo city is the same everywhere and its rows lie in order.
 */
export function demoId(seed: number, kind: string, number: number): string {
  const hash = createHash('sha256').update(`${seed}|${kind}|${number}`).digest('hex');
  const order = number.toString(16).padStart(8, '0');
  const head = createHash('sha256').update(`${seed}|${kind}`).digest('hex').slice(0, 3);
  return `0${head}${order.slice(0, 4)}-${order.slice(4)}-7${hash.slice(0, 3)}-${'89ab'[Number.parseInt(hash[3]!, 16) % 4]}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
