import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessCalendar } from '#kernel/business-calendar.ts';
import { allowedActions, flawsOf } from '#kernel/transitions.ts';
import {
  decideNotWorse,
  decideObjection,
  decideObjectionStep,
  decidePublication,
  decideResult,
  earliestPublication,
  objectionCycle,
  objectionDeadline,
  type PublicationFacts,
  resultActions,
  resultCycle,
} from './results.rules.ts';

const scorer = { accountId: 'acc-1', personId: 'p1' };
const other = { accountId: 'acc-2', personId: 'p2' };
const calendar = businessCalendar([
  {
    year: 2026,
    holidays: [{ name: '国庆节、中秋节', from: '2026-10-01', to: '2026-10-07' }],
    workdays: ['2026-10-10'],
  },
]);
const code = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;

describe('the life of a result', () => {
  it('is a sound graph, as is that of an objection', () => {
    expect(flawsOf(resultCycle)).toEqual([]);
    expect(flawsOf(objectionCycle)).toEqual([]);
  });

  it('leads from published to nothing but its replacement', () => {
    expect(allowedActions(resultCycle, 'published')).toEqual(['supersede']);
    expect(allowedActions(resultCycle, 'corrected')).toEqual([]);
    for (const action of resultActions) {
      if (action !== 'supersede')
        expect(decideResult({ state: 'published', scorer }, action, other).ok).toBe(false);
    }
  });

  it('cannot reach published without another person, and without notice', () => {
    expect(code(decideResult({ state: 'under-review', scorer }, 'approve', scorer))).toBe(
      'results/reviewer-scored',
    );
    expect(
      code(decideResult({ state: 'under-review', scorer }, 'approve', { ...other, personId: 'p1' })),
    ).toBe('results/reviewer-scored');
    expect(code(decideResult({ state: 'under-review', scorer }, 'approve', other))).toBe('ok');
    expect(code(decideResult({ state: 'approved', scorer }, 'publish', other))).toBe(
      'results/not-in-this-state',
    );
  });
});

describe('the notice', () => {
  it('lasts at least five working days and is over the day after', () => {
    // Monday 2026-11-23: working days 24, 25, 26, 27, 30.
    expect(earliestPublication(calendar, '2026-11-23', 5)).toEqual({ day: '2026-12-01', covered: true });
    expect(earliestPublication(calendar, '2026-11-23', 1).day).toBe('2026-12-01');
    expect(earliestPublication(calendar, '2026-11-23', 7).day).toBe('2026-12-03');
  });

  it('skips holidays, counts moved working days, and owns up to a year without a calendar', () => {
    // Wednesday 2026-09-30: then 8 and 9 October, Saturday the 10th (moved), 12 and 13 October.
    expect(earliestPublication(calendar, '2026-09-30', 5)).toEqual({ day: '2026-10-14', covered: true });
    expect(earliestPublication(calendar, '2026-12-29', 5).covered).toBe(false);
  });

  it('leaves time to object at least as long as it runs', () => {
    expect(objectionDeadline('2026-11-23', 30, '2026-12-01')).toBe('2026-12-23');
    expect(objectionDeadline('2026-11-23', 3, '2026-12-01')).toBe('2026-11-30');
  });
});

const at = (text: string) => new Date(`${text}T10:00:00+08:00`);
const ready: PublicationFacts = {
  today: '2026-12-01',
  earliest: '2026-12-01',
  objections: [],
  scoredAt: at('2026-11-20'),
  chainAt: at('2026-12-01'),
  now: at('2026-12-01'),
};

describe('publication', () => {
  it('is refused before the notice is over, with the date', () => {
    const early = decidePublication({ ...ready, today: '2026-11-30' });
    expect(early.ok ? null : early.refusal).toMatchObject({
      code: 'results/notice-running',
      status: 409,
      data: { earliest: '2026-12-01' },
    });
    expect(decidePublication(ready).ok).toBe(true);
  });

  it('waits for a decision on every objection', () => {
    const objection = { organisation: 'o', state: 'lodged' as const, decidedAt: null };
    expect(code(decidePublication({ ...ready, objections: [objection] }))).toBe('results/objections-open');
    expect(code(decidePublication({ ...ready, objections: [{ ...objection, state: 'under-review' }] }))).toBe(
      'results/objections-open',
    );
    expect(code(decidePublication({ ...ready, objections: [{ ...objection, state: 'withdrawn' }] }))).toBe(
      'ok',
    );
    const dismissed = { ...objection, state: 'dismissed' as const, decidedAt: at('2026-11-25') };
    expect(code(decidePublication({ ...ready, objections: [dismissed] }))).toBe('ok');
  });

  it('waits until an upheld objection is in the figures', () => {
    const upheld = { organisation: 'o', state: 'upheld' as const, decidedAt: at('2026-11-25') };
    expect(code(decidePublication({ ...ready, objections: [upheld] }))).toBe(
      'results/objection-not-worked-in',
    );
    expect(code(decidePublication({ ...ready, objections: [upheld], scoredAt: at('2026-11-26') }))).toBe(
      'ok',
    );
  });

  it('is refused while the clock stands behind what was recorded', () => {
    expect(code(decidePublication({ ...ready, chainAt: at('2026-12-02') }))).toBe('results/clock-behind');
    expect(code(decidePublication({ ...ready, chainAt: new Date(ready.now.getTime() + 60_000) }))).toBe('ok');
  });
});

describe('objections', () => {
  it('may be lodged from the notice to the deadline', () => {
    expect(code(decideObjection({ state: 'approved', deadline: null }, '2026-12-01'))).toBe(
      'objections/not-notified',
    );
    expect(code(decideObjection({ state: 'notified', deadline: '2026-12-23' }, '2026-12-23'))).toBe('ok');
    expect(code(decideObjection({ state: 'published', deadline: '2026-12-23' }, '2026-12-24'))).toBe(
      'objections/too-late',
    );
  });

  it('are decided by someone who neither scored nor objected', () => {
    const objection = {
      state: 'under-review' as const,
      lodgedBy: { accountId: 'acc-3', personId: 'p3' },
      scorer,
    };
    expect(code(decideObjectionStep(objection, 'dismiss', scorer))).toBe('objections/decider-scored');
    expect(code(decideObjectionStep(objection, 'uphold', objection.lodgedBy))).toBe(
      'objections/decider-objected',
    );
    expect(code(decideObjectionStep(objection, 'withdraw', other))).toBe('objections/not-objector');
    expect(code(decideObjectionStep(objection, 'uphold', other))).toBe('ok');
    expect(code(decideObjectionStep({ ...objection, state: 'upheld' }, 'dismiss', other))).toBe(
      'objections/not-in-this-state',
    );
  });

  it('never make it worse for whoever objected', () => {
    const score = fc.option(fc.integer({ min: 0, max: 10_000 }));
    fc.assert(
      fc.property(score, score, (before, after) => {
        const result = decideNotWorse([{ organisation: 'o', before, after }]);
        const worse = before !== null && (after === null || after < before);
        expect(result.ok).toBe(!worse);
        if (!result.ok) expect(result.refusal).toMatchObject({ status: 422, data: { organisations: ['o'] } });
      }),
    );
  });
});
