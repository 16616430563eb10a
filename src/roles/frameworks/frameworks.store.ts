import { type Insertable, type Selectable, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Schema, Tx } from '#platform/database/schema.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import type { Matrix } from './frameworks.tables.ts';
import './frameworks.tables.ts';

export type FrameworkRow = Selectable<Schema['framework']> & { unit_name: string };

/** A framework with its unit's name. */
export async function findFramework(tx: Tx, tenantId: string, id: string): Promise<FrameworkRow | undefined> {
  return tx
    .selectFrom('framework as f')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'f.tenant_id').onRef('o.id', '=', 'f.org_id'),
    )
    .selectAll('f')
    .select('o.name as unit_name')
    .where('f.tenant_id', '=', tenantId)
    .where('f.id', '=', id)
    .executeTakeFirst();
}

/** A unit's draft, its edition in force, and its highest edition number. */
export async function editionsOf(tx: Tx, tenantId: string, unitId: string) {
  const rows = await tx
    .selectFrom('framework')
    .select(['id', 'edition', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', unitId)
    .orderBy('edition', 'desc')
    .execute();
  return {
    draft: rows.find((row) => row.state === 'draft'),
    issued: rows.find((row) => row.state === 'issued'),
    last: rows[0]?.edition ?? 0,
  };
}

/** All editions of a unit, the newest first. */
export async function allEditions(tx: Tx, tenantId: string, unitId: string) {
  return tx
    .selectFrom('framework')
    .select(['id', 'edition', 'state', 'from_on'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', unitId)
    .orderBy('edition', 'desc')
    .limit(50)
    .execute();
}

/** Writes the levels and posts of a draft of version `version`; its new version, or undefined if it has another by now. */
export async function saveMatrix(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  matrix: Matrix,
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'framework',
    { tenantId, id, version },
    { matrix: sql<never>`${JSON.stringify(matrix)}::jsonb` },
    { state: 'draft' },
  );
}

type NewDraft = Omit<
  Insertable<Schema['framework']>,
  'from_on' | 'to_on' | 'issued_at' | 'issued_by' | 'content_hash'
>;

/** Adds a draft. */
export async function insertFramework(tx: Tx, row: NewDraft): Promise<void> {
  const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
  await tx
    .insertInto('framework')
    .values({
      ...row,
      title: json(row.title),
      matrix: json(row.matrix),
      from_on: null,
      to_on: null,
      issued_at: null,
      issued_by: null,
      content_hash: null,
    })
    .execute();
}

/** Marks a draft of version `version` as issued; undefined if it has another version by now. */
export async function markIssued(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  issue: {
    fromOn: Day;
    at: Date;
    by: string | null;
    hash: string;
    lists: readonly { id: string; hash: string }[];
  },
) {
  const done = await updateAtVersion(
    tx,
    'framework',
    { tenantId, id, version },
    {
      state: 'issued',
      from_on: issue.fromOn,
      issued_at: issue.at,
      issued_by: issue.by,
      content_hash: issue.hash,
    },
    { state: 'draft' },
  );
  if (!done) return undefined;
  await sql`
    update duty_list l set content_hash = h.hash
    from unnest(${issue.lists.map((each) => each.id)}::uuid[], ${issue.lists.map((each) => each.hash)}::text[]) as h(id, hash)
    where l.tenant_id = ${tenantId} and l.id = h.id`.execute(tx);
  return done;
}

/** Ends the force of the edition that a new one replaces. */
export async function supersede(tx: Tx, tenantId: string, id: string, toOn: Day): Promise<void> {
  await sql`
    update framework set state = 'superseded', to_on = greatest(from_on, ${toOn}::date), version = version + 1
    where tenant_id = ${tenantId} and id = ${id} and state = 'issued'`.execute(tx);
}

/** Throws a draft of version `version` away with everything in it; false if it has another version by now. */
export async function deleteDraft(tx: Tx, tenantId: string, id: string, version: number): Promise<boolean> {
  const gone = await tx
    .deleteFrom('framework')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** The lists of a framework. */
export async function listsOf(tx: Tx, tenantId: string, frameworkId: string) {
  return tx
    .selectFrom('duty_list')
    .select(['id', 'subject', 'content_hash'])
    .where('tenant_id', '=', tenantId)
    .where('framework_id', '=', frameworkId)
    .execute();
}

type Edition = { id: string; edition: number; title: Title; fromOn: Day | null };
export type UnitRow = { id: string; name: string; no: number; issued: Edition | null; draft: Edition | null };

/** Units in reach, with the edition in force and the draft, by their number. One row more than `limit`. */
export async function findUnits(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { q?: string; state?: 'none' | 'draft' | 'issued'; after: number | null; limit: number },
): Promise<UnitRow[]> {
  const edition = (alias: string) => sql`
    case when ${sql.ref(`${alias}.id`)} is null then null else jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'edition', ${sql.ref(`${alias}.edition`)},
      'title', ${sql.ref(`${alias}.title`)}, 'fromOn', ${sql.ref(`${alias}.from_on`)}) end`;
  const wanted = {
    none: sql`i.id is null and d.id is null`,
    draft: sql`d.id is not null`,
    issued: sql`i.id is not null`,
  };
  const { rows } = await sql<UnitRow>`
    select o.id, o.name, o.no, ${edition('i')} as issued, ${edition('d')} as draft
    from organisation o
    left join framework i on i.tenant_id = o.tenant_id and i.org_id = o.id and i.state = 'issued'
    left join framework d on d.tenant_id = o.tenant_id and d.org_id = o.id and d.state = 'draft'
    where o.tenant_id = ${tenantId} and o.kind = 'unit' and o.state = 'active' and ${inScope(scope, { path: 'o.path', org: 'o.id' })}
      ${filter.q ? sql`and position(${filter.q} in o.name) > 0` : sql``}
      ${filter.state ? sql`and ${wanted[filter.state]}` : sql``}
      ${filter.after === null ? sql`` : sql`and o.no > ${filter.after}`}
    order by o.no limit ${filter.limit + 1}`.execute(tx);
  return rows;
}
