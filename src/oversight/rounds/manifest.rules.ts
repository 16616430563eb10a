import type { Title } from '#standards/packs/packs.schema.ts';
import type { BallotShape } from '../ballots/crypto/ballot.ts';
import { toHex } from '../ballots/crypto/bytes.ts';
import { fingerprint } from '../ballots/crypto/transcript.ts';
import type { TrusteeKey } from '../ballots/crypto/trustee-keys.ts';
import type { PooledCell } from './cells.rules.ts';
import type { RoundMode } from './rounds.rules.ts';

/**
 * Everything about a round that was decided before the first ballot, as raters, trustees and auditors see it. It is
 * frozen when the round opens; its fingerprint is part of every proof, so a ballot for other terms does not verify.
 */
export interface RoundManifest {
  format: 'zelian-round/1';
  round: string;
  title: string;
  mode: RoundMode;
  opensOn: string;
  closesOn: string;
  /** fewest ballots looked at together */
  floor: number;
  items: { id: string; title: Title; grades: { id: string; title: Title; points: number }[] }[];
  /** in the fixed order that decides what is merged with what; weights in basis points */
  groups: { id: string; title: Title; weight: number }[];
  ratees: { id: string; name: string; category: string }[];
  /** the planned cells with the number of raters asked */
  cells: PooledCell[];
  trustees: (TrusteeKey & { title: string; name: string })[];
}

/** JSON with sorted keys and no spaces: one text for one value (RFC 8785 for the plain values used here). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, part]) => part !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The fingerprint of a round's manifest: 64 hex characters, shown to raters and trustees, printed with the result. */
export function manifestHash(manifest: RoundManifest): string {
  return toHex(fingerprint('manifest', canonical(manifest)));
}

/** What is asked, as the encryption needs it. */
export function shapeOf(manifest: Pick<RoundManifest, 'items'>): BallotShape {
  return manifest.items.map((item) => ({ id: item.id, grades: item.grades.length }));
}

/**
 * The fingerprint of the list of counted ballots: their tracking codes in alphabetical order. Trustees compare it
 * before they decrypt; it is part of each decryption's proof, so two lists cannot share one.
 */
export function boardHash(manifest: string, trackingCodes: readonly string[]): string {
  return toHex(fingerprint('board', manifest, ...[...trackingCodes].sort()));
}
