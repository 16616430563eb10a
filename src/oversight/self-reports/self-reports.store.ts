import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './self-reports.tables.ts';
import type { Facts, SelfReportState, Standing } from './self-reports.rules.ts';

/** A period with both ends included. */
export type Span = { from: Day; to: Day };

/** The branch somebody belongs to today, with their name; undefined for whoever is in none. */
export async function branchOf(tx: Tx, tenantId: string, personId: string) {
  return tx
    .selectFrom('membership as m')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'm.tenant_id').onRef('o.id', '=', 'm.org_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
    )
    .select(['o.id', 'o.name', 'o.path', 'p.name as person_name'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.person_id', '=', personId)
    .where('m.to_on', 'is', null)
    .executeTakeFirst();
}

function reports(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('self_report as s')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 's.tenant_id').onRef('o.id', '=', 's.org_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'),
    )
    .selectAll('s')
    .select(['o.name as org_name', 'o.path as org_path', 'p.name as person_name'])
    .where('s.tenant_id', '=', tenantId);
}

/** A self-report with the names it is shown with. */
export type FoundReport = NonNullable<Awaited<ReturnType<typeof findReport>>>;

/** One self-report, or undefined. Locks it when it is to be changed. */
export async function findReport(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = reports(tx, tenantId).where('s.id', '=', id);
  return (lock ? query.forUpdate(['s']) : query).executeTakeFirst();
}

/** A person's self-report of the period that begins on a day, or undefined. */
export async function findReportOf(
  tx: Tx,
  tenantId: string,
  personId: string,
  periodFrom: Day,
  lock = false,
) {
  const query = reports(tx, tenantId)
    .where('s.person_id', '=', personId)
    .where('s.period_from', '=', periodFrom);
  return (lock ? query.forUpdate(['s']) : query).executeTakeFirst();
}

