import { authorise, defineObject } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { createTask, type TaskView } from './tasks.contract.ts';
import { lateness, openActions, type TaskActor, type TaskFacts } from './tasks.rules.ts';
import type { TaskFound } from './tasks.store.ts';

/** A task, decided on by its organisation and its owner. */
export const taskObject = defineObject({ kind: 'task', table: 'task', org: 'org_id', person: 'owner_id' });

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

/** Of these tasks, those over which the actor holds the assigner's office. */
export async function assignedBy(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  return authorise(ctx, createTask, taskObject, ids);
}

/** The part the actor may play in a task. */
export function actorOf(ctx: Context, assigns: boolean): TaskActor {
  return { personId: ctx.actor.personId, assigns };
}

/** A task as shown to the actor. */
export function viewOf(ctx: Context, row: TaskFound, assigns: boolean): TaskView {
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
    actions: openActions(facts, actorOf(ctx, assigns)),
    version: row.version,
  };
}
