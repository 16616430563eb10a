import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { actsIn } from './alliance-facts.ts';
import { allianceObject } from './alliances.objects.ts';
import { type AllianceRecord, loadAlliance } from './alliances.store.ts';
import { loadParties, type PartyRecord } from './parties.store.ts';
import { partiesOf } from './work.rules.ts';

/** An alliance that the actor reaches, its parties, and those of them for which the actor acts. */
export type OpenAlliance = { alliance: AllianceRecord; parties: PartyRecord[]; mine: Set<string> };

/** Opens an alliance through an endpoint: the first line of every use case about one. */
export async function openAlliance(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
): Promise<Result<OpenAlliance>> {
  if (!(await authorise(ctx, guarded, allianceObject, [id])).has(id)) return notFound();
  const { tenantId } = ctx.actor;
  const alliance = await loadAlliance(ctx.tx, tenantId, id);
  if (!alliance) return notFound();
  const parties = await loadParties(ctx.tx, tenantId, [id]);
  return ok({ alliance, parties, mine: partiesOf(parties, actsIn(ctx)) });
}
