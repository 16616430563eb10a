import {
  decodePoint,
  decodeScalar,
  encodeScalar,
  G,
  modulo,
  multiply,
  POINT_BYTES,
  type Point,
  type RandomBytes,
  randomScalar,
  SCALAR_BYTES,
  type Scalar,
} from './curve.ts';
import { challenge } from './transcript.ts';
import type { RoundKeys } from './trustee-keys.ts';

/**
 * One cell = one grade of one item: an encryption of 0 or 1 and the proof that it is nothing else.
 *
 * Ciphertext (rG, mG + rP₁₂, mG + rP₁₃, mG + rP₂₃): exponential ElGamal to each pair of trustees with one r, so that
 * any two trustees can decrypt a sum. Proof: for m = 0 or for m = 1, the four points have the same discrete logarithm
 * r to the bases G, P₁₂, P₁₃, P₂₃ (Chaum–Pedersen over four bases, joined by the "or" of Cramer–Damgård–Schoenmakers).
 */
export type Ciphertext = readonly [Point, Point, Point, Point];

/** Points of a ciphertext. */
export const COMPONENTS = 4;
/** Bytes of an encoded cell: 4 points, 2 × 4 commitments, 1 challenge, 2 answers. */
export const CELL_BYTES = 12 * POINT_BYTES + 3 * SCALAR_BYTES;
/** Bytes of an encoded proof that an item carries exactly one grade: 4 commitments, 1 answer. */
export const SUM_BYTES = 4 * POINT_BYTES + SCALAR_BYTES;

/**
 * A claim the verifier has to check: `Σ scalar · point` over all its terms is the neutral element. Claims are added to
 * a batch; the four fixed bases get one scalar each for the whole ballot.
 */
export interface Batch {
  bases: [Scalar, Scalar, Scalar, Scalar];
  points: Point[];
  scalars: Scalar[];
  factor: () => Scalar;
}

function bases(keys: RoundKeys): readonly Point[] {
  return [G, ...keys.pairs];
}

/** Encrypts `bit` and returns the encoded cell with the randomness that the item's sum proof needs. */
export function sealCell(
  keys: RoundKeys,
  context: Uint8Array,
  place: string,
  bit: 0 | 1,
  random: RandomBytes,
): { bytes: Uint8Array; randomness: Scalar } {
  const at = bases(keys);
  const r = randomScalar(random);
  const nonce = randomScalar(random);
  const falseChallenge = randomScalar(random);
  const falseAnswer = randomScalar(random);

  const cipher = at.map((base, k) => (k > 0 && bit === 1 ? multiply(base, r).add(G) : multiply(base, r)));
  const honest = at.map((base) => multiply(base, nonce));
  // the other branch is simulated: A = zB − c(C − m′G), and since C is known to be rB + mG this is (z − cr)B − c(m − m′)G
  const slope = modulo(falseAnswer - falseChallenge * r);
  const shift = multiply(G, bit === 1 ? modulo(-falseChallenge) : falseChallenge);
  const simulated = at.map((base, k) => (k > 0 ? multiply(base, slope).add(shift) : multiply(base, slope)));

  const points = [...cipher, ...(bit === 0 ? [...honest, ...simulated] : [...simulated, ...honest])];
  const encoded = points.map((point) => point.toBytes());
  const whole = challenge('cell', context, place, ...encoded);
  const trueChallenge = modulo(whole - falseChallenge);
  const trueAnswer = modulo(nonce + trueChallenge * r);
  const scalars =
    bit === 0 ? [trueChallenge, trueAnswer, falseAnswer] : [falseChallenge, falseAnswer, trueAnswer];
  const bytes = new Uint8Array(CELL_BYTES);
  [...encoded, ...scalars.map(encodeScalar)].forEach((part, index) => bytes.set(part, index * 32));
  return { bytes, randomness: r };
}

function point32(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.subarray(index * 32, (index + 1) * 32);
}

/** The four points of an encoded cell. @throws when one is not a canonical group element. */
export function readCiphertext(cell: Uint8Array): Ciphertext {
  const [a, b, c, d] = [0, 1, 2, 3].map((index) => decodePoint(point32(cell, index)));
  return [a!, b!, c!, d!];
}

/**
 * Adds the claims of one encoded cell to the batch and returns its ciphertext.
 * @throws when an encoding is not canonical.
 */
export function claimCell(batch: Batch, context: Uint8Array, place: string, cell: Uint8Array): Ciphertext {
  const encoded = Array.from({ length: 12 }, (_, index) => point32(cell, index));
  const cipher = readCiphertext(cell);
  const commitments = encoded.slice(4).map(decodePoint);
  const [c0, z0, z1] = [12, 13, 14].map((index) => decodeScalar(point32(cell, index)));
  const c1 = modulo(challenge('cell', context, place, ...encoded) - c0!);
  const branches = [
    { c: c0!, z: z0!, bit: 0n },
    { c: c1, z: z1!, bit: 1n },
  ];
  // each equation zB − c(C − mG) − A = 0 enters with its own random factor; the two branches share the point C
  for (let k = 0; k < COMPONENTS; k++) {
    let onCipher = 0n;
    branches.forEach(({ c, z, bit }, branch) => {
      const factor = batch.factor();
      batch.bases[k] = modulo(batch.bases[k]! + factor * z);
      if (k > 0) batch.bases[0] = modulo(batch.bases[0] + factor * c * bit);
      onCipher -= factor * c;
      batch.points.push(commitments[branch * COMPONENTS + k]!);
      batch.scalars.push(modulo(-factor));
    });
    batch.points.push(cipher[k]!);
    batch.scalars.push(modulo(onCipher));
  }
  return cipher;
}

/** Proves that the encoded cells of one item, whose randomness adds up to `total`, hold exactly one 1. */
export function sealSum(
  keys: RoundKeys,
  context: Uint8Array,
  place: string,
  cells: Uint8Array,
  total: Scalar,
  random: RandomBytes,
): Uint8Array {
  const nonce = randomScalar(random);
  const commitments = bases(keys).map((base) => multiply(base, nonce).toBytes());
  // the cells are part of the question: a challenge that left the statement out could be answered for another one
  const c = challenge('sum', context, place, cells, ...commitments);
  const bytes = new Uint8Array(SUM_BYTES);
  [...commitments, encodeScalar(modulo(nonce + c * total))].forEach((part, index) =>
    bytes.set(part, index * 32),
  );
  return bytes;
}

/** Adds the claims of an item's sum proof to the batch; `ciphers` are those of `cells`. @throws on bad encodings. */
export function claimSum(
  batch: Batch,
  context: Uint8Array,
  place: string,
  cells: Uint8Array,
  ciphers: readonly Ciphertext[],
  proof: Uint8Array,
): void {
  const encoded = [0, 1, 2, 3].map((index) => point32(proof, index));
  const commitments = encoded.map(decodePoint);
  const answer = decodeScalar(point32(proof, 4));
  const c = challenge('sum', context, place, cells, ...encoded);
  for (let k = 0; k < COMPONENTS; k++) {
    const factor = batch.factor();
    const sum = ciphers.map((cipher) => cipher[k]!).reduce((left, right) => left.add(right));
    batch.bases[k] = modulo(batch.bases[k]! + factor * answer);
    if (k > 0) batch.bases[0] = modulo(batch.bases[0] + factor * c);
    batch.points.push(commitments[k]!, sum);
    batch.scalars.push(modulo(-factor), modulo(-factor * c));
  }
}
