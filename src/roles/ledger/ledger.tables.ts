import type { Generated, JSONColumnType } from 'kysely';
import '#organisation/organisation.tables.ts';
import type {
  Evidence,
  ProblemEventKind,
  ProblemOrigin,
  ProblemSource,
  ProblemState,
} from './ledger.rules.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    problem: {
      tenant_id: string;
      id: string;
      org_id: string;
      title: string;
      detail: Generated<string>;
      /** What is to be done about it. */
      measures: Generated<string>;
      source: ProblemSource;
      /** The object that showed it (a result's entry), and its indicator. */
      source_id: string | null;
      /** What kind of object `source_id` names. */
      origin: Generated<ProblemOrigin | null>;
      source_part: string | null;
      owner_id: string;
      reported_by: string;
      reported_person: string | null;
      reported_at: Date;
      due_on: string;
      first_due_on: string;
      first_late_on: string | null;
      state: Generated<ProblemState>;
      submitted_by: string | null;
      submitted_person: string | null;
      /** What changed, and how one knows: said by whoever submitted it. */
      effect: Generated<string>;
      /** What its reporters are told of it once it is closed. */
      answer: Generated<string>;
      closed_on: string | null;
      closed_by: string | null;
      reopened: Generated<number>;
      /** The first problem of those that are the same again; null for the first itself. */
      cluster_id: string | null;
      /** How often it was reported while it stood: once, and each report that was added to it. */
      reports: Generated<number>;
      evidence: JSONColumnType<Evidence[], string | undefined>;
      version: Generated<number>;
    };
    problem_event: {
      tenant_id: string;
      id: string;
      problem_id: string;
      action: ProblemEventKind;
      to_state: ProblemState;
      account_id: string | null;
      person_id: string | null;
      at: Date;
      note: Generated<string>;
      owner_id: string | null;
      due_on: string | null;
    };
  }
}
