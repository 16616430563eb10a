import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { enterIntoLedger } from '#roles/ledger/enter-problem.ts';
import { noteEvent } from '../act-on-task.ts';
import { factsOf, officeObject } from '../task-view.ts';
import { findTask } from '../tasks.store.ts';
import { enterStuckTask } from './stuck.contract.ts';
import { stuckBy } from './stuck.rules.ts';
import { courseOf } from './stuck.store.ts';

/** The longest title that the ledger takes. */
const TITLE = 80;

/**
 * Puts a stuck task into the ledger as a problem with an owner and a date, once: the task goes on, and the problem is closed
 * by a second person like any other. Refused while the task is not stuck: that is what reminders are for.
 */
export async function enterTaskProblem(
  ctx: Context,
  id: string,
  body: BodyOf<typeof enterStuckTask>,
): Promise<Result<{ id: string }>> {
  const { tenantId } = ctx.actor;
  const found = await authorise(ctx, enterStuckTask, officeObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id, true) : undefined;
  if (!task) return notFound();
  const rule = ctx.services.content.tasks.stuck;
  const reasons = stuckBy(factsOf(task), await courseOf(ctx.tx, tenantId, id), rule, ctx.today);
  if (reasons.length === 0) {
    return refuse(
      'tasks/not-stuck',
      `任务还没有久拖不决（逾期满 ${rule.late_days} 天、退回 ${rule.returns} 次或延期 ${rule.moves} 次）。请先按任务提醒、指导或重新布置。`,
    );
  }
  const title = `任务久拖不决：${task.title}`;
  const entered = await enterIntoLedger(ctx, {
    orgId: task.org_id,
    title: title.length > TITLE ? `${title.slice(0, TITLE - 1)}…` : title,
    detail: body.detail,
    measures: body.measures,
    source: 'task',
    origin: 'task',
    sourceId: id,
    sourcePart: 'task',
    ownerId: body.ownerId,
    dueOn: body.dueOn,
  });
  if (!entered.ok) return entered;
  await noteEvent(ctx, task, {
    action: 'ledger',
    toState: task.state,
    note: body.detail,
    ownerId: body.ownerId,
  });
  return ok(entered.value);
}
