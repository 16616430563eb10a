import type { Context } from '#platform/http/context.ts';

/** An obligation that a record fulfilled. */
export type Fulfilled = { obligationId: string; dutyCode: string; title: string };

/** Links a record to every open obligation it meets. */
export async function fulfil(_ctx: Context, _recordId: string): Promise<Fulfilled[]> {
  return [];
}

/** Takes back what a record fulfilled, before it is changed or withdrawn. */
export async function unfulfil(_ctx: Context, _recordId: string): Promise<void> {}

/** What a record fulfilled. */
export async function fulfilledBy(_ctx: Context, _recordId: string): Promise<Fulfilled[]> {
  return [];
}

/** When the next open obligation is due that a record of each kind would meet, by kind. */
export async function nextDueByKind(
  _ctx: Context,
  _orgId: string,
  _kinds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return new Map();
}
