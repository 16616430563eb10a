import type { BusinessCalendar } from './business-calendar.ts';
import { addDays, addMonths, type Day } from './dates.ts';

/** Whether a due day that falls on a day off is brought forward to the last working day before it. */
export type Roll = 'none' | 'previous-workday';

/**
 * How often something is to be done. Periods are calendar periods in Asia/Shanghai; `times` is the count asked for in
 * each. `on-event` and `by-date` have no recurring period.
 */
export type Cadence =
  | { readonly kind: 'monthly'; readonly times: number; readonly roll?: Roll }
  | { readonly kind: 'quarterly'; readonly times: number; readonly roll?: Roll }
  | { readonly kind: 'half-yearly'; readonly times: number; readonly roll?: Roll }
  | { readonly kind: 'yearly'; readonly times: number; readonly roll?: Roll }
  /** A term of office: each period begins on an anniversary of the anchor (the last election). */
  | { readonly kind: 'every-years'; readonly years: number; readonly roll?: Roll }
  /** Once, on or before a day. */
  | { readonly kind: 'by-date'; readonly date: Day; readonly roll?: Roll }
  /** Each time something happens, within so many days of it (no limit if absent). */
  | { readonly kind: 'on-event'; readonly withinDays?: number; readonly roll?: Roll }
  /** An amount of class hours (学时) in a calendar year. */
  | { readonly kind: 'hours-per-year'; readonly hours: number; readonly roll?: Roll };

/** A half-open span of days: `from` belongs to it, `to` does not. */
export type Period = { readonly from: Day; readonly to: Day };

/** A due day, and whether the calendar that rolled it knows the year (see `CalendarAnswer`). */
export type DueDay = { readonly day: Day; readonly covered: boolean };

/**
 * The period in which a day lies, or null where the cadence has none: `on-event`, a day after a `by-date`, a term
 * without an anchor or before it.
 */
export function periodOf(cadence: Cadence, day: Day, anchor?: Day): Period | null {
  switch (cadence.kind) {
    case 'monthly':
      return monthsPeriod(day, 1);
    case 'quarterly':
      return monthsPeriod(day, 3);
    case 'half-yearly':
      return monthsPeriod(day, 6);
    case 'yearly':
    case 'hours-per-year':
      return monthsPeriod(day, 12);
    case 'every-years':
      return anchor === undefined ? null : termPeriod(day, cadence.years, anchor);
    case 'by-date':
      return day <= cadence.date
        ? { from: monthsPeriod(cadence.date, 12).from, to: addDays(cadence.date, 1) }
        : null;
    case 'on-event':
      return null;
  }
}

/**
 * All periods that touch the half-open window [from, to), whole and in order: they tile it without a gap or an
 * overlap. A `by-date` gives its single period if the date lies in the window.
 */
export function periodsIn(cadence: Cadence, window: Period, anchor?: Day): Period[] {
  if (window.from >= window.to || cadence.kind === 'on-event') return [];
  if (cadence.kind === 'by-date') {
    const only = periodOf(cadence, cadence.date);
    return only && cadence.date >= window.from && cadence.date < window.to ? [only] : [];
  }
  const periods: Period[] = [];
  // A term that has not begun by the window's start is looked for from its anchor on.
  const start =
    cadence.kind === 'every-years' && anchor !== undefined && anchor > window.from ? anchor : window.from;
  for (let period = periodOf(cadence, start, anchor); period !== null && period.from < window.to; ) {
    periods.push(period);
    period = periodOf(cadence, period.to, anchor);
  }
  return periods;
}

/**
 * The last day on which something due in a period is in time: the period's last day, brought forward to a working
 * day if the cadence rolls. A meeting due in the third quarter is late on 1 October.
 */
export function dueDay(cadence: Cadence, period: Period, calendar: BusinessCalendar): DueDay {
  return rolled(addDays(period.to, -1), cadence.roll, calendar, period.from);
}

/** The due day of an `on-event` cadence after something happened on `happened`, or null if it has no limit. */
export function dueAfterEvent(
  cadence: Cadence & { kind: 'on-event' },
  happened: Day,
  calendar: BusinessCalendar,
): DueDay | null {
  if (cadence.withinDays === undefined) return null;
  return rolled(addDays(happened, cadence.withinDays), cadence.roll, calendar, happened);
}

/** What is asked for in one period: so many times, or so many class hours. An event or a date asks for once. */
export function demandOf(cadence: Cadence): { unit: 'times' | 'hours'; amount: number } {
  switch (cadence.kind) {
    case 'hours-per-year':
      return { unit: 'hours', amount: cadence.hours };
    case 'every-years':
    case 'by-date':
    case 'on-event':
      return { unit: 'times', amount: 1 };
    default:
      return { unit: 'times', amount: cadence.times };
  }
}

/**
 * A stable name of what the cadence computes, equal for equal cadences (`monthly/1`, `hours-per-year/32`): rows that
 * share it share their periods.
 */
export function cadenceKey(cadence: Cadence): string {
  const roll = cadence.roll === 'previous-workday' ? '/rolled' : '';
  switch (cadence.kind) {
    case 'every-years':
      return `every-years/${cadence.years}${roll}`;
    case 'by-date':
      return `by-date/${cadence.date}${roll}`;
    case 'on-event':
      return `on-event/${cadence.withinDays ?? 'open'}${roll}`;
    case 'hours-per-year':
      return `hours-per-year/${cadence.hours}${roll}`;
    default:
      return `${cadence.kind}/${cadence.times}${roll}`;
  }
}

function monthsPeriod(day: Day, months: number): Period {
  const year = day.slice(0, 4);
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / months) * months + 1;
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  return { from, to: addMonths(from, months) };
}

function termPeriod(day: Day, years: number, anchor: Day): Period | null {
  if (day < anchor) return null;
  // Counted from the anchor each time, so that a term from 29 February returns to the 29th in a leap year.
  const bound = (term: number) => addMonths(anchor, 12 * years * term);
  let term = Math.floor((Number(day.slice(0, 4)) - Number(anchor.slice(0, 4))) / years);
  if (bound(term) > day) term -= 1;
  return { from: bound(term), to: bound(term + 1) };
}

function rolled(day: Day, roll: Roll | undefined, calendar: BusinessCalendar, notBefore: Day): DueDay {
  if (roll !== 'previous-workday') return { day, covered: true };
  const { value, covered } = calendar.previousWorkday(day);
  return { day: value < notBefore ? notBefore : value, covered };
}
