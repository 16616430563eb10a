import { authorise, defineObject } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import type { Progress } from './cascade.rules.ts';
import { givenBy, receivedFrom } from './cascade.store.ts';
import { progressOf } from './letters/outcomes.store.ts';
import { lettersHeld } from './letters/parts.store.ts';
import type { TaskView } from './task-shapes.contract.ts';
import { createTask } from './tasks.contract.ts';
import { lateness, openActions, type TaskActor, type TaskFacts } from './tasks.rules.ts';
import type { TaskFound } from './tasks.store.ts';

/** A task, decided on by its organisation, and by everybody it concerns: owner, holders of letters, owner of the task above. */
export const taskObject = defineObject({
  kind: 'task',
  table: 'task_concern',
  org: 'org_id',
  person: 'person_id',
});

/** What decisions about a task look at, from its row. */
export function factsOf(row: TaskFound): TaskFacts {
  return {
    state: row.state,
    ownerId: row.owner_id,
    createdOn: row.created_on,
    dueOn: row.due_on,
    firstLateOn: row.first_late_on,
    reportedOn: row.reported_on,
  };
}

/**
 * Of these tasks, those over which the actor holds the assigner's office, and those that are parts of a task of theirs.
 * What somebody else gave to the actor is not among them, whatever the office: one returns it, and does not put it off or
 * withdraw it oneself.
 */
export async function assignedBy(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const { tenantId, personId } = ctx.actor;
  const byOffice = await authorise(ctx, createTask, officeObject, ids);
  const byTask = await givenBy(ctx.tx, tenantId, personId, ids);
  const received = await receivedFrom(ctx.tx, tenantId, ctx.actor, ids);
  return new Set([...byOffice, ...byTask].filter((id) => !received.has(id)));
}

/** The same by office alone: a letter gives no office. */
export const officeObject = defineObject({ kind: 'task', table: 'task', org: 'org_id' });

/** The part the actor may play in a task. */
export function actorOf(ctx: Context, assigns: boolean): TaskActor {
  return { personId: ctx.actor.personId, assigns };
}

/** What the views of some tasks need beside their rows. */
export type Beside = {
  assigned: ReadonlySet<string>;
  letters: ReadonlyMap<string, Letter[]>;
  progress: ReadonlyMap<string, Progress>;
};

/** Loads what the views of some tasks need, in three queries whatever their number. */
export async function besideOf(ctx: Context, ids: readonly string[]): Promise<Beside> {
  const { tenantId, personId } = ctx.actor;
  return {
    assigned: await assignedBy(ctx, ids),
    letters: await lettersHeld(ctx.tx, tenantId, personId, ids),
    progress: await progressOf(ctx.tx, tenantId, ids),
  };
}

const nothing: Progress = {
  outcomes: 0,
  reached: 0,
  children: 0,
  childrenDone: 0,
  parts: 0,
  partsDone: 0,
};

/** A task as shown to the actor. */
export function viewOf(ctx: Context, row: TaskFound, beside: Beside): TaskView {
  const facts = factsOf(row);
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: row.org_name,
    title: row.title,
    standard: row.standard,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    assignedByName: row.assigned_by_name,
    recordId: row.record_id,
    recordTitle: row.record_title,
    createdOn: row.created_on,
    dueOn: row.due_on,
    state: row.state,
    firstLateOn: lateness(facts, ctx.today),
    reportedOn: row.reported_on,
    outcome: row.outcome,
    parentId: row.parent_id,
    planId: row.plan_id,
    startsOn: row.starts_on,
    letters: [...(beside.letters.get(row.id) ?? [])],
    progress: beside.progress.get(row.id) ?? nothing,
    actions: openActions(facts, actorOf(ctx, beside.assigned.has(row.id))).filter(
      (action): action is TaskView['actions'][number] => action !== 'expire',
    ),
    version: row.version,
  };
}
