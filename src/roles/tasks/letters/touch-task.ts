import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { refuseStep } from '../step-rights.ts';
import { factsOf, taskObject } from '../task-view.ts';
import { isOpen, lateness } from '../tasks.rules.ts';
import { findTask } from '../tasks.store.ts';
import { touchTask } from './letters.contract.ts';
import { guideDueOn, leadDueOn } from './parts.rules.ts';
import { insertTouch, lastTouches, lettersHeld } from './parts.store.ts';

/**
 * Leaves a guidance (by the guide) or a direction (by the leader) on a task that is under way: afterwards is no guidance.
 * Answers when the next one is due.
 */
export async function touch(
  ctx: Context,
  id: string,
  body: BodyOf<typeof touchTask>,
): Promise<Result<ResponseOf<typeof touchTask>>> {
  const { tenantId, personId, accountId } = ctx.actor;
  const found = await authorise(ctx, touchTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id) : undefined;
  if (!task) return notFound();
  const letters = (await lettersHeld(ctx.tx, tenantId, personId, [id])).get(id) ?? [];
  if (personId === null || !letters.includes(body.letter))
    return refuseStep(body.letter === 'guide' ? 'guide' : 'direct');
  if (!isOpen(task.state))
    return refuse('tasks/touch-after-end', '任务已经结束，不再补记指导。', { data: { state: task.state } });
  const touchId = newId();
  await insertTouch(ctx.tx, tenantId, {
    id: touchId,
    taskId: id,
    letter: body.letter,
    personId,
    accountId,
    on: ctx.today,
    at: ctx.now,
    text: body.text,
  });
  ctx.audit({
    action: `task.${body.letter === 'guide' ? 'guide' : 'direct'}`,
    object: ['task', id],
    orgId: task.org_id,
    details: { touch: touchId },
  });
  const touched = (await lastTouches(ctx.tx, tenantId, [id])).get(id) ?? { guide: null, lead: null };
  const rule = ctx.services.content.tasks;
  const facts = factsOf(task);
  return ok({
    id: touchId,
    nextOn:
      body.letter === 'guide'
        ? guideDueOn({ ...facts, lastGuidedOn: touched.guide }, rule.guide_days)
        : leadDueOn(
            { firstLateOn: lateness(facts, ctx.today), lastDirectedOn: touched.lead },
            rule.lead_days,
          ),
  });
}
