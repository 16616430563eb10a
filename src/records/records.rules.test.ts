import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel/dates.ts';
import {
  belongsTo,
  type Evidence,
  eventText,
  filing,
  mayAttach,
  mayConfirm,
  merit,
  type SufficiencySet,
  sufficiency,
  traceRatio,
} from './records.rules.ts';

const minutes = { code: 'minutes', name: '会议记录', type: 'trace' } as const;
const photo = { code: 'photo', name: '照片', type: 'trace' } as const;
const fix = { code: 'verified-fix', name: '问题已解决', type: 'result' } as const;
const asked: SufficiencySet = [
  { kind: 'minutes', enough: 1 },
  { kind: 'notice', enough: 1 },
];
const piece = (
  kind: string,
  type: Evidence['type'] = 'trace',
  confirmed: Evidence['confirmed'] = null,
): Evidence => ({
  kind,
  type,
  confirmed,
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;

describe('sufficiency: 够了就停', () => {
  it('takes what is wanted, then closes', () => {
    expect(codeOf(mayAttach(asked, [], minutes))).toBe('ok');
    expect(codeOf(mayAttach(asked, [piece('minutes')], minutes))).toBe('records/not-asked');
    expect(codeOf(mayAttach(asked, [piece('minutes'), piece('notice')], minutes))).toBe('records/enough');
  });

  it('refuses a kind that nobody asked for, a photograph above all', () => {
    expect(codeOf(mayAttach(asked, [], photo))).toBe('records/not-asked');
    expect(codeOf(mayAttach([], [], photo))).toBe('records/enough');
  });

  it('always takes a result', () => {
    expect(codeOf(mayAttach(asked, [piece('minutes'), piece('notice')], fix))).toBe('ok');
  });

  it('fifty photographs change nothing; one confirmed result does', () => {
    const base = [piece('minutes'), piece('verified-fix', 'result', 'recipient')];
    const photos = Array.from({ length: 50 }, () => piece('photo'));
    expect(merit([...base, ...photos])).toBe(merit(base));
    expect(merit([...base, piece('figure', 'result', 'data-source')])).toBe(merit(base) + 1);
    expect(merit([...base, piece('figure', 'result', null)])).toBe(merit(base));
  });

  it('never accepts more traces than the set asks for, in whatever order they come', () => {
    const kinds = fc.constantFrom('minutes', 'notice', 'photo', 'sign-in');
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 40 }), (offered) => {
        const taken: Evidence[] = [];
        for (const code of offered) {
          if (mayAttach(asked, taken, { code, name: code, type: 'trace' }).ok) taken.push(piece(code));
        }
        expect(taken.length).toBeLessThanOrEqual(2);
        expect(merit(taken)).toBe(0);
        expect(sufficiency(asked, taken).enough).toBe(
          offered.includes('minutes') && offered.includes('notice'),
        );
      }),
    );
  });

  it('gives traces for each confirmed result, and no ratio without one', () => {
    expect(traceRatio([piece('minutes')])).toBeNull();
    expect(traceRatio([piece('minutes'), piece('notice'), piece('figure', 'result', 'recipient')])).toBe(2);
  });
});

describe('confirmation of a result', () => {
  const result = piece('figure', 'result');
  it('is for somebody else, of another branch', () => {
    expect(codeOf(mayConfirm(result, 'a', { accountId: 'b', sameBranch: false }))).toBe('ok');
    expect(codeOf(mayConfirm(result, 'a', { accountId: 'a', sameBranch: false }))).toBe(
      'records/own-confirmation',
    );
    expect(codeOf(mayConfirm(result, 'a', { accountId: 'b', sameBranch: true }))).toBe(
      'records/own-confirmation',
    );
  });
  it('is not for traces, and only once', () => {
    expect(codeOf(mayConfirm(piece('photo'), 'a', { accountId: 'b', sameBranch: false }))).toBe(
      'records/trace-needs-no-confirmation',
    );
    expect(
      codeOf(mayConfirm({ ...result, confirmed: 'recipient' }, 'a', { accountId: 'b', sameBranch: false })),
    ).toBe('records/already-confirmed');
  });
});

describe('filing: the day it happened and the day it was reported', () => {
  const rule = { graceDays: 7, holdAfterDays: 60 };
  it('knows in time, late, held and not yet', () => {
    expect(filing('2026-11-16', '2026-11-23', rule)).toEqual({
      ok: true,
      value: { lateDays: 0, held: false },
    });
    expect(filing('2026-11-15', '2026-11-23', rule)).toEqual({
      ok: true,
      value: { lateDays: 1, held: false },
    });
    expect(filing('2026-09-23', '2026-11-23', rule)).toEqual({
      ok: true,
      value: { lateDays: 54, held: true },
    });
    expect(codeOf(filing('2026-11-24', '2026-11-23', rule))).toBe('records/not-yet');
  });
  it('lateness grows by one a day after the grace and a held record is always late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (age) => {
        const on = filing(addDays('2026-11-23', -age), '2026-11-23', rule);
        if (!on.ok) throw new Error('must be allowed');
        expect(on.value.lateDays).toBe(Math.max(0, age - 7));
        if (on.value.held) expect(on.value.lateDays).toBeGreaterThan(0);
      }),
    );
  });
  it('the period is that of the day it happened', () => {
    const quarter = { from: '2026-07-01', to: '2026-09-30' };
    expect(belongsTo(quarter, '2026-09-30')).toBe(true);
    expect(belongsTo(quarter, '2026-10-01')).toBe(false);
  });
});

describe('one event, one record', () => {
  const event = {
    orgId: 'o',
    occurredOn: '2026-11-20',
    kinds: ['a', 'b'],
    subject: '学习  二十届四中全会精神',
    personIds: ['1', '2'],
  };
  it('is the same in another order, width and spacing', () => {
    const again = {
      ...event,
      kinds: ['b', 'a', 'a'],
      personIds: ['2', '1'],
      subject: '学习二十届,四中全会精神。',
    };
    expect(eventText(again)).toBe(eventText(event));
  });
  it('differs by day, organisation, kind, subject or person', () => {
    for (const other of [
      { ...event, occurredOn: '2026-11-21' },
      { ...event, orgId: 'p' },
      { ...event, kinds: ['a'] },
      { ...event, subject: '学习党章' },
      { ...event, personIds: ['1'] },
    ]) {
      expect(eventText(other)).not.toBe(eventText(event));
    }
  });
});
