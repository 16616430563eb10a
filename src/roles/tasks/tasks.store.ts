import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import { isNarrow } from '#records/narrow-scope.store.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import './tasks.tables.ts';
import type { TaskAction, TaskChange, TaskState } from './tasks.rules.ts';

/** A task to be added. */
export type TaskRow = {
  id: string;
  orgId: string;
  title: string;
  standard: string;
  ownerId: string;
  recordId: string | null;
  decisionId: string | null;
  createdOn: Day;
  dueOn: Day;
  startsOn: Day | null;
  parentId: string | null;
  planId: string | null;
};

/** Something that happened to a task. */
export type EventRow = {
  id: string;
  taskId: string;
  action: TaskAction | 'create' | 'move' | 'break-down' | 'letters' | 'reach' | 'link' | 'part' | 'ledger';
  toState: TaskState;
  note: string;
  ownerId?: string | null;
  dueOn?: Day | null;
};

/** Adds tasks given out by an account. */
export async function insertTasks(
  tx: Tx,
  tenantId: string,
  by: string | null,
  rows: readonly TaskRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('task')
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        id: row.id,
        org_id: row.orgId,
        title: row.title,
        standard: row.standard,
        owner_id: row.ownerId,
        assigned_by: by,
        record_id: row.recordId,
        decision_id: row.decisionId,
        created_on: row.createdOn,
        due_on: row.dueOn,
        first_late_on: null,
        reported_on: null,
        starts_on: row.startsOn,
        parent_id: row.parentId,
        plan_id: row.planId,
      })),
    )
    .execute();
}

/** Notes what happened to tasks, and by whom. */
export async function insertEvents(
  tx: Tx,
  tenantId: string,
  by: { accountId: string | null; personId: string | null; at: Date },
  rows: readonly EventRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('task_event')
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        id: row.id,
        task_id: row.taskId,
        action: row.action,
        to_state: row.toState,
        account_id: by.accountId,
        person_id: by.personId,
        at: by.at,
        note: row.note,
        owner_id: row.ownerId ?? null,
        due_on: row.dueOn ?? null,
      })),
    )
    .execute();
}

function tasks(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('task as t')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 't.tenant_id').onRef('o.id', '=', 't.org_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 't.tenant_id').onRef('p.id', '=', 't.owner_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 't.tenant_id').onRef('a.id', '=', 't.assigned_by'),
    )
    .leftJoin('task as u', (join) =>
      join.onRef('u.tenant_id', '=', 't.tenant_id').onRef('u.id', '=', 't.parent_id'),
    )
    .leftJoin('task_plan as l', (join) =>
      join.onRef('l.tenant_id', '=', 't.tenant_id').onRef('l.id', '=', 't.plan_id'),
    )
    .leftJoin('record as r', (join) =>
      join.onRef('r.tenant_id', '=', 't.tenant_id').onRef('r.id', '=', 't.record_id'),
    )
    .selectAll('t')
    .select([
      'o.name as org_name',
      'o.path as org_path',
      'p.name as owner_name',
      'a.display_name as assigned_by_name',
      'r.title as record_title',
      'u.title as parent_title',
      'u.due_on as parent_due_on',
      'l.title as plan_title',
    ])
    .where('t.tenant_id', '=', tenantId);
}

/** A task joined with the names it is shown with. */
export type TaskFound = NonNullable<Awaited<ReturnType<typeof findTask>>>;

/** One task, or undefined. Locks it when it is to be changed. */
export async function findTask(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = tasks(tx, tenantId).where('t.id', '=', id);
  return (lock ? query.forUpdate(['t']) : query).executeTakeFirst();
}

/** Some tasks, by deadline. */
export async function findTasks(tx: Tx, tenantId: string, ids: readonly string[]): Promise<TaskFound[]> {
  if (ids.length === 0) return [];
  return tasks(tx, tenantId)
    .where(sql<boolean>`t.id = any(${[...ids]}::uuid[])`)
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute();
}

/** What a list of tasks is cut down to. */
export type TaskFilter = {
  view: 'all' | 'mine' | 'waiting';
  orgId?: string;
  recordId?: string;
  planId?: string;
  letter?: Letter;
  state?: 'any' | 'open' | 'late' | 'done' | 'withdrawn' | 'expired';
};

/**
 * Tasks within a scope by deadline, one more than `limit`. A narrow scope reads the first of each of its organisations,
 * and the reader's own; a wide one walks the tenant's order by deadline.
 */
