import { concat } from './bytes.ts';
import {
  type Batch,
  CELL_BYTES,
  type Ciphertext,
  COMPONENTS,
  claimCell,
  claimSum,
  readCiphertext,
  SUM_BYTES,
  sealCell,
  sealSum,
} from './cell.ts';
import {
  combination,
  G,
  modulo,
  POINT_BYTES,
  type RandomBytes,
  randomFactor,
  type Scalar,
  systemRandom,
  ZERO,
} from './curve.ts';
import { fingerprint } from './transcript.ts';
import type { RoundKeys } from './trustee-keys.ts';

/** Where a ballot belongs. Every proof in it is bound to all of this: elsewhere, it does not verify. */
export interface BallotContext {
  round: string;
  /** fingerprint of the round's manifest, hex */
  manifest: string;
  ratee: string;
  group: string;
  invitation: string;
}

/** One question: its code, and how many grades its scale has. */
export interface ItemShape {
  id: string;
  grades: number;
}

/** What is asked: the items in the manifest's order. */
export type BallotShape = readonly ItemShape[];

function bind(keys: RoundKeys, context: BallotContext): Uint8Array {
  return fingerprint(
    'context',
    context.round,
    context.manifest,
    context.ratee,
    context.group,
    context.invitation,
    ...keys.pairs.map((key) => key.toBytes()),
  );
}

/** Where each item's bytes begin, where its cells end, and where its proof ends. */
function layout(shape: BallotShape): { item: ItemShape; start: number; cellsEnd: number; end: number }[] {
  let start = 0;
  return shape.map((item) => {
    const cellsEnd = start + item.grades * CELL_BYTES;
    const place = { item, start, cellsEnd, end: cellsEnd + SUM_BYTES };
    start = place.end;
    return place;
  });
}

/** Bytes of every ballot of this shape. One length for all: the size of a ballot says nothing. */
export function ballotBytes(shape: BallotShape): number {
  return shape.reduce((sum, item) => sum + item.grades * CELL_BYTES + SUM_BYTES, 0);
}

/**
 * Encrypts one rater's grades of one ratee, with proofs that each item carries exactly one grade.
 * @param choices index of the grade chosen, one an item, in the order of `shape.items`
 * @throws {RangeError} when a choice is missing or is not a grade of the scale
 */
export function sealBallot(
  keys: RoundKeys,
  context: BallotContext,
  shape: BallotShape,
  choices: readonly number[],
  random: RandomBytes = systemRandom,
): Uint8Array {
  if (choices.length !== shape.length) throw new RangeError('one grade an item');
  const bound = bind(keys, context);
  const ballot = new Uint8Array(ballotBytes(shape));
  layout(shape).forEach(({ item, start, cellsEnd }, at) => {
    const choice = choices[at]!;
    if (!Number.isInteger(choice) || choice < 0 || choice >= item.grades) throw new RangeError('not a grade');
    let total: Scalar = 0n;
    for (let grade = 0; grade < item.grades; grade++) {
      const cell = sealCell(keys, bound, `${item.id}/${grade}`, grade === choice ? 1 : 0, random);
      ballot.set(cell.bytes, start + grade * CELL_BYTES);
      total = modulo(total + cell.randomness);
    }
    ballot.set(sealSum(keys, bound, item.id, ballot.subarray(start, cellsEnd), total, random), cellsEnd);
  });
  return ballot;
}

/**
 * True when every cell holds 0 or 1, every item exactly one 1, and all of it was made for this context. All proofs of
 * the ballot are checked as one random combination: a false one passes with a chance of 2^-128.
 */
export function verifyBallot(
  keys: RoundKeys,
  context: BallotContext,
  shape: BallotShape,
  ballot: Uint8Array,
  random: RandomBytes = systemRandom,
): boolean {
  if (ballot.length !== ballotBytes(shape)) return false;
  const bound = bind(keys, context);
  const batch: Batch = {
    bases: [0n, 0n, 0n, 0n],
    points: [],
    scalars: [],
    factor: () => randomFactor(random),
  };
  try {
    for (const { item, start, cellsEnd, end } of layout(shape)) {
      const ciphers: Ciphertext[] = [];
      for (let grade = 0; grade < item.grades; grade++) {
        const cell = ballot.subarray(start + grade * CELL_BYTES, start + (grade + 1) * CELL_BYTES);
        ciphers.push(claimCell(batch, bound, `${item.id}/${grade}`, cell));
      }
      const cells = ballot.subarray(start, cellsEnd);
      claimSum(batch, bound, item.id, cells, ciphers, ballot.subarray(cellsEnd, end));
    }
  } catch {
    return false; // some 32 bytes are no point or no scalar
  }
  const points = [G, ...keys.pairs, ...batch.points];
  return combination(points, [...batch.bases, ...batch.scalars]).equals(ZERO);
}

/** The ciphertexts of a verified ballot: `[item][grade]`. @throws when the bytes are not a ballot of this shape. */
export function readBallot(shape: BallotShape, ballot: Uint8Array): Ciphertext[][] {
  if (ballot.length !== ballotBytes(shape)) throw new RangeError('not a ballot of this round');
  return layout(shape).map(({ item, start }) =>
    Array.from({ length: item.grades }, (_, grade) => {
      const from = start + grade * CELL_BYTES;
      return readCiphertext(ballot.subarray(from, from + CELL_BYTES));
    }),
  );
}

/** The ciphertexts of a ballot without its proofs: 128 bytes a grade, items in order. */
export function ciphertextBytes(shape: BallotShape, ballot: Uint8Array): Uint8Array {
  const parts = layout(shape).flatMap(({ item, start }) =>
    Array.from({ length: item.grades }, (_, grade) => {
      const from = start + grade * CELL_BYTES;
      return ballot.subarray(from, from + COMPONENTS * POINT_BYTES);
    }),
  );
  return concat(parts);
}

/** Reads what `ciphertextBytes` wrote: `[item][grade]`. @throws when the bytes are not of this shape. */
export function readCiphertexts(shape: BallotShape, bytes: Uint8Array): Ciphertext[][] {
  const size = COMPONENTS * POINT_BYTES;
  if (bytes.length !== shape.reduce((sum, item) => sum + item.grades * size, 0))
    throw new RangeError('not a ballot of this round');
  let at = 0;
  return shape.map((item) =>
    Array.from({ length: item.grades }, () => {
      const cipher = readCiphertext(bytes.subarray(at, at + size));
      at += size;
      return cipher;
    }),
  );
}

/** Letters without I, L, O, U: read aloud or copied by hand, they are not mistaken for each other (Crockford). */
const TRACKING_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The tracking code a rater keeps: 100 bits of the ballot's fingerprint, as five groups of four. After closing, the
 * rater finds it in the round's list and so knows that this very ballot was counted. It says nothing about the grades.
 */
export function trackingCode(ballot: Uint8Array): string {
  const hash = fingerprint('tracking', ballot);
  let code = '';
  for (let at = 0; at < 20; at++) {
    const bit = at * 5;
    const pair = (hash[bit >> 3]! << 8) | hash[(bit >> 3) + 1]!;
    code += TRACKING_ALPHABET[(pair >> (11 - (bit & 7))) & 31];
    if (at % 4 === 3 && at < 19) code += '-';
  }
  return code;
}
