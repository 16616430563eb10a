import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ReportState } from './intake.rules.ts';
import '../ledger.tables.ts';
import './intake.tables.ts';

/** What is decided about a report. */
export type Settlement = {
  state: ReportState;
  problemId: string | null;
  declinedFor: string | null;
  reply: string;
  by: string | null;
  on: Day | null;
};

/** Settles a report that is still at `version`; the new version, or undefined if somebody was faster. */
export async function settleReport(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  settled: Settlement,
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'ledger_report',
    { tenantId, id, version },
    {
      state: settled.state,
      problem_id: settled.problemId,
      declined_for: settled.declinedFor,
      reply: settled.reply,
      settled_by: settled.by,
      settled_on: settled.on,
    },
  );
}

/** Adds several waiting reports to a problem in one statement; how many there were. */
export async function joinReports(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  to: { problemId: string; reply: string; by: string; on: Day },
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await sql<{ id: string }>`
    update ledger_report set state = 'merged', problem_id = ${to.problemId}::uuid, reply = ${to.reply}, settled_by = ${to.by}::uuid,
      settled_on = ${to.on}::date, version = version + 1
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'new' returning id`.execute(
    tx,
  );
  return rows.length;
}

/** Notes in a problem's history that reports were added to it: one event each, so that recurrence can be counted by day. */
export async function addJoinEvents(
  tx: Tx,
  tenantId: string,
  problemId: string,
  count: number,
  by: { accountId: string; personId: string | null; at: Date; note: string },
): Promise<void> {
  if (count === 0) return;
  // Ids in order of time: what comes in with the first report stands after it, though it is of the same instant.
  const ids = Array.from({ length: count }, () => newId());
  await sql`
    insert into problem_event (tenant_id, id, problem_id, action, to_state, account_id, person_id, at, note)
    select p.tenant_id, e.id, p.id, 'join', p.state, ${by.accountId}::uuid, ${by.personId}::uuid, ${by.at}::timestamptz, ${by.note}
    from problem p, unnest(${ids}::uuid[]) as e(id) where p.tenant_id = ${tenantId} and p.id = ${problemId}::uuid`.execute(
    tx,
  );
}

/** Deletes the contacts of reports that were settled for good before a day: declined, or their problem closed. */
export async function eraseContacts(tx: Tx, tenantId: string, before: Day): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update ledger_report r set contact_sealed = null
    where r.tenant_id = ${tenantId} and r.contact_sealed is not null and r.settled_on < ${before}::date
      and (r.state = 'declined' or exists (
        select from problem p where p.tenant_id = r.tenant_id and p.id = r.problem_id and p.closed_on < ${before}::date))
    returning r.id`.execute(tx);
  return rows.length;
}
