import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../frameworks/frameworks.tables.ts';
import type { Binding, BindingSource, Pin } from './solver.rules.ts';
import './duties.tables.ts';

/**
 * The duties of frameworks as an array: looked up once, so that what hangs on them is then found by index. A join would
 * leave it to the planner, which on tables that were only just filled compares everything with everything.
 */
const dutiesIn = (tenantId: string, frameworkIds: readonly string[]) => sql`
  array(select d.id from duty d where d.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworkIds]}::uuid[]))`;

/** The persons named for duties of a framework, as long as they are there. */
export async function pinsOf(tx: Tx, tenantId: string, frameworkId: string): Promise<Pin[]> {
  return tx
    .selectFrom('duty_owner as w')
    .innerJoin('duty as d', (join) =>
      join.onRef('d.tenant_id', '=', 'w.tenant_id').onRef('d.id', '=', 'w.duty_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'w.tenant_id').onRef('p.id', '=', 'w.person_id'),
    )
    .select(['w.duty_id as dutyId', 'w.org_id as orgId', 'w.person_id as personId', 'w.grants'])
    .where('w.tenant_id', '=', tenantId)
    .where('d.framework_id', '=', frameworkId)
    .where('w.source', '=', 'pinned')
    .where('w.to_on', 'is', null)
    .where('p.state', '=', 'active')
    .execute();
}

/** Takes away whoever is named for some duties of an organisation in a draft. */
export async function removePins(
  tx: Tx,
  tenantId: string,
  dutyIds: readonly string[],
  orgId: string,
): Promise<void> {
  await tx
    .deleteFrom('duty_owner')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`duty_id = any(${[...dutyIds]}::uuid[])`)
    .where('org_id', '=', orgId)
    .where('source', '=', 'pinned')
    .execute();
}

/** Takes away whoever is named for a duty of a draft in an organisation to which it is no longer addressed. */
export async function removePinsOutside(
  tx: Tx,
  tenantId: string,
  dutyId: string,
  orgIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('duty_owner')
    .where('tenant_id', '=', tenantId)
    .where('duty_id', '=', dutyId)
    .where('source', '=', 'pinned')
    .where(sql<boolean>`not (org_id = any(${[...orgIds]}::uuid[]))`)
    .execute();
}

/** Adds owners in one statement. `sole` holds the ids of the duties that have one owner an organisation. */
export async function insertOwners(
  tx: Tx,
  tenantId: string,
  bindings: readonly (Binding & { grants?: readonly string[] })[],
  sole: ReadonlySet<string>,
  fromOn: Day,
): Promise<void> {
  if (bindings.length === 0) return;
  await sql`
    insert into duty_owner (tenant_id, id, duty_id, org_id, person_id, post, source, sole, grants, from_on)
    select ${tenantId}, n.id, n.duty_id, n.org_id, n.person_id, n.post, n.source, n.sole, array(select jsonb_array_elements_text(n.grants)), ${fromOn}::date
    from unnest(
      ${bindings.map(() => newId())}::uuid[], ${bindings.map((each) => each.dutyId)}::uuid[], ${bindings.map((each) => each.orgId)}::uuid[],
      ${bindings.map((each) => each.personId)}::uuid[], ${bindings.map((each) => each.post)}::text[],
      ${bindings.map((each) => each.source)}::text[], ${bindings.map((each) => sole.has(each.dutyId))}::boolean[],
      ${bindings.map((each) => JSON.stringify(each.grants ?? []))}::jsonb[]) as n(id, duty_id, org_id, person_id, post, source, sole, grants)
    on conflict (tenant_id, duty_id, org_id, person_id) where to_on is null do nothing`.execute(tx);
}

/** Who answers for the duties of an issued framework now, without the members that bear theirs by membership. */
export async function currentOwners(tx: Tx, tenantId: string, frameworkIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    dutyId: string;
    orgId: string;
    personId: string;
    post: string | null;
    source: BindingSource;
  }>`
    select w.id, w.duty_id as "dutyId", w.org_id as "orgId", w.person_id as "personId", w.post, w.source
    from duty_owner w
    where w.tenant_id = ${tenantId} and w.duty_id = any(${dutiesIn(tenantId, frameworkIds)})
      and w.to_on is null and w.source <> 'member'`.execute(tx);
  return rows;
}

/** Who answered for the duties of an edition on the day on which another replaced it. */
export async function ownersAtEnd(tx: Tx, tenantId: string, frameworkId: string, toOn: Day | null) {
  const { rows } = await sql<{ dutyId: string; orgId: string; personId: string }>`
    select w.duty_id as "dutyId", w.org_id as "orgId", w.person_id as "personId"
    from duty_owner w
    where w.tenant_id = ${tenantId} and w.duty_id = any(${dutiesIn(tenantId, [frameworkId])})
      and w.to_on = ${toOn}::date and w.source <> 'member'`.execute(tx);
  return rows;
}

/** Lets those who were named in a draft answer from the day on which it comes into force. */
export async function datePins(tx: Tx, tenantId: string, frameworkId: string, fromOn: Day): Promise<void> {
  await sql`
    update duty_owner set from_on = ${fromOn}::date
    where tenant_id = ${tenantId} and duty_id = any(${dutiesIn(tenantId, [frameworkId])}) and source = 'pinned' and to_on is null`.execute(
    tx,
  );
}

/** Ends the time of all owners of a framework. */
export async function endAllOwners(tx: Tx, tenantId: string, frameworkId: string, on: Day): Promise<void> {
  await sql`
    update duty_owner set to_on = greatest(from_on, ${on}::date)
    where tenant_id = ${tenantId} and duty_id = any(${dutiesIn(tenantId, [frameworkId])}) and to_on is null`.execute(
    tx,
  );
}

