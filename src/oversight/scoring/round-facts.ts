import type { Context } from '#platform/http/context.ts';
import { type RoundFacts, selectRound } from './scoring.store.ts';

/** A round as scoring needs it. Access was decided by the use case that calls it. */
export async function roundFacts(
  ctx: Pick<Context, 'tx' | 'actor'>,
  roundId: string,
): Promise<RoundFacts | undefined> {
  return selectRound(ctx.tx, ctx.actor.tenantId, roundId);
}
