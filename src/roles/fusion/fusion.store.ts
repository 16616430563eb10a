import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './fusion.tables.ts';
import type { LinkState, Reading } from './fusion.rules.ts';
import { lastReadings } from './items.store.ts';

/** A link with what stands on either side of it. */
export type LinkRow = {
  id: string;
  task_id: string;
  task: string;
  task_org: string;
  task_path: string;
  task_org_id: string;
  task_owner_id: string;
  task_owner: string;
  task_done: boolean;
  item_id: string;
  item: string;
  owner_id: string;
  owner: string;
  indicator: string;
  measure: string;
  baseline: number;
  target: number;
  readings: Reading[];
  how: string;
  state: LinkState;
  proposer: string;
  proposed_person: string | null;
  proposed_on: Day;
  confirmer: string | null;
  confirmed_on: Day | null;
  note: string;
  version: number;
};

const links = (where: RawBuilder<unknown>) => sql<LinkRow>`
  select l.id, l.task_id, t.title as task, o.name as task_org, o.path as task_path, t.org_id as task_org_id, t.owner_id as task_owner_id,
    tp.name as task_owner, t.state = 'done' as task_done, l.item_id, b.title as item, b.owner_id, bp.name as owner, b.indicator, b.measure,
    b.baseline::float8 as baseline, b.target::float8 as target, ${lastReadings} as readings,
    l.how, l.state, a.display_name as proposer, l.proposed_person, l.proposed_on, cp.name as confirmer, l.confirmed_on, l.note, l.version
  from fusion_link l
  join task t on t.tenant_id = l.tenant_id and t.id = l.task_id
  join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
  join person tp on tp.tenant_id = t.tenant_id and tp.id = t.owner_id
  join business_item b on b.tenant_id = l.tenant_id and b.id = l.item_id
  join person bp on bp.tenant_id = b.tenant_id and bp.id = b.owner_id
  join account a on a.tenant_id = l.tenant_id and a.id = l.proposed_by
  left join person cp on cp.tenant_id = l.tenant_id and cp.id = l.confirmed_person
  where ${where}`;

/** One link, or undefined; locked where it is to be changed. */
export async function loadLink(tx: Tx, tenantId: string, id: string, lock = false) {
  const { rows } = await links(
    sql`l.tenant_id = ${tenantId} and l.id = ${id}::uuid ${lock ? sql`for update of l` : sql``}`,
  ).execute(tx);
  return rows[0];
}

/** Links in reach, newest first; one more than `limit`. */
export async function linksIn(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: {
    states: readonly LinkState[];
    path: string | null;
    businessOf: string | null;
    /** A task: its own links, and those of its parts. */
    ofTask: string | null;
    after: readonly [string] | null;
    limit: number;
  },
): Promise<LinkRow[]> {
  const { path, businessOf, ofTask, after } = filter;
  const { rows } = await links(sql`l.tenant_id = ${tenantId} and l.state = any(${[...filter.states]}::text[])
    and (${inScope(scope, { path: 'o.path', org: 'o.id', person: 't.owner_id' })} or b.owner_id = ${scope.person}::uuid)
    ${path === null ? sql`` : sql`and o.path ^@ ${path}`}
    ${businessOf === null ? sql`` : sql`and b.owner_id = ${businessOf}::uuid`}
    ${ofTask === null ? sql`` : sql`and (l.task_id = ${ofTask}::uuid or t.parent_id = ${ofTask}::uuid)`}
    ${after === null ? sql`` : sql`and l.id < ${after[0]}::uuid`}
    order by l.id desc limit ${filter.limit + 1}`).execute(tx);
  return rows;
}

