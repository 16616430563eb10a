import { type Expression, type SqlBool, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';

/** What fell due to a person from a day up to today, and what became of it. */
export async function countOwed(tx: Tx, tenantId: string, personId: string, from: string, today: string) {
  const { rows } = await sql<{ due: number; met: number; late: number; excused: number }>`
    select count(*)::int as due, count(*) filter (where state = 'fulfilled')::int as met,
      count(*) filter (where state = 'open' and due_on < ${today}::date)::int as late,
      count(*) filter (where state = 'excused')::int as excused
    from obligation where tenant_id = ${tenantId} and person_id = ${personId}
      and due_on >= ${from}::date and due_on <= ${today}::date`.execute(tx);
  return rows[0] ?? { due: 0, met: 0, late: 0, excused: 0 };
}

/** What a person took part in, newest first: standing records in which the person was not absent. */
export async function lastRecords(tx: Tx, tenantId: string, personId: string, limit: number) {
  const { rows } = await sql<{
    id: string;
    title: string;
    kind: string;
    org_name: string;
    occurred_on: string;
  }>`
    select r.id, r.title, r.kind, o.name as org_name, r.occurred_on
    from (
      select distinct p.occurred_on, p.record_id from record_person p
      where p.tenant_id = ${tenantId} and p.person_id = ${personId} and p.part not in ('absent', 'exempt')
      order by p.occurred_on desc, p.record_id limit 40
    ) mine
    join record r on r.tenant_id = ${tenantId} and r.id = mine.record_id and r.state = 'standing'
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    order by r.occurred_on desc, r.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** The organisations in scope, their members, and what is late in them. Counting stops at `most`. */
export async function countReach(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  today: string,
  most: number,
) {
  const { rows } = await sql<{
    organisations: number;
    members: number;
    overdue: number;
    problems: number;
    late_problems: number;
  }>`
    select
      (select count(*) from organisation o where o.tenant_id = ${tenantId} and o.state = 'active' and ${scope})::int as organisations,
      (select count(*) from organisation o join membership m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
        where o.tenant_id = ${tenantId} and ${scope})::int as members,
      (select count(*) from (select from obligation b join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
        where b.tenant_id = ${tenantId} and b.state = 'open' and b.due_on < ${today}::date and ${scope} limit ${most}) x)::int as overdue,
      (select count(*) from (select from problem b join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
        where b.tenant_id = ${tenantId} and b.state <> 'closed' and ${scope} limit ${most}) x)::int as problems,
      (select count(*) from (select from problem b join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
        where b.tenant_id = ${tenantId} and b.state <> 'closed' and b.due_on < ${today}::date and ${scope} limit ${most}) x)::int as late_problems`.execute(
    tx,
  );
  return rows[0];
}

/** Names of organisations by id, in the order of the tree. */
export async function namesOf(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('organisation')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy('no')
    .limit(5)
    .execute();
  return rows.map((row) => row.name);
}
