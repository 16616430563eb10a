import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#records/records.tables.ts';
import type { DayCount } from '#roles/agenda/agenda.rules.ts';

type Row = { id: string; title: string; occurred_on: Day; org_id: string; org_name: string };

/** Talks that a person has not confirmed yet, oldest first. */
export async function talksToConfirm(tx: Tx, tenantId: string, personId: string, limit: number) {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.occurred_on, r.org_id, o.name as org_name
    from record_person rp
    join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where rp.tenant_id = ${tenantId} and rp.person_id = ${personId} and rp.part = 'subject' and rp.acknowledged_at is null
      and r.held_for = 'subject'
    order by r.occurred_on, r.id limit ${limit}`.execute(tx);
  return rows;
}

/** Records filed so late that the superior body decides on them, within a scope and not entered by the reader. */
export async function lateToRelease(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  accountId: string | null,
  limit: number,
) {
  const { rows } = await sql<Row>`
    select r.id, r.title, r.occurred_on, r.org_id, o.name as org_name
    from record r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and r.state = 'held' and r.held_for = 'late'
      and r.entered_by is distinct from ${accountId}::uuid and ${inScope(scope, { path: 'o.path', org: 'o.id' })}
    order by r.received_at, r.id limit ${limit}`.execute(tx);
  return rows;
}

/** How many records of an organisation (but for hidden kinds), or of a person present, fall on each day of a span. */
export async function recordDays(
  tx: Tx,
  tenantId: string,
  of: { personId: string | null } | { orgId: string },
  hidden: readonly string[],
  from: Day,
  to: Day,
): Promise<DayCount[]> {
  const some =
    'orgId' in of
      ? sql`from record r where r.tenant_id = ${tenantId} and r.org_id = ${of.orgId}::uuid and r.kind <> all(${[...hidden]}::text[])`
      : sql`from record_person rp join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id
          where rp.tenant_id = ${tenantId} and rp.person_id = ${of.personId}::uuid and rp.part = 'present'
            and rp.occurred_on between ${from}::date and ${to}::date`;
  const { rows } = await sql<DayCount>`
    select r.occurred_on as day, 0 as due, 0 as overdue, 0 as done, count(*)::int as held, 0 as planned
    ${some} and r.state = 'standing' and r.occurred_on between ${from}::date and ${to}::date
    group by r.occurred_on order by r.occurred_on`.execute(tx);
  return rows;
}
