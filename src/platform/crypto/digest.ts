import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/chain.ts';

/** The digest of a text: SM3 (GB/T 32905), 64 hexadecimal characters. */
export function digestOfText(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex');
}

/** The digest of a value in its canonical form: one digest for one value, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return digestOfText(canonicalJson(value));
}
