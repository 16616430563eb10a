import { randomInt } from 'node:crypto';

// Letters and digits that cannot be taken for one another when read from a slip of paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be handed over once and changed at the first sign-in: twenty letters, 99 bits. */
export function initialPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
