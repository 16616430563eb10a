import { notFound, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { noteEvent, rereadTask } from '../act-on-task.ts';
import { rightsIn } from '../read-around.ts';
import { refuseStep } from '../step-rights.ts';
import type { TaskView } from '../task-shapes.contract.ts';
import { besideOf, factsOf, taskObject, viewOf } from '../task-view.ts';
import { lateness } from '../tasks.rules.ts';
import { findTask, updateTask } from '../tasks.store.ts';
import { reachTaskOutcome } from './letters.contract.ts';
import { reachOutcome } from './outcomes.store.ts';

/** Notes what came of an expected outcome, or takes the entry back with an empty text. The task's confirmation judges it. */
export async function reach(
  ctx: Context,
  id: string,
  outcomeId: string,
  body: BodyOf<typeof reachTaskOutcome>,
): Promise<Result<TaskView>> {
  const { tenantId, personId } = ctx.actor;
  const found = await authorise(ctx, reachTaskOutcome, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id, true) : undefined;
  if (!task) return notFound();
  const beside = await besideOf(ctx, [id]);
  const rights = rightsIn(task, beside.letters.get(id) ?? [], {
    owns: task.owner_id === personId,
    assigned: beside.assigned.has(id),
  });
  if (!rights.includes('reach')) return refuseStep('reach');
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  const reached = body.result === '' ? null : { result: body.result, on: ctx.today, personId };
  if (!(await reachOutcome(ctx.tx, tenantId, id, outcomeId, reached))) return notFound();
  const version = await updateTask(ctx.tx, tenantId, id, task.version, {
    firstLateOn: lateness(factsOf(task), ctx.today),
  });
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  await noteEvent(ctx, task, { action: 'reach', toState: task.state, note: body.result });
  return rereadTask(ctx, id, beside);
}
