import { fromBase64Url, toBase64Url } from './bytes.ts';
import {
  decodePoint,
  decodeScalar,
  encodeScalar,
  fixedBase,
  G,
  modulo,
  multiply,
  type Point,
  type RandomBytes,
  randomScalar,
  type Scalar,
  systemRandom,
  ZERO,
} from './curve.ts';
import { challenge } from './transcript.ts';

/** The three seats of the trustees: 1, 2, 3. */
export type Seat = 1 | 2 | 3;

/** The three pairs of seats, in the order in which a ciphertext carries their components. */
export const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const satisfies readonly (readonly [Seat, Seat])[];

/** What a trustee posts: the public key and the proof that its holder knows the private key. Both base64url. */
export interface TrusteeKey {
  seat: Seat;
  publicKey: string;
  proof: string;
}

/** A trustee's private key: it exists in the trustee's browser and in the trustee's wrapped file, nowhere else. */
export interface TrusteeSecret {
  seat: Seat;
  secret: Scalar;
}

/** The keys ballots are encrypted to: one for each pair of trustees, in the order of `PAIRS`. */
export interface RoundKeys {
  trustees: readonly [Point, Point, Point];
  pairs: readonly [Point, Point, Point];
}

function possession(round: string, seat: Seat, publicKey: Uint8Array, commitment: Uint8Array): Scalar {
  return challenge('possession', round, seat, publicKey, commitment);
}

/**
 * Makes a trustee's key pair. There is no dealer: nobody ever holds two private keys.
 * @param round id of the round: the key serves this round only, so destroying it closes this round for ever
 */
export function makeTrusteeKey(
  round: string,
  seat: Seat,
  random: RandomBytes = systemRandom,
): { key: TrusteeKey; secret: TrusteeSecret } {
  const secret = randomScalar(random);
  const publicKey = multiply(G, secret).toBytes();
  const nonce = randomScalar(random);
  const commitment = multiply(G, nonce).toBytes();
  const answer = modulo(nonce + possession(round, seat, publicKey, commitment) * secret);
  const proof = new Uint8Array([...commitment, ...encodeScalar(answer)]);
  return {
    key: { seat, publicKey: toBase64Url(publicKey), proof: toBase64Url(proof) },
    secret: { seat, secret },
  };
}

/**
 * True when the proof of possession is right for this round and seat. Without it the last trustee could choose a key
 * that cancels the others' in the sum (a rogue key) and decrypt alone.
 */
export function verifyTrusteeKey(round: string, key: TrusteeKey): boolean {
  try {
    const publicKey = fromBase64Url(key.publicKey);
    const proof = fromBase64Url(key.proof);
    if (proof.length !== 64) return false;
    const point = decodePoint(publicKey);
    const commitment = decodePoint(proof.subarray(0, 32));
    const answer = decodeScalar(proof.subarray(32));
    if (point.equals(ZERO)) return false;
    const c = possession(round, key.seat, publicKey, proof.subarray(0, 32));
    return G.multiplyUnsafe(answer).equals(commitment.add(point.multiplyUnsafe(c)));
  } catch {
    return false; // not the encoding of a point or a scalar
  }
}

/**
 * The keys of a round from its three trustees' posted keys.
 * @throws {RangeError} unless seats 1, 2, 3 are each filled once, by different keys with right proofs.
 */
export function roundKeys(round: string, keys: readonly TrusteeKey[]): RoundKeys {
  const seated = [1, 2, 3].map((seat) => keys.filter((key) => key.seat === seat));
  if (keys.length !== 3 || seated.some((found) => found.length !== 1)) {
    throw new RangeError('three trustees, one a seat');
  }
  if (!keys.every((key) => verifyTrusteeKey(round, key)))
    throw new RangeError('a proof of possession is wrong');
  if (new Set(keys.map((key) => key.publicKey)).size !== 3) throw new RangeError('two trustees share a key');
  const [one, two, three] = seated.map((found) => decodePoint(fromBase64Url(found[0]!.publicKey)));
  const trustees = [one!, two!, three!] as const;
  return {
    trustees,
    pairs: [
      fixedBase(trustees[0].add(trustees[1])),
      fixedBase(trustees[0].add(trustees[2])),
      fixedBase(trustees[1].add(trustees[2])),
    ],
  };
}

/** The public key that belongs to a private one; base64url. A trustee's page compares it with the posted key. */
export function publicKeyOf(secret: TrusteeSecret): string {
  return toBase64Url(multiply(G, secret.secret).toBytes());
}
