import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { noteEvent } from './act-on-task.ts';
import { linkTask, unlinkTask } from './cascade.contract.ts';
import { ancestorsOf, deleteNeed, insertNeeds, lockNeeds, needGraph, needsOf } from './cascade.store.ts';
import { reaches } from './letters/letters.rules.ts';
import { linkView, rightsIn } from './read-around.ts';
import { refuseStep } from './step-rights.ts';
import { assignedBy, taskObject } from './task-view.ts';
import { isOpen } from './tasks.rules.ts';
import { findTask } from './tasks.store.ts';

type Links = ResponseOf<typeof linkTask>;

/**
 * Lets a task wait for another one: it cannot be reported before that one has ended. Refused: itself, a task above or
 * below it, a circle of tasks that wait for each other, and one that has ended already.
 */
export async function link(ctx: Context, id: string, needsId: string): Promise<Result<Links>> {
  const { tenantId } = ctx.actor;
  const found = await authorise(ctx, linkTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id) : undefined;
  if (!task) return notFound();
  const refused = await mayLink(ctx, task);
  if (!refused.ok) return refused;
  const seen = await authorise(ctx, linkTask, taskObject, [needsId]);
  const before = seen.has(needsId) ? await findTask(ctx.tx, tenantId, needsId) : undefined;
  const flaw = (message: string) => ({ status: 422, errors: [{ path: 'body.needsId', message }] });
  if (!before)
    return refuse('tasks/need-unknown', '没有找到这项前置任务。请从列表中选择。', flaw('没有找到'));
  if (needsId === id)
    return refuse('tasks/need-itself', '任务不能等待自己。请选择另一项。', flaw('是本任务'));
  if (!isOpen(before.state))
    return refuse('tasks/need-ended', '这项任务已经结束，不需要等待。', flaw('已经结束'));
  const above = await ancestorsOf(ctx.tx, tenantId, id);
  const aboveBefore = await ancestorsOf(ctx.tx, tenantId, needsId);
  if (above.some((each) => each.id === needsId) || aboveBefore.some((each) => each.id === id))
    return refuse('tasks/need-in-line', '上下级任务本来就要收齐，不需要再设前置。', flaw('是上下级任务'));
  await lockNeeds(ctx.tx, tenantId);
  const graph = await needGraph(ctx.tx, tenantId, needsId);
  if (reaches(graph, needsId, id)) {
    return refuse(
      'tasks/needs-cycle',
      `《${before.title}》已直接或间接等待本任务，再设前置会互相等待。请去掉其中一个。`,
      flaw('互相等待'),
    );
  }
  const known = await needsOf(ctx.tx, tenantId, [id]);
  const { needs: most } = ctx.services.content.tasks.limits;
  if (known.length >= most)
    return refuse('tasks/too-many-needs', `前置任务最多 ${most} 项。请合并。`, { status: 422 });
  await insertNeeds(ctx.tx, tenantId, [{ taskId: id, needsId }]);
  await noteEvent(ctx, task, { action: 'link', toState: task.state, note: before.title });
  return linksOf(ctx, id);
}

/** Takes a link away. */
export async function unlink(ctx: Context, id: string, needsId: string): Promise<Result<Links>> {
  const { tenantId } = ctx.actor;
  const found = await authorise(ctx, unlinkTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id) : undefined;
  if (!task) return notFound();
  const refused = await mayLink(ctx, task);
  if (!refused.ok) return refused;
  if (!(await deleteNeed(ctx.tx, tenantId, id, needsId))) return notFound();
  await noteEvent(ctx, task, { action: 'link', toState: task.state, note: '' });
  return linksOf(ctx, id);
}

async function mayLink(
  ctx: Context,
  task: Parameters<typeof rightsIn>[0] & { id: string; owner_id: string },
): Promise<Result<true>> {
  const part = {
    owns: task.owner_id === ctx.actor.personId,
    assigned: (await assignedBy(ctx, [task.id])).has(task.id),
  };
  return rightsIn(task, [], part).includes('link') ? ok(true) : refuseStep('link');
}

async function linksOf(ctx: Context, id: string): Promise<Result<Links>> {
  return ok({ needs: (await needsOf(ctx.tx, ctx.actor.tenantId, [id])).map(linkView) });
}
