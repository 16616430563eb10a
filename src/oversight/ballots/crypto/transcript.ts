import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from './bytes.ts';
import { type Scalar, scalarFromWide } from './curve.ts';

/** What a hash takes in: text is read as UTF-8, a number as its decimal text. */
export type Part = Uint8Array | string | number;

function frame(domain: string, parts: readonly Part[]): Uint8Array {
  const framed: Uint8Array[] = [];
  for (const part of [`zelian.ballot.v1/${domain}`, ...parts]) {
    const bytes = part instanceof Uint8Array ? part : utf8(String(part));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    framed.push(length, bytes);
  }
  return concat(framed);
}

/**
 * Fiat–Shamir challenge. Every part is framed by its length, and the domain separates the kinds of proof, so that no
 * proof can be read as a proof of something else.
 */
export function challenge(domain: string, ...parts: Part[]): Scalar {
  return scalarFromWide(sha512(frame(domain, parts)));
}

/** SHA-256 over the same framing: for fingerprints people compare. */
export function fingerprint(domain: string, ...parts: Part[]): Uint8Array {
  return sha256(frame(domain, parts));
}
