import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import '../tasks/tasks.tables.ts';
import type { LinkState } from './fusion.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    business_item: {
      tenant_id: string;
      id: string;
      /** The unit. */
      org_id: string;
      title: string;
      owner_id: string;
      indicator: string;
      measure: string;
      /** Where the figure comes from. */
      source: string;
      baseline: string;
      target: string;
      baseline_on: string;
      due_on: string;
      made_by: string;
      ended_on: string | null;
      note: Generated<string>;
      version: Generated<number>;
    };
    business_reading: {
      tenant_id: string;
      item_id: string;
      on_day: string;
      value: string;
      account_id: string;
      person_id: string;
      at: Date;
    };
    fusion_link: {
      tenant_id: string;
      id: string;
      task_id: string;
      item_id: string;
      how: string;
      state: Generated<LinkState>;
      proposed_by: string;
      proposed_person: string | null;
      proposed_on: string;
      confirmed_person: string | null;
      confirmed_on: string | null;
      ended_on: string | null;
      note: Generated<string>;
      version: Generated<number>;
    };
  }
}
