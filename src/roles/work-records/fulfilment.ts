import type { Context } from '#platform/http/context.ts';
import {
  fulfilObligations,
  type Met,
  obligationsMetBy,
  unfulfilObligations,
} from '#roles/obligations/fulfil-obligations.ts';
import { nextDue } from './next-due.store.ts';

/**
 * An obligation to which a record counts. `complete` is false where more is asked for (study hours); `sole` where somebody
 * answers for the organisation, else everybody in the record for himself.
 */
export type Fulfilled = {
  obligationId: string;
  dutyCode: string;
  title: string;
  sole: boolean;
  complete: boolean;
};

/** Links a record that counts to every obligation it meets. */
export async function fulfil(ctx: Context, recordId: string): Promise<Fulfilled[]> {
  const { fulfilled } = await fulfilObligations(ctx, { recordId });
  return fulfilled.map(viewOf);
}

/** Takes back what a record fulfilled, before it is changed or withdrawn. */
export async function unfulfil(ctx: Context, recordId: string): Promise<void> {
  await unfulfilObligations(ctx, { recordId });
}

/** What a record fulfilled. */
export async function fulfilledBy(ctx: Context, recordId: string): Promise<Fulfilled[]> {
  return (await obligationsMetBy(ctx, recordId)).map(viewOf);
}

function viewOf({ obligationId, dutyCode, title, sole, state }: Met): Fulfilled {
  return { obligationId, dutyCode, title, sole, complete: state === 'fulfilled' };
}

/** When the next open obligation of an organisation is due that a record of each kind would meet, by kind. */
export async function nextDueByKind(
  ctx: Context,
  orgId: string,
  kinds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await nextDue(ctx.tx, ctx.actor.tenantId, orgId, ctx.today);
  return new Map(rows.filter((row) => kinds.includes(row.kind)).map((row) => [row.kind, row.due_on]));
}
