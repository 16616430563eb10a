import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCalendar } from './business-calendar.ts';
import { type Cadence, cadenceKey, demandOf, dueAfterEvent, dueDay, periodOf, periodsIn } from './cadence.ts';
import { addDays, daysBetween } from './dates.ts';

const calendar = businessCalendar([
  {
    year: 2026,
    holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
    workdays: ['2026-10-10'],
  },
]);

const times = fc.integer({ min: 1, max: 4 });
const recurring: fc.Arbitrary<Cadence> = fc.oneof(
  times.map((n): Cadence => ({ kind: 'monthly', times: n })),
  times.map((n): Cadence => ({ kind: 'quarterly', times: n })),
  times.map((n): Cadence => ({ kind: 'half-yearly', times: n })),
  times.map((n): Cadence => ({ kind: 'yearly', times: n })),
  fc.integer({ min: 1, max: 100 }).map((hours): Cadence => ({ kind: 'hours-per-year', hours })),
  fc.integer({ min: 1, max: 6 }).map((years): Cadence => ({ kind: 'every-years', years })),
);
const anyDay = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays('1990-01-01', n));
const leapAnchors = fc.constantFrom('1984-02-29', '1988-02-29', '1989-12-31', '1990-01-01', '1987-03-30');

describe('periods', () => {
  test('every day lies in exactly one period, and neighbours touch', () => {
    fc.assert(
      fc.property(recurring, anyDay, leapAnchors, (cadence, day, anchor) => {
        const period = periodOf(cadence, day, anchor);
        if (period === null) throw new Error('a recurring cadence has a period on every day');
        expect(period.from <= day && day < period.to).toBe(true);
        expect(periodOf(cadence, period.from, anchor)).toEqual(period);
        expect(periodOf(cadence, addDays(period.to, -1), anchor)).toEqual(period);
        expect(periodOf(cadence, period.to, anchor)?.from).toBe(period.to);
      }),
    );
  });

  test('they tile a window: no gap, no overlap, first and last reach over its ends', () => {
    fc.assert(
      fc.property(
        recurring,
        anyDay,
        fc.integer({ min: 1, max: 4000 }),
        leapAnchors,
        (cadence, from, length, anchor) => {
          const window = { from, to: addDays(from, length) };
          const periods = periodsIn(cadence, window, anchor);
          expect(periods.length).toBeGreaterThan(0);
          expect(periods[0]!.from <= window.from).toBe(true);
          expect(periods.at(-1)!.to >= window.to).toBe(true);
          expect(periods.at(-1)!.from < window.to).toBe(true);
          for (let i = 1; i < periods.length; i += 1) expect(periods[i]!.from).toBe(periods[i - 1]!.to);
        },
      ),
    );
  });

  test('a calendar year has 12 months, 4 quarters, 2 halves, 1 year, leap year or not', () => {
    for (const year of [2024, 2025, 2026, 2100]) {
      const window = { from: `${year}-01-01`, to: `${year + 1}-01-01` };
      const counts = (['monthly', 'quarterly', 'half-yearly', 'yearly'] as const).map(
        (kind) => periodsIn({ kind, times: 1 }, window).length,
      );
      expect(counts).toEqual([12, 4, 2, 1]);
    }
    const february = periodOf({ kind: 'monthly', times: 1 }, '2028-02-29');
    expect(february).toEqual({ from: '2028-02-01', to: '2028-03-01' });
    expect(daysBetween(february!.from, february!.to)).toBe(29);
  });

  test('a term from a leap day comes back to the leap day', () => {
    const term: Cadence = { kind: 'every-years', years: 2 };
    expect(periodOf(term, '2026-02-28', '2024-02-29')).toEqual({ from: '2026-02-28', to: '2028-02-29' });
    expect(periodOf(term, '2028-02-28', '2024-02-29')).toEqual({ from: '2026-02-28', to: '2028-02-29' });
    expect(periodOf(term, '2028-02-29', '2024-02-29')).toEqual({ from: '2028-02-29', to: '2030-02-28' });
    expect(periodOf(term, '2024-02-28', '2024-02-29')).toBeNull();
    expect(periodOf(term, '2024-03-01')).toBeNull();
    expect(periodsIn(term, { from: '2023-01-01', to: '2025-01-01' }, '2024-02-29')).toHaveLength(1);
  });

  test('a date has one period, an event none', () => {
    const once: Cadence = { kind: 'by-date', date: '2026-06-30' };
    expect(periodsIn(once, { from: '2026-06-30', to: '2026-07-01' })).toEqual([
      { from: '2026-01-01', to: '2026-07-01' },
    ]);
    expect(periodsIn(once, { from: '2026-07-01', to: '2027-07-01' })).toEqual([]);
    expect(periodOf(once, '2026-07-01')).toBeNull();
    expect(periodsIn({ kind: 'on-event' }, { from: '2026-01-01', to: '2027-01-01' })).toEqual([]);
  });
});

