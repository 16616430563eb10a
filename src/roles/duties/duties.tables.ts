import type { Generated } from 'kysely';
import type { Cadence } from '#kernel/cadence.ts';
import '#organisation/organisation.tables.ts';
import type { Parts } from '#standards/packs/content.ts';
import type {
  Applies,
  Basis,
  BodyKind,
  FulfilmentRule,
  OwnerRule,
  Strength,
  Trust,
} from '#standards/packs/packs.schema.ts';
import type { BindingSource } from './solver.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    duty_list: {
      tenant_id: string;
      id: string;
      framework_id: string;
      /** The unit. */
      org_id: string;
      subject: string;
      content_hash: string | null;
    };
    duty: {
      tenant_id: string;
      id: string;
      framework_id: string;
      list_id: string;
      /** The unit. */
      org_id: string;
      subject: string;
      code: string;
      /** Its place in the whole framework, from 1. */
      place: number;
      row_id: string;
      column_id: string;
      title: string;
      title_en: Generated<string>;
      text: string;
      standard: string;
      result: string;
      cadence: Cadence | null;
      cadence_key: string | null;
      strength: Strength;
      number_status: Trust;
      evidence: { kind: string; enough: number }[];
      basis: Basis[];
      hands: 'own' | 'delegable' | 'devolve';
      applies: Applies;
      bodies: BodyKind[];
      mode: 'one' | 'every';
      owner: OwnerRule;
      covered_by: string | null;
      fulfilled_by: FulfilmentRule[];
      /** The rights it needs and who has which part in it; null: as the content has it. */
      parts: Parts | null;
      /** Why a draft leaves it out; null if it stands. */
      dropped_reason: string | null;
      /** In force only from this day, until the day before `to_on`; null: as its edition is. */
      from_on: Generated<string | null>;
      to_on: Generated<string | null>;
      /** Borne by these organisations only; empty: by all of its kinds. */
      only_orgs: Generated<string[]>;
      version: Generated<number>;
    };
    duty_owner: {
      tenant_id: string;
      id: string;
      duty_id: string;
      /** The organisation that bears the duty. */
      org_id: string;
      person_id: string;
      post: string | null;
      source: BindingSource;
      sole: boolean;
      /** Rights given in writing to whoever was named. */
      grants: Generated<string[]>;
      from_on: string;
      to_on: string | null;
    };
    duty_signature: {
      tenant_id: string;
      id: string;
      /** The unit. */
      org_id: string;
      framework_id: string;
      subject: string;
      person_id: string;
      account_id: string | null;
      /** Of the list that was signed. */
      content_hash: string;
      signed_at: Date;
    };
  }
}
