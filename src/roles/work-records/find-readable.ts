import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { type PrivateKinds, takesPart } from '#records/record-list.store.ts';
import { recordObject } from '#records/record-object.ts';
import { findRecord } from '#records/records.store.ts';
import { privateKinds } from './work-content.ts';

/** A record as found, with the names of its organisation and of whoever entered it. */
export type FoundRecord = NonNullable<Awaited<ReturnType<typeof findRecord>>>;

/** Who sees talks and other private kinds: the secretary of the branch, and those who took part. Nobody above. */
const confidants = { access: { secretary: 'subtree' } } as const;

/** The kinds hidden from the actor, and where they are not. */
export function hiddenKinds(ctx: Context): PrivateKinds {
  return {
    kinds: privateKinds(ctx.services.content),
    scope: scopeOf(ctx.actor, confidants),
    personId: ctx.actor.personId,
  };
}

/**
 * The record, if the actor reaches it through this endpoint and it is no private one of others; else undefined, which
 * the caller answers as if it did not exist.
 */
export async function findReadable(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundRecord | undefined> {
  const allowed = await authorise(ctx, guarded, recordObject, [id]);
  if (!allowed.has(id)) return undefined;
  const record = await findRecord(ctx.tx, ctx.actor.tenantId, id, options.lock);
  if (!record || !privateKinds(ctx.services.content).includes(record.kind)) return record;
  const trusted = await authorise(ctx, confidants, recordObject, [id]);
  if (trusted.has(id)) return record;
  return (await takesPart(ctx.tx, ctx.actor.tenantId, id, ctx.actor.personId)) ? record : undefined;
}
