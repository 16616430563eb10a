import { addDays, type Day, isDay } from '#kernel/dates.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import { keepStatements } from '#platform/database/keep-statements.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { readCalendar, type readDay, type readToDo } from './agenda.contract.ts';
import { type AgendaItem, compareItems, mergeAgenda, mergeDays, monthWindow } from './agenda.rules.ts';
import type { AgendaSource, Focus } from './agenda-source.ts';

/** How far ahead the to-do looks, in days: two months hold everything that recurs monthly, and the next quarter's end. */
const HORIZON_DAYS = 60;
/** How many things one source puts on a list at most. */
const MOST = 100;

/** What the actor has to do, from all sources in one order, the next three first. */
export async function readMyToDo(
  ctx: Context,
  sources: readonly AgendaSource[],
): Promise<ResponseOf<typeof readToDo>> {
  const until = addDays(ctx.today, HORIZON_DAYS);
  // The first page of everybody asks every room: what the rooms ask is planned once, not at each visit.
  const asking = { ...ctx, tx: keepStatements(ctx.tx) };
  const lists: AgendaItem[][] = [];
  for (const source of sources) lists.push(await source.mine(asking, until, MOST));
  return { ...mergeAgenda(lists, ctx.today), more: lists.some((list) => list.length >= MOST) };
}

/** How much each day of a month's page holds, for the actor or for one organisation. */
export async function readMonth(
  ctx: Context,
  sources: readonly AgendaSource[],
  query: QueryOf<typeof readCalendar>,
): Promise<Result<ResponseOf<typeof readCalendar>>> {
  const focus = await focusOn(ctx, query.orgId);
  if (!focus.ok) return focus;
  const { from, to } = monthWindow(query.month);
  const lists = [];
  for (const source of sources) if (source.days) lists.push(await source.days(ctx, focus.value, from, to));
  return ok({ month: query.month, days: mergeDays(lists) });
}

/** What one day holds, for the actor or for one organisation. */
export async function readOneDay(
  ctx: Context,
  sources: readonly AgendaSource[],
  day: Day,
  orgId: string | undefined,
): Promise<Result<ResponseOf<typeof readDay>>> {
  if (!isDay(day)) {
    return refuse('agenda/no-such-day', '没有这一天。日期应写作 2026-11-23。', { status: 400 });
  }
  const focus = await focusOn(ctx, orgId);
  if (!focus.ok) return focus;
  const lists: AgendaItem[][] = [];
  for (const source of sources) if (source.on) lists.push(await source.on(ctx, focus.value, day, MOST));
  const items = lists
    .flat()
    .sort((a, b) => Number(a.done ?? false) - Number(b.done ?? false) || compareItems(ctx.today)(a, b));
  return ok({ day, items, more: lists.some((list) => list.length >= MOST) });
}

async function focusOn(ctx: Context, orgId: string | undefined): Promise<Result<Focus>> {
  if (orgId === undefined) return ok({ kind: 'me' });
  const allowed = await authorise(ctx, readCalendar, organisationObject, [orgId]);
  return allowed.has(orgId) ? ok({ kind: 'organisation', orgId }) : notFound();
}
