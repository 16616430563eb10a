import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { checkPersons } from '#records/file-record.ts';
import { viewOf } from './task-view.ts';
import { createTask, type TaskView } from './tasks.contract.ts';
import { checkNewTask } from './tasks.rules.ts';
import { findTask, insertEvents, insertTasks } from './tasks.store.ts';

/** A task to give out. */
export type NewTask = {
  title: string;
  standard?: string;
  ownerId: string;
  dueOn: Day;
  recordId?: string;
  decisionId?: string;
};

/**
 * Gives out tasks of one organisation to named people and leaves an audit entry for each. Access was decided by the use
 * case that calls it. Refused: no owner, an owner outside the organisation's unit, a deadline before today. Returns their ids in order.
 */
export async function createTasks(
  ctx: Context,
  org: { id: string; path: string },
  tasks: readonly NewTask[],
): Promise<Result<string[]>> {
  if (tasks.length === 0) return ok([]);
  for (const task of tasks) {
    const sound = checkNewTask({ ownerId: task.ownerId, createdOn: ctx.today, dueOn: task.dueOn });
    if (!sound.ok) return sound;
  }
  const known = await checkPersons(
    ctx,
    org.path,
    tasks.map((task) => ({ personId: task.ownerId })),
  );
  if (!known.ok) return known;
  const rows = tasks.map((task) => ({
    id: newId(),
    orgId: org.id,
    title: task.title,
    standard: task.standard ?? '',
    ownerId: task.ownerId,
    recordId: task.recordId ?? null,
    decisionId: task.decisionId ?? null,
    createdOn: ctx.today,
    dueOn: task.dueOn,
  }));
  const { tenantId, accountId, personId } = ctx.actor;
  await insertTasks(ctx.tx, tenantId, accountId, rows);
  await insertEvents(
    ctx.tx,
    tenantId,
    { accountId, personId, at: ctx.now },
    rows.map((row) => ({
      id: newId(),
      taskId: row.id,
      action: 'create',
      toState: 'assigned',
      note: '',
      ownerId: row.ownerId,
      dueOn: row.dueOn,
    })),
  );
  for (const row of rows) {
    ctx.audit({
      action: 'task.create',
      object: ['task', row.id],
      orgId: org.id,
      details: { owner: row.ownerId, dueOn: row.dueOn, record: row.recordId },
    });
  }
  return ok(rows.map((row) => row.id));
}

/** Gives out one task outside any meeting. */
export async function giveOutTask(ctx: Context, body: BodyOf<typeof createTask>): Promise<Result<TaskView>> {
  const allowed = await authorise(ctx, createTask, organisationObject, [body.orgId]);
  const org = allowed.has(body.orgId)
    ? await findOrganisation(ctx.tx, ctx.actor.tenantId, body.orgId)
    : undefined;
  if (!org) return notFound();
  const created = await createTasks(ctx, org, [body]);
  if (!created.ok) return created;
  const row = await findTask(ctx.tx, ctx.actor.tenantId, created.value[0] ?? '');
  return row ? ok(viewOf(ctx, row, true)) : notFound();
}
