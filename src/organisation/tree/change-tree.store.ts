import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../organisation.tables.ts';

/** Whether an active organisation of this name stands directly under a parent. */
export async function hasChildNamed(
  tx: Tx,
  tenantId: string,
  parentId: string,
  name: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('parent_id', '=', parentId)
    .where('name', '=', name)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row !== undefined;
}

/** A member who could move, with the branch he is in and the posts he holds there. */
export type MemberRow = {
  id: string;
  name: string;
  org_id: string;
  org_name: string;
  full: boolean;
  posts: string[];
};

/** The members of the organisations under any of these paths on a day, by branch and name; at most `limit`. */
export async function membersUnder(
  tx: Tx,
  tenantId: string,
  paths: readonly string[],
  on: Day,
  limit: number,
): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select p.id, p.name, o.id as org_id, o.name as org_name, m.kind = 'full' as full,
      array(select a.post from appointment a where a.tenant_id = m.tenant_id and a.org_id = m.org_id and a.person_id = m.person_id
        and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date) order by a.post) as posts
    from membership m
    join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id and o.state = 'active'
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.state = 'active'
    where m.tenant_id = ${tenantId} and m.to_on is null
      and exists (select from unnest(${[...paths]}::text[]) as w(path) where o.path ^@ w.path)
    order by o.no, p.name, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** Who moves, and into which branch. */
export type Move = { personId: string; orgId: string };

/**
 * Moves members into other branches from a day on: where they were, their membership and their posts end on that day.
 * Returns how many moved and how many posts ended.
 */
export async function moveMembers(
  tx: Tx,
  tenantId: string,
  moves: readonly Move[],
  on: Day,
): Promise<{ moved: number; postsEnded: number }> {
  const ids = moves.map((move) => move.personId);
  const going = sql`unnest(${ids}::uuid[], ${moves.map((move) => move.orgId)}::uuid[]) as g(person_id, org_id)`;
  const posts = await sql`
    update appointment a set to_on = greatest(a.from_on, ${on}::date) from membership m, ${going}
    where m.tenant_id = ${tenantId} and m.to_on is null and m.person_id = g.person_id and m.org_id <> g.org_id
      and a.tenant_id = m.tenant_id and a.org_id = m.org_id and a.person_id = m.person_id and a.to_on is null`.execute(
    tx,
  );
  // Two statements: a row that leaves and a row that comes would both be current to one.
  const { rows: left } = await sql<Leaving>`
    update membership m set to_on = greatest(m.from_on, ${on}::date) from ${going}
    where m.tenant_id = ${tenantId} and m.to_on is null and m.person_id = g.person_id and m.org_id <> g.org_id
    returning m.person_id, g.org_id, m.kind, m.joined_on, m.confirmed_on, m.exempt`.execute(tx);
  if (left.length > 0) {
    await tx
      .insertInto('membership')
      .values(
        left.map((row) => ({
          ...row,
          tenant_id: tenantId,
          id: newId(),
          from_on: on,
          to_on: null,
          batch_id: null,
        })),
      )
      .execute();
  }
  return { moved: left.length, postsEnded: Number(posts.numAffectedRows ?? 0) };
}

type Leaving = {
  person_id: string;
  org_id: string;
  kind: 'full' | 'probationary';
  joined_on: Day | null;
  confirmed_on: Day | null;
  exempt: boolean;
};

/** For every member of an organisation, the branch that he was in last before and that still stands, or null. */
export async function earlierBranches(tx: Tx, tenantId: string, orgId: string) {
  const { rows } = await sql<{ person_id: string; home_id: string | null }>`
    select m.person_id, (select e.org_id from membership e join organisation o on o.tenant_id = e.tenant_id and o.id = e.org_id and o.state = 'active'
      where e.tenant_id = m.tenant_id and e.person_id = m.person_id and e.to_on is not null and e.org_id <> m.org_id
      order by e.to_on desc, e.from_on desc limit 1) as home_id
    from membership m where m.tenant_id = ${tenantId} and m.org_id = ${orgId}::uuid and m.to_on is null`.execute(
    tx,
  );
  return rows;
}

/** Attaches members to a temporary branch from a day on; their membership stays where it is. */
export async function attachMembers(
  tx: Tx,
  tenantId: string,
  orgId: string,
  personIds: readonly string[],
  on: Day,
): Promise<void> {
  await tx
    .insertInto('attachment')
    .values(
      personIds.map((personId) => ({
        tenant_id: tenantId,
        id: newId(),
        org_id: orgId,
        person_id: personId,
        from_on: on,
        to_on: null,
      })),
    )
    .execute();
}

/** Ends the attachments to an organisation on a day; how many there were. */
export async function detachMembers(tx: Tx, tenantId: string, orgId: string, on: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    update attachment set to_on = greatest(from_on, ${on}::date)
    where tenant_id = ${tenantId} and org_id = ${orgId}::uuid and to_on is null`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Closes an organisation and the groups under it: posts end on the day, and nothing new can be entered for it. */
export async function closeOrganisation(
  tx: Tx,
  tenantId: string,
  org: { id: string; path: string },
  on: Day,
): Promise<void> {
  await sql`
    update appointment a set to_on = greatest(a.from_on, ${on}::date) from organisation o
    where o.tenant_id = ${tenantId} and o.path ^@ ${org.path} and a.tenant_id = o.tenant_id and a.org_id = o.id and a.to_on is null`.execute(
    tx,
  );
  await sql`
    update organisation set state = 'dissolved', version = version + 1
    where tenant_id = ${tenantId} and path ^@ ${org.path} and state = 'active'`.execute(tx);
}

/** Whether anything but groups stands under an organisation. */
export async function hasOrganisationsBelow(
  tx: Tx,
  tenantId: string,
  org: { id: string; path: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from organisation where tenant_id = ${tenantId} and path ^@ ${org.path} and id <> ${org.id}::uuid and kind <> 'group' and state = 'active' limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}
