import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { LiaisonRow } from './liaison.contract.ts';
import type { Posts } from './liaison.store.ts';
import './liaison.tables.ts';

/** The days that coverage is counted from: contacts since one, tasks and talks since the other. */
export type Since = { touched: Day; year: Day };

/** Coverage and load of the branches within a scope, in the tree's order, one more than `limit`. Numbers only. */
export async function branchRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  posts: Posts,
  since: Since,
  filter: { q?: string; gaps: boolean },
  after: { path: string; id: string } | null,
  limit: number,
): Promise<(LiaisonRow & { path: string })[]> {
  const { rows } = await sql<LiaisonRow & { path: string }>`
    with b as (
      select o.tenant_id, o.id, o.name, o.path from organisation o
      where o.tenant_id = ${tenantId} and o.kind in ('branch', 'joint_branch') and o.state = 'active' and ${inScope(scope, { path: 'o.path', org: 'o.id' })}
        ${filter.q ? sql`and o.name like ${anywhere(filter.q)}` : sql``}
        ${after ? sql`and (o.path, o.id) > (${after.path}, ${after.id}::uuid)` : sql``}
        ${
          filter.gaps
            ? sql`and exists (select from membership m left join liaison_tie t on t.tenant_id = m.tenant_id and t.person_id = m.person_id and t.to_on is null and t.org_id = o.id
            where m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null and t.id is null)`
            : sql``
        }
      order by o.path, o.id limit ${limit + 1}
    ), k as (
      select b.id, a.person_id, (select count(*)::int from liaison_tie t where t.tenant_id = b.tenant_id and t.org_id = b.id and t.keeper_id = a.person_id and t.to_on is null) as load
      from b join appointment a on a.tenant_id = b.tenant_id and a.org_id = b.id and a.to_on is null and a.post = any(${[...posts.committee]}::text[])
      group by b.tenant_id, b.id, a.person_id
    )
    select b.id as "orgId", b.name as "orgName", b.path, n.*,
      coalesce(l.keepers, 0) as keepers, coalesce(l.most, 0) as most, coalesce(l.least, 0) as least,
      (select count(*)::int from liaison_outsider x where x.tenant_id = b.tenant_id and x.org_id = b.id) as outsiders
    from b
    left join lateral (select count(*)::int as keepers, max(k.load) as most, min(k.load) as least from k where k.id = b.id) l on true
    cross join lateral (
      select count(*)::int as members,
        count(*) filter (where exists (select from liaison_tie t where t.tenant_id = m.tenant_id and t.person_id = m.person_id and t.org_id = m.org_id and t.to_on is null
          and exists (select from appointment a join organisation at on at.tenant_id = a.tenant_id and at.id = a.org_id
            where a.tenant_id = t.tenant_id and a.person_id = t.keeper_id and a.to_on is null
              and ((at.id = m.org_id and a.post = any(${[...posts.committee]}::text[])) or (at.parent_id = m.org_id and a.post = any(${[...posts.spare]}::text[]))))))::int as covered,
        count(*) filter (where exists (select from liaison_touch t join record r on r.tenant_id = t.tenant_id and r.id = t.record_id and r.state = 'standing'
          where t.tenant_id = m.tenant_id and t.person_id = m.person_id and t.on_day >= ${since.touched}::date))::int as touched,
        count(*) filter (where exists (select from task t where t.tenant_id = m.tenant_id and t.owner_id = m.person_id and t.due_on >= ${since.year}::date
          and t.state <> 'withdrawn'))::int as tasked,
        count(*) filter (where exists (select from record_person rp join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id
          where rp.tenant_id = m.tenant_id and rp.person_id = m.person_id and rp.occurred_on >= ${since.year}::date and rp.part = 'subject'
            and r.kind = 'talk' and r.state = 'standing'))::int as talked
      from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.state = 'active'
      where m.tenant_id = b.tenant_id and m.org_id = b.id and m.to_on is null) n
    order by b.path, b.id`.execute(tx);
  return rows;
}

/** Branches led by somebody in which members have no keeper: how many, one row a branch. */
export async function uncoveredIn(tx: Tx, tenantId: string, orgIds: readonly string[]) {
  if (orgIds.length === 0) return [];
  const { rows } = await sql<{ org_id: string; org_name: string; uncovered: number }>`
    select o.id as org_id, o.name as org_name, count(*)::int as uncovered
    from organisation o
    join membership m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
    where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[]) and o.kind in ('branch', 'joint_branch')
      and not exists (select from liaison_tie t where t.tenant_id = m.tenant_id and t.person_id = m.person_id and t.org_id = m.org_id and t.to_on is null)
    group by o.id, o.name, o.path order by o.path`.execute(tx);
  return rows;
}
