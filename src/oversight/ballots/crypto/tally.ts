import { fromBase64Url, toBase64Url } from './bytes.ts';
import type { Ciphertext } from './cell.ts';
import {
  decodePoint,
  decodeScalar,
  encodeScalar,
  G,
  modulo,
  multiply,
  type Point,
  type RandomBytes,
  randomScalar,
  systemRandom,
  ZERO,
} from './curve.ts';
import { challenge } from './transcript.ts';
import { PAIRS, type RoundKeys, type Seat, type TrusteeSecret } from './trustee-keys.ts';

/** What a trustee's decryption is bound to, so that it cannot be used for other sums. */
export interface TallyContext {
  round: string;
  manifest: string;
  /** fingerprint of the list of counted ballots, hex: two different lists can not share a decryption */
  board: string;
}

/** One number that will be decrypted: a label that names it, and the sum of ciphertexts that hides it. */
export interface HiddenSum {
  label: string;
  cipher: Ciphertext;
}

/** One trustee's part of the decryption of one number: x·C₀ and the proof of it, base64url. */
export interface DecryptionPart {
  label: string;
  part: string;
  proof: string;
}

/** The encryption of nothing: start of a sum. */
export const NOTHING: Ciphertext = [ZERO, ZERO, ZERO, ZERO];

/** The encryption of the sum of two hidden numbers. */
export function addCiphers(left: Ciphertext, right: Ciphertext): Ciphertext {
  return [left[0].add(right[0]), left[1].add(right[1]), left[2].add(right[2]), left[3].add(right[3])];
}

/** The encryption of `factor` times the hidden number; the factor is a public whole number ≥ 0. */
export function scaleCipher(cipher: Ciphertext, factor: number): Ciphertext {
  const [a, b, c, d] = cipher.map((point) => (factor === 0 ? ZERO : point.multiplyUnsafe(BigInt(factor))));
  return [a!, b!, c!, d!];
}

/** 128 bytes of a ciphertext, base64url. */
export function encodeCipher(cipher: Ciphertext): string {
  return toBase64Url(new Uint8Array(cipher.flatMap((point) => [...point.toBytes()])));
}

/** @throws when the text is not four group elements. */
export function decodeCipher(text: string): Ciphertext {
  const bytes = fromBase64Url(text);
  if (bytes.length !== 128) throw new RangeError('not a ciphertext');
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => decodePoint(bytes.subarray(at * 32, at * 32 + 32)));
  return [a!, b!, c!, d!];
}

function question(context: TallyContext, seat: Seat, label: string, points: readonly Uint8Array[]) {
  return challenge('decryption', context.round, context.manifest, context.board, seat, label, ...points);
}

/**
 * A trustee's part of the decryption of each sum, with a proof (Chaum–Pedersen) that it was made with the private key
 * behind the posted public key. The parts of one trustee open nothing.
 */
export function decryptPart(
  context: TallyContext,
  trustee: TrusteeSecret,
  sums: readonly HiddenSum[],
  random: RandomBytes = systemRandom,
): DecryptionPart[] {
  const publicKey = multiply(G, trustee.secret).toBytes();
  return sums.map(({ label, cipher }) => {
    const nonce = randomScalar(random);
    const part = multiply(cipher[0], trustee.secret).toBytes();
    const onG = multiply(G, nonce).toBytes();
    const onCipher = multiply(cipher[0], nonce).toBytes();
    const points = [publicKey, cipher[0].toBytes(), part, onG, onCipher];
    const c = question(context, trustee.seat, label, points);
    const answer = encodeScalar(modulo(nonce + c * trustee.secret));
    return {
      label,
      part: toBase64Url(part),
      proof: toBase64Url(new Uint8Array([...onG, ...onCipher, ...answer])),
    };
  });
}

/** True when `part` is the trustee's honest part of the decryption of `sum`. */
export function verifyPart(
  context: TallyContext,
  keys: RoundKeys,
  seat: Seat,
  sum: HiddenSum,
  part: DecryptionPart,
): boolean {
  if (part.label !== sum.label) return false;
  try {
    const trustee = keys.trustees[seat - 1]!;
    const bytes = fromBase64Url(part.part);
    const proof = fromBase64Url(part.proof);
    if (proof.length !== 96) return false;
    const shared = decodePoint(bytes);
    const [onG, onCipher] = [proof.subarray(0, 32), proof.subarray(32, 64)];
    const answer = decodeScalar(proof.subarray(64));
    const points = [trustee.toBytes(), sum.cipher[0].toBytes(), bytes, onG, onCipher];
    const c = question(context, seat, sum.label, points);
    return (
      G.multiplyUnsafe(answer).equals(decodePoint(onG).add(trustee.multiplyUnsafe(c))) &&
      sum.cipher[0].multiplyUnsafe(answer).equals(decodePoint(onCipher).add(shared.multiplyUnsafe(c)))
    );
  } catch {
    return false; // not the encoding of a point or a scalar
  }
}

/** Finds small numbers hidden in the exponent: `m` from `mG`, for 0 ≤ m ≤ `limit`. */
export function logarithms(limit: number): (point: Point) => number | undefined {
  const table = new Map<string, number>();
  let walk = ZERO;
  let known = -1;
  return (point) => {
    const wanted = point.toHex();
    // the table grows only as far as it is asked: most sums lie far below the limit
    while (!table.has(wanted) && known < limit) {
      known += 1;
      table.set(walk.toHex(), known);
      walk = walk.add(G);
    }
    return table.get(wanted);
  };
}

/**
 * The hidden number, from the parts of two different trustees.
 * @returns undefined when the number is not in the table: the parts are wrong or the sum is not of honest ballots
 */
export function openSum(
  cipher: Ciphertext,
  left: { seat: Seat; part: string },
  right: { seat: Seat; part: string },
  log: (point: Point) => number | undefined,
): number | undefined {
  const [low, high] = left.seat < right.seat ? [left, right] : [right, left];
  const pair = PAIRS.findIndex(([one, two]) => one === low.seat && two === high.seat);
  if (pair < 0) return undefined;
  const shared = [low, high].map(({ part }) => decodePoint(fromBase64Url(part)));
  return log(cipher[pair + 1]!.subtract(shared[0]!).subtract(shared[1]!));
}
