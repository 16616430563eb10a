import { addDays, addMonths, type Day, daysBetween, weekday } from '#kernel/dates.ts';

/** Where an item comes from. */
export type AgendaKind =
  | 'obligation'
  | 'task'
  | 'problem'
  | 'ballot'
  | 'objection'
  | 'self-report'
  | 'liaison'
  | 'conduct'
  | 'dispute'
  | 'duty-list'
  | 'term'
  | 'appointment'
  | 'alliance'
  | 'meeting'
  | 'motion'
  | 'leading'
  | 'fusion'
  | 'confirmation';

/** One thing somebody has to do. */
export type AgendaItem = {
  kind: AgendaKind;
  id: string;
  title: string;
  /** Null where it has no date. */
  dueOn: Day | null;
  orgId: string;
  orgName?: string;
  /** What to do next, as a code that the page words: record, accept, report, confirm, rate, answer, fill … */
  action: string;
  /** Page where it is done. */
  link: string;
  /** Somebody else cannot go on before this is done (a confirmation, an answer to an objection). */
  waitsOnMe: boolean;
  /** It is done already; only the calendar lists such items. */
  done?: boolean;
};

/** How pressing an item is on a day; `waiting`: it has no day, but somebody cannot go on before it is done. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'waiting' | 'later' | 'undated';

/** From the most pressing to the least. */
export const urgencies: readonly Urgency[] = ['overdue', 'today', 'soon', 'waiting', 'later', 'undated'];

/** Days ahead that still count as soon. */
const SOON_DAYS = 7;

/** How pressing an item is today: past its day, on it, within a week, beyond, or without a day. */
export function urgencyOf(item: Pick<AgendaItem, 'dueOn' | 'waitsOnMe'>, today: Day): Urgency {
  if (item.dueOn === null) return item.waitsOnMe ? 'waiting' : 'undated';
  const left = daysBetween(today, item.dueOn);
  if (left < 0) return 'overdue';
  if (left === 0) return 'today';
  return left <= SOON_DAYS ? 'soon' : 'later';
}

/** Days an item is past its day; 0 if it is not. */
export function overdueDays(item: Pick<AgendaItem, 'dueOn'>, today: Day): number {
  return item.dueOn === null ? 0 : Math.max(0, daysBetween(item.dueOn, today));
}

/**
 * What is to be done next, first: by urgency, then what others wait for, then by day, then by kind and id so that the
 * order is the same on every page.
 */
export function compareItems(today: Day): (a: AgendaItem, b: AgendaItem) => number {
  return (a, b) =>
    urgencies.indexOf(urgencyOf(a, today)) - urgencies.indexOf(urgencyOf(b, today)) ||
    Number(b.waitsOnMe) - Number(a.waitsOnMe) ||
    compareText(a.dueOn ?? '9999', b.dueOn ?? '9999') ||
    compareText(a.kind, b.kind) ||
    compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A to-do: everything in order, how many there are of each urgency, and the next three. */
export type ToDo = { items: AgendaItem[]; next: AgendaItem[]; counts: Record<Urgency, number> };

/** Merges the sources into one list. An item that two sources deliver (same kind and id) stands once. */
export function mergeAgenda(sources: readonly (readonly AgendaItem[])[], today: Day): ToDo {
  const byKey = new Map<string, AgendaItem>();
  for (const item of sources.flat()) {
    const key = `${item.kind} ${item.id}`;
    if (!byKey.has(key)) byKey.set(key, item);
  }
  const items = [...byKey.values()].sort(compareItems(today));
  const counts: Record<Urgency, number> = {
    overdue: 0,
    today: 0,
    soon: 0,
    waiting: 0,
    later: 0,
    undated: 0,
  };
  for (const item of items) counts[urgencyOf(item, today)] += 1;
  return { items, next: items.slice(0, 3), counts };
}

/** One cell of a month's page: `inMonth` is false for the days of the months before and after that fill the weeks. */
export type DayCell = { day: Day; inMonth: boolean };

/** The first and last day shown for a month given as 'YYYY-MM': whole weeks, Monday first. */
export function monthWindow(month: string): { first: Day; last: Day; from: Day; to: Day } {
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  return { first, last, from: addDays(first, 1 - weekday(first)), to: addDays(last, 7 - weekday(last)) };
}

/** The weeks of a month's page, each of seven days, Monday first. */
export function monthGrid(month: string): DayCell[][] {
  const { first, last, from, to } = monthWindow(month);
  const weeks: DayCell[][] = [];
  for (let monday = from; monday <= to; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, offset) => {
        const day = addDays(monday, offset);
        return { day, inMonth: day >= first && day <= last };
      }),
    );
  }
  return weeks;
}

/**
 * What a day of the calendar holds: `due` and still open, `overdue` of these past their day, `done`, `held` records of that
 * day, and meetings `planned` for it that are still to come.
 */
export type DayCount = {
  day: Day;
  due: number;
  overdue: number;
  done: number;
  held: number;
  planned: number;
};

/** Adds up counts that several sources deliver for the same days, in order of day. */
export function mergeDays(sources: readonly (readonly DayCount[])[]): DayCount[] {
  const days = new Map<Day, DayCount>();
  for (const count of sources.flat()) {
    const sum = days.get(count.day) ?? { day: count.day, due: 0, overdue: 0, done: 0, held: 0, planned: 0 };
    days.set(count.day, {
      day: count.day,
      due: sum.due + count.due,
      overdue: sum.overdue + count.overdue,
      done: sum.done + count.done,
      held: sum.held + count.held,
      planned: sum.planned + count.planned,
    });
  }
  return [...days.values()].sort((a, b) => compareText(a.day, b.day));
}

/** Whether a text is a month 'YYYY-MM' between 1900 and 2999. */
export function isMonth(text: string): boolean {
  return /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(text);
}
