import type { Context } from '#platform/http/context.ts';
import { linkRecord, metBy, restate, unlinkRecord } from './fulfil.store.ts';

/** One obligation that a record has met. `sole`: somebody answers for the organisation; else each for himself. */
export type Met = {
  obligationId: string;
  dutyCode: string;
  title: string;
  personId: string;
  sole: boolean;
  state: string;
};

type Caller = Pick<Context, 'tx' | 'actor'>;

/**
 * Links a saved record to every obligation that it meets, of the organisation and of each person in it, and tells
 * which those are (一次会议，全链入账). To be called after the record and its persons were written, in the same
 * transaction; a record that is held or withdrawn meets nothing. Doing it twice does nothing twice.
 */
export async function fulfilObligations(
  ctx: Caller,
  input: { recordId: string },
): Promise<{ fulfilled: Met[] }> {
  const { tenantId } = ctx.actor;
  await restate(ctx.tx, tenantId, await linkRecord(ctx.tx, tenantId, input.recordId));
  return { fulfilled: await metBy(ctx.tx, tenantId, input.recordId) };
}

/** Takes back what a record has met, before it is corrected or withdrawn. What was late stays marked as late. */
export async function unfulfilObligations(ctx: Caller, input: { recordId: string }): Promise<void> {
  const { tenantId } = ctx.actor;
  await restate(ctx.tx, tenantId, await unlinkRecord(ctx.tx, tenantId, input.recordId));
}

/** What a record has met. */
export async function obligationsMetBy(ctx: Caller, recordId: string): Promise<Met[]> {
  return metBy(ctx.tx, ctx.actor.tenantId, recordId);
}
