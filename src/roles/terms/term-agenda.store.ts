import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { DayCount } from '#roles/agenda/agenda.rules.ts';
import './terms.tables.ts';

type Row = {
  id: string;
  title: string;
  due_on: Day | null;
  org_id: string;
  org_name: string;
  kind: 'term' | 'appointment';
  action: string;
  link: string;
};

/**
 * Elections to be prepared under `prefixes` (due by a day), cases that wait for approval under `approving`, and cases that
 * came back to whoever proposed them.
 */
export async function termsToDo(
  tx: Tx,
  tenantId: string,
  by: { prefixes: readonly string[]; approving: readonly string[]; accountId: string | null },
  until: Day,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select t.id, o.name as title, x.due_on, o.id as org_id, o.name as org_name, 'term' as kind, 'elect' as action, '/set-up/' || o.id as link
    from org_term t
    join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id and o.state = 'active'
    cross join lateral (select coalesce(t.moved_to, (t.elected_on + make_interval(years => t.years))::date) as due_on) x
    where t.tenant_id = ${tenantId} and t.ended_on is null and x.due_on <= ${until}::date
      and exists (select from unnest(${[...by.prefixes]}::text[]) as p(path) where o.path ^@ p.path)
    union all
    select c.id, o.name || ' · ' || n.name, null, o.id, o.name, 'appointment', 'approve', '/appointment-cases/' || c.id
    from appointment_case c
    join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    join person n on n.tenant_id = c.tenant_id and n.id = c.person_id
    where c.tenant_id = ${tenantId} and c.state = 'proposed' and c.proposed_by is distinct from ${by.accountId}::uuid
      and exists (select from unnest(${[...by.approving]}::text[]) as p(path) where o.path ^@ p.path)
    union all
    select c.id, o.name || ' · ' || n.name, null, o.id, o.name, 'appointment', 'correct', '/appointment-cases/' || c.id
    from appointment_case c
    join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    join person n on n.tenant_id = c.tenant_id and n.id = c.person_id
    where c.tenant_id = ${tenantId} and c.state = 'returned' and c.proposed_by = ${by.accountId}::uuid
    order by due_on nulls first, id limit ${limit}`.execute(tx);
  return rows;
}

/** Whose terms are looked at: those under `prefixes`, or of these one organisation's. */
type Place = { prefixes: readonly string[]; orgId: string | null };

const termsAt = (tenantId: string, place: Place) => sql`
  from org_term t
  join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id and o.state = 'active'
  cross join lateral (select coalesce(t.moved_to, (t.elected_on + make_interval(years => t.years))::date) as due_on) x
  where t.tenant_id = ${tenantId} and (${place.orgId}::uuid is null or o.id = ${place.orgId}::uuid)
    and exists (select from unnest(${[...place.prefixes]}::text[]) as p(path) where o.path ^@ p.path)`;

/** How many terms end on each day of a span; one that was followed by an election is done. */
export async function termDays(
  tx: Tx,
  tenantId: string,
  place: Place,
  span: { from: Day; to: Day; today: Day },
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select x.due_on as day, (count(*) filter (where t.ended_on is null))::int as due,
      (count(*) filter (where t.ended_on is null and x.due_on < ${span.today}::date))::int as overdue,
      (count(*) filter (where t.ended_on is not null))::int as done, 0 as held, 0 as planned
    ${termsAt(tenantId, place)} and x.due_on between ${span.from}::date and ${span.to}::date
    group by x.due_on order by x.due_on`.execute(tx);
  return rows;
}

/** The terms that end on a day, by the organisation's place in the tree. */
export async function termsOn(tx: Tx, tenantId: string, place: Place, day: Day, limit: number) {
  const { rows } = await sql<{ id: string; org_id: string; org_name: string; done: boolean }>`
    select t.id, o.id as org_id, o.name as org_name, t.ended_on is not null as done
    ${termsAt(tenantId, place)} and x.due_on = ${day}::date
    order by o.path, t.id limit ${limit}`.execute(tx);
  return rows;
}
