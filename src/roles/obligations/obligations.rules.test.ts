import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCalendar } from '#kernel/business-calendar.ts';
import { cadenceKey } from '#kernel/cadence.ts';
import { addDays } from '#kernel/dates.ts';
import { flawsOf } from '#kernel/transitions.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import type { FulfilmentRule } from '#standards/packs/packs.schema.ts';
import {
  amountFulfilled,
  type Demand,
  mayExcuse,
  mayMakeUp,
  metInTime,
  obligationCycle,
  type RecordFacts,
  scheduleOf,
  standing,
  windowFor,
} from './obligations.rules.ts';

const content = loadContent(join(import.meta.dirname, '../../../content'));
const calendar = businessCalendar(content.calendar);
const cadences = content.duties.map((duty) => duty.cadence);
const layout = (from: string, to: string) => ({ window: { from, to }, calendar, classHourMinutes: 45 });
const rulesOf = (code: string): readonly FulfilmentRule[] => content.index.duty.get(code)!.fulfilled_by;

test('the life cycle is sound', () => {
  expect(flawsOf(obligationCycle)).toEqual([]);
});

describe('the schedule', () => {
  const year = scheduleOf(cadences, layout('2026-01-01', '2027-01-01'));
  const slotsOf = (code: string, slots = year) =>
    slots.filter((slot) => slot.cadenceKey === cadenceKey(content.index.duty.get(code)!.cadence));

  test('a year has four branch meetings, twelve committee meetings, one life meeting, 32 hours of study', () => {
    expect(slotsOf('DE-01').map((slot) => slot.dueOn)).toEqual([
      '2026-03-31',
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
    ]);
    expect(slotsOf('DE-02')).toHaveLength(12);
    expect(slotsOf('DE-06')).toHaveLength(1);
    expect(slotsOf('DF-01')).toMatchObject([{ unit: 'minutes', required: 32 * 45, dueOn: '2026-12-31' }]);
    expect(slotsOf('DA-06')).toEqual([]);
  });

  test('a list issued in November asks for what is due from then on', () => {
    const rest = scheduleOf(cadences, layout('2026-11-23', '2027-01-01'));
    expect(slotsOf('DE-01', rest).map((slot) => slot.from)).toEqual(['2026-10-01']);
    expect(slotsOf('DE-02', rest).map((slot) => slot.from)).toEqual(['2026-11-01', '2026-12-01']);
    expect(slotsOf('DE-06', rest).map((slot) => slot.from)).toEqual(['2026-01-01']);
  });

  test('a longer window only adds, and a later start only leaves out what was due before', () => {
    const text = (slots: typeof year) => slots.map((slot) => `${slot.cadenceKey} ${slot.from} ${slot.dueOn}`);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (offset) => {
        const cut = addDays('2026-01-01', offset);
        const shorter = text(scheduleOf(cadences, layout('2026-01-01', cut)));
        expect(text(year)).toEqual(expect.arrayContaining(shorter));
        const later = text(scheduleOf(cadences, layout(cut, '2027-01-01')));
        expect(later).toEqual(text(year.filter((slot) => slot.dueOn >= cut)));
      }),
    );
  });

  test('a rolled due day of a year without a notice is marked', () => {
    const rolling = scheduleOf(
      [{ kind: 'monthly', times: 1, roll: 'previous-workday' }],
      layout('2026-12-01', '2027-02-01'),
    );
    expect(rolling.map((slot) => slot.covered)).toEqual([true, false]);
  });

  test('the window reaches into the next year when the year is nearly over', () => {
    expect(windowFor('2026-11-01', '2026-11-16', 45)).toEqual({ from: '2026-11-01', to: '2027-01-01' });
    expect(windowFor('2026-11-01', '2026-11-17', 45)).toEqual({ from: '2026-11-01', to: '2027-02-01' });
    expect(windowFor('2026-01-01', '2026-05-01', 45)).toEqual({ from: '2026-01-01', to: '2027-01-01' });
    const next = scheduleOf(cadences, layout('2026-11-23', '2027-02-01')).filter(
      (slot) => slot.from >= '2027-01-01',
    );
    expect(new Set(next.map((slot) => slot.from))).toEqual(new Set(['2027-01-01']));
  });
});

const record = (more: Partial<RecordFacts>): RecordFacts => ({
  kinds: ['theme-day'],
  orgId: 'branch',
  occurredOn: '2026-11-10',
  duties: [],
  persons: [
    { personId: 'wang', part: 'present', minutes: 60 },
    { personId: 'wang', part: 'speaker', minutes: 0 },
    { personId: 'li', part: 'absent', minutes: 0 },
  ],
  ...more,
});
const demand = (more: Partial<Demand>): Demand => ({
  dutyCode: 'DE-04',
  orgId: 'branch',
  personId: 'wang',
  period: { from: '2026-11-01', to: '2026-12-01' },
  unit: 'times',
  ...more,
});

