import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import { lateDay } from './ledger-list.store.ts';
import { type ProblemReach, problemsInReach } from './problem-reach.store.ts';
import './ledger.tables.ts';

/** One problem with the names of those in it. */
export async function selectProblem(tx: Tx, tenantId: string, today: Day, id: string) {
  return tx
    .selectFrom('problem as p')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.org_id'),
    )
    .innerJoin('person as owner', (join) =>
      join.onRef('owner.tenant_id', '=', 'p.tenant_id').onRef('owner.id', '=', 'p.owner_id'),
    )
    .innerJoin('account as reporter', (join) =>
      join.onRef('reporter.tenant_id', '=', 'p.tenant_id').onRef('reporter.id', '=', 'p.reported_by'),
    )
    .leftJoin('account as submitter', (join) =>
      join.onRef('submitter.tenant_id', '=', 'p.tenant_id').onRef('submitter.id', '=', 'p.submitted_by'),
    )
    .leftJoin('account as closer', (join) =>
      join.onRef('closer.tenant_id', '=', 'p.tenant_id').onRef('closer.id', '=', 'p.closed_by'),
    )
    .select([
      'p.id',
      'p.title',
      'p.org_id',
      'o.name as org_name',
      'p.owner_id',
      'owner.name as owner_name',
      'p.source',
      'p.state',
      'p.due_on',
      'p.closed_on',
      'p.reopened',
      'p.reports',
      'p.version',
      lateDay(today).as('late_on'),
      'p.detail',
      'p.measures',
      'p.origin',
      'p.source_id',
      'p.source_part',
      'p.first_due_on',
      'p.effect',
      'p.answer',
      'p.evidence',
      'p.cluster_id',
      'p.reported_at',
      'reporter.display_name as reporter_name',
      'submitter.display_name as submitter_name',
      'closer.display_name as closer_name',
    ])
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', id)
    .executeTakeFirst();
}

/** What happened to a problem, from the first on. */
export async function selectEvents(tx: Tx, tenantId: string, problemId: string) {
  return tx
    .selectFrom('problem_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .leftJoin('person as owner', (join) =>
      join.onRef('owner.tenant_id', '=', 'e.tenant_id').onRef('owner.id', '=', 'e.owner_id'),
    )
    .select([
      'e.id',
      'e.action',
      'e.to_state',
      'a.display_name',
      'e.at',
      'e.note',
      'owner.name as owner_name',
      'e.due_on',
    ])
    .where('e.tenant_id', '=', tenantId)
    .where('e.problem_id', '=', problemId)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
}

/** How many came in and were closed in a month, and what stood at its end. */
export type MonthCounts = Record<'entered' | 'closed' | 'unsolved' | 'late' | 'waiting' | 'reopened', number>;

/**
 * The month's account. Each figure is a range of an index of its own: what came in by its day, what was closed by its day, and what stood at the
 * end as what still stands and what was closed since.
 */
export async function selectReconciliation(
  tx: Tx,
  reach: ProblemReach,
  month: { from: Day; before: Day; asOf: Day },
): Promise<MonthCounts> {
  const start = (day: Day) => sql`${day}::timestamp at time zone 'Asia/Shanghai'`;
  const count = (where: Expression<SqlBool>) =>
    sql`(select count(*) from (${problemsInReach(reach, sql`1`, where)}) x)`;
  const standing = (where: Expression<SqlBool>) =>
    problemsInReach(
      reach,
      sql`p.due_on, p.reopened`,
      sql<SqlBool>`${where} and p.reported_at < ${start(month.before)}`,
    );
  const { rows } = await sql<MonthCounts>`
    select
      ${count(sql<SqlBool>`p.reported_at >= ${start(month.from)} and p.reported_at < ${start(month.before)}`)} as entered,
      ${count(sql<SqlBool>`p.state = 'closed' and p.closed_on >= ${month.from}::date and p.closed_on < ${month.before}::date`)} as closed,
      ${count(sql<SqlBool>`p.state <> 'closed' and p.state = 'submitted'`)} as waiting,
      count(*) as unsolved, count(*) filter (where due_on < ${month.asOf}::date) as late, count(*) filter (where reopened > 0) as reopened
    from (${standing(sql<SqlBool>`p.state <> 'closed'`)}
      union all ${standing(sql<SqlBool>`p.state = 'closed' and p.closed_on >= ${month.before}::date`)}) stood`.execute(
    tx,
  );
  return rows[0] ?? { entered: 0, closed: 0, unsolved: 0, late: 0, waiting: 0, reopened: 0 };
}
