import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidanceOf, monthsUntil } from './guidance.rules.ts';

const months = monthsUntil('2026-12-31', 12);
const year = { months, window: 1 };

describe('who guided during the year (平时不管“评”时管)', () => {
  it('names the one who appears in December only, and the one who never came; nobody else', () => {
    const contact = (personId: string, ratee: string, month: string, days = 1) => ({
      personId,
      ratee,
      month,
      days,
    });
    const rows = guidanceOf(
      ['steady', 'once', 'december', 'never'],
      ['a', 'b'],
      [],
      [
        ...months.map((month) => contact('steady', 'a', month, 2)),
        contact('once', 'b', '2026-03'),
        contact('december', 'a', '2026-12', 9),
        contact('december', 'b', '2026-12', 9),
      ],
      year,
    );
    expect(rows.map(({ personId, sign, untouched }) => [personId, sign, untouched])).toEqual([
      ['steady', 'guided', ['b']],
      ['once', 'guided', ['a']],
      ['december', 'late', []],
      ['never', 'never', ['a', 'b']],
    ]);
    expect(rows[0]!.days).toEqual(Array(12).fill(2));
  });

  it('asks nobody about the organisation he belongs to', () => {
    const own = [{ personId: 'member', ratee: 'a' }];
    const there = [{ personId: 'member', ratee: 'a', month: '2026-05', days: 3 }];
    expect(guidanceOf(['member'], ['a'], own, there, year)).toEqual([]);
    expect(guidanceOf(['member'], ['a', 'b'], own, there, year)).toMatchObject([
      { asked: 1, untouched: ['b'], sign: 'never' },
    ]);
  });

  it('takes a visit that does not say where for guidance, but for no organisation in particular', () => {
    const somewhere = [{ personId: 'x', ratee: null, month: '2026-05', days: 2 }];
    expect(guidanceOf(['x'], ['a'], [], somewhere, year)).toMatchObject([
      { untouched: ['a'], sign: 'guided' },
    ]);
  });

  it('is never worse for one more day of contact before the window', () => {
    const days = fc.array(
      fc.record({
        personId: fc.constant('x'),
        ratee: fc.constantFrom('a', 'b'),
        month: fc.constantFrom(...months),
        days: fc.integer({ min: 1, max: 5 }),
      }),
    );
    fc.assert(
      fc.property(days, fc.constantFrom(...months.slice(0, -1)), (had, month) => {
        const more = [...had, { personId: 'x', ratee: 'a', month, days: 1 }];
        expect(guidanceOf(['x'], ['a', 'b'], [], more, year)[0]!.sign).toBe('guided');
      }),
    );
  });

  it('counts months back over the turn of the year', () => {
    expect(monthsUntil('2026-02-11', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});
