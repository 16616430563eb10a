import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/crypto/keys.ts';

// Letters and digits that cannot be taken for one another when read from a screen.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * The code that proves that whoever sets the system up can see the server's console: derived from the master secret, so
 * that every server of an installation knows it and none has to store it. Sixteen letters, 80 bits.
 */
export function setupCode(keys: Pick<Keys, 'mac'>): string {
  const letters = [...keys.mac('first set-up code').subarray(0, 16)].map(
    (byte) => LETTERS[byte % LETTERS.length],
  );
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** Whether a code typed in is the right one; case, spaces and dashes do not matter. */
export function isSetupCode(keys: Pick<Keys, 'mac'>, typed: string): boolean {
  const plain = (text: string) => Buffer.from(text.toUpperCase().replace(/[\s-]/g, ''));
  const right = plain(setupCode(keys));
  const given = plain(typed);
  return right.length === given.length && timingSafeEqual(right, given);
}
