import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCalendar } from './business-calendar.ts';
import { addDays, weekday } from './dates.ts';

const calendar = businessCalendar([
  {
    year: 2026,
    holidays: [
      { name: '春节', from: '2026-02-15', to: '2026-02-23' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    workdays: ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
  },
]);
const day2026 = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n));

describe('the business calendar', () => {
  test('knows holidays, moved workdays and weekends', () => {
    expect(calendar.isWorkday('2026-02-16')).toEqual({ value: false, covered: true });
    expect(calendar.isWorkday('2026-02-14')).toEqual({ value: true, covered: true });
    expect(calendar.isWorkday('2026-03-07').value).toBe(false);
    expect(calendar.isWorkday('2026-03-09').value).toBe(true);
    expect(calendar.holidayOf('2026-10-03')).toBe('国庆节');
    expect(calendar.holidayOf('2026-03-07')).toBeNull();
  });

  test('never answers for a year without a notice as if it knew it', () => {
    expect(calendar.isWorkday('2027-01-01')).toEqual({ value: true, covered: false });
    expect(calendar.addWorkdays('2026-12-31', 1)).toEqual({ value: '2027-01-01', covered: false });
    expect(calendar.workdaysBetween('2026-12-30', '2027-01-04').covered).toBe(false);
    expect(calendar.addWorkdays('2026-12-30', 1).covered).toBe(true);
  });

  test('counts over the National Day week', () => {
    expect(calendar.addWorkdays('2026-09-30', 1).value).toBe('2026-10-08');
    expect(calendar.addWorkdays('2026-09-30', 3).value).toBe('2026-10-10');
    expect(calendar.addWorkdays('2026-10-08', -1).value).toBe('2026-09-30');
    expect(calendar.workdaysBetween('2026-09-30', '2026-10-10').value).toBe(3);
    expect(calendar.previousWorkday('2026-10-04').value).toBe('2026-09-30');
    expect(calendar.nextWorkday('2026-10-04').value).toBe('2026-10-08');
  });

  test('adding working days lands on a working day and is counted back by workdaysBetween', () => {
    fc.assert(
      fc.property(day2026, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const landed = calendar.addWorkdays(day, count).value;
        expect(calendar.isWorkday(landed).value).toBe(true);
        expect(calendar.workdaysBetween(day, landed).value).toBe(count);
      }),
    );
  });

  test('rolling reaches the nearest working day and leaves a working day where it is', () => {
    fc.assert(
      fc.property(day2026, (day) => {
        const before = calendar.previousWorkday(day).value;
        expect(before <= day).toBe(true);
        expect(calendar.isWorkday(before).value).toBe(true);
        for (let d = addDays(before, 1); d <= day; d = addDays(d, 1)) {
          expect(calendar.isWorkday(d).value).toBe(false);
        }
        if (weekday(day) < 6 && calendar.holidayOf(day) === null) expect(before).toBe(day);
      }),
    );
  });
});
