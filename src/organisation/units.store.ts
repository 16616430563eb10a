import { type Expression, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import './organisation.tables.ts';

/** A column of the unit in which the organisation at a path lies (a unit: itself), as SQL; null above the units. */
export const unitAt = (
  column: 'id' | 'name' | 'path',
  tenantId: string | Expression<unknown>,
  path: string | Expression<unknown>,
) => sql<string | null>`
  (select unit.${sql.ref(column)} from organisation unit where unit.tenant_id = ${tenantId} and unit.kind = 'unit'
    and ${path} ^@ unit.path order by length(unit.path) desc limit 1)`;

/** The unit in which an organisation lies (a unit: itself), or undefined for one above the units. */
export async function findUnitOf(tx: Tx, tenantId: string, orgId: string) {
  const { rows } = await sql<{ id: string; path: string }>`
    select u.id, u.path from organisation o
    join organisation u on u.tenant_id = o.tenant_id and u.id = ${unitAt('id', sql.ref('o.tenant_id'), sql.ref('o.path'))}
    where o.tenant_id = ${tenantId} and o.id = ${orgId}::uuid`.execute(tx);
  return rows[0];
}
