import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, holdsOver } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import type { DisputesPack } from '#standards/packs/content.ts';
import { disputeObject } from './dispute-object.ts';
import type { DisputeActor, DisputeFacts } from './disputes.rules.ts';
import { type DisputeRecord, loadDispute, type PartyRow } from './disputes.store.ts';

/** The kinds of organisation for which a unit's officer may speak. */
const OFFICERS_OWN = new Set(['unit', 'leading_group', 'organ_committee']);

/** Loads a dispute that the actor reaches through an endpoint; absent and out of reach are the same. */
export async function reachDispute(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
): Promise<Result<DisputeRecord>> {
  if (!(await authorise(ctx, guarded, disputeObject, [id])).has(id)) return notFound();
  const dispute = await loadDispute(ctx.tx, ctx.actor.tenantId, id);
  return dispute ? ok(dispute) : notFound();
}

/** A level of the content by its id. */
export function levelOf(pack: DisputesPack, id: string) {
  return pack.levels.find((level) => level.id === id) ?? pack.levels.at(-1)!;
}

/** Whether the actor speaks for a party: as the person named, its secretary, or the officer of its unit. */
export function speaksFor(ctx: Pick<Context, 'actor'>, party: PartyRow): boolean {
  const { personId } = ctx.actor;
  if (personId !== null && personId === party.personId) return true;
  if (party.named) return false;
  return (
    holdsOver(ctx.actor, party.path, 'secretary') ||
    (OFFICERS_OWN.has(party.kind) && holdsOver(ctx.actor, party.path, 'officer'))
  );
}

/** The parts of an actor towards a dispute. */
export function disputeActor(ctx: Pick<Context, 'actor' | 'services'>, dispute: DisputeRecord): DisputeActor {
  const { accountId, personId } = ctx.actor;
  const { role } = levelOf(ctx.services.content.disputes, dispute.level);
  return {
    judges: holdsOver(ctx.actor, dispute.org_path, role),
    raised: accountId !== null && accountId === dispute.raised_by,
    speaksFor: dispute.parties.filter((party) => speaksFor(ctx, party)).map((party) => party.id),
    own: personId !== null && dispute.parties.some((party) => party.named && party.personId === personId),
  };
}

/** A dispute as decisions see it. */
export function disputeFacts(ctx: Pick<Context, 'today'>, dispute: DisputeRecord): DisputeFacts {
  return {
    state: dispute.state,
    unheard: dispute.parties.filter((party) => party.statedAt === null).length,
    overdue: ctx.today > dispute.due_on,
    dueOn: dispute.due_on,
  };
}
