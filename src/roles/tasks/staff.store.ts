import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { unitAt } from '#organisation/units.store.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Holder } from './plans/plans.rules.ts';
import './tasks.tables.ts';

/** The path of the unit in which an organisation lies; '' for one above the units, where everybody may be asked. */
const homeOf = (tenantId: string, orgPath: string) => sql`coalesce(${unitAt('path', tenantId, orgPath)}, '')`;

/** Whether a person is there today: not gone, and in the unit by membership, attachment to a temporary branch, post or employment. */
const isThere = (today: Day) => sql`
  p.state = 'active' and (home.path = ''
    or exists (select from organisation o where o.tenant_id = p.tenant_id and o.id = p.employer_id and o.path ^@ home.path)
    or exists (select from membership m join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id
               where m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null and o.path ^@ home.path)
    or exists (select from attachment t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
               where t.tenant_id = p.tenant_id and t.person_id = p.id and t.to_on is null and o.path ^@ home.path)
    or exists (select from appointment a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
               where a.tenant_id = p.tenant_id and a.person_id = p.id and (a.to_on is null or a.to_on > ${today}::date) and o.path ^@ home.path))`;

/** A person as somebody who could be given work. */
export type StaffRow = { id: string; name: string; there: boolean; posts: string[]; load: number };

/** Of some persons, whether they are there today, what posts they hold and how many open tasks they own or do. */
export async function staffOf(
  tx: Tx,
  tenantId: string,
  orgPath: string,
  ids: readonly string[],
  today: Day,
): Promise<Map<string, StaffRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StaffRow>`
    with home as (select ${homeOf(tenantId, orgPath)} as path)
    select p.id, p.name, (${isThere(today)}) as there,
      coalesce((select array_agg(distinct a.post) from appointment a where a.tenant_id = p.tenant_id and a.person_id = p.id
        and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)), '{}') as posts,
      ((select count(*) from task t where t.tenant_id = p.tenant_id and t.owner_id = p.id and t.state in ('assigned', 'accepted', 'returned'))
       + (select count(*) from task_part r where r.tenant_id = p.tenant_id and r.person_id = p.id and r.letter = 'do' and r.state = 'open'))::int as load
    from (select distinct unnest(${[...ids]}::uuid[]) as id) e
    join person p on p.tenant_id = ${tenantId} and p.id = e.id cross join home`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Somebody to choose: in the unit today, with where they belong and what posts they hold. */
export type ChoiceRow = { id: string; name: string; org_name: string | null; posts: string[] };

/**
 * People of an organisation's unit by a piece of their names; holders of posts and the organisation's own first. `within`:
 * only those who belong to, or hold a post in or under, this organisation.
 */
export async function peopleFor(
  tx: Tx,
  tenantId: string,
  orgPath: string,
  { q, within }: { q: string; within: string | null },
  today: Day,
  limit: number,
): Promise<ChoiceRow[]> {
  const { rows } = await sql<ChoiceRow>`
    with home as (select ${homeOf(tenantId, orgPath)} as path)
    select p.id, p.name, mo.name as org_name,
      coalesce(held.posts, '{}') as posts
    from person p cross join home
    left join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null
    left join organisation mo on mo.tenant_id = m.tenant_id and mo.id = m.org_id
    left join lateral (select array_agg(distinct a.post) as posts, bool_or(o.path ^@ ${orgPath}) as near from appointment a
      join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
      where a.tenant_id = p.tenant_id and a.person_id = p.id and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)) held on true
    where p.tenant_id = ${tenantId} and (${isThere(today)})
      and (${q} = '' or p.name ^@ ${q} or p.name_2 ^@ ${q} or p.name_3 ^@ ${q})
      and (home.path <> '' or ${q} <> '' or held.posts is not null)
      and (${within}::text is null or mo.path ^@ ${within}::text or held.near)
    order by coalesce(held.near, false) desc, coalesce(mo.path ^@ ${orgPath}, false) desc, held.posts is null, p.name, p.id
    limit ${limit}`.execute(tx);
  return rows;
}

/** Who holds which post today in the unit of an organisation; nobody where it lies above the units. */
export async function holdersFor(tx: Tx, tenantId: string, orgPath: string, today: Day): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    with home as (select ${homeOf(tenantId, orgPath)} as path)
    select a.person_id as "personId", a.post, o.path as "orgPath", o.kind as "orgKind"
    from home join organisation o on o.tenant_id = ${tenantId} and home.path <> '' and o.path ^@ home.path and o.state = 'active'
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    order by o.path, a.post, a.from_on, a.id`.execute(tx);
  return rows;
}

/** Organisations in or under one, by what is typed of their names: where a task may be broken down to. */
export async function organisationsUnder(tx: Tx, tenantId: string, orgPath: string, limit: number) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where tenant_id = ${tenantId} and path ^@ ${orgPath} and state = 'active'
    order by length(path), no limit ${limit}`.execute(tx);
  return rows;
}
