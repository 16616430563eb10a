import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Ancestor } from './cascade.rules.ts';
import './tasks.tables.ts';
import type { TaskState } from './tasks.rules.ts';

/** The tasks over a task, nearest first; at most twenty. */
export async function ancestorsOf(tx: Tx, tenantId: string, taskId: string): Promise<Ancestor[]> {
  const { rows } = await sql<Ancestor>`
    with recursive up as (
      select t.parent_id, 0 as height from task t where t.tenant_id = ${tenantId} and t.id = ${taskId}::uuid
      union all
      select t.parent_id, up.height + 1 from up join task t on t.tenant_id = ${tenantId} and t.id = up.parent_id where up.height < 20)
    select t.id, t.title, t.owner_id as "ownerId" from up join task t on t.tenant_id = ${tenantId} and t.id = up.parent_id
    order by up.height`.execute(tx);
  return rows;
}

/** Those who own a task below this one, with its title. */
export async function ownersBelow(tx: Tx, tenantId: string, taskId: string) {
  const { rows } = await sql<{ title: string; ownerId: string }>`
    with recursive down as (
      select t.id, t.title, t.owner_id, 0 as depth from task t
      where t.tenant_id = ${tenantId} and t.parent_id = ${taskId}::uuid and t.state not in ('withdrawn', 'expired')
      union all
      select t.id, t.title, t.owner_id, down.depth + 1 from down
      join task t on t.tenant_id = ${tenantId} and t.parent_id = down.id and t.state not in ('withdrawn', 'expired') where down.depth < 20)
    select title, owner_id as "ownerId" from down limit 2000`.execute(tx);
  return rows;
}

/** A task directly below another. */
export type ChildRow = {
  id: string;
  title: string;
  owner_id: string;
  owner_name: string;
  org_name: string;
  due_on: Day;
  state: TaskState;
  first_late_on: Day | null;
  reported_on: Day | null;
  note: string;
};

/** The tasks directly below a task, by deadline; with the reason of one that was returned. */
export async function childrenOf(tx: Tx, tenantId: string, taskId: string): Promise<ChildRow[]> {
  const { rows } = await sql<ChildRow>`
    select t.id, t.title, t.owner_id, p.name as owner_name, o.name as org_name, t.due_on, t.state, t.first_late_on, t.reported_on,
      case when t.state = 'returned' then coalesce((select e.note from task_event e where e.tenant_id = t.tenant_id and e.task_id = t.id
        and e.action = 'return' order by e.at desc, e.id desc limit 1), '') else '' end as note
    from task t
    join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
    join person p on p.tenant_id = t.tenant_id and p.id = t.owner_id
    where t.tenant_id = ${tenantId} and t.parent_id = ${taskId}::uuid order by t.due_on, t.id limit 200`.execute(
    tx,
  );
  return rows;
}

/** How many tasks below are still open. */
export async function openBelow(tx: Tx, tenantId: string, taskId: string): Promise<number> {
  const row = await tx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('parent_id', '=', taskId)
    .where('state', 'not in', ['done', 'withdrawn', 'expired'])
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** A task that another one waits for, or that waits for it. */
export type LinkRow = {
  id: string;
  task_id: string;
  title: string;
  state: TaskState;
  due_on: Day;
  owner_name: string;
};

/** What some tasks wait for. */
export async function needsOf(tx: Tx, tenantId: string, taskIds: readonly string[]): Promise<LinkRow[]> {
  if (taskIds.length === 0) return [];
  const { rows } = await sql<LinkRow>`
    select t.id, n.task_id, t.title, t.state, t.due_on, p.name as owner_name
    from task_need n join task t on t.tenant_id = n.tenant_id and t.id = n.needs_id
    join person p on p.tenant_id = t.tenant_id and p.id = t.owner_id
    where n.tenant_id = ${tenantId} and n.task_id = any(${[...taskIds]}::uuid[]) order by t.due_on, t.id`.execute(
    tx,
  );
  return rows;
}

/** What waits for a task. */
export async function waitingFor(tx: Tx, tenantId: string, taskId: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select t.id, n.needs_id as task_id, t.title, t.state, t.due_on, p.name as owner_name
    from task_need n join task t on t.tenant_id = n.tenant_id and t.id = n.task_id
    join person p on p.tenant_id = t.tenant_id and p.id = t.owner_id
    where n.tenant_id = ${tenantId} and n.needs_id = ${taskId}::uuid order by t.due_on, t.id limit 100`.execute(
    tx,
  );
  return rows;
}

/** Lets tasks wait for others; a link that exists stays. One writer at a time in a tenant, so that two cannot close a circle together. */
export async function insertNeeds(
  tx: Tx,
  tenantId: string,
  rows: readonly { taskId: string; needsId: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into task_need (tenant_id, task_id, needs_id)
    select ${tenantId}, e.* from unnest(${rows.map((row) => row.taskId)}::uuid[], ${rows.map((row) => row.needsId)}::uuid[]) as e
    on conflict (tenant_id, task_id, needs_id) do nothing`.execute(tx);
}

/** Makes writers of links wait for each other until the end of the transaction. */
export async function lockNeeds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('task-need'), hashtext(${tenantId}))`.execute(tx);
}

/** Everything that `fromId` waits for, over any number of links, as edges; at most 5,000. */
export async function needGraph(tx: Tx, tenantId: string, fromId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ task_id: string; needs_id: string }>`
    with recursive far as (
      select n.task_id, n.needs_id from task_need n where n.tenant_id = ${tenantId} and n.task_id = ${fromId}::uuid
      union
      select n.task_id, n.needs_id from far join task_need n on n.tenant_id = ${tenantId} and n.task_id = far.needs_id)
    select task_id, needs_id from far limit 5000`.execute(tx);
  const graph = new Map<string, string[]>();
  for (const { task_id, needs_id } of rows) graph.set(task_id, [...(graph.get(task_id) ?? []), needs_id]);
  return graph;
}

/** Takes a link away; false if there is none. */
export async function deleteNeed(
  tx: Tx,
  tenantId: string,
  taskId: string,
  needsId: string,
): Promise<boolean> {
  const row = await tx
    .deleteFrom('task_need')
    .where('tenant_id', '=', tenantId)
    .where('task_id', '=', taskId)
    .where('needs_id', '=', needsId)
    .returning('task_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Of some tasks, those whose task above is owned by this person: they gave them out. */
export async function givenBy(
  tx: Tx,
  tenantId: string,
  personId: string | null,
  taskIds: readonly string[],
): Promise<Set<string>> {
  if (personId === null || taskIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select t.id from task t join task u on u.tenant_id = t.tenant_id and u.id = t.parent_id and u.owner_id = ${personId}::uuid
    where t.tenant_id = ${tenantId} and t.id = any(${[...taskIds]}::uuid[])`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** Of some tasks, those that somebody owns and another account gave out. */
export async function receivedFrom(
  tx: Tx,
  tenantId: string,
  owner: { personId: string | null; accountId: string | null },
  taskIds: readonly string[],
): Promise<Set<string>> {
  if (owner.personId === null || taskIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select t.id from task t where t.tenant_id = ${tenantId} and t.id = any(${[...taskIds]}::uuid[])
      and t.owner_id = ${owner.personId}::uuid and t.assigned_by is distinct from ${owner.accountId}::uuid`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}
