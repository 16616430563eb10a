import type { Context } from '#platform/http/context.ts';
import { tasksOfDecisions } from './tasks.store.ts';

/** How many tasks of each decision of a record still stand. The caller has decided on access to the record. */
export async function standingTasks(ctx: Context, recordId: string): Promise<ReadonlyMap<string, number>> {
  return tasksOfDecisions(ctx.tx, ctx.actor.tenantId, recordId);
}
