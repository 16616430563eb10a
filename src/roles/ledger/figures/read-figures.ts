import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { readLedgerFigures } from './figures.contract.ts';
import { medianOf, monthsUpTo, openAtEnds, spansOf } from './figures.rules.ts';
import { ageing, closedSince, enteredSince, openFromBefore } from './figures.store.ts';

/** How old what is unsolved is, and what came and went month by month, within the actor's reach. */
export async function ledgerFigures(
  ctx: Context,
  query: QueryOf<typeof readLedgerFigures>,
): Promise<Result<ResponseOf<typeof readLedgerFigures>>> {
  const { org } = query;
  if (org !== undefined && !(await authorise(ctx, readLedgerFigures, organisationObject, [org])).has(org))
    return notFound();
  const reach = { tenantId: ctx.actor.tenantId, scope: scopeOf(ctx.actor, readLedgerFigures), org };
  const limits = ctx.services.content.ledger.ageing;
  const months = monthsUpTo(ctx.today, query.months);
  const from = `${months[0]}-01`;
  const ages = await ageing(ctx.tx, reach, limits, ctx.today);
  const entered = await enteredSince(ctx.tx, reach, from);
  const closed = await closedSince(ctx.tx, reach, from);
  const before =
    (await openFromBefore(ctx.tx, reach, from)) + sum(closed, (each) => (each.day ? each.older : 0));
  const counted = months.map((month) => ({
    month,
    entered: sum(entered, (each) => (each.day?.startsWith(month) ? each.entered : 0)),
    closed: sum(closed, (each) => (each.day?.startsWith(month) ? each.closed : 0)),
  }));
  const open = openAtEnds(before, counted);
  return ok({
    ageing: spansOf(limits).map((span, at) => {
      const found = ages.find((each) => each.span === at);
      return { ...span, inTime: found?.inTime ?? 0, late: found?.late ?? 0 };
    }),
    flow: counted.map((each, at) => ({ ...each, open: open[at] ?? 0 })),
    medianDays: medianOf(
      closed.flatMap((each) => (each.days === null ? [] : [{ value: each.days, count: each.closed }])),
    ),
    sources: entered.flatMap((each) =>
      each.source === null ? [] : [{ source: each.source, entered: each.entered, again: each.again }],
    ),
  });
}

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((all, each) => all + of(each), 0);