/**
 * Issued frameworks whose unit's posts or organisations are not as they were when the owners were last bound, with
 * the digest that says so: one statement for a whole tenant. Branches that passed the size for a committee count too.
 */
export async function changedUnits(tx: Tx, tenantId: string, today: Day) {
  const { rows } = await sql<{ id: string; unitId: string; digest: string }>`
    select * from (
      select f.id, f.org_id as "unitId", f.bound_digest, md5(string_agg(o.text, ' ' order by o.text)) as digest
      from framework f
      join organisation u on u.tenant_id = f.tenant_id and u.id = f.org_id
      cross join lateral (
        select b.id || ' ' || coalesce(a.post, '') || ' ' || coalesce(a.person_id::text, '') || ' ' || (
          select count(*) from membership m where m.tenant_id = b.tenant_id and m.org_id = b.id and m.to_on is null and m.kind = 'full') as text
        from organisation b
        left join (appointment a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active')
          on a.tenant_id = b.tenant_id and a.org_id = b.id and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
        where b.tenant_id = u.tenant_id and b.path ~>~ u.path and b.path ~<~ (u.path || '~') and b.state = 'active'
      ) o
      where f.tenant_id = ${tenantId} and f.state = 'issued'
      group by f.id, f.org_id, f.bound_digest
    ) d where d.digest is distinct from d.bound_digest`.execute(tx);
  return rows;
}

/** The ids of all editions in force. */
export async function issuedFrameworks(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('framework')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'issued')
    .execute();
  return rows.map((row) => row.id);
}

/** The id of a unit's edition in force, or null. */
export async function issuedOf(tx: Tx, tenantId: string, unitId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('framework')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', unitId)
    .where('state', '=', 'issued')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Notes the posts to which the owners of frameworks are bound now. */
export async function noteDigests(
  tx: Tx,
  tenantId: string,
  bound: readonly { id: string; digest: string }[],
): Promise<void> {
  if (bound.length === 0) return;
  await sql`
    update framework f set bound_digest = b.digest
    from unnest(${bound.map((each) => each.id)}::uuid[], ${bound.map((each) => each.digest)}::text[]) as b(id, digest)
    where f.tenant_id = ${tenantId} and f.id = b.id`.execute(tx);
}

/** Ends the time of some owners. */
export async function endOwners(tx: Tx, tenantId: string, ids: readonly string[], today: Day): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update duty_owner set to_on = greatest(from_on, ${today}::date)
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and to_on is null`.execute(tx);
}

/** How many bindings changed, and in which frameworks. */
type MemberChange = { count: number; frameworks: string[] };

/**
 * Binds the member-borne duties of issued frameworks to the members their branches have on a day: what `memberBindings`
 * says, in one statement for any number of members. Bindings that exist stay.
 */
export async function addMembers(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  today: Day,
  fromOn: Day,
): Promise<MemberChange> {
  const { rows } = await sql<{ framework_id: string; count: number }>`
    with added as (
      insert into duty_owner (tenant_id, id, duty_id, org_id, person_id, post, source, sole, from_on)
      select ${tenantId}, gen_random_uuid(), d.id, b.id, m.person_id, null, 'member', false, ${fromOn}::date
      from framework f
      join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.owner->'each' ? 'member'
        and (d.to_on is null or d.to_on > ${today}::date)
      join organisation u on u.tenant_id = f.tenant_id and u.id = f.org_id
      join organisation b on b.tenant_id = f.tenant_id and b.path ~>~ u.path and b.path ~<~ (u.path || '~')
        and b.state = 'active' and b.kind = any(d.bodies) and (d.only_orgs = '{}' or b.id = any(d.only_orgs))
      cross join lateral (
        select m.person_id, m.exempt from membership m
        where m.tenant_id = b.tenant_id and m.org_id = b.id and m.to_on is null and m.from_on <= ${today}::date offset 0
      ) m
      where f.tenant_id = ${tenantId} and f.id = any(${[...frameworkIds]}::uuid[])
        and not (m.exempt and coalesce(d.applies->'exempt' ? 'infirm', false))
      on conflict (tenant_id, duty_id, org_id, person_id) where to_on is null do nothing
      returning duty_id
    )
    select d.framework_id, count(*)::int as count from added a
    join duty d on d.tenant_id = ${tenantId} and d.id = a.duty_id group by d.framework_id`.execute(tx);
  return changeOf(rows);
}

/** Ends the bindings of members who left their branch or became exempt. */
export async function endMembers(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  today: Day,
): Promise<MemberChange> {
  const { rows } = await sql<{ framework_id: string; count: number }>`
    with gone as (
      select w.id, d.framework_id
      from duty d
      cross join lateral (
        select w.id, w.tenant_id, w.org_id, w.person_id from duty_owner w
        where w.tenant_id = d.tenant_id and w.duty_id = d.id and w.to_on is null and w.source = 'member' offset 0
      ) w
      left join lateral (
        select m.exempt from membership m
        where m.tenant_id = w.tenant_id and m.person_id = w.person_id and m.org_id = w.org_id and m.to_on is null offset 0
      ) m on true
      where d.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworkIds]}::uuid[]) and d.owner->'each' ? 'member'
        and (m.exempt is null or m.exempt and coalesce(d.applies->'exempt' ? 'infirm', false))
    ), ended as (
      update duty_owner set to_on = greatest(from_on, ${today}::date)
      where tenant_id = ${tenantId} and id = any(array(select id from gone))
    )
    select framework_id, count(*)::int as count from gone group by framework_id`.execute(tx);
  return changeOf(rows);
}

function changeOf(rows: readonly { framework_id: string; count: number }[]): MemberChange {
  return {
    count: rows.reduce((total, row) => total + row.count, 0),
    frameworks: rows.map((row) => row.framework_id),
  };
}
