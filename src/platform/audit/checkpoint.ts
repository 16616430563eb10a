import { z } from 'zod';
import { checkSignature, type Keys } from '#platform/crypto/keys.ts';
import { canonicalJson } from './chain.ts';

/**
 * Where a tenant's chain stood at a moment, signed. Kept outside the machine it proves later that the chain was not
 * rewritten: whoever holds the database can recompute every hash, but not a checkpoint that already left.
 */
export const checkpointSchema = z.strictObject({
  tenantId: z.uuid(),
  seq: z.number().int().nonnegative(),
  /** Hexadecimal, as in the chain. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  /** Ed25519 over the canonical JSON of the fields above; base64. */
  signature: z.base64(),
  /** SPKI, base64. Compare it with one noted earlier: a forger can sign with a key of his own. */
  publicKey: z.base64(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Signs where a chain stands. `hash` is hexadecimal. */
export function makeCheckpoint(
  keys: Keys,
  link: { tenantId: string; seq: number; hash: string },
  now: Date,
): Checkpoint {
  const fields = { tenantId: link.tenantId, seq: link.seq, hash: link.hash, at: now.toISOString() };
  return {
    ...fields,
    signature: keys.sign(canonicalJson(fields)).toString('base64'),
    publicKey: keys.publicKey,
  };
}

/** Whether a checkpoint is what its key signed. */
export function isSignedCheckpoint(checkpoint: Checkpoint): boolean {
  const { signature, publicKey, ...fields } = checkpoint;
  try {
    return checkSignature(canonicalJson(fields), Buffer.from(signature, 'base64'), publicKey);
  } catch {
    return false;
  }
}
