import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#records/records.tables.ts';
import './groups/groups.tables.ts';

/** Somebody who is expected at an organisation's meetings. */
export type RosterRow = {
  person_id: string;
  name: string;
  full_member: boolean;
  committee: boolean;
  exempt: boolean;
  /** Of a group: its members were settled, so that this is its roster and not that of the whole branch. */
  settled: boolean;
  last_spoke_on: Day | null;
};

/**
 * Who is expected at the meetings of an organisation on a day: the members of a branch (for a group those settled as its members,
 * or else all of the branch above it), those attached to a temporary branch, or the holders of posts in a leading group or organ committee. With a seat on the committee, being excused by rule, and the
 * day they last spoke in this organisation.
 */
export async function rosterOf(
  tx: Tx,
  tenantId: string,
  org: { id: string; kind: string; parentId: string | null },
  on: Day,
): Promise<RosterRow[]> {
  const home = org.kind === 'group' ? org.parentId : org.id;
  const byPost = org.kind === 'leading_group' || org.kind === 'organ_committee';
  const settled = sql`select g.person_id from group_member g
    where g.tenant_id = ${tenantId} and g.group_id = ${org.id} and g.from_on <= ${on}::date and (g.to_on is null or g.to_on > ${on}::date)`;
  const people = byPost
    ? sql`select distinct a.person_id, true as full_member, false as exempt from appointment a
        where a.tenant_id = ${tenantId} and a.org_id = ${org.id} and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date)`
    : org.kind === 'temporary_branch'
      ? sql`select t.person_id, m.kind = 'full' as full_member, m.exempt from attachment t
          join membership m on m.tenant_id = t.tenant_id and m.person_id = t.person_id and m.to_on is null
          where t.tenant_id = ${tenantId} and t.org_id = ${org.id} and t.from_on <= ${on}::date and (t.to_on is null or t.to_on > ${on}::date)`
      : sql`select distinct on (m.person_id) m.person_id, m.kind = 'full' as full_member, m.exempt from membership m
        where m.tenant_id = ${tenantId} and m.org_id = ${home} and m.from_on <= ${on}::date and (m.to_on is null or m.to_on > ${on}::date)
          ${org.kind === 'group' ? sql`and (not exists (${settled}) or m.person_id in (${settled}))` : sql``}
        order by m.person_id, m.from_on desc`;
  const { rows } = await sql<RosterRow>`
    with people as (${people})
    select p.id as person_id, p.name, people.full_member, people.exempt, ${org.kind === 'group' ? sql`exists (${settled})` : sql`false`} as settled,
      exists (select from appointment a where a.tenant_id = ${tenantId} and a.org_id = ${home} and a.person_id = p.id
        and a.post <> 'retained-head' and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date)) as committee,
      (select rp.occurred_on from record_person rp join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id
        where rp.tenant_id = ${tenantId} and rp.person_id = p.id and rp.spoke and r.org_id = ${org.id} and r.state = 'standing'
        order by rp.occurred_on desc limit 1) as last_spoke_on
    from people join person p on p.tenant_id = ${tenantId} and p.id = people.person_id
    where p.state = 'active'
    order by exists (select from appointment a where a.tenant_id = ${tenantId} and a.org_id = ${home} and a.person_id = p.id
        and a.post in ('branch-secretary', 'organ-committee-secretary', 'leading-group-secretary') and a.to_on is null) desc,
      committee desc, p.name, p.id
    limit 500`.execute(tx);
  return rows;
}

/** Leaders of the unit an organisation belongs to, who may sit in at its meetings. */
export async function leadersAbove(tx: Tx, tenantId: string, path: string, on: Day) {
  const { rows } = await sql<{ person_id: string; name: string; post: string }>`
    select distinct on (p.id) p.id as person_id, p.name, a.post
    from organisation u
    join organisation o on o.tenant_id = u.tenant_id and o.path like u.path || '%' and o.kind in ('leading_group', 'organ_committee') and o.state = 'active'
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date)
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
    where u.tenant_id = ${tenantId} and u.kind = 'unit' and ${path} like u.path || '%'
    order by p.id, a.post limit 50`.execute(tx);
  return rows;
}

/** The kinds of organisation around one: those above it, and those directly in its unit. */
export async function bodiesOfUnit(tx: Tx, tenantId: string, path: string): Promise<Set<string>> {
  const { rows } = await sql<{ kind: string }>`
    with unit as (select id from organisation where tenant_id = ${tenantId} and kind = 'unit' and ${path} like path || '%'
      order by length(path) desc limit 1)
    select distinct o.kind from organisation o
    where o.tenant_id = ${tenantId} and o.state = 'active' and o.path <> ${path}
      and (${path} like o.path || '%' or o.parent_id in (select id from unit))`.execute(tx);
  return new Set(rows.map((row) => row.kind));
}

/** The last meeting of an organisation: what to propose for the next one. */
export async function lastMeeting(tx: Tx, tenantId: string, orgId: string, kinds: readonly string[]) {
  return tx
    .selectFrom('record')
    .select(['id', 'minutes_spent', 'details', 'kind'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('state', '=', 'standing')
    .where(sql<boolean>`kind = any(${[...kinds]}::text[])`)
    .orderBy('occurred_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Who took the minutes of a record, if that was said. */
export async function recorderOf(tx: Tx, tenantId: string, recordId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('record_person')
    .select('person_id')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .where('part', '=', 'recorder')
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/** Who was present at a record. */
export async function presentAt(tx: Tx, tenantId: string, recordId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('record_person')
    .select('person_id')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .where('part', '=', 'present')
    .where('listed', '=', true)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** A standing meeting of the organisation on that day which was one of these kinds, other than `except`. */
export async function meetingThatDay(
  tx: Tx,
  tenantId: string,
  orgId: string,
  on: Day,
  kinds: readonly string[],
  except: string | null,
) {
  return tx
    .selectFrom('record')
    .select(['id', 'title', 'kind'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('occurred_on', '=', on)
    .where('state', '<>', 'withdrawn')
    .where(sql<boolean>`(kind = any(${[...kinds]}::text[]) or details->'includes' ?| ${[...kinds]}::text[])`)
    .where(sql<boolean>`id is distinct from ${except}::uuid`)
    .limit(1)
    .executeTakeFirst();
}

/** Organisations within a scope that hold meetings, by name. */
export async function keptOrganisations(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  kinds: readonly string[],
  words: string,
  limit: number,
) {
  let query = tx
    .selectFrom('organisation as o')
    .select(['o.id', 'o.name', 'o.kind'])
    .where('o.tenant_id', '=', tenantId)
    .where('o.state', '=', 'active')
    .where(sql<boolean>`o.kind = any(${[...kinds]}::text[])`)
    .where(inScope(scope, { path: 'o.path', org: 'o.id' }))
    .orderBy('o.path')
    .limit(limit);
  if (words) query = query.where(sql<boolean>`o.name like ${anywhere(words)}`);
  return query.execute();
}
