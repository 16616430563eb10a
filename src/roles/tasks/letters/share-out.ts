import { newId } from '#kernel/ids.ts';
import { notFound, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { noteEvent, rereadTask } from '../act-on-task.ts';
import { checkLetters } from '../create-tasks.ts';
import { rightsIn } from '../read-around.ts';
import { refuseStep } from '../step-rights.ts';
import type { TaskView } from '../task-shapes.contract.ts';
import { besideOf, factsOf, taskObject, viewOf } from '../task-view.ts';
import { lateness } from '../tasks.rules.ts';
import { findTask, updateTask } from '../tasks.store.ts';
import { shareOutTask } from './letters.contract.ts';
import { outcomesOf } from './outcomes.store.ts';
import { dropParts, insertParts, type PartRow, partsOf, redateParts } from './parts.store.ts';

type Wanted = BodyOf<typeof shareOutTask>['parts'][number];

/**
 * Sets who has which letter in a task that was given out. The owner changes those who work with him; leader and guide are
 * changed by whoever gave it out. What was delivered stays. Refused as long as the letters would leave a hole.
 */
export async function shareOut(
  ctx: Context,
  id: string,
  body: BodyOf<typeof shareOutTask>,
): Promise<Result<TaskView>> {
  const { tenantId, personId } = ctx.actor;
  const found = await authorise(ctx, shareOutTask, taskObject, [id]);
  const task = found.has(id) ? await findTask(ctx.tx, tenantId, id, true) : undefined;
  if (!task) return notFound();
  const beside = await besideOf(ctx, [id]);
  const rights = rightsIn(task, [], {
    owns: task.owner_id === personId,
    assigned: beside.assigned.has(id),
  });
  if (!rights.includes('share-out')) return refuseStep('share-out');
  if (task.version !== ctx.ifMatch) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  const standing = await partsOf(ctx.tx, tenantId, [id]);
  const { added, kept, dropped } = differences(standing, body.parts);
  if (
    !rights.includes('name-lead') &&
    [...added, ...dropped].some(({ letter }) => letter === 'lead' || letter === 'guide')
  )
    return refuseStep('name-lead');
  const stays = dropped.find((part) => part.state === 'delivered' || part.state === 'received');
  if (stays) {
    return refuse('parts/delivered-stays', `${stays.person_name}的分工已经交付，不能去掉。`, {
      data: { part: stays.id },
    });
  }
  const outcomes = await outcomesOf(ctx.tx, tenantId, id);
  const sound = await checkLetters(ctx, task.org_path, {
    title: task.title,
    // A task without listed outcomes has its standard for one.
    outcomes: outcomes.length > 0 ? outcomes.map((each) => each.text) : [task.standard || task.title],
    startsOn: null,
    dueOn: task.due_on < ctx.today ? ctx.today : task.due_on,
    parts: [
      { letter: 'own', personId: task.owner_id, deliverable: '', dueOn: null },
      // Dates of parts that stood before are not judged again.
      ...body.parts.map((part) =>
        kept.some((each) => same(each.wanted, part)) ? { ...part, dueOn: null } : part,
      ),
    ],
  });
  if (!sound.ok) return sound;
  await dropParts(
    ctx.tx,
    tenantId,
    dropped.map((part) => part.id),
  );
  await redateParts(
    ctx.tx,
    tenantId,
    kept.map(({ row, wanted }) => ({ id: row.id, deliverable: wanted.deliverable, dueOn: wanted.dueOn })),
  );
  await insertParts(
    ctx.tx,
    tenantId,
    added.map((part) => ({ ...part, id: newId(), taskId: id })),
  );
  const version = await updateTask(ctx.tx, tenantId, id, task.version, {
    firstLateOn: lateness(factsOf(task), ctx.today),
  });
  if (version === undefined) return staleEdit(ctx, 'task', id, viewOf(ctx, task, beside));
  await noteEvent(ctx, task, {
    action: 'letters',
    toState: task.state,
    note: `增加 ${added.length} 人、去掉 ${dropped.length} 人`,
  });
  return rereadTask(ctx, id, beside);
}

function same(a: Pick<Wanted, 'letter' | 'personId'>, b: Pick<Wanted, 'letter' | 'personId'>): boolean {
  return a.letter === b.letter && a.personId === b.personId;
}

/** What has to be added, kept and dropped to get from the letters that stand to those that are wanted. */
function differences(standing: readonly PartRow[], wanted: readonly Wanted[]) {
  const rows = new Map(standing.map((row) => [`${row.letter} ${row.person_id}`, row]));
  const unique = new Map(wanted.map((part) => [`${part.letter} ${part.personId}`, part]));
  return {
    added: [...unique].filter(([key]) => !rows.has(key)).map(([, part]) => part),
    kept: [...unique].flatMap(([key, part]) =>
      rows.has(key) ? [{ row: rows.get(key)!, wanted: part }] : [],
    ),
    dropped: [...rows].filter(([key]) => !unique.has(key)).map(([, row]) => row),
  };
}
