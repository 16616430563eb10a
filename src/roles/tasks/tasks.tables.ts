import type { Generated } from 'kysely';
import '#records/records.tables.ts';
import type { TaskState } from './tasks.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    task: {
      tenant_id: string;
      id: string;
      org_id: string;
      title: string;
      /** What it takes to be done. */
      standard: Generated<string>;
      owner_id: string;
      assigned_by: string | null;
      record_id: string | null;
      decision_id: string | null;
      created_on: string;
      due_on: string;
      state: Generated<TaskState>;
      first_late_on: string | null;
      reported_on: string | null;
      outcome: Generated<string>;
      version: Generated<number>;
    };
    task_event: {
      tenant_id: string;
      id: string;
      task_id: string;
      action: string;
      to_state: TaskState;
      account_id: string | null;
      person_id: string | null;
      at: Date;
      note: Generated<string>;
      owner_id: string | null;
      due_on: string | null;
    };
  }
}
