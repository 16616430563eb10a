import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekday } from '#kernel/dates.ts';
import {
  type AgendaItem,
  compareItems,
  isMonth,
  mergeAgenda,
  mergeDays,
  monthGrid,
  monthWindow,
  overdueDays,
  urgencyOf,
} from './agenda.rules.ts';

const today = '2026-11-23';
const item = (id: string, dueOn: string | null, more: Partial<AgendaItem> = {}): AgendaItem => ({
  kind: 'task',
  id,
  title: id,
  dueOn,
  orgId: 'o',
  action: 'report',
  link: '/tasks',
  waitsOnMe: false,
  ...more,
});
const ids = (items: readonly AgendaItem[]) => items.map((each) => each.id);

describe('the to-do', () => {
  it('puts overdue first, oldest first, then today, soon, what others wait for, later, undated', () => {
    const list = [
      item('undated', null),
      item('somebody waits', null, { waitsOnMe: true }),
      item('later', '2026-12-20'),
      item('soon', '2026-11-30'),
      item('today', '2026-11-23'),
      item('late', '2026-11-22'),
      item('very late', '2026-09-30'),
    ];
    const { items, next, counts } = mergeAgenda([list], today);
    expect(ids(items)).toEqual(['very late', 'late', 'today', 'soon', 'somebody waits', 'later', 'undated']);
    expect(ids(next)).toEqual(['very late', 'late', 'today']);
    expect(counts).toEqual({ overdue: 2, today: 1, soon: 1, waiting: 1, later: 1, undated: 1 });
  });
  it('within one urgency, first what others wait for', () => {
    const list = [item('mine', '2026-11-24'), item('theirs', '2026-11-28', { waitsOnMe: true })];
    expect(ids(mergeAgenda([list], today).items)).toEqual(['theirs', 'mine']);
  });
  it('shows an item once though two sources deliver it', () => {
    const { items, counts } = mergeAgenda(
      [[item('a', today)], [item('a', today), item('a', today, { kind: 'problem' })]],
      today,
    );
    expect(items).toHaveLength(2);
    expect(counts.today).toBe(2);
  });
  it('counts days overdue from the day after', () => {
    expect(overdueDays(item('a', '2026-11-23'), today)).toBe(0);
    expect(overdueDays(item('a', '2026-11-22'), today)).toBe(1);
    expect(overdueDays(item('a', null), today)).toBe(0);
    expect(urgencyOf(item('a', '2026-12-01'), today)).toBe('later');
  });
  it('is the same in whatever order the sources come, and loses nothing', () => {
    const items = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,3}$/),
        dueOn: fc.option(fc.integer({ min: -60, max: 60 }).map((days) => addDays(today, days))),
        waitsOnMe: fc.boolean(),
      }),
      { selector: (each) => each.id, maxLength: 40 },
    );
    fc.assert(
      fc.property(items, (raw) => {
        const list = raw.map((each) => item(each.id, each.dueOn, { waitsOnMe: each.waitsOnMe }));
        const forward = mergeAgenda([list], today);
        const backward = mergeAgenda([[...list].reverse()], today);
        expect(ids(forward.items)).toEqual(ids(backward.items));
        expect(forward.items).toHaveLength(list.length);
        expect(Object.values(forward.counts).reduce((a, b) => a + b, 0)).toBe(list.length);
        const compare = compareItems(today);
        for (let i = 1; i < forward.items.length; i++) {
          expect(compare(forward.items[i - 1]!, forward.items[i]!)).toBeLessThan(0);
        }
      }),
    );
  });
});

describe('the calendar', () => {
  it('shows November 2026 in six weeks, Monday first', () => {
    const grid = monthGrid('2026-11');
    expect(grid).toHaveLength(6);
    expect(grid[0]![0]).toEqual({ day: '2026-10-26', inMonth: false });
    expect(grid[0]![6]).toEqual({ day: '2026-11-01', inMonth: true });
    expect(grid[5]![6]).toEqual({ day: '2026-12-06', inMonth: false });
  });
  it('shows February 2027 in four weeks', () => {
    expect(monthGrid('2027-02')).toHaveLength(4);
  });
  it('every month: whole weeks from Monday, every day of the month exactly once', () => {
    const month = fc
      .record({ year: fc.integer({ min: 1990, max: 2199 }), month: fc.integer({ min: 1, max: 12 }) })
      .map((at) => `${at.year}-${String(at.month).padStart(2, '0')}`);
    fc.assert(
      fc.property(month, (at) => {
        expect(isMonth(at)).toBe(true);
        const days = monthGrid(at).flat();
        expect(days.length % 7).toBe(0);
        expect(weekday(days[0]!.day)).toBe(1);
        const { first, last } = monthWindow(at);
        const inside = days.filter((cell) => cell.inMonth).map((cell) => cell.day);
        expect(inside[0]).toBe(first);
        expect(inside.at(-1)).toBe(last);
        expect(new Set(days.map((cell) => cell.day)).size).toBe(days.length);
        expect(inside.every((day) => day.startsWith(at))).toBe(true);
      }),
    );
  });
  it('adds up the sources day by day', () => {
    expect(
      mergeDays([
        [{ day: '2026-11-02', due: 1, overdue: 0, done: 1, held: 0, planned: 2 }],
        [
          { day: '2026-11-01', due: 2, overdue: 2, done: 0, held: 0, planned: 0 },
          { day: '2026-11-02', due: 1, overdue: 1, done: 0, held: 0, planned: 1 },
        ],
      ]),
    ).toEqual([
      { day: '2026-11-01', due: 2, overdue: 2, done: 0, held: 0, planned: 0 },
      { day: '2026-11-02', due: 2, overdue: 1, done: 1, held: 0, planned: 3 },
    ]);
  });
  it('refuses what is no month', () => {
    for (const text of ['2026-13', '2026-00', '2026', '0026-01', '2026-1', 'x'])
      expect(isMonth(text)).toBe(false);
  });
});
