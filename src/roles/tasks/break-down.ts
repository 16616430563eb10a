import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { noteEvent } from './act-on-task.ts';
import { breakDownTask } from './cascade.contract.ts';
import { checkBreakDown } from './cascade.rules.ts';
import { ancestorsOf } from './cascade.store.ts';
import { findOrganisations } from './cascade-places.store.ts';
import { createTasks } from './create-tasks.ts';
import { progressOf } from './letters/outcomes.store.ts';
import { rightsIn } from './read-around.ts';
import { refuseStep } from './step-rights.ts';
import { assignedBy, taskObject } from './task-view.ts';
import { findTask } from './tasks.store.ts';

/**
 * Breaks a task down into tasks of people at its own level or below: from the organ to branches, from a branch to its
 * commissioners, from these to members. Whoever gets one accepts it or returns it with a reason to the owner of this task.
 */
export async function breakDown(
  ctx: Context,
  id: string,
  body: BodyOf<typeof breakDownTask>,
): Promise<Result<ResponseOf<typeof breakDownTask>>> {
  const { tenantId, personId } = ctx.actor;
  const found = await authorise(ctx, breakDownTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id, true) : undefined;
  if (!task) return notFound();
  const part = { owns: task.owner_id === personId, assigned: (await assignedBy(ctx, [id])).has(id) };
  if (!part.owns && !part.assigned) return refuseStep('break-down');
  const places = await findOrganisations(
    ctx.tx,
    tenantId,
    body.tasks.map((each) => each.orgId ?? task.org_id),
  );
  // A place that is unknown lies nowhere, and is refused like one outside the task's own organisation.
  const placeOf = (orgId: string | undefined) => places.get(orgId ?? task.org_id) ?? '';
  const sound = checkBreakDown(
    {
      id,
      title: task.title,
      state: task.state,
      ownerId: task.owner_id,
      dueOn: task.due_on,
      orgPath: task.org_path,
      above: await ancestorsOf(ctx.tx, tenantId, id),
    },
    body.tasks.map((each) => ({ ownerId: each.ownerId, dueOn: each.dueOn, orgPath: placeOf(each.orgId) })),
    ctx.today,
    ctx.services.content.tasks.limits,
    (await progressOf(ctx.tx, tenantId, [id])).get(id)?.children ?? 0,
  );
  if (!sound.ok) return sound;
  if (!rightsIn(task, [], part).includes('break-down')) return refuseStep('break-down');
  const created = await createTasks(
    ctx,
    { id: task.org_id, path: task.org_path },
    body.tasks.map((each) => ({ ...each, parentId: id })),
  );
  if (!created.ok) return created;
  await noteEvent(ctx, task, {
    action: 'break-down',
    toState: task.state,
    note: `分解为 ${created.value.length} 项`,
  });
  return ok({ ids: created.value });
}