describe('fulfilment', () => {
  test('one theme day with an assembly and a lecture serves every duty it meets', () => {
    const one = record({ kinds: ['theme-day', 'branch-assembly', 'lecture'] });
    const quarter = { from: '2026-10-01', to: '2027-01-01' };
    for (const code of ['DE-01', 'DE-04', 'DE-05', 'DE-15']) {
      expect(amountFulfilled(rulesOf(code), one, demand({ dutyCode: code, period: quarter })), code).toBe(1);
    }
    expect(amountFulfilled(rulesOf('DE-02'), one, demand({ dutyCode: 'DE-02' }))).toBe(0);
  });

  test('study counts the minutes credited to whoever was there, and nothing for the absent', () => {
    const study = { dutyCode: 'DF-01', unit: 'minutes' as const };
    expect(amountFulfilled(rulesOf('DF-01'), record({}), demand(study))).toBe(60);
    expect(amountFulfilled(rulesOf('DF-01'), record({}), demand({ ...study, personId: 'li' }))).toBe(0);
  });

  test('a duty that must be named is met only by a record that names it', () => {
    const meeting = record({ kinds: ['leading-group-meeting'] });
    expect(amountFulfilled(rulesOf('DA-02'), meeting, demand({ dutyCode: 'DA-02' }))).toBe(0);
    const named = record({ kinds: ['leading-group-meeting'], duties: ['DA-02'] });
    expect(amountFulfilled(rulesOf('DA-02'), named, demand({ dutyCode: 'DA-02' }))).toBe(1);
    expect(amountFulfilled(rulesOf('DA-03'), named, demand({ dutyCode: 'DA-03' }))).toBe(0);
  });

  test('nothing is met by another body, another period, another person, whatever the rest', () => {
    const days = fc.integer({ min: -400, max: 400 }).map((n) => addDays('2026-11-15', n));
    fc.assert(
      fc.property(
        fc.constantFrom(...content.duties),
        fc.subarray(content.recordKinds.map((kind) => kind.id)),
        days,
        fc.constantFrom('branch', 'other'),
        fc.constantFrom('wang', 'zhao'),
        (duty, kinds, occurredOn, orgId, personId) => {
          const asked = demand({ dutyCode: duty.id, orgId, personId });
          const amount = amountFulfilled(
            duty.fulfilled_by,
            record({ kinds, occurredOn, duties: [duty.id] }),
            asked,
          );
          if (occurredOn < asked.period.from || occurredOn >= asked.period.to) expect(amount).toBe(0);
          if (orgId === 'other' && personId === 'zhao') expect(amount).toBe(0);
          const possible = duty.fulfilled_by.some((rule) => rule.kinds.some((kind) => kinds.includes(kind)));
          if (!possible) expect(amount).toBe(0);
        },
      ),
    );
  });

  test('what counts is the day it happened: met in time although reported late, late although made up', () => {
    expect(metInTime({ metOn: '2026-09-30', dueOn: '2026-09-30' })).toBe(true);
    expect(metInTime({ metOn: '2026-10-01', dueOn: '2026-09-30' })).toBe(false);
    expect(metInTime({ metOn: null, dueOn: '2026-09-30' })).toBe(false);
  });

  test('hours add up in the order in which they happened', () => {
    const parts = [
      { amount: 45, occurredOn: '2026-05-01' },
      { amount: 45, occurredOn: '2026-03-01' },
      { amount: 45, occurredOn: '2026-04-01' },
    ];
    expect(standing(90, parts)).toEqual({ state: 'fulfilled', done: 135, metOn: '2026-04-01' });
    expect(standing(180, parts)).toEqual({ state: 'open', done: 135, metOn: null });
  });

  test('a later record of the right kind may make up, within the period there is no need to', () => {
    const rules = rulesOf('DE-01');
    const quarter = demand({ dutyCode: 'DE-01', period: { from: '2026-07-01', to: '2026-10-01' } });
    const late = record({ kinds: ['branch-assembly'], occurredOn: '2026-10-09' });
    expect(mayMakeUp(rules, late, quarter)).toEqual({ ok: true, value: 1 });
    expect(mayMakeUp(rules, { ...late, kinds: ['lecture'] }, quarter)).toMatchObject({
      refusal: { code: 'obligations/wrong-record' },
    });
    expect(mayMakeUp(rules, { ...late, orgId: 'other' }, quarter)).toMatchObject({ ok: false });
    expect(mayMakeUp(rules, { ...late, occurredOn: '2026-09-30' }, quarter)).toMatchObject({
      refusal: { code: 'obligations/not-after' },
    });
  });

  test('only an absolute demand cannot be excused', () => {
    expect((['hard', 'soft', 'local', 'article'] as const).map((each) => mayExcuse(each).ok)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
