import type { Context } from '#platform/http/context.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource, Focus } from '#roles/agenda/agenda-source.ts';
import { taskDays, tasksDueOn, tasksToDo } from './task-agenda.store.ts';
import { isOpen, type TaskState } from './tasks.rules.ts';

const stepOf: Partial<Record<TaskState, string>> = {
  assigned: 'accept',
  accepted: 'do',
  reported: 'confirm',
  returned: 'reassign',
};

/** Tasks: the owner's to do, and those that wait for whoever gave them out. */
export const taskSource: AgendaSource = {
  id: 'task',
  async mine(ctx, until, limit) {
    const rows = await tasksToDo(ctx.tx, ctx.actor.tenantId, ctx.actor, until, limit);
    return rows.map(itemOf);
  },
  days: (ctx, focus, from, to) =>
    taskDays(ctx.tx, ctx.actor.tenantId, whose(ctx, focus), { from, to, today: ctx.today }),
  async on(ctx, focus, day, limit) {
    return (await tasksDueOn(ctx.tx, ctx.actor.tenantId, whose(ctx, focus), day, limit)).map(itemOf);
  },
};

function whose(ctx: Context, focus: Focus) {
  return focus.kind === 'me' ? { personId: ctx.actor.personId } : { orgId: focus.orgId };
}

type Row = Awaited<ReturnType<typeof tasksToDo>>[number];

function itemOf(row: Row): AgendaItem {
  return {
    kind: 'task',
    id: row.id,
    title: row.title,
    dueOn: row.due_on,
    orgId: row.org_id,
    orgName: row.org_name,
    action: stepOf[row.state] ?? 'look',
    link: `/tasks/${row.id}`,
    waitsOnMe: !row.owned,
    done: !isOpen(row.state),
  };
}