describe('due days', () => {
  test('the last day of the period; a third-quarter meeting is late on 1 October', () => {
    const quarter: Cadence = { kind: 'quarterly', times: 1 };
    expect(dueDay(quarter, periodOf(quarter, '2026-08-08')!, calendar)).toEqual({
      day: '2026-09-30',
      covered: true,
    });
  });

  test('rolled to the previous workday, and marked where the calendar knows nothing', () => {
    const monthly: Cadence = { kind: 'monthly', times: 1, roll: 'previous-workday' };
    expect(dueDay(monthly, { from: '2026-05-01', to: '2026-06-01' }, calendar).day).toBe('2026-05-29');
    const date: Cadence = { kind: 'by-date', date: '2026-10-05', roll: 'previous-workday' };
    expect(dueDay(date, periodOf(date, '2026-10-01')!, calendar)).toEqual({
      day: '2026-09-30',
      covered: true,
    });
    expect(dueDay(monthly, { from: '2027-05-01', to: '2027-06-01' }, calendar).covered).toBe(false);
  });

  test('never before the period begins, never after it ends', () => {
    fc.assert(
      fc.property(recurring, anyDay, leapAnchors, fc.boolean(), (cadence, day, anchor, roll) => {
        const rolling = { ...cadence, roll: roll ? 'previous-workday' : 'none' } as Cadence;
        const period = periodOf(rolling, day, anchor)!;
        const due = dueDay(rolling, period, calendar).day;
        expect(due >= period.from && due < period.to).toBe(true);
      }),
    );
  });

  test('an event is due within its days', () => {
    expect(dueAfterEvent({ kind: 'on-event', withinDays: 30 }, '2026-01-15', calendar)?.day).toBe(
      '2026-02-14',
    );
    expect(dueAfterEvent({ kind: 'on-event' }, '2026-01-15', calendar)).toBeNull();
  });
});

test('demand and key tell cadences apart', () => {
  expect(demandOf({ kind: 'hours-per-year', hours: 32 })).toEqual({ unit: 'hours', amount: 32 });
  expect(demandOf({ kind: 'quarterly', times: 2 })).toEqual({ unit: 'times', amount: 2 });
  expect(demandOf({ kind: 'on-event' })).toEqual({ unit: 'times', amount: 1 });
  const keys: Cadence[] = [
    { kind: 'monthly', times: 1 },
    { kind: 'monthly', times: 2 },
    { kind: 'monthly', times: 1, roll: 'previous-workday' },
    { kind: 'every-years', years: 3 },
    { kind: 'by-date', date: '2026-06-30' },
    { kind: 'on-event' },
    { kind: 'on-event', withinDays: 30 },
    { kind: 'hours-per-year', hours: 32 },
  ];
  expect(new Set(keys.map(cadenceKey)).size).toBe(keys.length);
});
