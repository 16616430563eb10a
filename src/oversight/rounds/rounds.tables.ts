import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import type { RoundManifest } from './manifest.rules.ts';
import type { RoundMode, RoundState } from './rounds.rules.ts';

/** Where the raters of a group come from. */
export const groupSources = ['named', 'members', 'links'] as const;
/** `named` people rate every organisation, `members` their own one, `links` are handed out and carry no name. */
export type GroupSource = (typeof groupSources)[number];

/** The questions of a round, copied from its scheme when it is drafted. */
export type RoundItem = {
  id: string;
  title: Title;
  grades: { id: string; title: Title; points: number }[];
};

declare module '#platform/database/schema.ts' {
  interface Schema {
    round: {
      tenant_id: string;
      id: string;
      /** The organisation that holds the round. */
      org_id: string;
      title: string;
      mode: RoundMode;
      state: Generated<RoundState>;
      scheme_id: string;
      scheme_version: number;
      items: RoundItem[];
      opens_on: string | null;
      closes_on: string;
      floor: number;
      objection_days: number;
      created_by: string;
      /** Frozen at opening. */
      manifest: RoundManifest | null;
      manifest_hash: string | null;
      /** Fingerprint of the list of counted ballots, set at closing. */
      board_hash: string | null;
      closed_on: string | null;
      version: Generated<number>;
    };
    round_group: {
      tenant_id: string;
      round_id: string;
      code: string;
      no: number;
      title: Title;
      weight: number;
      source: GroupSource;
      links_per_ratee: number;
    };
    round_ratee: {
      tenant_id: string;
      round_id: string;
      org_id: string;
      no: number;
      category: string;
    };
    /** The people of `named` groups. A person, or an account without one. */
    round_rater: {
      tenant_id: string;
      id: string;
      round_id: string;
      group_code: string;
      person_id: string | null;
      account_id: string | null;
    };
    round_trustee: {
      tenant_id: string;
      round_id: string;
      seat: 1 | 2 | 3;
      account_id: string;
      title: string;
      public_key: string | null;
      proof: string | null;
      /** When the seat's decryption was complete; a day. */
      decrypted_on: string | null;
    };
    /** One rater of one group; `org_id` is the organisation rated, null for all of the round. No time is kept. */
    invitation: {
      tenant_id: string;
      id: string;
      round_id: string;
      group_code: string;
      org_id: string | null;
      person_id: string | null;
      account_id: string | null;
      /** Organisations of the round that this rater does not rate: its own. */
      recused: string[];
      token_hash: Buffer | null;
    };
    /** One rater's answer about one organisation. No time, no address, no device; ids tell no order. */
    ballot: {
      tenant_id: string;
      id: string;
      round_id: string;
      invitation_id: string;
      org_id: string;
      group_code: string;
      /** sealed rounds: the encrypted grades with their proofs */
      content: Buffer | null;
      /** named rounds: index of the grade of each item */
      choices: number[] | null;
      tracking: string;
    };
    /** The final cells of a closed sealed round, with the encrypted sums that trustees open. */
    round_sum: {
      tenant_id: string;
      round_id: string;
      label: string;
      no: number;
      cipher: string;
      upper: number;
    };
    partial_decryption: {
      tenant_id: string;
      round_id: string;
      seat: 1 | 2 | 3;
      label: string;
      part: string;
    };
    /** What was released: written once, never changed. */
    released_cell: {
      tenant_id: string;
      round_id: string;
      no: number;
      org_id: string;
      groups: string[];
      item: string;
      at_least: number | null;
      at_most: number | null;
      mean: number | null;
      histogram: number[] | null;
      spread: number | null;
      spread_basis: 'pooled' | 'bound' | null;
      reason: 'too-few' | 'no-ballots' | null;
    };
  }
}
