import { describe, expect, test } from 'vitest';
import { decide, flawsOf } from '#kernel/transitions.ts';
import { boardHash, canonical, manifestHash, type RoundManifest } from './manifest.rules.ts';
import { checkTrustees, countBand, roundCycle, type TrusteeSeat, turnoutBand } from './rounds.rules.ts';
import { type StatementFacts, secrecyStatement } from './statement.rules.ts';

describe('the life of a round', () => {
  test('is a sound graph', () => {
    expect(flawsOf(roundCycle)).toEqual([]);
  });

  test('never goes back once open, and results come once', () => {
    const order = ['draft', 'keys', 'open', 'closed', 'tallied', 'purged'];
    const back = roundCycle.rows.filter(
      (row) => order.indexOf(row.to) >= 0 && order.indexOf(row.to) <= order.indexOf(row.from),
    );
    expect(back.map((row) => row.action)).toEqual(['redraft']);
    expect(decide(roundCycle, 'open', 'redraft').ok).toBe(false);
    expect(decide(roundCycle, 'closed', 'open').ok).toBe(false);
    expect(decide(roundCycle, 'tallied', 'tally').ok).toBe(false);
    expect(decide(roundCycle, 'tallied', 'cancel').ok).toBe(false);
    expect(decide(roundCycle, 'closed', 'tally').ok).toBe(true);
  });
});

describe('trustees', () => {
  const seat = (n: 1 | 2 | 3, accountId: string): TrusteeSeat => ({ seat: n, accountId });
  test('are three different people, none the organiser', () => {
    const three = [seat(1, 'a'), seat(2, 'b'), seat(3, 'c')];
    expect(checkTrustees(three, 'o').ok).toBe(true);
    expect(checkTrustees(three, 'b')).toMatchObject({
      refusal: { code: 'rounds/organiser-as-trustee', status: 422 },
    });
    for (const wrong of [
      three.slice(1),
      [...three, seat(1, 'd')],
      [seat(1, 'a'), seat(2, 'a'), seat(3, 'c')],
    ]) {
      expect(checkTrustees(wrong, 'o')).toMatchObject({ refusal: { code: 'rounds/three-trustees' } });
    }
  });
});

test('counts are told as bands, and a low turnout is not told apart from none', () => {
  expect([0, 1, 4, 5, 9, 10, 19, 20, 100, 9999].map((n) => countBand(n).atLeast)).toEqual([
    0, 1, 1, 5, 5, 10, 10, 20, 100, 5000,
  ]);
  expect(countBand(7)).toEqual({ atLeast: 5, atMost: 9 });
  expect(countBand(9999).atMost).toBeNull();
  const low = [0, 1, 2, 3, 4].map(turnoutBand);
  expect(new Set(low.map((band) => JSON.stringify(band))).size).toBe(1);
  expect(turnoutBand(5)).not.toEqual(low[0]);
});

describe('the manifest', () => {
  const item = (points: number) => ({
    id: 'duty',
    title: { zh: '履职', en: 'Duty' },
    grades: [{ id: 'good', title: { zh: '好', en: 'Good' }, points }],
  });
  const manifest: RoundManifest = {
    format: 'zelian-round/1',
    round: 'r',
    title: '2026年上半年评议',
    mode: 'sealed',
    opensOn: '2026-11-23',
    closesOn: '2026-11-30',
    floor: 5,
    items: [item(100)],
    groups: [{ id: 'member', title: { zh: '党员', en: 'Members' }, weight: 10000 }],
    ratees: [{ id: 'o', name: '第一支部', category: '综合部门' }],
    cells: [{ ratee: 'o', groups: ['member'], count: 7 }],
    trustees: [],
  };

  test('has one fingerprint whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(manifest).reverse()) as unknown as RoundManifest;
    expect(manifestHash(turned)).toBe(manifestHash(manifest));
    expect(canonical({ b: [1, null, 'x'], a: undefined })).toBe('{"b":[1,null,"x"]}');
  });

  test('the list of ballots has one fingerprint whatever its order, and another with one ballot more', () => {
    expect(boardHash('m', ['b', 'a'])).toBe(boardHash('m', ['a', 'b']));
    expect(boardHash('m', ['a', 'b', 'c'])).not.toBe(boardHash('m', ['a', 'b']));
    expect(boardHash('n', ['a', 'b'])).not.toBe(boardHash('m', ['a', 'b']));
    expect(boardHash('m', ['ab'])).not.toBe(boardHash('m', ['a', 'b']));
  });

  test('has another one when any term is changed', () => {
    const changes: Partial<RoundManifest>[] = [
      { mode: 'named' },
      { floor: 3 },
      { closesOn: '2026-12-01' },
      { cells: [{ ratee: 'o', groups: ['member'], count: 8 }] },
      { items: [item(90)] },
    ];
    for (const change of changes)
      expect(manifestHash({ ...manifest, ...change })).not.toBe(manifestHash(manifest));
  });
});

describe('the statement of secrecy', () => {
  const facts: StatementFacts = {
    mode: 'sealed',
    floor: 5,
    entry: 'account',
    closesOn: '2026-11-30',
    mergedWith: [],
    trustees: ['机关纪委', '党员代表', '工委督导'],
  };
  const all = (['sealed', 'named'] as const).flatMap((mode) =>
    (['account', 'named-link', 'link'] as const).map((entry) =>
      secrecyStatement({ ...facts, mode, entry, mergedWith: ['职工群众'] }),
    ),
  );

  test('promises nothing that cannot be kept', () => {
    const text = JSON.stringify(all);
    for (const claim of [
      '绝对',
      '100%',
      '百分之百',
      '无法追查',
      '完全匿名',
      '已通过等保',
      'absolutely',
      'completely anonymous',
      '匿名评议',
    ]) {
      expect(text).not.toContain(claim);
    }
    for (const { zh, en } of all) {
      expect(zh.limits.length).toBeGreaterThan(0);
      expect(en.points).toHaveLength(zh.points.length);
      expect(en.limits).toHaveLength(zh.limits.length);
    }
  });

  test('calls a named round named, and never hides who may read it', () => {
    const { zh, en } = secrecyStatement({ ...facts, mode: 'named' });
    expect(zh.headline).toContain('不匿名');
    expect(zh.points.join()).toContain('管理数据库的人可以看到每个人的评分');
    expect(en.headline).toContain('not anonymous');
    expect(JSON.stringify(zh)).not.toContain('加密');
  });

  test('follows the round: floor, merged groups, trustees, closing day, and how the rater came in', () => {
    const plain = secrecyStatement(facts).zh.points.join();
    expect(plain).toContain('至少 5 票');
    expect(plain).not.toContain('合并统计');
    expect(plain).toContain('机关纪委、党员代表、工委督导');
    expect(plain).toContain('2026-11-30');
    expect(secrecyStatement({ ...facts, floor: 8 }).zh.points.join()).toContain('至少 8 票');
    expect(secrecyStatement({ ...facts, mergedWith: ['职工群众'] }).zh.points.join()).toContain(
      '“职工群众”合并统计',
    );
    expect(plain).toContain('编号与您的账号对应');
    const link = secrecyStatement({ ...facts, entry: 'link' }).zh.points.join();
    expect(link).not.toContain('账号');
    expect(link).toContain('没有登记链接交给了谁');
    const named = secrecyStatement({ ...facts, entry: 'named-link' }).zh.points.join();
    expect(named).toContain('编号与您的姓名对应');
    expect(named).not.toContain('没有登记链接交给了谁');
  });
});
