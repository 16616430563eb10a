import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#records/records.tables.ts';
import '../plans/plans.tables.ts';
import './groups.tables.ts';

/** A group with its leader, members and what it did, as one row. */
export type GroupRow = {
  id: string;
  name: string;
  version: number;
  leader: { id: string; name: string } | null;
  members: { id: string; name: string }[];
  met: boolean;
  meetings: number;
  activities: number;
  last: { id: string; title: string; onDay: Day }[];
  next: { id: string; title: string; onDay: Day } | null;
};

/** The groups of a branch, by name. */
export async function groupsOf(tx: Tx, tenantId: string, branchId: string, today: Day): Promise<GroupRow[]> {
  const year = `${today.slice(0, 4)}-01-01`;
  const month = `${today.slice(0, 7)}-01`;
  const { rows } = await sql<GroupRow>`
    select g.id, g.name, g.version,
      (select jsonb_build_object('id', p.id, 'name', p.name) from appointment a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
        where a.tenant_id = g.tenant_id and a.org_id = g.id and a.post = 'group-leader' and a.from_on <= ${today}::date
          and (a.to_on is null or a.to_on > ${today}::date) order by a.from_on desc, a.id limit 1) as leader,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
        from group_member x join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
        where x.tenant_id = g.tenant_id and x.group_id = g.id and x.to_on is null), '[]') as members,
      exists (select from record r where r.tenant_id = g.tenant_id and r.org_id = g.id and r.kind = 'group-meeting' and r.state = 'standing'
        and r.occurred_on >= ${month}::date) as met,
      (select count(*)::int from record r where r.tenant_id = g.tenant_id and r.org_id = g.id and r.kind = 'group-meeting' and r.state = 'standing'
        and r.occurred_on >= ${year}::date) as meetings,
      (select count(*)::int from record r where r.tenant_id = g.tenant_id and r.org_id = g.id and r.kind <> 'group-meeting' and r.state = 'standing'
        and r.occurred_on >= ${year}::date) as activities,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'onDay', r.occurred_on) order by r.occurred_on desc)
        from (select id, title, occurred_on from record where tenant_id = g.tenant_id and org_id = g.id and state = 'standing'
          order by occurred_on desc, id desc limit 3) r), '[]') as last,
      (select jsonb_build_object('id', l.id, 'title', l.title, 'onDay', l.on_day) from meeting_plan l where l.tenant_id = g.tenant_id and l.org_id = g.id
        and l.state in ('planned', 'announced') and l.on_day >= ${today}::date order by l.on_day, l.id limit 1) as next
    from organisation g
    where g.tenant_id = ${tenantId} and g.parent_id = ${branchId}::uuid and g.kind = 'group' and g.state = 'active'
    order by g.no limit 100`.execute(tx);
  return rows;
}

/** The members of a branch on a day, by name. */
export async function membersOf(tx: Tx, tenantId: string, branchId: string, on: Day) {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.state = 'active'
    where m.tenant_id = ${tenantId} and m.org_id = ${branchId}::uuid and m.from_on <= ${on}::date and (m.to_on is null or m.to_on > ${on}::date)
    order by p.name, p.id limit 500`.execute(tx);
  return rows;
}

/** Renames a group still at `version`; the new version, or undefined if somebody was faster. */
export async function renameGroup(tx: Tx, tenantId: string, id: string, version: number, name: string) {
  return updateAtVersion(tx, 'organisation', { tenantId, id, version }, { name });
}

/** Settles who belongs to a group from a day on: those who left it or came from another end there the day before. */
export async function settleMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  memberIds: readonly string[],
  today: Day,
): Promise<void> {
  const ids = [...memberIds];
  // A stay that began today and ends today was never one.
  await sql`
    delete from group_member where tenant_id = ${tenantId} and to_on is null and from_on = ${today}::date
      and ((group_id = ${groupId} and person_id <> all(${ids}::uuid[])) or (group_id <> ${groupId} and person_id = any(${ids}::uuid[])))`.execute(
    tx,
  );
  await sql`
    update group_member set to_on = ${today}::date where tenant_id = ${tenantId} and to_on is null
      and ((group_id = ${groupId} and person_id <> all(${ids}::uuid[])) or (group_id <> ${groupId} and person_id = any(${ids}::uuid[])))`.execute(
    tx,
  );
  await sql`
    insert into group_member (tenant_id, id, group_id, person_id, from_on)
    select ${tenantId}, x.id, ${groupId}, x.person_id, ${today}::date
    from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[]) as x(id, person_id)
    where not exists (select from group_member g where g.tenant_id = ${tenantId} and g.person_id = x.person_id and g.to_on is null)`.execute(
    tx,
  );
}

/** Names the leader of a group from a day on. */
export async function setLeader(
  tx: Tx,
  tenantId: string,
  groupId: string,
  personId: string,
  today: Day,
): Promise<void> {
  await sql`
    update appointment set to_on = ${today}::date where tenant_id = ${tenantId} and org_id = ${groupId} and post = 'group-leader'
      and to_on is null and person_id <> ${personId}::uuid and from_on <= ${today}::date`.execute(tx);
  await sql`
    insert into appointment (tenant_id, id, person_id, org_id, post, from_on)
    select ${tenantId}, ${newId()}, ${personId}::uuid, ${groupId}::uuid, 'group-leader', ${today}::date
    where not exists (select from appointment where tenant_id = ${tenantId} and org_id = ${groupId} and post = 'group-leader'
      and person_id = ${personId}::uuid and to_on is null)`.execute(tx);
}
