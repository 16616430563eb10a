import { pippenger } from '@noble/curves/abstract/curve.js';
import { ristretto255 } from '@noble/curves/ed25519.js';

/**
 * ristretto255 (RFC 9496): a group of prime order with one canonical encoding per element. Prime order matters twice:
 * no small-subgroup element can slip into a proof, and a batch of proofs may be checked as one random combination.
 */
export type Point = InstanceType<typeof ristretto255.Point>;

/** A number modulo the group's order. */
export type Scalar = bigint;

/** Source of random bytes; the default is the platform's cryptographic generator, tests may pass a seeded one. */
export type RandomBytes = (length: number) => Uint8Array;

/** Bytes of an encoded point. */
export const POINT_BYTES = 32;
/** Bytes of an encoded scalar. */
export const SCALAR_BYTES = 32;

/** Order of the group. */
export const ORDER: bigint = ristretto255.Point.Fn.ORDER;
/** Generator. */
export const G: Point = ristretto255.Point.BASE;
/** Neutral element. */
export const ZERO: Point = ristretto255.Point.ZERO;

/** The platform's cryptographic random generator (`crypto.getRandomValues`). */
export const systemRandom: RandomBytes = (length) =>
  globalThis.crypto.getRandomValues(new Uint8Array(length));

/** `value` modulo the order, never negative. */
export function modulo(value: bigint): Scalar {
  const rest = value % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at]!);
  return value;
}

/** 64 uniform bytes → a scalar whose bias is below 2^-250. */
export function scalarFromWide(bytes: Uint8Array): Scalar {
  if (bytes.length !== 64) throw new RangeError('a wide scalar takes 64 bytes');
  return modulo(littleEndian(bytes));
}

/** A fresh secret scalar, never 0. */
export function randomScalar(random: RandomBytes = systemRandom): Scalar {
  const value = scalarFromWide(random(64));
  return value === 0n ? randomScalar(random) : value;
}

/** A fresh 128-bit factor for batch verification: 2^-128 is the chance that a false proof passes. */
export function randomFactor(random: RandomBytes = systemRandom): Scalar {
  return littleEndian(random(16)) + 1n;
}

/** Canonical 32 bytes of a scalar. */
export function encodeScalar(scalar: Scalar): Uint8Array {
  const bytes = new Uint8Array(SCALAR_BYTES);
  let rest = scalar;
  for (let at = 0; at < SCALAR_BYTES; at++) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/** @throws {RangeError} when the bytes are not the canonical form of a scalar below the order. */
export function decodeScalar(bytes: Uint8Array): Scalar {
  const value = littleEndian(bytes);
  if (bytes.length !== SCALAR_BYTES || value >= ORDER) throw new RangeError('not a canonical scalar');
  return value;
}

/** @throws {Error} when the bytes are not the canonical form of a group element. */
export function decodePoint(bytes: Uint8Array): Point {
  return ristretto255.Point.fromBytes(bytes);
}

/** `scalar · point` in time that does not depend on the scalar; for secrets. A scalar of 0 gives the neutral element. */
export function multiply(point: Point, scalar: Scalar): Point {
  return scalar === 0n ? ZERO : point.multiply(scalar);
}

/** Marks a point that will be multiplied hundreds of times: a table is built on first use, then it is 5× faster. */
export function fixedBase(point: Point): Point {
  return point.precompute(8, true);
}

/** Σ scalarᵢ · pointᵢ in variable time: for public values only. */
export function combination(points: readonly Point[], scalars: readonly Scalar[]): Point {
  return pippenger(ristretto255.Point, [...points], [...scalars]);
}
