import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { noteEvent } from '../act-on-task.ts';
import { checkStaff } from '../check-staff.ts';
import { partsMove } from '../read-around.ts';
import { assignedBy, taskObject } from '../task-view.ts';
import { findTask, type TaskFound } from '../tasks.store.ts';
import { actOnPart } from './letters.contract.ts';
import { actOnPart as decidePart } from './parts.rules.ts';
import { findPart, partsOf, updatePart } from './parts.store.ts';

/** Delivers, returns, receives or gives out again an assistant's deliverable or a doer's share of a task. */
export async function stepPart(
  ctx: Context,
  id: string,
  partId: string,
  body: BodyOf<typeof actOnPart>,
): Promise<Result<ResponseOf<typeof actOnPart>>> {
  const { tenantId, personId } = ctx.actor;
  const found = await authorise(ctx, actOnPart, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id, true) : undefined;
  const part = task ? await findPart(ctx.tx, tenantId, id, partId) : undefined;
  if (!task || !part || part.state === 'dropped' || (part.letter !== 'assist' && part.letter !== 'do'))
    return notFound();
  if (part.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, { id: partId, version: part.version });
  const owns = task.owner_id === personId || (await assignedBy(ctx, [id])).has(id);
  const facts = {
    state: part.state,
    personId: part.person_id,
    dueOn: part.due_on ?? task.due_on,
    deliveredOn: part.delivered_on,
    firstLateOn: part.first_late_on,
    taskOpen: partsMove(task),
  };
  const change = decidePart(facts, body.action, { personId, owns }, body.note, ctx.today);
  if (!change.ok) return change;
  const again = await renewal(ctx, task, part, body);
  if (!again.ok) return again;
  const version = await updatePart(ctx.tx, tenantId, partId, part.version, {
    ...change.value,
    ...again.value,
    note: body.note,
  });
  if (version === undefined) return staleEdit(ctx, 'task', id, { id: partId, version: part.version });
  await noteEvent(ctx, task, {
    action: 'part',
    toState: task.state,
    note: body.note,
    ownerId: again.value.personId ?? part.person_id,
  });
  return ok({ id: partId, version });
}

type Renewal = { personId?: string; dueOn?: string };

async function renewal(
  ctx: Context,
  task: TaskFound,
  part: { person_id: string; letter: string; due_on: string | null },
  body: BodyOf<typeof actOnPart>,
): Promise<Result<Renewal>> {
  if (body.action !== 'renew') {
    if (body.personId === undefined && body.dueOn === undefined) return ok({});
    return refuse('parts/only-when-renewed', '只有重新安排时才能换人或改时限。', { status: 422 });
  }
  const given = body.dueOn ?? part.due_on;
  // A date that has passed meanwhile falls back to the deadline of the task.
  const dueOn = given !== null && given < ctx.today && body.dueOn === undefined ? null : given;
  if (dueOn !== null && (dueOn < ctx.today || dueOn > task.due_on)) {
    return refuse('parts/due', `时限应在今天与任务时限 ${task.due_on} 之间。`, {
      status: 422,
      errors: [{ path: 'body.dueOn', message: '不在期间内' }],
    });
  }
  const personId = body.personId ?? part.person_id;
  const staff = await checkStaff(ctx, task.org_path, [personId]);
  if (!staff.ok) return staff;
  if (personId !== part.person_id) {
    const parts = await partsOf(ctx.tx, ctx.actor.tenantId, [task.id]);
    if (parts.some((each) => each.letter === part.letter && each.person_id === personId))
      return refuse('parts/twice', '此人在本任务中已有同样的分工。请换一人。', { status: 422 });
  }
  return ok({ personId, ...(dueOn === null ? {} : { dueOn }) });
}
