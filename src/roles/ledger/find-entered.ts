import type { Context } from '#platform/http/context.ts';
import { problemFrom } from './entered.store.ts';

/** The problem that was made of something (a task, one indicator of a result), by the source's id; null if none was. */
export async function findEntered(ctx: Context, sourceId: string): Promise<string | null> {
  return problemFrom(ctx.tx, ctx.actor.tenantId, sourceId);
}
