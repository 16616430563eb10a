import { describe, expect, test } from 'vitest';
import { decideTime, hasEnded, timeWithin, WHOLE_EDITION } from './time.rules.ts';

describe('the time of a duty', () => {
  test('is that of its edition unless it says otherwise, and never longer', () => {
    const edition = { from: '2026-03-01', to: '2026-12-01' };
    expect(timeWithin(WHOLE_EDITION, edition)).toEqual(edition);
    expect(timeWithin({ from: '2026-05-01', to: null }, edition)).toEqual({
      from: '2026-05-01',
      to: '2026-12-01',
    });
    expect(timeWithin({ from: '2026-01-01', to: '2027-01-01' }, edition)).toEqual(edition);
    expect(timeWithin({ from: null, to: '2026-07-01' }, WHOLE_EDITION)).toEqual({
      from: null,
      to: '2026-07-01',
    });
  });

  test('ends with its last day, not before', () => {
    const time = { from: null, to: '2026-07-01' };
    expect(hasEnded(time, '2026-06-30')).toBe(false);
    expect(hasEnded(time, '2026-07-01')).toBe(true);
    expect(hasEnded(WHOLE_EDITION, '2099-01-01')).toBe(false);
  });

  test('is kept with the day after the last, and what an edit leaves out stays', () => {
    const decided = decideTime({ lastDay: '2026-06-30' }, { from: '2026-02-01', to: null }, '2026-03-01');
    expect(decided).toMatchObject({ ok: true, value: { from: '2026-02-01', to: '2026-07-01' } });
    const cleared = decideTime(
      { firstDay: null, lastDay: null },
      { from: '2026-02-01', to: '2026-07-01' },
      '2026-03-01',
    );
    expect(cleared).toMatchObject({ ok: true, value: WHOLE_EDITION });
  });

  test('neither ends before it begins nor in the past; one day is enough', () => {
    const today = '2026-03-01';
    for (const edit of [{ firstDay: '2026-06-01', lastDay: '2026-05-31' }, { lastDay: '2026-02-28' }]) {
      expect(decideTime(edit, WHOLE_EDITION, today)).toMatchObject({
        ok: false,
        refusal: { code: 'duties/bad-time' },
      });
    }
    expect(decideTime({ firstDay: today, lastDay: today }, WHOLE_EDITION, today).ok).toBe(true);
    // What ended while the edition ran is carried over with it, as long as nobody touches its end.
    expect(decideTime({ firstDay: null }, { from: null, to: '2026-02-01' }, today).ok).toBe(true);
  });
});
