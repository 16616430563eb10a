import type { Generated } from 'kysely';
import '#records/records.tables.ts';
import '../duties/duties.tables.ts';
import type { ObligationState } from './obligations.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    obligation: {
      tenant_id: string;
      id: string;
      duty_id: string;
      /** The organisation that bears it. */
      org_id: string;
      /** Who answers for it now. */
      person_id: string;
      bearer_id: string;
      period_from: string;
      /** The day after the period's last. */
      period_to: string;
      due_on: string;
      /** False while no notice covers the year of the due day. */
      due_covered: boolean;
      unit: 'times' | 'minutes';
      required: number;
      done: Generated<number>;
      state: Generated<ObligationState>;
      /** The day of the record by which it was met. */
      met_on: string | null;
      first_late_on: string | null;
      excuse_reason: string | null;
      excused_by: string | null;
      excused_at: Date | null;
      version: Generated<number>;
    };
    fulfilment: {
      tenant_id: string;
      obligation_id: string;
      record_id: string;
      amount: number;
      occurred_on: string;
      made_up: Generated<boolean>;
    };
  }
}
