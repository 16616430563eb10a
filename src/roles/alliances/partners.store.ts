import { type Expression, type SqlBool, sql } from 'kysely';
import { unitAt } from '#organisation/units.store.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#organisation/organisation.tables.ts';

/** Active organisations of the whole tenant whose name holds `q`, with the unit they belong to: a directory of names. */
export async function selectPartners(
  tx: Tx,
  tenantId: string,
  q: string,
  within: Expression<SqlBool> | null,
  limit: number,
) {
  const { rows } = await sql<{
    id: string;
    name: string;
    path: string;
    unit_id: string | null;
    unit_name: string | null;
  }>`
    select o.id, o.name, o.path, case when o.kind = 'unit' then o.id else u.id end as unit_id, u.name as unit_name from organisation o
    left join lateral (select u.id, u.name from organisation u where u.tenant_id = o.tenant_id and u.kind = 'unit' and o.path ^@ u.path and u.id <> o.id limit 1) u on true
    where o.tenant_id = ${tenantId} and o.state = 'active' and o.kind in ('unit', 'organ_committee', 'general_branch', 'branch', 'joint_branch')
      and o.name like ${anywhere(q)} and ${within ?? sql`true`}
    order by length(o.name), o.no limit ${limit}`.execute(tx);
  return rows;
}

/** Those of the given organisations that exist and are active, with their unit's id and their path. */
export async function findParties(tx: Tx, tenantId: string, orgIds: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; path: string; unit_id: string | null }>`
    select o.id, o.name, o.path, ${unitAt('id', sql.ref('o.tenant_id'), sql.ref('o.path'))} as unit_id
    from organisation o where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[]) and o.state = 'active'
      and o.kind in ('unit', 'organ_committee', 'general_branch', 'branch', 'joint_branch')`.execute(tx);
  return rows;
}
