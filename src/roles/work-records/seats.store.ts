import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';

/** Posts that somebody holds on a day, of some. */
export async function postsHeld(
  tx: Tx,
  tenantId: string,
  personId: string,
  posts: readonly string[],
  on: Day,
) {
  const { rows } = await sql<{ org_id: string; org_name: string; post: string }>`
    select a.org_id, o.name as org_name, a.post from appointment a
    join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id and o.state = 'active'
    where a.tenant_id = ${tenantId} and a.person_id = ${personId}::uuid and a.post = any(${[...posts]}::text[])
      and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date)
    order by a.from_on, a.id limit 50`.execute(tx);
  return rows;
}

/** Who can have taken part in an organisation's work: its members (a group's are those of its branch) and the holders of its posts. */
export async function peopleAt(tx: Tx, tenantId: string, orgIds: readonly string[], on: Day) {
  const { rows } = await sql<{ org_id: string; id: string; name: string }>`
    select distinct o.id as org_id, p.id, p.name
    from organisation o
    cross join lateral (
      select m.person_id from membership m
      where m.tenant_id = o.tenant_id and m.org_id = case when o.kind = 'group' then o.parent_id else o.id end
        and m.from_on <= ${on}::date and (m.to_on is null or m.to_on > ${on}::date)
      union
      select a.person_id from appointment a
      where a.tenant_id = o.tenant_id and a.org_id = o.id and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date)
    ) x
    join person p on p.tenant_id = o.tenant_id and p.id = x.person_id and p.state = 'active'
    where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[])
    order by p.name, p.id limit 2000`.execute(tx);
  return rows;
}
