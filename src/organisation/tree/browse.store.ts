import { type Expression, type SqlBool, sql } from 'kysely';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { OrganisationKind } from '../organisation.tables.ts';

export type OrganisationRow = {
  id: string;
  kind: OrganisationKind;
  name: string;
  short_name: string | null;
  category: string | null;
  state: 'active' | 'dissolved';
  no: number;
  children: number;
  members: number;
};

// Members are counted through the tree's index: `^@` on the path is leakproof, LIKE would not use it.
const columns = sql`
  o.id, o.kind, o.name, o.short_name, o.category, o.state, o.no,
  (select count(*) from organisation c where c.tenant_id = o.tenant_id and c.parent_id = o.id and c.state = 'active')::int as children,
  (select count(*) from organisation b join membership m on m.tenant_id = b.tenant_id and m.org_id = b.id and m.to_on is null
   where b.tenant_id = o.tenant_id and b.path ^@ o.path)::int
   + case when o.kind = 'temporary_branch' then (select count(*) from attachment t
     where t.tenant_id = o.tenant_id and t.org_id = o.id and t.to_on is null) else 0 end::int as members`;

/** Who stands on the roll of organisations: their members; of a temporary branch those attached to it, as members of their own. */
const rollOf = (attached: boolean) =>
  attached
    ? sql`(select t.tenant_id, t.org_id, t.person_id, m.kind, m.joined_on, m.exempt, t.to_on from attachment t
        join membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.to_on is null)`
    : sql`membership`;

type Filter = { parent?: string; q?: string; kind?: OrganisationKind };

/**
 * Organisations in scope in the order of the tree: the children of `parent`; without it, those whose name holds `q`;
 * without either, the tops of the scope (whose own parent lies outside it). `after` is the last row's number.
 */
export async function listInTree(
  tx: Tx,
  tenantId: string,
  scope: { row: Expression<SqlBool>; parent: Expression<SqlBool> },
  filter: Filter,
  after: string | number | null,
  limit: number,
): Promise<OrganisationRow[]> {
  const searching = !filter.parent && (filter.q || filter.kind);
  const place = filter.parent
    ? sql`o.parent_id = ${filter.parent}`
    : searching
      ? sql`true`
      : sql`not exists (select from organisation u where u.tenant_id = o.tenant_id and u.id = o.parent_id and ${scope.parent})`;
  const { rows } = await sql<OrganisationRow>`
    select ${columns} from organisation o
    where o.tenant_id = ${tenantId} and o.state = 'active' and ${scope.row} and ${place}
      and ${filter.q ? sql`(o.name like ${anywhere(filter.q)} or o.short_name like ${anywhere(filter.q)})` : sql`true`}
      and ${filter.kind ? sql`o.kind = ${filter.kind}` : sql`true`}
      and ${after === null ? sql`true` : sql`o.no > ${after}::int`}
    order by o.no limit ${limit}`.execute(tx);
  return rows;
}

/** One organisation with its counts, its ancestors from the top down, and who holds its posts today. */
export async function readFromTree(tx: Tx, tenantId: string, id: string, today: string) {
  const { rows } = await sql<OrganisationRow & { version: number; path: string }>`
    select ${columns}, o.version, o.path from organisation o where o.tenant_id = ${tenantId} and o.id = ${id}`.execute(
    tx,
  );
  const organisation = rows[0];
  if (!organisation) return null;
  const labels = organisation.path.split('.').filter(Boolean).map(Number);
  const ancestors = await tx
    .selectFrom('organisation')
    .select(['id', 'name', 'path'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`no = any(${labels.slice(0, -1)}::int[])`)
    .orderBy(sql`length(path)`)
    .execute();
  const posts = await tx
    .selectFrom('appointment as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select(['p.id as personId', 'p.name as personName', 'a.post', 'a.from_on as fromOn'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.org_id', '=', id)
    .where('a.from_on', '<=', today)
    .where((eb) => eb.or([eb('a.to_on', 'is', null), eb('a.to_on', '>', today)]))
    .orderBy('a.from_on')
    .orderBy('a.id')
    .limit(200)
    .execute();
  return { organisation, ancestors, posts };
}

export type MemberRow = {
  person_id: string;
  name: string;
  kind: 'full' | 'probationary';
  joined_on: string | null;
  org_id: string;
  org_name: string;
  org_no: number;
  exempt: boolean;
  posts: string[];
};

/** Members of an organisation and of those under it, branch by branch, by name. */
export async function listMembersUnder(
  tx: Tx,
  tenantId: string,
  { path, kind }: { path: string; kind: OrganisationKind },
  filter: { q?: string; kind?: 'full' | 'probationary' },
  after: readonly (string | number | null)[] | null,
  limit: number,
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select p.id as person_id, p.name, m.kind, m.joined_on, o.id as org_id, o.name as org_name, o.no as org_no, m.exempt,
      coalesce((select array_agg(a.post order by a.from_on, a.id) from appointment a
        where a.tenant_id = p.tenant_id and a.person_id = p.id and a.to_on is null), '{}') as posts
    from (
      select u.tenant_id, u.id, u.name, u.no from organisation u
      where u.tenant_id = ${tenantId} and u.path ^@ ${path} and ${after ? sql`u.no >= ${after[0]}::int` : sql`true`}
      order by u.no offset 0
    ) o
    join ${rollOf(kind === 'temporary_branch')} m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where ${filter.q ? sql`p.name like ${anywhere(filter.q)}` : sql`true`}
      and ${filter.kind ? sql`m.kind = ${filter.kind}` : sql`true`}
      and ${after ? sql`(o.no, p.name, p.id) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::uuid)` : sql`true`}
    order by o.no, p.name, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** Beyond so many members a list does not say how many there are: counting a city would cost more than reading a page of it. */
const COUNTED = 2_000;

/** How many members an organisation and those under it have; undefined beyond what is counted. */
export async function countMembersUnder(
  tx: Tx,
  tenantId: string,
  { path, kind }: { path: string; kind: OrganisationKind },
): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from organisation o join ${rollOf(kind === 'temporary_branch')} m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
      where o.tenant_id = ${tenantId} and o.path ^@ ${path} limit ${COUNTED + 1}
    ) few`.execute(tx);
  const count = rows[0]?.count ?? 0;
  return count <= COUNTED ? count : undefined;
}
