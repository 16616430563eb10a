import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import '#records/records.tables.ts';
import '#roles/obligations/obligations.tables.ts';
import '#roles/tasks/tasks.tables.ts';

/** A post as it is held today. */
export type SeatRow = {
  org_id: string;
  org_name: string;
  org_kind: string;
  post: string;
  person_id: string;
  person_name: string;
};

/** Posts held today, of a person or in an organisation. */
export async function seatsOf(
  tx: Tx,
  tenantId: string,
  of: { personId: string } | { orgId: string },
  posts: readonly string[],
  today: Day,
): Promise<SeatRow[]> {
  const whose =
    'personId' in of ? sql`a.person_id = ${of.personId}::uuid` : sql`a.org_id = ${of.orgId}::uuid`;
  const { rows } = await sql<SeatRow>`
    select a.org_id, o.name as org_name, o.kind as org_kind, a.post, a.person_id, p.name as person_name
    from appointment a
    join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id and o.state = 'active'
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where a.tenant_id = ${tenantId} and ${whose} and a.post = any(${[...posts]}::text[])
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    order by a.post, a.from_on, a.id limit 200`.execute(tx);
  return rows;
}

/** How many standing records of each kind some organisations have in a span, and the last day. A record counts for what it includes, too. */
export async function actsIn(
  tx: Tx,
  tenantId: string,
  orgIds: readonly string[],
  span: { from: Day; to: Day },
) {
  if (orgIds.length === 0) return [];
  const { rows } = await sql<{ orgId: string; kind: string; times: number; lastOn: Day }>`
    select r.org_id as "orgId", k.kind, count(distinct r.id)::int as times, max(r.occurred_on) as "lastOn"
    from record r
    cross join lateral (select r.kind union select jsonb_array_elements_text(coalesce(r.details -> 'includes', '[]'))) as k(kind)
    where r.tenant_id = ${tenantId} and r.org_id = any(${[...orgIds]}::uuid[]) and r.state = 'standing'
      and r.occurred_on between ${span.from}::date and ${span.to}::date
    group by r.org_id, k.kind`.execute(tx);
  return rows;
}

/** Obligations of some holders in their organisations: due in a span, or overdue since before it. */
export async function dueIn(
  tx: Tx,
  tenantId: string,
  seats: readonly { orgId: string; personId: string }[],
  span: { from: Day; to: Day; today: Day },
) {
  if (seats.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    orgId: string;
    personId: string;
    title: string;
    dueOn: Day;
    state: string;
  }>`
    select b.id, b.org_id as "orgId", b.person_id as "personId", d.title, b.due_on as "dueOn", b.state
    from unnest(${seats.map((seat) => seat.orgId)}::uuid[], ${seats.map((seat) => seat.personId)}::uuid[]) as e(org_id, person_id)
    join obligation b on b.tenant_id = ${tenantId} and b.person_id = e.person_id and b.org_id = e.org_id
    join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
    where b.due_on <= ${span.to}::date and (b.due_on >= ${span.from}::date or b.state = 'open')
    order by b.due_on, b.id limit 500`.execute(tx);
  return rows;
}

/** Open tasks in which some persons act: all of them, or those due by a day. */
export async function tasksOf(
  tx: Tx,
  tenantId: string,
  personIds: readonly string[],
  span: { to: Day | null; today: Day },
) {
  if (personIds.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    personId: string;
    title: string;
    letter: Letter;
    dueOn: Day;
    late: boolean;
    toAccept: boolean;
  }>`
    select t.id, t.owner_id as "personId", t.title, 'own' as letter, t.due_on as "dueOn", t.due_on < ${span.today}::date as late,
      t.state = 'assigned' as "toAccept"
    from task t where t.tenant_id = ${tenantId} and t.owner_id = any(${[...personIds]}::uuid[]) and t.state in ('assigned', 'accepted')
      and (${span.to}::date is null or t.due_on <= ${span.to}::date)
    union all
    select t.id, r.person_id, case when r.deliverable = '' then t.title else t.title || '：' || r.deliverable end, r.letter,
      coalesce(r.due_on, t.due_on), coalesce(r.due_on, t.due_on) < ${span.today}::date, false
    from task_part r join task t on t.tenant_id = r.tenant_id and t.id = r.task_id and t.state in ('assigned', 'accepted', 'returned')
    where r.tenant_id = ${tenantId} and r.person_id = any(${[...personIds]}::uuid[]) and r.state = 'open' and r.letter in ('assist', 'do', 'guide')
      and (${span.to}::date is null or coalesce(r.due_on, t.due_on) <= ${span.to}::date)
    order by 5, 1 limit 300`.execute(tx);
  return rows;
}
