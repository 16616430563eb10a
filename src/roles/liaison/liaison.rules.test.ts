import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '#standards/packs/load-content.ts';
import {
  checkArrangement,
  checkPairs,
  coverageOf,
  isAway,
  isDue,
  keepersOf,
  proposeOutsiders,
  proposePairs,
  type Roll,
} from './liaison.rules.ts';

const limits = { members: 3, masses: 2, away_days: 30, remind_days: 92 };
const rules = { limits, weights: { balance: 3, together: 7, keep: 4, spare: 30 } };
const rolls: Roll[] = [
  { personId: 'sec', part: 'committee', keeperId: null },
  { personId: 'org', part: 'committee', keeperId: null },
  { personId: 'grp', part: 'spare', keeperId: null },
  { personId: 'm1', part: null, keeperId: null },
  { personId: 'm2', part: null, keeperId: null },
];
const today = '2026-11-23';

describe('who may keep contact', () => {
  it('is nobody who is away for long, now or soon', () => {
    const away = (from: string, to: string) => isAway([{ personId: 'sec', from, to }], 'sec', today, 30);
    expect(away('2026-11-01', '2027-02-28')).toBe(true);
    expect(away('2026-12-10', '2027-02-28')).toBe(true);
    expect(away('2026-11-20', '2026-12-05')).toBe(false);
    expect(away('2026-09-01', '2026-12-01')).toBe(false);
    expect(away('2027-05-01', '2027-08-01')).toBe(false);
    expect(isAway([{ personId: 'org', from: '2026-11-01', to: '2027-02-28' }], 'sec', today, 30)).toBe(false);
  });

  it('is the committee, and leaders of groups as a reserve', () => {
    const leave = [{ personId: 'org', from: '2026-11-01', to: '2027-02-28' }];
    expect(keepersOf(rolls, leave, today, limits)).toEqual([
      { id: 'sec', limit: 3, spare: false },
      { id: 'grp', limit: 3, spare: true },
    ]);
  });
});

describe('a proposal', () => {
  it('takes leaders of groups only when the committee is full, by the weights of the content', () => {
    const { liaison } = loadContent(join(import.meta.dirname, '../../../content'));
    const branch = (members: number): Roll[] =>
      Array.from({ length: members }, (_, at) => ({
        personId: `p${at}`,
        part: at < 2 ? ('committee' as const) : at === 2 ? ('spare' as const) : null,
        keeperId: null,
      }));
    const spares = (members: number) => {
      const ties = [{ kind: 'together' as const, personId: 'p2', otherId: 'p3' }];
      return proposePairs(branch(members), ties, [], today, liaison).filter((pair) => pair.keeperId === 'p2');
    };
    const full = 2 * liaison.limits.members;
    expect(spares(full)).toEqual([]);
    expect(spares(full + 1)).toHaveLength(1);
  });

  it('gives everybody a keeper, committee members by one another', () => {
    const pairs = proposePairs(rolls, [], [], today, rules);
    expect(pairs.find((each) => each.chargeId === 'sec')?.keeperId).toBe('org');
    expect(pairs.find((each) => each.chargeId === 'org')?.keeperId).toBe('sec');
    expect(pairs.every((each) => each.keeperId === 'sec' || each.keeperId === 'org')).toBe(true);
  });

  it('respects bonds from either side', () => {
    const pairs = proposePairs(
      rolls,
      [
        { kind: 'apart', personId: 'm1', otherId: 'sec' },
        { kind: 'together', personId: 'm2', otherId: 'sec' },
      ],
      [],
      today,
      rules,
    );
    expect(pairs.find((each) => each.chargeId === 'm1')?.keeperId).toBe('org');
    expect(pairs.find((each) => each.chargeId === 'm2')).toMatchObject({ keeperId: 'sec', why: 'together' });
  });

  it('gives those outside the Party to a member who knows the place, within the limit', () => {
    const pairs = proposeOutsiders(
      rolls,
      [
        { id: 'o1', place: '大厅', keeperId: 'm1' },
        { id: 'o2', place: '大厅', keeperId: null },
        { id: 'o3', place: '车队', keeperId: null },
      ],
      [],
      today,
      rules,
    );
    expect(pairs.map((each) => [each.chargeId, each.keeperId === 'm1'])).toEqual([
      ['o1', true],
      ['o2', true],
      ['o3', false],
    ]);
  });
});

