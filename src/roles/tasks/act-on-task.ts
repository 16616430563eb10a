import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkReport, checkWithdraw, circleThrough } from './cascade.rules.ts';
import { ancestorsOf, needsOf, openBelow, ownersBelow } from './cascade.store.ts';
import { checkStaff } from './check-staff.ts';
import { progressOf } from './letters/outcomes.store.ts';
import { partsOf, receiveShare } from './letters/parts.store.ts';
import { recordDoneTask } from './record-done-task.ts';
import type { TaskView } from './task-shapes.contract.ts';
import { actorOf, type Beside, besideOf, factsOf, taskObject, viewOf } from './task-view.ts';
import { actOnTask, moveTaskDeadline } from './tasks.contract.ts';
import { act, isOpen, moveDeadline } from './tasks.rules.ts';
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
  const beside = await besideOf(ctx, [id]);
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  const actor = actorOf(ctx, beside.assigned.has(id));
  const change = act(factsOf(task), body.action, actor, body.note, ctx.today);
  if (!change.ok) return change;
  const ready = await checkAround(ctx, task, body.action);
  if (!ready.ok) return ready;
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
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  await noteEvent(ctx, task, {
    action: body.action,
    toState: change.value.state,
    note: body.note,
    ...again.value,
  });
  if (body.action === 'confirm') {
    const filed = await recordDoneTask(ctx, task);
    if (!filed.ok) return filed;
    await deliverAbove(ctx, task);
  }
  return rereadTask(ctx, id, beside);
}

/** Whoever does a share of the task above by this one has delivered it with this: it is not asked for a second time. */
async function deliverAbove(ctx: Context, task: TaskFound): Promise<void> {
  if (task.parent_id === null) return;
  const { tenantId } = ctx.actor;
  const share = { parentId: task.parent_id, personId: task.owner_id, on: task.reported_on ?? ctx.today };
  if (!(await receiveShare(ctx.tx, tenantId, { ...share, note: task.title }))) return;
  const above = await findTask(ctx.tx, tenantId, task.parent_id);
  if (above)
    await noteEvent(ctx, above, {
      action: 'part',
      toState: above.state,
      note: `${task.owner_name}：${task.title}`,
    });
}

/** What a step needs beyond the task itself: a result is reported when everything is in; nothing below is left hanging. */
async function checkAround(ctx: Context, task: TaskFound, action: string): Promise<Result<true>> {
  const { tenantId } = ctx.actor;
  if (action === 'withdraw') return checkWithdraw(await openBelow(ctx.tx, tenantId, task.id));
  if (action !== 'report') return ok(true);
  const progress = (await progressOf(ctx.tx, tenantId, [task.id])).get(task.id);
  const needs = await needsOf(ctx.tx, tenantId, [task.id]);
  if (!progress) return ok(true);
  return checkReport(
    progress,
    needs.filter((need) => isOpen(need.state)).map((need) => need.title),
  );
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
  const beside = await besideOf(ctx, [id]);
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  if (!beside.assigned.has(id)) {
    return refuse('tasks/not-your-part', '时限由布置人调整。办不完的，请说明理由退回。', {
      status: 403,
      data: { who: 'assigner' },
    });
  }
  const inside = withinParent(task, body.dueOn);
  if (!inside.ok) return inside;
  const moved = moveDeadline(factsOf(task), body.dueOn, ctx.today);
  if (!moved.ok) return moved;
  const version = await updateTask(ctx.tx, ctx.actor.tenantId, id, task.version, moved.value);
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  await noteEvent(ctx, task, { action: 'move', toState: task.state, note: body.note, dueOn: body.dueOn });
  return rereadTask(ctx, id, beside);
}

/** What is below is in before what is above: a later deadline than that of the task above is refused. */
function withinParent(task: TaskFound, dueOn: string): Result<true> {
  const above = task.parent_due_on;
  if (above === null || dueOn <= above) return ok(true);
  return refuse('tasks/due-after-parent', `时限不能晚于上级任务的时限 ${above}。请先调整上级任务。`, {
    status: 422,
    errors: [{ path: 'body.dueOn', message: '晚于上级任务' }],
  });
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
  const inside = withinParent(task, dueOn);
  if (!inside.ok) return inside;
  const owner = await checkOwner(ctx, task, body.ownerId ?? task.owner_id);
  if (!owner.ok) return owner;
  return ok({ ownerId: body.ownerId ?? task.owner_id, dueOn });
}

/** Somebody who is there, owns nothing above or below in the cascade, and does not guide the task. */
async function checkOwner(ctx: Context, task: TaskFound, ownerId: string): Promise<Result<true>> {
  const { tenantId } = ctx.actor;
  const staff = await checkStaff(ctx, task.org_path, [ownerId]);
  if (!staff.ok) return staff;
  if (ownerId === task.owner_id) return ok(true);
  const flaw = { status: 422, errors: [{ path: 'body.ownerId', message: '请换一人' }] };
  const chain = [
    ...(await ancestorsOf(ctx.tx, tenantId, task.id)),
    ...(await ownersBelow(ctx.tx, tenantId, task.id)),
  ];
  const circle = circleThrough(chain, ownerId);
  if (circle) {
    return refuse(
      'tasks/cyclic-cascade',
      `此人已是上下级任务《${circle.title}》的主管，任务会转回原处。请改派给其他人。`,
      flaw,
    );
  }
  const parts = await partsOf(ctx.tx, tenantId, [task.id]);
  if (parts.some((part) => part.letter === 'guide' && part.person_id === ownerId))
    return refuse('tasks/guide-is-own', '此人是本任务的指导，不能同时主管。请先更换指导。', flaw);
  return ok(true);
}

type Happened = Parameters<typeof insertEvents>[3][number];

/** Notes what happened to a task, in its course and in the audit. */
export async function noteEvent(
  ctx: Context,
  task: Pick<TaskFound, 'id' | 'org_id' | 'state'>,
  event: Omit<Happened, 'id' | 'taskId'>,
): Promise<void> {
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

/** A task as it is after a step. */
export async function rereadTask(ctx: Context, id: string, beside: Beside): Promise<Result<TaskView>> {
  const row = await findTask(ctx.tx, ctx.actor.tenantId, id);
  if (!row) return notFound();
  const now = await besideOf(ctx, [id]);
  // Whoever gave it out has not lost that by this step.
  return ok(viewOf(ctx, row, { ...now, assigned: beside.assigned }));
}