/** Adds a link. Null if the two are linked already. */
export async function insertLink(
  tx: Tx,
  tenantId: string,
  link: { taskId: string; itemId: string; how: string },
  by: { accountId: string; personId: string | null; on: Day },
): Promise<string | null> {
  const row = await tx
    .insertInto('fusion_link')
    .values({
      tenant_id: tenantId,
      id: newId(),
      task_id: link.taskId,
      item_id: link.itemId,
      how: link.how,
      proposed_by: by.accountId,
      proposed_person: by.personId,
      proposed_on: by.on,
      confirmed_person: null,
      confirmed_on: null,
      ended_on: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What a step changes in a link. */
export type LinkChange = {
  state: LinkState;
  note: string;
  confirmed_person?: string | null;
  confirmed_on?: Day;
  ended_on?: Day;
};

/** Changes a link that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateLink(tx: Tx, tenantId: string, id: string, version: number, change: LinkChange) {
  return updateAtVersion(tx, 'fusion_link', { tenantId, id, version }, change);
}

/** Ends the links that stand on an item that is not followed any more. How many. */
export async function endLinksOf(tx: Tx, tenantId: string, itemId: string, on: Day, note: string) {
  const rows = await tx
    .updateTable('fusion_link')
    .set({ state: 'ended', ended_on: on, note })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('item_id', '=', itemId)
    .where('state', 'in', ['proposed', 'confirmed'])
    .returning('id')
    .execute();
  return rows.length;
}

/** The task of a link to be, as its two sides are compared. */
export async function taskFor(tx: Tx, tenantId: string, id: string) {
  const { rows } = await sql<{ owner_id: string; path: string; state: string }>`
    select t.owner_id, o.path, t.state from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
    where t.tenant_id = ${tenantId} and t.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Tasks due in a year, in or under a path, that are not part of another one there. */
const tasksAt = (tenantId: string, path: string, year: string) => sql`
  from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
  left join task up on up.tenant_id = t.tenant_id and up.id = t.parent_id
  left join organisation uo on uo.tenant_id = up.tenant_id and uo.id = up.org_id and uo.path ^@ ${path}
  left join lateral (select true as linked from fusion_link l
    where l.tenant_id = t.tenant_id and l.state = 'confirmed'
      and (l.task_id = t.id or exists (select from task c where c.tenant_id = t.tenant_id and c.id = l.task_id and c.parent_id = t.id))
    limit 1) f on true
  where t.tenant_id = ${tenantId} and o.path ^@ ${path} and t.state not in ('withdrawn', 'expired', 'returned')
    and t.due_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date and uo.id is null`;

/** How many of the year's tasks there are, and how many have a confirmed link, their own or that of a part of them. */
export async function countTasks(tx: Tx, tenantId: string, path: string, year: string) {
  const { rows } = await sql<{ all: number; linked: number }>`
    select count(*)::int as all, count(f.linked)::int as linked ${tasksAt(tenantId, path, year)}`.execute(tx);
  return rows[0] ?? { all: 0, linked: 0 };
}

/** Those without one, by the day on which they are due. */
export async function looseTasks(tx: Tx, tenantId: string, path: string, year: string, limit: number) {
  const { rows } = await sql<{ id: string; title: string; org_name: string; due_on: Day }>`
    select t.id, t.title, o.name as org_name, t.due_on ${tasksAt(tenantId, path, year)} and f.linked is null
    order by t.due_on, t.id limit ${limit}`.execute(tx);
  return rows;
}

/** What waits for somebody: links to confirm, figures to report. */
export async function fusionToDo(
  tx: Tx,
  tenantId: string,
  personId: string,
  days: { until: Day; every: number },
  limit: number,
) {
  const { rows } = await sql<{
    id: string;
    title: string;
    due_on: Day | null;
    org_id: string;
    org_name: string;
    action: 'confirm-link' | 'report-figure';
  }>`
    select * from (
      select l.id, b.title || '：' || t.title as title, null::date as due_on, b.org_id, u.name as org_name, 'confirm-link' as action
      from business_item b join fusion_link l on l.tenant_id = b.tenant_id and l.item_id = b.id and l.state = 'proposed'
      join task t on t.tenant_id = l.tenant_id and t.id = l.task_id
      join organisation u on u.tenant_id = b.tenant_id and u.id = b.org_id
      where b.tenant_id = ${tenantId} and b.owner_id = ${personId}::uuid and b.ended_on is null
      union all
      select b.id, b.indicator || '（' || b.title || '）', greatest(x.confirmed, y.last) + ${days.every}::int, b.org_id, u.name, 'report-figure'
      from business_item b join organisation u on u.tenant_id = b.tenant_id and u.id = b.org_id
      join lateral (select min(l.confirmed_on) as confirmed from fusion_link l
        where l.tenant_id = b.tenant_id and l.item_id = b.id and l.state = 'confirmed') x on x.confirmed is not null
      left join lateral (select max(r.on_day) as last from business_reading r where r.tenant_id = b.tenant_id and r.item_id = b.id) y on true
      where b.tenant_id = ${tenantId} and b.owner_id = ${personId}::uuid and b.ended_on is null
    ) z where z.due_on is null or z.due_on <= ${days.until}::date
    order by z.due_on nulls last, z.id limit ${limit}`.execute(tx);
  return rows;
}