describe('what is refused', () => {
  const codeOf = (result: ReturnType<typeof checkPairs>) => (result.ok ? null : result.refusal.code);
  it('of pairs', () => {
    const check = (...pairs: { personId: string; keeperId: string | null }[]) =>
      codeOf(checkPairs(pairs, rolls, [{ kind: 'apart', personId: 'sec', otherId: 'm1' }], limits));
    expect(check({ personId: 'm2', keeperId: 'sec' })).toBe(null);
    expect(check({ personId: 'm2', keeperId: null })).toBe(null);
    expect(check({ personId: 'x', keeperId: 'sec' })).toBe('liaison/bad-pair');
    expect(check({ personId: 'm2', keeperId: 'm1' })).toBe('liaison/bad-pair');
    expect(check({ personId: 'sec', keeperId: 'sec' })).toBe('liaison/bad-pair');
    expect(check({ personId: 'm1', keeperId: 'sec' })).toBe('liaison/bad-pair');
    expect(check({ personId: 'm2', keeperId: 'sec' }, { personId: 'm2', keeperId: 'org' })).toBe(
      'liaison/bad-pair',
    );
    expect(check(...['org', 'grp', 'm2'].map((personId) => ({ personId, keeperId: 'sec' })))).toBe(null);
    expect(
      codeOf(
        checkPairs(
          ['org', 'grp', 'm1', 'm2'].map((personId) => ({ personId, keeperId: 'sec' })),
          rolls,
          [],
          limits,
        ),
      ),
    ).toBe('liaison/too-many');
  });

  it('of bonds and leaves', () => {
    const members = new Set(['sec', 'org', 'm1']);
    const bond = (personId: string, otherId: string) => ({ kind: 'together' as const, personId, otherId });
    const check = (
      ...given: [Parameters<typeof checkArrangement>[0], Parameters<typeof checkArrangement>[1]]
    ) => codeOf(checkArrangement(...given, members));
    expect(check([bond('sec', 'm1')], [{ personId: 'm1', from: today, to: today }])).toBe(null);
    expect(check([bond('sec', 'x')], [])).toBe('liaison/stranger');
    expect(check([bond('sec', 'sec')], [])).toBe('liaison/same-person');
    expect(check([bond('sec', 'm1'), bond('m1', 'sec')], [])).toBe('liaison/pair-twice');
    expect(check([], [{ personId: 'm1', from: today, to: '2026-11-22' }])).toBe('liaison/leave-ends-first');
  });
});

describe('coverage', () => {
  it('counts a keeper who no longer may be one as none', () => {
    const held = rolls.map((each) => ({
      ...each,
      keeperId: { m1: 'sec', m2: 'gone', org: 'sec' }[each.personId] ?? null,
    }));
    expect(coverageOf(held)).toMatchObject({ members: 5, covered: 2, uncovered: ['sec', 'grp', 'm2'] });
    expect(coverageOf(held).loads.find((each) => each.keeperId === 'org')).toEqual({
      keeperId: 'org',
      count: 0,
    });
  });

  it('says when it is time again', () => {
    expect(isDue('2026-08-20', '2026-01-01', today, 92)).toBe(true);
    expect(isDue('2026-09-01', '2026-01-01', today, 92)).toBe(false);
    expect(isDue(null, '2026-11-01', today, 92)).toBe(false);
    expect(isDue(null, '2026-01-01', today, 92)).toBe(true);
  });
});
