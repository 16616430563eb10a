import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { parameter } from '#standards/packs/content.ts';
import { readRoundGuidance } from './guidance.contract.ts';
import { guidanceOf, monthsUntil } from './guidance.rules.ts';
import { contactDays, countAccountsAlone, namedPersons, ownPairs } from './guidance.store.ts';
import { rateesOf } from './parts.store.ts';
import { roundFor } from './read-rounds.ts';

const MOST_SHOWN = 3;

/**
 * Whether those whom a round asks by name guided the organisations during the period, or come only to give marks. It is
 * for whoever chooses the raters; no mark weighs differently for it, and nothing in it tells who marked what.
 */
export async function readGuidance(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof readRoundGuidance>>> {
  const round = await roundFor(ctx, readRoundGuidance, id);
  if (!round) return notFound();
  const { tenantId } = ctx.actor;
  const { content } = ctx.services;
  const ends = round.closed_on ?? round.closes_on;
  const until = ends < ctx.today ? ends : ctx.today;
  const months = monthsUntil(until, parameter(content, 'guidance-months'));
  const window = parameter(content, 'guidance-window-months');
  const kinds = content.recordKinds.filter((kind) => kind.guides).map((kind) => kind.id);
  const raters = await namedPersons(ctx.tx, tenantId, id);
  const ratees = await rateesOf(ctx.tx, tenantId, id);
  const own = await ownPairs(ctx.tx, tenantId, id);
  const contacts = await contactDays(ctx.tx, tenantId, id, { from: `${months[0]}-01`, until, kinds });
  const nameOf = new Map(ratees.map((ratee) => [ratee.id, ratee.name]));
  const personOf = new Map(raters.map((rater) => [rater.personId, rater]));
  const rows = guidanceOf(
    raters.map((rater) => rater.personId),
    ratees.map((ratee) => ratee.id),
    own,
    contacts,
    { months, window },
  );
  return ok({
    months,
    window,
    unchecked: await countAccountsAlone(ctx.tx, tenantId, id),
    raters: rows.map(({ untouched, ...row }) => ({
      ...row,
      name: personOf.get(row.personId)?.name ?? '',
      groups: personOf.get(row.personId)?.groups ?? [],
      untouched: untouched.length,
      untouchedNames: untouched.slice(0, MOST_SHOWN).map((ratee) => nameOf.get(ratee) ?? ''),
    })),
  });
}
