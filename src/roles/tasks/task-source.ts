import type { Context } from '#platform/http/context.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource, Focus } from '#roles/agenda/agenda-source.ts';
import { type WatchRow, watchesFor } from './letters/watches.store.ts';
import { partsToReceive, taskDays, tasksDueOn, tasksToAnswer } from './task-agenda.store.ts';
import { isOpen, type TaskState } from './tasks.rules.ts';

const stepOf: Partial<Record<TaskState, string>> = {
  assigned: 'accept',
  accepted: 'do',
  reported: 'confirm',
  returned: 'reassign',
};

const letterStep: Partial<Record<WatchRow['letter'], string>> = {
  assist: 'deliver',
  do: 'deliver',
  guide: 'guide',
  lead: 'direct',
};

/**
 * Tasks, by letter: the owner's to do, what assistants and doers owe, whom the guide has to see and where the leader has to
 * step in; and what waits for whoever gave it out. Nobody is asked anything for being informed.
 */
export const taskSource: AgendaSource = {
  id: 'task',
  async mine(ctx, until, limit) {
    const { tenantId, personId } = ctx.actor;
    const span = { today: ctx.today, until };
    const watches = await watchesFor(ctx.tx, tenantId, personId, ctx.services.content.tasks, span, limit);
    const answers = await tasksToAnswer(ctx.tx, tenantId, ctx.actor, limit);
    const parts = await partsToReceive(ctx.tx, tenantId, personId, limit);
    return [
      ...watches.map(watchItem),
      ...answers.map(itemOf),
      ...parts.map(
        (row): AgendaItem => ({
          kind: 'task',
          id: row.id,
          title: `${row.title}：${row.who}${row.state === 'delivered' ? '已交付' : '退回分工'}`,
          dueOn: row.dueOn,
          orgId: row.orgId,
          orgName: row.orgName,
          action: row.state === 'delivered' ? 'receive' : 'reassign',
          link: `/tasks/${row.taskId}`,
          waitsOnMe: true,
        }),
      ),
    ];
  },
  days: (ctx, focus, from, to) =>
    taskDays(ctx.tx, ctx.actor.tenantId, whose(ctx, focus), { from, to, today: ctx.today }),
  async on(ctx, focus, day, limit) {
    return (await tasksDueOn(ctx.tx, ctx.actor.tenantId, whose(ctx, focus), day, limit)).map(itemOf);
  },
};

function watchItem(row: WatchRow): AgendaItem {
  return {
    kind: 'task',
    // A task may ask two things of one person: each letter is an item of its own.
    id: row.partId ?? row.taskId,
    title: row.deliverable === '' ? row.title : `${row.title}：${row.deliverable}`,
    dueOn: row.dueOn,
    orgId: row.orgId,
    orgName: row.orgName,
    action: letterStep[row.letter] ?? stepOf[row.state] ?? 'look',
    link: `/tasks/${row.taskId}`,
    waitsOnMe: row.letter === 'assist' || row.letter === 'do',
  };
}

function whose(ctx: Context, focus: Focus) {
  return focus.kind === 'me' ? { personId: ctx.actor.personId } : { orgId: focus.orgId };
}

type Row = Awaited<ReturnType<typeof tasksToAnswer>>[number];

function itemOf(row: Row): AgendaItem {
  return {
    kind: 'task',
    id: row.id,
    title: row.ownerLeft ? `${row.title}（责任人已离开）` : row.title,
    dueOn: row.due_on,
    orgId: row.org_id,
    orgName: row.org_name,
    action: row.ownerLeft ? 'reassign' : (stepOf[row.state] ?? 'look'),
    link: `/tasks/${row.id}`,
    waitsOnMe: !row.owned,
    done: !isOpen(row.state),
  };
}
