import { v7 } from './uuid-v7.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A new time-ordered identifier (UUID version 7, RFC 9562): rows made together lie together in the index. */
export function newId(): string {
  return v7();
}

/** A new identifier that tells nothing of when it was made (UUID version 4): ballots and whatever must not be put in order. */
export function randomId(): string {
  return crypto.randomUUID();
}

/** Whether a string is a UUID in its canonical lower-case form. */
export function isId(value: string): boolean {
  return UUID.test(value);
}
