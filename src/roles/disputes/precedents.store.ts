import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { unitAt } from '#organisation/units.store.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import './disputes.tables.ts';
import '../duties/duties.tables.ts';
import '../frameworks/frameworks.tables.ts';

/** A ruled dispute as a precedent. */
export type RuledRow = {
  id: string;
  title: string;
  matter: string;
  duty_code: string | null;
  ruling: string;
  owner_org: string;
  owner_kind: string;
  owner_name: string;
  ruled_on: Day;
  org_path: string;
};

/**
 * The latest rulings that hold for somebody at `paths`: of the level above them, and of their own units. An
 * organisation inside another unit is not named.
 */
export async function ruledFor(
  tx: Tx,
  tenantId: string,
  paths: readonly string[],
  limit: number,
): Promise<RuledRow[]> {
  const { rows } = await sql<RuledRow>`
    select d.id, d.title, d.matter, d.duty_code, d.ruling, p.org_id as owner_org, o.kind as owner_kind,
      case when o.kind = 'unit' or exists (select from unnest(${[...paths]}::text[]) as own(path) where o.path ^@ own.path)
        then o.name else '' end as owner_name, d.ruled_on, g.path as org_path
    from dispute d
    join organisation g on g.tenant_id = d.tenant_id and g.id = d.org_id
    join dispute_party p on p.tenant_id = d.tenant_id and p.id = d.ruled_party
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    where d.tenant_id = ${tenantId} and d.state = 'ruled'
      and exists (select from unnest(${[...paths]}::text[]) as own(path) where own.path ^@ g.path or g.path ^@ own.path)
    order by d.ruled_on desc, d.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** The unit that an organisation lies in (itself for a unit), by the organisation's id. */
export async function unitsOf(tx: Tx, tenantId: string, orgIds: readonly string[]) {
  const { rows } = await sql<{ orgId: string; unitId: string; path: string }>`
    select o.id as "orgId", u.id as "unitId", u.path
    from organisation o
    join organisation u on u.tenant_id = o.tenant_id and u.id = ${unitAt('id', sql.ref('o.tenant_id'), sql.ref('o.path'))}
    where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.orgId, row]));
}

/** The paths of the units that lie over (or at) some paths; a path above all units stands for itself. */
export async function unitPathsOver(tx: Tx, tenantId: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const { rows } = await sql<{ path: string }>`
    select distinct coalesce(${unitAt('path', tenantId, sql.ref('own.path'))}, own.path) as path
    from unnest(${[...paths]}::text[]) as own(path)`.execute(tx);
  return rows.map((row) => row.path);
}

/** Organisations with these ids, the dissolved ones left out. */
export async function findPlaces(tx: Tx, tenantId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; kind: string; path: string; name: string }>`
    select id, kind, path, name from organisation
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'active'`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Everything that lies over a path, and the organisation at it. */
export async function placesOver(tx: Tx, tenantId: string, path: string) {
  const { rows } = await sql<{ id: string; kind: string; path: string; name: string }>`
    select id, kind, path, name from organisation where tenant_id = ${tenantId} and ${path}::text ^@ path order by path`.execute(
    tx,
  );
  return rows;
}

/** Who holds which post at some organisations and their direct parts, today. */
export async function holdersAt(tx: Tx, tenantId: string, orgIds: readonly string[], today: Day) {
  const { rows } = await sql<{ orgId: string; post: string; personId: string; name: string }>`
    select x.id as "orgId", a.post, a.person_id as "personId", n.name
    from organisation x
    join organisation o on o.tenant_id = x.tenant_id and (o.id = x.id or (x.kind = 'unit' and o.parent_id = x.id))
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.from_on <= ${today}::date
      and (a.to_on is null or a.to_on > ${today}::date)
    join person n on n.tenant_id = a.tenant_id and n.id = a.person_id and n.state = 'active'
    where x.tenant_id = ${tenantId} and x.id = any(${[...orgIds]}::uuid[])
    order by a.from_on, a.id`.execute(tx);
  return rows;
}

/** Organisations of the units at `paths`, and other units, whose name holds `q`; at most 20. */
export async function findPartyOrgs(tx: Tx, tenantId: string, paths: readonly string[], q: string) {
  const { rows } = await sql<{ id: string; name: string; kind: string; own: boolean }>`
    select o.id, o.name, o.kind, x.own
    from organisation o
    cross join lateral (
      select exists (select from unnest(${[...paths]}::text[]) as p(path) where o.path ^@ p.path) as own
    ) x
    where o.tenant_id = ${tenantId} and o.state = 'active' and position(${q} in o.name) > 0 and (x.own or o.kind = 'unit')
    order by x.own desc, o.no limit 20`.execute(tx);
  return rows;
}

