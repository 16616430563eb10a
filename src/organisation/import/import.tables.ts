import type { Generated } from 'kysely';
import type { Change, LineAction, LineRemark, Outcome, Table } from './import.model.ts';
import type { BatchState } from './import.rules.ts';
import type { Counts } from './plan.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    import_batch: {
      tenant_id: string;
      id: string;
      org_id: string | null;
      state: BatchState;
      file_name: string;
      file_size: number;
      /** Sealed under the place `import/file/<id>`. */
      file_sealed: Buffer | null;
      tables: Table[];
      as_of: string;
      planned_on: string | null;
      default_unit_id: string | null;
      counts: Counts | null;
      problem: { code: string; message: string } | null;
      plan_digest: Buffer | null;
      created_by: string | null;
      created_at: Date;
      confirmed_at: Date | null;
      undone_at: Date | null;
      version: Generated<number>;
    };
    import_row: {
      tenant_id: string;
      batch_id: string;
      no: number;
      sheet: string;
      row_no: number;
      subject: Outcome['subject'];
      label: string;
      place: string | null;
      action: LineAction;
      implied: boolean;
      changes: Change[];
      remarks: LineRemark[];
    };
    import_change: {
      tenant_id: string;
      batch_id: string;
      kind: 'organisation' | 'person' | 'membership';
      row_id: string;
      before: Record<string, unknown>;
      after: Record<string, unknown>;
    };
    import_progress: {
      tenant_id: string;
      batch_id: string;
      phase: ImportPhase;
      done: number;
      total: number;
      at: Date;
    };
  }
}

/** What a running import is at. */
export type ImportPhase = 'reading' | 'comparing' | 'saving' | 'writing' | 'undoing' | 'done';