export async function listTaskRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: TaskFilter,
  reader: { personId: string | null; today: Day },
  after: { dueOn: Day; id: string } | null,
  limit: number,
): Promise<TaskFound[]> {
  const where = [sql`t.tenant_id = ${tenantId}`];
  if (filter.orgId) where.push(sql`t.org_id = ${filter.orgId}::uuid`);
  if (filter.recordId) where.push(sql`t.record_id = ${filter.recordId}::uuid`);
  if (filter.planId) where.push(sql`t.plan_id = ${filter.planId}::uuid`);
  if (filter.letter === 'own') where.push(sql`t.owner_id = ${reader.personId}::uuid`);
  else if (filter.letter) {
    where.push(sql`exists (select from task_part r where r.tenant_id = t.tenant_id and r.task_id = t.id
      and r.letter = ${filter.letter} and r.person_id = ${reader.personId}::uuid and r.state <> 'dropped')`);
  }
  if (filter.view === 'mine') where.push(sql`t.owner_id = ${reader.personId}::uuid`);
  if (filter.view === 'waiting') {
    where.push(
      sql`t.state in ('reported', 'returned') and t.owner_id is distinct from ${reader.personId}::uuid`,
    );
  }
  if (filter.state === 'open') where.push(sql`t.state in ('assigned', 'accepted', 'returned', 'reported')`);
  else if (filter.state === 'late') where.push(lateOn(reader.today));
  else if (filter.state && filter.state !== 'any') where.push(sql`t.state = ${filter.state}`);
  if (after) where.push(sql`(t.due_on, t.id) > (${after.dueOn}::date, ${after.id}::uuid)`);

  const all = sql.join(where, sql` and `);
  const order = sql`t.due_on, t.id limit ${limit + 1}`;
  const inside = sql`(${inScope(scope, { path: 'o.path', org: 'o.id', person: 't.owner_id' })} or ${hasPart(tenantId, scope)})`;
  const pointed =
    filter.view === 'mine' ||
    filter.recordId !== undefined ||
    filter.orgId !== undefined ||
    filter.planId !== undefined;
  const narrow = !pointed && (await isNarrow(tx, tenantId, scope));
  const chosen = narrow
    ? sql`
        select t.id, t.due_on from organisation o
        cross join lateral (select t.id, t.due_on from task t where t.org_id = o.id and ${all} order by ${order}) t
        where o.tenant_id = ${tenantId} and ${inScope(scope, { path: 'o.path', org: 'o.id' })}
        union
        select id, due_on from (select t.id, t.due_on from task t where t.owner_id = ${scope.person}::uuid and ${all} order by ${order}) own
        union
        select id, due_on from (select t.id, t.due_on from task t where ${hasPart(tenantId, scope)} and ${all} order by ${order}) shared`
    : sql`
        select t.id, t.due_on from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
        where ${all} and ${inside} order by ${order}`;
  const { rows } = await sql<{ id: string }>`select t.id from (${chosen}) t order by ${order}`.execute(tx);
  return findTasks(
    tx,
    tenantId,
    rows.map((row) => row.id),
  );
}

/** Whether whoever reads has a letter in the task other than the owner's. */
export function hasPart(tenantId: string, scope: Scope) {
  return sql<boolean>`t.id = any(array(select r.task_id from task_part r
    where r.tenant_id = ${tenantId} and r.person_id = ${scope.person}::uuid and r.state <> 'dropped'))`;
}

/** Late on a day: marked as such, or unreported past its deadline. */
function lateOn(today: Day) {
  return sql<boolean>`(t.first_late_on is not null
    or (t.state in ('assigned','accepted','returned') and t.due_on < ${today}::date)
    or (t.state = 'reported' and t.reported_on > t.due_on))`;
}

/** What happened to a task, oldest first. */
export async function eventsOf(tx: Tx, tenantId: string, taskId: string) {
  return tx
    .selectFrom('task_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .leftJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'e.tenant_id').onRef('p.id', '=', 'e.owner_id'),
    )
    .leftJoin('person as b', (join) =>
      join.onRef('b.tenant_id', '=', 'e.tenant_id').onRef('b.id', '=', 'e.person_id'),
    )
    .select((eb) => eb.fn.coalesce('a.display_name', 'b.name').as('by_name'))
    .select(['e.id', 'e.action', 'e.to_state', 'e.at', 'e.note', 'e.due_on', 'p.name as owner_name'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.task_id', '=', taskId)
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(200)
    .execute();
}

/** Writes a change to a task that is still at `version`; answers the new version, or undefined if somebody was faster. */
export async function updateTask(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: Partial<TaskChange> & { outcome?: string; ownerId?: string; dueOn?: Day },
) {
  return updateAtVersion(
    tx,
    'task',
    { tenantId, id, version },
    {
      state: change.state,
      first_late_on: change.firstLateOn,
      reported_on: change.reportedOn,
      outcome: change.outcome,
      owner_id: change.ownerId,
      due_on: change.dueOn,
    },
  );
}

/** How many tasks of each decision of a record still stand. */
export async function tasksOfDecisions(
  tx: Tx,
  tenantId: string,
  recordId: string,
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('task')
    .select(['decision_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .where('decision_id', 'is not', null)
    .where('state', 'not in', ['withdrawn', 'expired'])
    .groupBy('decision_id')
    .execute();
  return new Map(rows.map((row) => [row.decision_id ?? '', row.count]));
}
