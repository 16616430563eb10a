import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkPersons } from '#records/file-record.ts';
import { recordDoneTask } from './record-done-task.ts';
import { actorOf, assignedBy, factsOf, taskObject, viewOf } from './task-view.ts';
import { actOnTask, moveTaskDeadline, type TaskView } from './tasks.contract.ts';
import { act, moveDeadline } from './tasks.rules.ts';
import { findTask, insertEvents, type TaskFound, updateTask } from './tasks.store.ts';

/**
 * Accepts, returns, reports, confirms, sends back, gives out again or withdraws a task. A confirmed outcome becomes a
 * record, so that nobody reports it a second time.
 */
export async function performTaskAction(
  ctx: Context,
  id: string,
  body: BodyOf<typeof actOnTask>,
): Promise<Result<TaskView>> {
  const found = await authorise(ctx, actOnTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, ctx.actor.tenantId, id, true) : undefined;
  if (!task) return notFound();
  const assigns = (await assignedBy(ctx, [id])).has(id);
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, assigns));
  const change = act(factsOf(task), body.action, actorOf(ctx, assigns), body.note, ctx.today);
  if (!change.ok) return change;
  const again = await reassignment(ctx, task, body);
  if (!again.ok) return again;
  const outcome =
    body.action === 'report'
      ? body.note
      : body.action === 'send-back' || body.action === 'reassign'
        ? ''
        : task.outcome;
  const version = await updateTask(ctx.tx, ctx.actor.tenantId, id, task.version, {
    ...change.value,
    ...again.value,
    outcome,
  });
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, assigns));
  await note(ctx, task, {
    action: body.action,
    toState: change.value.state,
    note: body.note,
    ...again.value,
  });
  if (body.action === 'confirm') {
    const filed = await recordDoneTask(ctx, task);
    if (!filed.ok) return filed;
  }
  return reread(ctx, id, assigns);
}

/** Moves a task's deadline with a reason; lateness that has happened stays. */
export async function moveTask(
  ctx: Context,
  id: string,
  body: BodyOf<typeof moveTaskDeadline>,
): Promise<Result<TaskView>> {
  const found = await authorise(ctx, moveTaskDeadline, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, ctx.actor.tenantId, id, true) : undefined;
  if (!task) return notFound();
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, true));
  const moved = moveDeadline(factsOf(task), body.dueOn, ctx.today);
  if (!moved.ok) return moved;
  const version = await updateTask(ctx.tx, ctx.actor.tenantId, id, task.version, moved.value);
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, true));
  await note(ctx, task, { action: 'move', toState: task.state, note: body.note, dueOn: body.dueOn });
  return reread(ctx, id, true);
}

type Reassignment = { ownerId?: string; dueOn?: string };

async function reassignment(
  ctx: Context,
  task: TaskFound,
  body: BodyOf<typeof actOnTask>,
): Promise<Result<Reassignment>> {
  if (body.action !== 'reassign') {
    if (body.ownerId === undefined && body.dueOn === undefined) return ok({});
    return refuse('tasks/only-when-reassigned', '只有重新布置时才能更换责任人或时限。', { status: 422 });
  }
  const dueOn = body.dueOn ?? task.due_on;
  if (dueOn < ctx.today) {
    return refuse('tasks/due-in-the-past', '完成时限早于今天。重新布置时请给出今天或以后的时限。', {
      status: 422,
      errors: [{ path: 'body.dueOn', message: '早于今天' }],
    });
  }
  if (body.ownerId) {
    const known = await checkPersons(ctx, task.org_path, [{ personId: body.ownerId }]);
    if (!known.ok) return known;
  }
  return ok({ ownerId: body.ownerId ?? task.owner_id, dueOn });
}

type Happened = Parameters<typeof insertEvents>[3][number];

async function note(ctx: Context, task: TaskFound, event: Omit<Happened, 'id' | 'taskId'>): Promise<void> {
  const { tenantId, accountId, personId } = ctx.actor;
  await insertEvents(ctx.tx, tenantId, { accountId, personId, at: ctx.now }, [
    { id: newId(), taskId: task.id, ...event },
  ]);
  ctx.audit({
    action: `task.${event.action}`,
    object: ['task', task.id],
    orgId: task.org_id,
    details: {
      from: task.state,
      to: event.toState,
      owner: event.ownerId ?? undefined,
      dueOn: event.dueOn ?? undefined,
    },
  });
}

async function reread(ctx: Context, id: string, assigns: boolean): Promise<Result<TaskView>> {
  const row = await findTask(ctx.tx, ctx.actor.tenantId, id);
  return row ? ok(viewOf(ctx, row, assigns)) : notFound();
}
