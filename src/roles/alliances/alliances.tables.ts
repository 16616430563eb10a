import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import '#records/records.tables.ts';
import type { AllianceMode } from '#standards/packs/alliance-modes.schema.ts';
import type { AllianceState, AllianceStep } from './alliances.rules.ts';
import type { FigureState } from './figures.rules.ts';
import type { EntryList, EntryState } from './work.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    alliance_chain: {
      tenant_id: string;
      id: string;
      /** Who keeps the chain. */
      org_id: string;
      template: string;
      name: string;
      purpose: Generated<string>;
      created_by: string;
      created_on: string;
      version: Generated<number>;
    };
    alliance: {
      tenant_id: string;
      id: string;
      /** The lead. */
      org_id: string;
      mode: AllianceMode;
      /** What the decision table advised, and by which rule on which answers. */
      advised: AllianceMode | null;
      rule: string;
      answers: Record<string, string>;
      differs_because: Generated<string>;
      name: string;
      purpose: Generated<string>;
      council: Generated<string>;
      ending: Generated<string>;
      from_on: string;
      sunset_on: string;
      chain_id: string | null;
      chain_tier: string | null;
      under_id: string | null;
      state: Generated<AllianceState>;
      /** Digest of the text as it stands, and of the text that was approved. */
      content_hash: string;
      approved_hash: string | null;
      approved_on: string | null;
      approved_by: string | null;
      submitted_by: string | null;
      ended_on: string | null;
      /** The organisation that was founded from the approval, and the day it was dissolved. */
      founded_id: Generated<string | null>;
      dissolved_on: Generated<string | null>;
      proposed_by: string;
      version: Generated<number>;
    };
    alliance_party: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      org_id: string | null;
      outside_name: string | null;
      lead: Generated<boolean>;
      place: number;
      duty: Generated<string>;
      /** Of a party outside: the paper in which it agreed. */
      document: Generated<string>;
      served: Generated<string[]>;
      person_id: string | null;
      consented_hash: string | null;
      consented_by: string | null;
      consented_at: Date | null;
      left_on: string | null;
    };
    alliance_entry: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      party_id: string;
      list: EntryList;
      title: string;
      detail: Generated<string>;
      due_on: string | null;
      /** Of a project: the need that it answers. */
      answers_id: string | null;
      state: Generated<EntryState>;
      result: Generated<string>;
      done_on: string | null;
      done_by: string | null;
      confirmed_on: string | null;
      confirmed_by: string | null;
      entered_by: string;
      entered_on: string;
      version: Generated<number>;
    };
    alliance_act: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      /** The host. */
      party_id: string;
      record_id: string;
      on_day: string;
      /** Parties that gained by it. */
      gains: string[];
      entered_by: string;
    };
    alliance_figure: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      party_id: string;
      measure: string;
      scope: string;
      value: string;
      from_on: string;
      to_on: string;
      source: string;
      calibre: string;
      part_of: string | null;
      state: Generated<FigureState>;
      reported_by: string;
      reported_at: Date;
      judged_by: string | null;
      judged_at: Date | null;
      note: Generated<string>;
      version: Generated<number>;
    };
    alliance_topic: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      key: string;
      title: string;
      planned_on: string;
      state: Generated<'adopted' | 'discussed' | 'dropped'>;
      outcome: Generated<string>;
      adopted_by: string;
      version: Generated<number>;
    };
    alliance_topic_refusal: {
      tenant_id: string;
      alliance_id: string;
      key: string;
      times: Generated<number>;
    };
    alliance_event: {
      tenant_id: string;
      id: string;
      alliance_id: string;
      action: AllianceStep | 'propose' | 'edit' | 'consent' | 'decline' | 'link' | 'found' | 'dissolve';
      to_state: AllianceState;
      party_id: string | null;
      account_id: string | null;
      at: Date;
      note: Generated<string>;
      content_hash: string | null;
    };
  }
}
