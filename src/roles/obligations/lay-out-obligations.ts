import type { Context } from '#platform/http/context.ts';
import { parameter } from '#standards/packs/content.ts';
import { linkFrameworks, restate } from './fulfil.store.ts';
import { cadencesIn, insertObligations, markLate, noteLaidOut } from './lay-out.store.ts';
import { scheduleOf, windowFor } from './obligations.rules.ts';

type Caller = Pick<Context, 'tx' | 'actor' | 'today' | 'services'>;

/**
 * Turns the duties of issued frameworks into dated obligations of those who answer for them, from the day of force to
 * the end of the year (and of the next one when the year is nearly over), links the records that have met them
 * already, and marks what is late. Idempotent. Returns how many were added and marked.
 */
export async function layOutObligations(
  ctx: Caller,
  frameworkIds: readonly string[],
): Promise<{ added: number; late: number }> {
  if (frameworkIds.length === 0) return { added: 0, late: 0 };
  const { tenantId } = ctx.actor;
  const { content, calendar } = ctx.services;
  const cadences = await cadencesIn(ctx.tx, tenantId, frameworkIds);
  const since = cadences.map((each) => each.since).sort()[0] ?? ctx.today;
  const window = windowFor(since, ctx.today, parameter(content, 'horizon-days'));
  const slots = scheduleOf(
    cadences.map((each) => each.cadence),
    { window, calendar, classHourMinutes: parameter(content, 'class-hour-minutes') },
  );
  const added = await insertObligations(ctx.tx, tenantId, frameworkIds, slots);
  if (added > 0) await restate(ctx.tx, tenantId, await linkFrameworks(ctx.tx, tenantId, frameworkIds));
  await noteLaidOut(ctx.tx, tenantId, frameworkIds, window.to);
  const late = await markLate(ctx.tx, tenantId, ctx.today);
  return { added, late };
}
