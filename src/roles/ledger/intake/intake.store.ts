import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ProblemState } from '../ledger.rules.ts';
import type { ReportChannel, ReportState } from './intake.rules.ts';
import '../ledger.tables.ts';
import './intake.tables.ts';

/** A report as it comes in. */
export type NewReport = {
  id: string;
  orgId: string;
  channel: ReportChannel;
  codeId: string | null;
  clientKey: string | null;
  personId: string | null;
  text: string;
  contactSealed: Buffer | null;
  at: Date;
  today: Day;
  triageBy: Day;
};

/** Adds a report; false if the sender's page sent the same one before. */
export async function insertReport(tx: Tx, tenantId: string, report: NewReport): Promise<boolean> {
  const added = await tx
    .insertInto('ledger_report')
    .values({
      tenant_id: tenantId,
      id: report.id,
      org_id: report.orgId,
      channel: report.channel,
      code_id: report.codeId,
      client_key: report.clientKey,
      person_id: report.personId,
      text: report.text,
      contact_sealed: report.contactSealed,
      received_at: report.at,
      received_on: report.today,
      triage_by: report.triageBy,
      problem_id: null,
      declined_for: null,
      settled_by: null,
      settled_on: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'client_key']).where('client_key', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function insertReceipt(
  tx: Tx,
  tenantId: string,
  digest: Buffer,
  reportId: string,
): Promise<void> {
  await tx
    .insertInto('ledger_receipt')
    .values({ tenant_id: tenantId, digest, report_id: reportId })
    .execute();
}

/** How many reports came in by a code in the hour and the day before an instant. */
export async function countByCode(
  tx: Tx,
  tenantId: string,
  codeId: string,
  now: Date,
): Promise<{ hour: number; day: number }> {
  const { rows } = await sql<{ hour: number; day: number }>`
    select count(*) filter (where received_at > ${now}::timestamptz - interval '1 hour')::int as hour, count(*)::int as day
    from ledger_report where tenant_id = ${tenantId} and code_id = ${codeId}::uuid and received_at > ${now}::timestamptz - interval '1 day'`.execute(
    tx,
  );
  return rows[0] ?? { hour: 0, day: 0 };
}

/** Where a report goes that a member sends: to the branch itself, or to the organ committee (or unit) above it. */
export async function addressee(
  tx: Tx,
  tenantId: string,
  branchId: string,
  to: 'branch' | 'above',
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from organisation b join organisation a on a.tenant_id = b.tenant_id and b.path ^@ a.path
    where b.tenant_id = ${tenantId} and b.id = ${branchId}::uuid and a.state = 'active'
      and ${to === 'branch' ? sql`a.id = b.id` : sql`a.kind in ('organ_committee', 'unit')`}
    order by length(a.path) desc limit 1`.execute(tx);
  return rows[0];
}

/** A report with the names around it. */
export type ReportRecord = {
  id: string;
  org_id: string;
  org_name: string;
  channel: ReportChannel;
  reporter: string | null;
  person_id: string | null;
  label: string | null;
  text: string;
  received_at: Date;
  received_on: Day;
  triage_by: Day;
  state: ReportState;
  problem_id: string | null;
  declined_for: string | null;
  reply: string;
  settled_by: string | null;
  settled_on: Day | null;
  contact_sealed: Buffer | null;
  /** Place among its like: days since 2000 of what waits, their negative of what is settled. */
  place: number;
  version: number;
};

const place = sql`case when r.state = 'new' then r.received_on - date '2000-01-01' else date '2000-01-01' - r.received_on end`;

const reports = (tenantId: string) => sql`
  select r.id, r.org_id, o.name as org_name, r.channel, person.name as reporter, r.person_id, c.label, r.text, r.received_at, r.received_on,
    r.triage_by, r.state, r.problem_id, r.declined_for, r.reply, settler.display_name as settled_by, r.settled_on, r.contact_sealed, r.version,
    ${place} as place
  from ledger_report r
  join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
  left join ledger_code c on c.tenant_id = r.tenant_id and c.id = r.code_id
  left join person on person.tenant_id = r.tenant_id and person.id = r.person_id
  left join account settler on settler.tenant_id = r.tenant_id and settler.id = r.settled_by
  where r.tenant_id = ${tenantId}`;

/** Reports within a scope: what has waited longest first, then what was settled, the newest first; `after` is the last row's sort keys. */
export async function selectReports(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  filter: { state?: ReportState | undefined; channel?: ReportChannel | undefined },
  after: readonly [number, number, string] | null,
  limit: number,
): Promise<ReportRecord[]> {
  const { rows } = await sql<ReportRecord>`${reports(tenantId)} and ${scope}
    ${filter.state ? sql`and r.state = ${filter.state}` : sql``} ${filter.channel ? sql`and r.channel = ${filter.channel}` : sql``}
    ${
      after
        ? sql`and ((r.state <> 'new'), ${place}, r.id) > (${after[0] === 1}::boolean, ${after[1]}::int, ${after[2]}::uuid)`
        : sql``
    }
    order by (r.state <> 'new'), ${place}, r.id limit ${limit}`.execute(tx);
  return rows;
}

export async function selectReport(tx: Tx, tenantId: string, id: string): Promise<ReportRecord | undefined> {
  const { rows } = await sql<ReportRecord>`${reports(tenantId)} and r.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Reports that wait within a scope, the newest first. */
export async function selectWaiting(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  limit: number,
): Promise<{ id: string; text: string; orgName: string; receivedOn: Day }[]> {
  const { rows } = await sql<{ id: string; text: string; orgName: string; receivedOn: Day }>`
    select r.id, r.text, o.name as "orgName", r.received_on as "receivedOn"
    from ledger_report r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and r.state = 'new' and ${scope} order by r.received_at desc, r.id limit ${limit}`.execute(
    tx,
  );
  return rows;
}

/** How many wait within a scope, and how many of them longer than they should. */
export async function countWaiting(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  today: Day,
): Promise<{ waiting: number; late: number }> {
  const { rows } = await sql<{ waiting: number; late: number }>`
    select count(*)::int as waiting, count(*) filter (where r.triage_by < ${today}::date)::int as late
    from ledger_report r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and r.state = 'new' and ${scope}`.execute(tx);
  return rows[0] ?? { waiting: 0, late: 0 };
}

/** What a reporter may see of a report and of the problem it became: states and dates, no names. */
export type Outcome = {
  id: string;
  text: string;
  orgName: string;
  receivedAt: Date;
  receivedOn: Day;
  triageBy: Day;
  state: ReportState;
  declinedFor: string | null;
  reply: string;
  settledOn: Day | null;
  problemState: ProblemState | null;
  problemDueOn: Day | null;
  problemClosedOn: Day | null;
  answer: string | null;
};

const outcomes = (tenantId: string) => sql`
  select r.id, r.text, o.name as "orgName", r.received_at as "receivedAt", r.received_on as "receivedOn", r.triage_by as "triageBy", r.state,
    r.declined_for as "declinedFor", r.reply, r.settled_on as "settledOn", p.state as "problemState", p.due_on as "problemDueOn",
    p.closed_on as "problemClosedOn", p.answer
  from ledger_report r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
  left join problem p on p.tenant_id = r.tenant_id and p.id = r.problem_id
  where r.tenant_id = ${tenantId}`;

export async function selectOutcome(tx: Tx, tenantId: string, id: string): Promise<Outcome | undefined> {
  const { rows } = await sql<Outcome>`${outcomes(tenantId)} and r.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** What a member reported, the newest first. */
export async function selectOutcomesOf(
  tx: Tx,
  tenantId: string,
  personId: string,
  after: readonly [string, string] | null,
  limit: number,
): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`${outcomes(tenantId)} and r.person_id = ${personId}::uuid
    ${after ? sql`and (r.received_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by r.received_at desc, r.id desc limit ${limit}`.execute(tx);
  return rows;
}
