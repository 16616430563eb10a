import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { unitAt } from '#organisation/units.store.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../ledger.tables.ts';
import './drives.tables.ts';

/** What a rule found: the organisation, its problems, and how the first of them is called. */
export type Trigger = { orgId: string; problemIds: string[]; title: string; count: number };

/**
 * A problem is not proposed again while a drive on it runs or waits to be started, nor for a pause after one was proposed. The same holds
 * for all of its cluster.
 */
const free = (pausedSince: Day) => sql`not exists (
  select from drive_problem x join drive d on d.tenant_id = x.tenant_id and d.id = x.drive_id
  join problem q on q.tenant_id = x.tenant_id and q.id = x.problem_id
  where x.tenant_id = p.tenant_id and coalesce(q.cluster_id, q.id) = coalesce(p.cluster_id, p.id)
    and (d.closed_on is null or d.proposed_on > ${pausedSince}::date))`;

/** The organisation that several problems have in common: their own, or the unit over the first of them. */
const common = sql`case when count(distinct p.org_id) = 1 then (array_agg(p.org_id))[1] else coalesce((
  select ${unitAt('id', sql.ref('f.tenant_id'), sql.ref('f.path'))} from organisation f
  where f.tenant_id = (array_agg(p.tenant_id))[1] and f.id = (array_agg(p.org_id order by p.reported_at))[1]),
  (array_agg(p.org_id order by p.reported_at))[1]) end`;

/** Clusters that were reported, or came back, so many times since a day and are not all solved. */
export async function repeated(
  tx: Tx,
  tenantId: string,
  rule: { times: number; since: Day; pausedSince: Day },
  limit: number,
): Promise<Trigger[]> {
  const { rows } = await sql<Trigger>`
    with told as (
      select coalesce(p.cluster_id, p.id) as root, count(*)::int as times
      from problem_event e join problem p on p.tenant_id = e.tenant_id and p.id = e.problem_id
      where e.tenant_id = ${tenantId} and e.action in ('enter','join','reopen') and e.at >= ${rule.since}::timestamp at time zone 'Asia/Shanghai'
      group by 1 having count(*) >= ${rule.times})
    select ${common} as "orgId", array_agg(p.id order by p.reported_at) as "problemIds", (array_agg(p.title order by p.reported_at))[1] as title,
      max(told.times)::int as count
    from told join problem p on p.tenant_id = ${tenantId} and (p.id = told.root or p.cluster_id = told.root)
    where ${free(rule.pausedSince)}
    group by told.root having bool_or(p.state <> 'closed') order by max(told.times) desc, told.root limit ${limit}`.execute(
    tx,
  );
  return rows;
}

/** Problems that came back after closing so many times and are open. */
export async function cameBack(
  tx: Tx,
  tenantId: string,
  rule: { times: number; pausedSince: Day },
  limit: number,
): Promise<Trigger[]> {
  const { rows } = await sql<Trigger>`
    select p.org_id as "orgId", array[p.id] as "problemIds", p.title, p.reopened as count
    from problem p where p.tenant_id = ${tenantId} and p.state <> 'closed' and p.reopened >= ${rule.times} and ${free(rule.pausedSince)}
    order by p.reopened desc, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** Organisations with so many problems past their day by so many days. */
export async function overdue(
  tx: Tx,
  tenantId: string,
  rule: { dueBefore: Day; problems: number; pausedSince: Day },
  limit: number,
): Promise<Trigger[]> {
  const { rows } = await sql<Trigger>`
    select p.org_id as "orgId", array_agg(p.id order by p.due_on, p.id) as "problemIds", (array_agg(p.title order by p.due_on, p.id))[1] as title,
      count(*)::int as count
    from problem p where p.tenant_id = ${tenantId} and p.state <> 'closed' and p.due_on < ${rule.dueBefore}::date and ${free(rule.pausedSince)}
    group by p.org_id having count(*) >= ${rule.problems} order by count(*) desc, p.org_id limit ${limit}`.execute(
    tx,
  );
  return rows;
}

/** Of problems that a session put forward, those on which no drive runs or was proposed lately. */
export async function freeOf(
  tx: Tx,
  tenantId: string,
  problemIds: readonly string[],
  pausedSince: Day,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from problem p where p.tenant_id = ${tenantId} and p.id = any(${[...problemIds]}::uuid[]) and ${free(pausedSince)}`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}

/** Who would lead a drive of each organisation: the first of the posts that is held there or, failing that, above it. */
export async function leadsFor(
  tx: Tx,
  tenantId: string,
  orgIds: readonly string[],
  posts: readonly string[],
  today: Day,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ orgId: string; personId: string }>`
    select distinct on (o.id) o.id as "orgId", a.person_id as "personId"
    from organisation o
    join organisation place on place.tenant_id = o.tenant_id and (o.path ^@ place.path or place.parent_id = o.id)
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = place.id and a.post = any(${[...posts]}::text[])
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[])
    order by o.id, place.id = o.id desc, length(place.path) desc, array_position(${[...posts]}::text[], a.post), a.person_id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.orgId, row.personId]));
}
