import { addDays, type Day, daysBetween, weekday } from './dates.ts';

/** One year of a calendar as the notice of the State Council gives it: `days off` and `workdays moved` to weekends. */
export type CalendarYear = {
  readonly year: number;
  /** Spans of days off, both ends included. */
  readonly holidays: readonly { readonly name: string; readonly from: Day; readonly to: Day }[];
  /** Saturdays and Sundays on which one works (调休). */
  readonly workdays: readonly Day[];
};

/**
 * What a calendar says of a day. `covered: false` means that no notice for its year is loaded: the answer then knows
 * weekends only and must be shown as provisional, because holidays of a coming year are decreed, not computed.
 */
export type CalendarAnswer<Value> = { readonly value: Value; readonly covered: boolean };

/** Working-day arithmetic over the loaded years; made by `businessCalendar`. */
export type BusinessCalendar = {
  /** The years with a notice, ascending. */
  readonly years: readonly number[];
  /** Whether one works on this day. */
  isWorkday(day: Day): CalendarAnswer<boolean>;
  /** The name of the holiday that a day belongs to, or null. */
  holidayOf(day: Day): string | null;
  /** The day itself if one works on it, else the nearest earlier day on which one does. */
  previousWorkday(day: Day): CalendarAnswer<Day>;
  /** The day itself if one works on it, else the nearest later day on which one does. */
  nextWorkday(day: Day): CalendarAnswer<Day>;
  /** The `count`-th working day after `day` (before it if negative); `day` itself, rolled forward, for 0. */
  addWorkdays(day: Day, count: number): CalendarAnswer<Day>;
  /** Working days after `from` up to and including `to`; 0 if `to` is not later. */
  workdaysBetween(from: Day, to: Day): CalendarAnswer<number>;
};

/**
 * Builds a calendar from the notices of some years. It never invents a year: a day outside of them is answered by
 * weekends and marked `covered: false`.
 */
export function businessCalendar(notices: readonly CalendarYear[]): BusinessCalendar {
  const years = new Set<number>();
  const off = new Map<Day, string>();
  const moved = new Set<Day>();
  for (const notice of notices) {
    years.add(notice.year);
    for (const { name, from, to } of notice.holidays) {
      for (let day = from; day <= to; day = addDays(day, 1)) off.set(day, name);
    }
    for (const day of notice.workdays) moved.add(day);
  }

  const works = (day: Day) => moved.has(day) || (weekday(day) < 6 && !off.has(day));
  const covered = (day: Day) => years.has(Number(day.slice(0, 4)));

  function walk(day: Day, step: 1 | -1): CalendarAnswer<Day> {
    let known = covered(day);
    let current = day;
    while (!works(current)) {
      current = addDays(current, step);
      known &&= covered(current);
    }
    return { value: current, covered: known };
  }

  return {
    years: [...years].sort((a, b) => a - b),
    isWorkday: (day) => ({ value: works(day), covered: covered(day) }),
    holidayOf: (day) => off.get(day) ?? null,
    previousWorkday: (day) => walk(day, -1),
    nextWorkday: (day) => walk(day, 1),
    addWorkdays(day, count) {
      if (count === 0) return walk(day, 1);
      const step = count > 0 ? 1 : -1;
      let left = Math.abs(count);
      let current = day;
      let known = covered(day);
      while (left > 0) {
        current = addDays(current, step);
        known &&= covered(current);
        if (works(current)) left -= 1;
      }
      return { value: current, covered: known };
    },
    workdaysBetween(from, to) {
      let count = 0;
      let known = covered(from) && covered(to);
      for (let left = daysBetween(from, to), day = from; left > 0; left -= 1) {
        day = addDays(day, 1);
        known &&= covered(day);
        if (works(day)) count += 1;
      }
      return { value: count, covered: known };
    },
  };
}
