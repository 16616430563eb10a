import { type Expression, type SqlBool, sql } from 'kysely';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';

export type OrganisationHit = { id: string; title: string; parent: string | null };
export type PersonHit = { id: string; title: string; place: string | null };
export type DutyHit = { id: string; title: string; unit: string; own: boolean };

/** Active organisations whose name holds `q`; those that begin with it, and the highest, first. */
export async function findOrganisations(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  q: string,
  limit: number,
) {
  const { rows } = await sql<OrganisationHit>`
    select o.id, o.name as title, u.name as parent from organisation o
    left join organisation u on u.tenant_id = o.tenant_id and u.id = o.parent_id
    where o.tenant_id = ${tenantId} and o.state = 'active' and ${scope}
      and (o.name like ${anywhere(q)} or o.short_name like ${anywhere(q)})
    order by not (o.name ^@ ${q}), length(o.path), o.no limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Active persons whose name has `q` from its first, second or third character on: three index ranges, so that a
 * two-character term is found among a hundred thousand without reading them.
 */
export async function findPersons(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  q: string,
  limit: number,
) {
  const { rows } = await sql<PersonHit>`
    select p.id, p.name as title, o.name as place
    from person p
    join person_place x on x.tenant_id = p.tenant_id and x.id = p.id
    left join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where p.tenant_id = ${tenantId} and p.state = 'active'
      and (p.name ^@ ${q} or p.name_2 ^@ ${q} or p.name_3 ^@ ${q}) and ${scope}
    order by p.name <> ${q}, not (p.name ^@ ${q}), p.name, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** Duties in force whose title or text holds `q`: those of units in scope, and those that the person answers for. */
export async function findDuties(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  personId: string | null,
  q: string,
  today: string,
  limit: number,
) {
  const own = sql<SqlBool>`exists (select from duty_owner w where w.tenant_id = d.tenant_id and w.duty_id = d.id
    and w.person_id = ${personId}::uuid and w.from_on <= ${today}::date and (w.to_on is null or w.to_on > ${today}::date))`;
  const { rows } = await sql<DutyHit>`
    select d.id, d.title, o.name as unit, ${own} as own
    from duty d
    join framework f on f.tenant_id = d.tenant_id and f.id = d.framework_id and f.state = 'issued'
    join organisation o on o.tenant_id = d.tenant_id and o.id = d.org_id
    where d.tenant_id = ${tenantId} and d.dropped_reason is null and (d.title like ${anywhere(q)} or d.text like ${anywhere(q)})
      and (${scope} or ${own})
    order by not ${own}, not (d.title like ${anywhere(q)}), d.place, d.id limit ${limit}`.execute(tx);
  return rows;
}
