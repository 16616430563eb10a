import { sql } from 'kysely';
import { beginning } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import './rounds.tables.ts';

/** The organisation that holds a round, as the searches need it. */
export type Holder = { id: string; path: string; parentId: string | null };

/** Active organisations of some kinds under the holder, with their number of members, by comparable group. */
export async function findRatees(
  tx: Tx,
  tenantId: string,
  holder: Holder,
  kinds: readonly string[],
  limit: number,
) {
  const { rows } = await sql<{ id: string; name: string; parent: string; category: string; members: number }>`
    select o.id, o.name, coalesce(p.name, '') as parent, coalesce(o.category, '') as category,
      (select count(*)::int from membership m join organisation u on u.tenant_id = m.tenant_id and u.id = m.org_id
        where m.tenant_id = o.tenant_id and m.to_on is null and u.path ~>=~ o.path and u.path ~<~ (o.path || ':')) as members
    from organisation o left join organisation p on p.tenant_id = o.tenant_id and p.id = o.parent_id
    where o.tenant_id = ${tenantId} and o.path like ${beginning(holder.path)} and o.state = 'active' and o.kind = any(${[...kinds]}::text[])
    order by coalesce(o.category, ''), o.path limit ${limit}`.execute(tx);
  return rows;
}

/** What is known of organisations to be rated: kind and comparable group. */
export async function rateeFacts(tx: Tx, tenantId: string, ids: readonly string[]) {
  return tx
    .selectFrom('organisation')
    .select(['id', 'kind', 'category', 'state', 'path'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/**
 * People who may rate as superiors: those who hold a post in a unit, leading group or organ committee around the holder
 * (above it, under it, or beside it in the same unit), and rater accounts bound there. `only` narrows to these ids.
 */
export async function findRaters(
  tx: Tx,
  tenantId: string,
  holder: Holder,
  search: { q: string; limit: number; only?: readonly string[] },
) {
  const { rows } = await sql<{
    personId: string | null;
    accountId: string | null;
    name: string;
    place: string;
  }>`
    with around as (
      select o.id, o.name from organisation o
      where o.tenant_id = ${tenantId} and o.state = 'active'
        and o.kind in ('work_committee', 'unit', 'leading_group', 'organ_committee', 'general_branch')
        and (o.path like ${beginning(holder.path)} or ${holder.path} like o.path || '%'
          or (o.kind = 'leading_group' and o.parent_id = ${holder.parentId}::uuid))
    ), found as (
      select p.id as person_id, null::uuid as account_id, p.name, min(o.name) as place
      from appointment a
      join around o on o.id = a.org_id
      join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
      where a.tenant_id = ${tenantId} and a.to_on is null
      group by p.id, p.name
      union all
      select null, c.id, c.display_name, min(o.name)
      from role_binding b
      join around o on o.id = b.org_id
      join account c on c.tenant_id = b.tenant_id and c.id = b.account_id and c.state = 'active' and c.person_id is null
      where b.tenant_id = ${tenantId} and b.role = 'rater' and (b.to_on is null or b.to_on > current_date)
      group by c.id, c.display_name
    )
    select person_id as "personId", account_id as "accountId", name, place from found
    where name like ${beginning(search.q)}
      and (${search.only === undefined} or coalesce(person_id, account_id) = any(${[...(search.only ?? [])]}::uuid[]))
    order by place, name, coalesce(person_id, account_id) limit ${search.limit}`.execute(tx);
  return rows;
}

/**
 * Accounts that may keep a key: active, somewhere around the holder by membership, post or role. The three
 * administrators are left out: those who run the system must not also be able to open ballots.
 */
export async function findTrustees(
  tx: Tx,
  tenantId: string,
  holder: Holder,
  search: { q: string; limit: number; only?: readonly string[] },
) {
  const { rows } = await sql<{ accountId: string; name: string; place: string }>`
    with around as (
      select o.id, o.name from organisation o
      where o.tenant_id = ${tenantId} and o.state = 'active'
        and (o.path like ${beginning(holder.path)} or ${holder.path} like o.path || '%'
          or (o.kind = 'leading_group' and o.parent_id = ${holder.parentId}::uuid))
    ), held as (
      select m.person_id, null::uuid as account_id, m.org_id from membership m where m.tenant_id = ${tenantId} and m.to_on is null
      union all select a.person_id, null, a.org_id from appointment a where a.tenant_id = ${tenantId} and a.to_on is null
      union all select null, b.account_id, b.org_id from role_binding b
        where b.tenant_id = ${tenantId} and (b.to_on is null or b.to_on > current_date)
    )
    select c.id as "accountId", c.display_name as name, min(o.name) as place
    from account c
    join held h on h.account_id = c.id or h.person_id = c.person_id
    join around o on o.id = h.org_id
    where c.tenant_id = ${tenantId} and c.state = 'active' and c.display_name like ${beginning(search.q)}
      and (${search.only === undefined} or c.id = any(${[...(search.only ?? [])]}::uuid[]))
      and not exists (select 1 from role_binding b where b.tenant_id = c.tenant_id and b.account_id = c.id
        and b.role in ('sysadmin', 'secadmin', 'auditor') and (b.to_on is null or b.to_on > current_date))
    group by c.id, c.display_name
    order by c.display_name, c.id limit ${search.limit}`.execute(tx);
  return rows;
}
