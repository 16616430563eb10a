import { type Expression, type SqlBool, sql } from 'kysely';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import { unitAt } from '#organisation/units.store.ts';
import type { Tx } from '#platform/database/schema.ts';

export type RosterOrganisation = {
  kind: OrganisationKind;
  name: string;
  parent: string | null;
  unit: string | null;
  category: string | null;
};

export type RosterPerson = {
  name: string;
  sex: string | null;
  ethnicity: string | null;
  education: string | null;
  unit: string | null;
  title: string | null;
  branch: string | null;
  kind: 'full' | 'probationary' | null;
  joined_on: string | null;
  confirmed_on: string | null;
  posts: string[];
};

/** The organisations of a scope in the order of the tree, each with its superior and its unit. */
export async function listOrganisations(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
): Promise<RosterOrganisation[]> {
  const { rows } = await sql<RosterOrganisation>`
    select o.kind, o.name, p.name as parent, ${unitAt('name', sql.ref('o.tenant_id'), sql.ref('o.path'))} as unit, o.category
    from organisation o
    left join organisation p on p.tenant_id = o.tenant_id and p.id = o.parent_id
    where o.tenant_id = ${tenantId} and o.state = 'active' and ${scope}
    order by o.path`.execute(tx);
  return rows;
}

/** The persons of a scope (by their branch, else their unit), with the posts they hold as `post@organisation`. */
export async function listPersons(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
): Promise<RosterPerson[]> {
  const { rows } = await sql<RosterPerson>`
    with held as (
      select a.person_id, array_agg(a.post || '@' || b.name order by a.from_on, a.id) as posts
      from appointment a join organisation b on b.tenant_id = a.tenant_id and b.id = a.org_id
      where a.tenant_id = ${tenantId} and a.to_on is null group by a.person_id
    )
    select p.name, p.sex, p.ethnicity, p.education, u.name as unit, p.title, b.name as branch, m.kind, m.joined_on, m.confirmed_on,
      coalesce(h.posts, '{}') as posts
    from person p
    left join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null
    left join organisation b on b.tenant_id = m.tenant_id and b.id = m.org_id
    left join organisation u on u.tenant_id = p.tenant_id and u.id = p.employer_id
    join organisation o on o.tenant_id = p.tenant_id and o.id = coalesce(m.org_id, p.employer_id)
    left join held h on h.person_id = p.id
    where p.tenant_id = ${tenantId} and p.state = 'active' and ${scope}
    order by o.path, p.name, p.id`.execute(tx);
  return rows;
}