/** Duties in force of a unit, those whose code, title or text holds `q`; at most 20. */
export async function dutiesInForce(
  tx: Tx,
  tenantId: string,
  unitId: string,
  filter: { q?: string; code?: string },
) {
  const { rows } = await sql<{ id: string; code: string; title: string; text: string; framework_id: string }>`
    select d.id, d.code, d.title, d.text, d.framework_id
    from framework f join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null
    where f.tenant_id = ${tenantId} and f.org_id = ${unitId}::uuid and f.state = 'issued'
      ${filter.code ? sql`and d.code = ${filter.code}` : sql``}
      ${filter.q ? sql`and (position(${filter.q} in d.title) > 0 or position(${filter.q} in d.text) > 0 or d.code = upper(${filter.q}))` : sql``}
    order by d.place limit 20`.execute(tx);
  return rows;
}

/** Who answers now for some duties, one row a duty, organisation and person. */
export async function ownersOf(tx: Tx, tenantId: string, dutyIds: readonly string[]) {
  const { rows } = await sql<{ dutyId: string; orgId: string; personId: string }>`
    select w.duty_id as "dutyId", w.org_id as "orgId", w.person_id as "personId" from duty_owner w
    where w.tenant_id = ${tenantId} and w.duty_id = any(${[...dutyIds]}::uuid[]) and w.to_on is null and w.source <> 'member'`.execute(
    tx,
  );
  return rows;
}

/** The edition that a ruling was written into, with the duty as it stands there; undefined once the draft was thrown away. */
export async function editionOf(tx: Tx, tenantId: string, id: string, code: string) {
  const { rows } = await sql<{
    edition: number;
    state: 'draft' | 'issued' | 'superseded';
    fromOn: Day | null;
    dutyId: string | null;
    title: string | null;
    text: string | null;
    only: string[];
  }>`
    select f.edition, f.state, f.from_on as "fromOn", d.id as "dutyId", d.title, d.text,
      array(select o.name from organisation o where o.tenant_id = f.tenant_id and o.id = any(d.only_orgs) order by o.no) as only
    from framework f
    left join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.code = ${code} and d.dropped_reason is null
    where f.tenant_id = ${tenantId} and f.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Rulings written into the lists of an edition's unit, up to this edition; the latest first, at most `limit`. */
export async function rulingsIn(tx: Tx, tenantId: string, frameworkId: string, limit: number) {
  const { rows } = await sql<{
    id: string;
    title: string;
    code: string;
    edition: number;
    owner: string;
    ruledOn: Day;
  }>`
    select d.id, d.title, d.patched_code as code, e.edition, o.name as owner, d.ruled_on as "ruledOn"
    from framework f
    join framework e on e.tenant_id = f.tenant_id and e.org_id = f.org_id and e.edition <= f.edition
    join dispute d on d.tenant_id = e.tenant_id and d.framework_id = e.id and d.state = 'ruled'
    join dispute_party p on p.tenant_id = d.tenant_id and p.id = d.ruled_party
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    where f.tenant_id = ${tenantId} and f.id = ${frameworkId}::uuid
    order by e.edition desc, d.ruled_on desc, d.id limit ${limit}`.execute(tx);
  return rows;
}

/** A duty by its id, as a dispute shows it. */
export async function dutyText(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('duty')
    .select(['code', 'title', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** How many disputes there are in reach, and about which duties; `days` from raising to ruling, on average. */
export async function disputeCounts(tx: Tx, tenantId: string, scope: Scope) {
  const { rows } = await sql<{
    code: string | null;
    title: string | null;
    disputes: number;
    running: number;
    provisional: number;
    ruled: number;
    days: number | null;
  }>`
    select d.duty_code as code, max(x.title) as title, count(*)::int as disputes,
      (count(*) filter (where d.state in ('open', 'provisional')))::int as running,
      (count(*) filter (where d.state = 'provisional'))::int as provisional,
      (count(*) filter (where d.state = 'ruled'))::int as ruled,
      round(avg(d.ruled_on - d.raised_on))::int as days
    from dispute d
    join organisation g on g.tenant_id = d.tenant_id and g.id = d.org_id
    left join duty x on x.tenant_id = d.tenant_id and x.id = d.duty_id
    where d.tenant_id = ${tenantId} and d.state <> 'withdrawn' and ${inScope(scope, { path: 'g.path', org: 'g.id' })}
    group by d.duty_code order by count(*) desc, d.duty_code limit 50`.execute(tx);
  return rows;
}
