import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import type { CaseState } from './appointments.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    org_term: {
      tenant_id: string;
      id: string;
      org_id: string;
      elected_on: string;
      years: number;
      moved_to: string | null;
      moved_reason: string | null;
      moved_approval: string | null;
      moved_by: string | null;
      ended_on: string | null;
      record_id: string | null;
      entered_by: string | null;
      entered_at: Date;
      version: Generated<number>;
    };
    appointment_case: {
      tenant_id: string;
      id: string;
      org_id: string;
      post: string;
      person_id: string;
      from_on: string;
      head_id: string | null;
      /** `head`: the appointee is the head, or the post is not checked; `package`: the head keeps duties. */
      outcome: 'head' | 'package';
      reason: Generated<string>;
      decided_by: Generated<string>;
      decided_on: string | null;
      training: Generated<string>;
      training_by: string | null;
      mentor_id: string | null;
      time_share: number | null;
      package: string[];
      state: Generated<CaseState>;
      proposed_by: string;
      proposed_at: Date;
      settled_by: string | null;
      settled_at: Date | null;
      note: Generated<string>;
      content_hash: string | null;
      /** The day it took effect; null while it waits for `from_on`. */
      in_force_on: Generated<string | null>;
      /** When the training of the conditions was done; null while it is open. */
      trained_on: Generated<string | null>;
      trained_note: Generated<string>;
      trained_by: Generated<string | null>;
      version: Generated<number>;
    };
  }
}
