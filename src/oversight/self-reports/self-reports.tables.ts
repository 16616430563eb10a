import type { Generated } from 'kysely';
import '#records/records.tables.ts';
import type { Facts, SelfReportState, Standing } from './self-reports.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    self_report: {
      tenant_id: string;
      id: string;
      person_id: string;
      /** The branch that judges it: the member's when it was begun. */
      org_id: string;
      period_from: string;
      period_to: string;
      state: Generated<SelfReportState>;
      /** What the records said when it was submitted; null while it is written. */
      facts: Facts | null;
      submitted_at: Date | null;
      returned_note: Generated<string>;
      judged_by: string | null;
      judged_at: Date | null;
      record_id: string | null;
      version: Generated<number>;
    };
    self_report_statement: {
      tenant_id: string;
      report_id: string;
      no: number;
      text: string;
      nature: 'fact' | 'opinion';
      standing: Standing;
      record_id: string | null;
      /** The member says that this record about them is wrong. */
      disputes_record_id: string | null;
    };
  }
}
