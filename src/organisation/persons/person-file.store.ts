import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';

/** A person with employer, the organisation that decides who may see the person, every membership and every appointment, newest first. */
export async function readPersonFile(tx: Tx, tenantId: string, id: string) {
  const person = await tx
    .selectFrom('person as p')
    .leftJoin('organisation as e', (join) =>
      join.onRef('e.tenant_id', '=', 'p.tenant_id').onRef('e.id', '=', 'p.employer_id'),
    )
    .select([
      'p.id',
      'p.name',
      'p.sex',
      'p.ethnicity',
      'p.education',
      'p.title',
      'p.state',
      'p.birth_sealed',
      'p.phone_sealed',
    ])
    .select(['e.id as employer_id', 'e.name as employer_name'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!person) return null;
  const memberships = await tx
    .selectFrom('membership as m')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'm.tenant_id').onRef('o.id', '=', 'm.org_id'),
    )
    .select([
      'o.id as orgId',
      'o.name as orgName',
      'm.kind',
      'm.joined_on as joinedOn',
      'm.confirmed_on as confirmedOn',
    ])
    .select(['m.from_on as fromOn', 'm.to_on as toOn'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.person_id', '=', id)
    .orderBy('m.from_on', 'desc')
    .execute();
  const appointments = await tx
    .selectFrom('appointment as a')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.id', '=', 'a.org_id'),
    )
    .select(['o.id as orgId', 'o.name as orgName', 'a.post', 'a.from_on as fromOn', 'a.to_on as toOn'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.person_id', '=', id)
    .orderBy(sql`a.to_on is not null`)
    .orderBy('a.from_on', 'desc')
    .execute();
  const place = await sql<{ path: string | null; org_id: string | null }>`
    select o.path, x.org_id from person_place x
    left join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where x.tenant_id = ${tenantId} and x.id = ${id}`.execute(tx);
  return { person, memberships, appointments, place: place.rows[0] ?? { path: null, org_id: null } };
}

export type ReaderRow = {
  seq: number;
  at: Date;
  who: string | null;
  action: string;
  roles: string[];
  org_names: string[];
};

/**
 * Readings of a person's file by others, newest first, from the audit chain: every entry about the person whose action
 * is a reading (`….read`, `….export`).
 */
export async function listReadings(
  tx: Tx,
  tenantId: string,
  personId: string,
  before: string | number | null,
  limit: number,
): Promise<ReaderRow[]> {
  const { rows } = await sql<ReaderRow>`
    select e.seq, e.at, a.display_name as who, e.action,
      coalesce((select array_agg(value) from jsonb_array_elements_text(e.body::jsonb #> '{details,roles}')), '{}') as roles,
      coalesce((select array_agg(o.name order by o.no) from organisation o where o.tenant_id = e.tenant_id
        and o.id in (select value::uuid from jsonb_array_elements_text(e.body::jsonb #> '{details,orgs}'))), '{}') as org_names
    from audit_entry e
    left join account a on a.tenant_id = e.tenant_id and a.id = e.actor_id
    where e.tenant_id = ${tenantId} and e.object_id = ${personId} and e.object_kind = 'person'
      and (e.action like '%.read' or e.action like '%.export') and a.person_id is distinct from ${personId}
      and ${before === null ? sql<SqlBool>`true` : sql<SqlBool>`e.seq < ${before}::bigint`}
    order by e.seq desc limit ${limit}`.execute(tx);
  return rows;
}