/** Begins a self-report; answers false if the person has one for the period already. */
export async function insertReport(
  tx: Tx,
  tenantId: string,
  row: { id: string; personId: string; orgId: string; span: Span },
): Promise<boolean> {
  const added = await tx
    .insertInto('self_report')
    .values({
      tenant_id: tenantId,
      id: row.id,
      person_id: row.personId,
      org_id: row.orgId,
      period_from: row.span.from,
      period_to: row.span.to,
      facts: null,
      submitted_at: null,
      judged_by: null,
      judged_at: null,
      record_id: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'period_from']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** What changes on a self-report with a step of its life. */
export type ReportChange = {
  state: SelfReportState;
  facts?: Facts | null;
  submittedAt?: Date | null;
  returnedNote?: string;
  judgedBy?: string | null;
  judgedAt?: Date | null;
  recordId?: string;
};

/** Writes a step to a self-report that is still at `version`; answers the new version, or undefined if somebody was faster. */
export async function updateReport(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: ReportChange,
) {
  return updateAtVersion(
    tx,
    'self_report',
    { tenantId, id, version },
    {
      state: change.state,
      ...(change.facts === undefined
        ? {}
        : { facts: change.facts === null ? null : sql<Facts>`${JSON.stringify(change.facts)}::jsonb` }),
      submitted_at: change.submittedAt,
      returned_note: change.returnedNote,
      judged_by: change.judgedBy,
      judged_at: change.judgedAt,
      record_id: change.recordId,
    },
  );
}

/** A statement as it is written. */
export type StatementRow = {
  text: string;
  nature: 'fact' | 'opinion';
  standing: Standing;
  recordId: string | null;
  disputesRecordId: string | null;
};

/** Writes the member's statements in place of what was there. */
export async function replaceStatements(
  tx: Tx,
  tenantId: string,
  reportId: string,
  statements: readonly StatementRow[],
): Promise<void> {
  await tx
    .deleteFrom('self_report_statement')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .execute();
  if (statements.length === 0) return;
  await tx
    .insertInto('self_report_statement')
    .values(
      statements.map((each, at) => ({
        tenant_id: tenantId,
        report_id: reportId,
        no: at + 1,
        text: each.text,
        nature: each.nature,
        standing: each.standing,
        record_id: each.recordId,
        disputes_record_id: each.disputesRecordId,
      })),
    )
    .execute();
}

/** The member's statements, in order. */
export async function statementsOf(tx: Tx, tenantId: string, reportId: string): Promise<StatementRow[]> {
  return tx
    .selectFrom('self_report_statement')
    .select(['text', 'nature', 'standing', 'record_id as recordId', 'disputes_record_id as disputesRecordId'])
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('no')
    .execute();
}

/** How a person's tasks and obligations of a period stand. */
export async function standingOfWork(tx: Tx, tenantId: string, personId: string, span: Span, today: Day) {
  const { rows } = await sql<Pick<Facts, 'tasks' | 'obligations'>>`
    select
      (select jsonb_build_object(
          'done', count(*) filter (where t.state = 'done'),
          'open', count(*) filter (where t.state in ('assigned', 'accepted', 'returned', 'reported')),
          'late', count(*) filter (where t.first_late_on is not null
            or (t.state in ('assigned', 'accepted', 'returned') and t.due_on < ${today}::date)))
        from task t where t.tenant_id = ${tenantId} and t.owner_id = ${personId} and t.state <> 'withdrawn'
          and t.due_on between ${span.from}::date and ${span.to}::date) as tasks,
      (select jsonb_build_object(
          'fulfilled', count(*) filter (where b.state = 'fulfilled'),
          'open', count(*) filter (where b.state = 'open'),
          'late', count(*) filter (where b.first_late_on is not null or (b.state = 'open' and b.due_on < ${today}::date)))
        from obligation b where b.tenant_id = ${tenantId} and b.person_id = ${personId}
          and b.due_on between ${span.from}::date and ${span.to}::date) as obligations`.execute(tx);
  return rows[0] ?? { tasks: { done: 0, open: 0, late: 0 }, obligations: { fulfilled: 0, open: 0, late: 0 } };
}

/** What is still open for a person in a period, earliest first. */
export async function stillOpen(tx: Tx, tenantId: string, personId: string, span: Span, limit: number) {
  const { rows } = await sql<{ title: string; dueOn: Day }>`
    select d.title, b.due_on as "dueOn" from obligation b join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
      where b.tenant_id = ${tenantId} and b.person_id = ${personId} and b.state = 'open'
        and b.due_on between ${span.from}::date and ${span.to}::date
        and not d.fulfilled_by @> '[{"kinds": ["self-report"]}]'
    union all
    select t.title, t.due_on from task t
      where t.tenant_id = ${tenantId} and t.owner_id = ${personId} and t.state in ('assigned', 'accepted')
        and t.due_on between ${span.from}::date and ${span.to}::date
    order by "dueOn", title limit ${limit}`.execute(tx);
  return rows;
}

/** Self-reports within a scope, newest period first, one more than `limit`. Drafts are their member's alone. */
export async function listReportRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { orgId?: string; state?: SelfReportState; personId?: string | null; reader: string | null },
  after: { periodFrom: Day; id: string } | null,
  limit: number,
) {
  let query = reports(tx, tenantId)
    .select([
      sql<number>`(select count(*)::int from self_report_statement x where x.tenant_id = s.tenant_id and x.report_id = s.id)`.as(
        'statements',
      ),
      sql<number>`(select count(*)::int from self_report_statement x where x.tenant_id = s.tenant_id and x.report_id = s.id and x.standing = 'unverified')`.as(
        'unverified',
      ),
    ])
    .where(inScope(scope, { path: 'o.path', org: 'o.id', person: 's.person_id' }))
    .where(sql<boolean>`(s.state <> 'draft' or s.person_id = ${filter.reader}::uuid)`)
    .orderBy('s.period_from', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1);
  if (filter.orgId) query = query.where('s.org_id', '=', filter.orgId);
  if (filter.state) query = query.where('s.state', '=', filter.state);
  if (filter.personId !== undefined)
    query = query.where(sql<boolean>`s.person_id = ${filter.personId}::uuid`);
  if (after)
    query = query.where(sql<boolean>`(s.period_from, s.id) < (${after.periodFrom}::date, ${after.id}::uuid)`);
  return query.execute();
}

/** Submitted self-reports that wait for a branch, within a scope and not the reader's own. */
export async function waitingReports(
  tx: Tx,
  tenantId: string,
  orgIds: readonly string[],
  personId: string | null,
  limit: number,
) {
  const { rows } = await sql<{ id: string; person_name: string; org_id: string; org_name: string }>`
    select s.id, p.name as person_name, s.org_id, o.name as org_name
    from self_report s
    join organisation o on o.tenant_id = s.tenant_id and o.id = s.org_id
    join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
    where s.tenant_id = ${tenantId} and s.state = 'submitted' and s.org_id = any(${[...orgIds]}::uuid[])
      and s.person_id is distinct from ${personId}::uuid
    order by s.submitted_at, s.id limit ${limit}`.execute(tx);
  return rows;
}
