import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, parseRational, toHundredths } from '#kernel/decimal.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { schemeFlaws } from '../schemes/scheme.rules.ts';
import type { Observed, ObservedCell, ObservedObligation } from './observed.rules.ts';
import { recompute } from './recompute.ts';
import { scoreTree } from './scoring.contract.ts';
import {
  compareGroups,
  type RedLine,
  type ScoredCase,
  type Standing,
  scoreOrganisation,
} from './scoring.rules.ts';

const name = (zh: string) => ({ zh, en: zh });

const grades = [
  { id: 'a', title: name('好'), points: 100 },
  { id: 'b', title: name('较好'), points: 80 },
  { id: 'c', title: name('一般'), points: 60 },
  { id: 'd', title: name('差'), points: 0 },
];

const scheme: Scheme = {
  id: 'test',
  version: 1,
  status: 'P',
  target: ['branch'],
  note: '测试',
  top_band_share: 3000,
  comparable: { by: 'category', min_size: 5 },
  objection_working_days: 3,
  title: name('测试方案'),
  indicators: [
    {
      id: 'duties',
      title: name('组织生活'),
      source: 'obligations',
      duties: ['meeting', 'lecture'],
      weight: 4000,
      goalposts: { min: 0, max: 1 },
      late_credit: 5000,
      explain: '按时完成的份额',
    },
    {
      id: 'results',
      title: name('为民实绩'),
      source: 'records',
      kinds: ['contact'],
      weight: 1000,
      goalposts: { min: 0, max: 12 },
      cap: 6,
      explain: '经确认的实绩,至多计 6 件',
    },
    {
      id: 'problems',
      title: name('问题销号'),
      source: 'ledger',
      weight: 2000,
      goalposts: { min: 0, max: 1 },
      explain: '按期销号',
    },
    {
      id: 'voice',
      title: name('民主测评'),
      source: 'ballot',
      weight: 3000,
      goalposts: { min: 0, max: 100 },
      explain: '测评均分',
    },
  ],
  rater_groups: [
    { id: 'superior', title: name('上级'), weight: 4000 },
    { id: 'members', title: name('党员'), weight: 3000 },
    { id: 'masses', title: name('群众'), weight: 3000 },
  ],
  items: [
    { id: 'i1', title: name('政治建设'), grades },
    { id: 'i2', title: name('服务群众'), grades },
  ],
  min_group_size: 5,
  low_threshold: 60,
  notice_working_days: 5,
  objection_days: 30,
  min_coverage: 6000,
  lists: {
    front_share: 3300,
    tail_share: 2000,
    front_reliability: 8000,
    tail_reliability: 9000,
    confidence: 9000,
  },
  bands: [
    { id: 'five', title: name('五星'), min: 90 },
    { id: 'four', title: name('四星'), min: 80 },
  ],
  red_lines: [
    {
      id: 'discipline',
      title: name('党纪处分'),
      basis: { regulation: 'proposal', status: 'P' },
      effect: 'no-band',
    },
  ],
};

const obligation = (id: string, more: Partial<ObservedObligation> = {}): ObservedObligation => ({
  id,
  duty: 'meeting',
  dueOn: '2026-03-31',
  state: 'fulfilled',
  metOn: '2026-03-20',
  firstLateOn: null,
  records: [`r-${id}`],
  ...more,
});

const cell = (
  group: string,
  item: string,
  mean: number | null,
  more: Partial<ObservedCell> = {},
): ObservedCell => ({
  groups: [group],
  item,
  mean,
  atLeast: mean === null ? null : 10,
  spread: 15,
  reason: mean === null ? 'too-few' : null,
  ...more,
});

const everyCell = (mean: number) =>
  ['superior', 'members', 'masses'].flatMap((group) => [cell(group, 'i1', mean), cell(group, 'i2', mean)]);

const full: Observed = {
  obligations: [
    obligation('o1'),
    obligation('o2'),
    obligation('o3', { metOn: '2026-04-05', firstLateOn: '2026-04-01' }),
    obligation('o4', { state: 'open', metOn: null, firstLateOn: '2026-04-01', records: [] }),
    obligation('o5', { state: 'excused', records: [] }),
    obligation('o6', { dueOn: '2026-07-31', state: 'open', records: [] }),
    obligation('o7', { duty: 'dues' }),
  ],
  records: [
    { id: 'r1', kind: 'contact', occurredOn: '2026-02-02' },
    { id: 'r2', kind: 'contact', occurredOn: '2026-05-02' },
    { id: 'r3', kind: 'study', occurredOn: '2026-05-02' },
  ],
  problems: [
    { id: 'p1', dueOn: '2026-05-01', closed: true, firstLateOn: null },
    { id: 'p2', dueOn: '2026-06-01', closed: false, firstLateOn: '2026-06-02' },
  ],
  appraisals: [],
  cells: everyCell(9000),
};

/** The same scheme, in which half of the problems' weight goes to the appraisals of members. */
const withAppraisals: Scheme = {
  ...scheme,
  indicators: [
    ...scheme.indicators.map((each) => (each.id === 'problems' ? { ...each, weight: 1000 } : each)),
    {
      id: 'members',
      title: name('党员义务落实'),
      source: 'conduct',
      weight: 1000,
      goalposts: { min: 0, max: 1 },
      late_credit: 5000,
      explain: '一次审定的人数占比',
    },
  ],
};

const caseOf = (more: Partial<ScoredCase> = {}): ScoredCase => ({
  scheme,
  schemeHash: 'hash',
  round: { id: 'round', title: '2026 上半年', from_on: '2026-01-01', to_on: '2026-06-30' },
  organisation: { id: 'org', kind: 'branch', category: '综合部门' },
  asOf: '2026-06-30',
  observed: full,
  redLines: [],
  ...more,
});

const byId = (tree: ReturnType<typeof scoreOrganisation>, id: string) => {
  const found = tree.indicators.find((each) => each.id === id);
  if (!found) throw new Error(`no indicator ${id}`);
  return found;
};

describe('a score', () => {
  it('is what one computes by hand', () => {
    const tree = scoreOrganisation(caseOf());
    // duties: (2·1 + 1·0.5) / 4 = 62.5; results: 2/12 = 16.67; problems: 1/2 = 50; voice: 90
    expect(byId(tree, 'duties')).toMatchObject({ raw: '5/8', value: 6250, weight: 4000, low: false });
    expect(byId(tree, 'results')).toMatchObject({ raw: '2', exact: '50/3', value: 1667, low: true });
    expect(byId(tree, 'problems')).toMatchObject({ raw: '1/2', value: 5000 });
    expect(byId(tree, 'voice')).toMatchObject({ raw: '90', value: 9000 });
    // .4·62.5 + .1·16.667 + .2·50 + .3·90 = 63.667
    expect(tree.score).toBe(6367);
    expect(tree.exact).toBe('191/3');
    expect(tree.indicators.map((each) => each.contribution)).toEqual([2500, 167, 1000, 2700]);
    expect(() => scoreTree.parse(tree)).not.toThrow();
  });

  it('shows lateness for ever and counts it by the stated credit', () => {
    const { facts } = byId(scoreOrganisation(caseOf()), 'duties');
    expect(facts).toMatchObject({ due: 4, on_time: 2, late: 1, missed: 1, excused: 1, late_credit: 5000 });
  });

  it('goes by the day on which a thing was done, not by the day on which that was reported', () => {
    const reportedLate = obligation('o1', { metOn: '2026-03-31', firstLateOn: '2026-04-01' });
    const node = byId(
      scoreOrganisation(caseOf({ observed: { ...full, obligations: [reportedLate] } })),
      'duties',
    );
    expect(node).toMatchObject({ raw: '1', facts: { on_time: 1, late: 0 } });
    expect(node.facts.source === 'obligations' && node.facts.items[0]?.late_since).toBe('2026-04-01');
  });

  it('counts no more than the cap', () => {
    const records = Array.from({ length: 50 }, (_, i) => ({
      id: `r${i}`,
      kind: 'contact',
      occurredOn: '2026-02-02',
    }));
    const node = byId(scoreOrganisation(caseOf({ observed: { ...full, records } })), 'results');
    expect(node).toMatchObject({ raw: '50', capped: true, value: 5000 });
  });

  it('counts members whose appraisal stood, those put right by half, and nobody where none was decided', () => {
    const of = (appraisals: Observed['appraisals']) =>
      byId(
        scoreOrganisation(caseOf({ scheme: withAppraisals, observed: { ...full, appraisals } })),
        'members',
      );
    const branches = [
      { atOnce: 6, corrected: 1, returned: 0 },
      { atOnce: 1, corrected: 1, returned: 1 },
    ];
    // (7 + 2·0.5) / 10
    expect(of(branches)).toMatchObject({
      raw: '4/5',
      value: 8000,
      facts: { due: 10, on_time: 7, late: 2, missed: 1 },
    });
    expect(of([])).toMatchObject({ state: 'missing', reason: 'no-appraisals', value: null });
  });

  it('spreads the weight of what is missing and shows both weights', () => {
    const observed = { ...full, problems: [] };
    const tree = scoreOrganisation(caseOf({ observed }));
    expect(byId(tree, 'problems')).toMatchObject({
      state: 'missing',
      reason: 'no-problems',
      weight: 2000,
      effective_weight: 0,
      value: null,
      contribution: 0,
      low: false,
    });
    expect(tree.coverage).toBe(8000);
    expect(tree.indicators.map((each) => each.effective_weight)).toEqual([5000, 1250, 0, 3750]);
    // (.4·62.5 + .1·16.667 + .3·90) / .8
    expect(tree.score).toBe(6708);
  });

  it('gives no grade at all on too little', () => {
    const observed = { ...full, obligations: [], problems: [] };
    const tree = scoreOrganisation(caseOf({ observed }));
    expect(tree).toMatchObject({
      coverage: 4000,
      score: null,
      exact: null,
      proposed_band: null,
      standard_error: null,
    });
    expect(recompute(tree)).toBeNull();
  });

  it('spreads the weight of a rater group with too few ballots, unless too much is gone', () => {
    const some = [...everyCell(9000)].map((each) =>
      each.groups[0] === 'masses' ? cell('masses', each.item, null) : each,
    );
    const voice = byId(scoreOrganisation(caseOf({ observed: { ...full, cells: some } })), 'voice');
    if (voice.facts.source !== 'ballot') throw new Error('a ballot');
    expect(voice.facts.groups.map((group) => group.effective_weight)).toEqual([5714, 4286, 0]);
    expect(voice.facts.groups[2]).toMatchObject({ mean: null, reason: 'too-few' });
    const few = some.map((each) => (each.groups[0] === 'members' ? cell('members', each.item, null) : each));
    expect(byId(scoreOrganisation(caseOf({ observed: { ...full, cells: few } })), 'voice')).toMatchObject({
      state: 'missing',
      reason: 'too-few-ballots',
    });
  });

  it('takes a merged pool with the weights of its groups together', () => {
    const merged = (item: string) => cell('', item, 7000, { groups: ['members', 'masses'] });
    const cells = [cell('superior', 'i1', 9500), cell('superior', 'i2', 9500), merged('i1'), merged('i2')];
    const voice = byId(scoreOrganisation(caseOf({ observed: { ...full, cells } })), 'voice');
    expect(voice.raw).toBe('80');
  });

  it('is untouched by a red line, which closes the band only while its document is in force', () => {
    const good: Observed = {
      ...full,
      obligations: [obligation('o1')],
      problems: [],
      cells: everyCell(9500),
      records: [],
    };
    const best = {
      ...good,
      records: Array.from({ length: 6 }, (_, i) => ({
        id: `r${i}`,
        kind: 'contact',
        occurredOn: '2026-01-05',
      })),
    };
    const line: RedLine = {
      rule: 'discipline',
      document: '丽市直纪〔2026〕3号',
      organ: '机关纪委',
      fromOn: '2026-05-01',
      toOn: '2026-06-30',
      confirmed: true,
    };
    const tree = (redLines: RedLine[]) => scoreOrganisation(caseOf({ observed: best, redLines }));
    expect(tree([]).proposed_band?.id).toBe('five');
    expect(tree([line])).toMatchObject({ score: tree([]).score, proposed_band: null });
    expect(tree([{ ...line, confirmed: false }]).proposed_band?.id).toBe('five');
    expect(tree([{ ...line, toOn: '2026-06-29' }]).proposed_band?.id).toBe('five');
    expect(tree([{ ...line, fromOn: '2026-07-01' }]).red_lines).toEqual([]);
  });
});

const outcome = fc.constantFrom<Partial<ObservedObligation>>(
  {},
  { metOn: '2026-04-05', firstLateOn: '2026-04-01' },
  { state: 'open', records: [] },
  { state: 'excused', records: [] },
);
const observedArbitrary: fc.Arbitrary<Observed> = fc
  .record({
    outcomes: fc.array(outcome, { maxLength: 12 }),
    deeds: fc.integer({ min: 0, max: 15 }),
    problems: fc.array(fc.record({ closed: fc.boolean(), late: fc.boolean() }), { maxLength: 5 }),
    appraisals: fc.array(fc.record({ atOnce: fc.nat(20), corrected: fc.nat(3), returned: fc.nat(3) }), {
      maxLength: 3,
    }),
    marks: fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 4 }), {
      minLength: 6,
      maxLength: 6,
    }),
  })
  .map(({ outcomes, deeds, problems, appraisals, marks }) => ({
    appraisals,
    obligations: outcomes.map((each, i) => obligation(`o${i}`, each)),
    records: Array.from({ length: deeds }, (_, i) => ({
      id: `d${i}`,
      kind: 'contact',
      occurredOn: '2026-03-03',
    })),
    problems: problems.map(({ closed, late }, i) => ({
      id: `p${i}`,
      dueOn: '2026-05-05',
      closed,
      firstLateOn: late ? '2026-05-06' : null,
    })),
    cells: marks.map((mark, i) =>
      cell(
        ['superior', 'members', 'masses'][i % 3] ?? '',
        i < 3 ? 'i1' : 'i2',
        mark === null ? null : mark * 10,
      ),
    ),
  }));

describe('every score', () => {
  it('can be computed again from its explanation alone, by a script that knows nothing of this system', () => {
    let graded = 0;
    fc.assert(
      fc.property(observedArbitrary, (observed) => {
        const tree = scoreOrganisation(caseOf({ scheme: withAppraisals, observed }));
        const carried = JSON.parse(JSON.stringify(tree));
        expect(recompute(carried)).toBe(tree.score);
        if (tree.score !== null) graded += 1;
      }),
      { numRuns: 1000 },
    );
    expect(graded).toBeGreaterThan(500);
  });

  it('is noticed by the script when it was altered', () => {
    const tree = scoreOrganisation(caseOf());
    const facts = tree.indicators[0]?.facts;
    if (facts?.source !== 'obligations' || !facts.items[0]) throw new Error('obligations');
    facts.items[0].outcome = 'missed';
    expect(recompute(tree)).not.toBe(tree.score);
  });

  it('is the sum of its shown parts, and the shown weights are whole', () => {
    fc.assert(
      fc.property(observedArbitrary, (observed) => {
        const tree = scoreOrganisation(caseOf({ observed }));
        const sum = (key: 'contribution' | 'effective_weight') =>
          tree.indicators.reduce((total, each) => total + each[key], 0);
        expect(sum('contribution')).toBe(tree.score ?? 0);
        if (tree.coverage > 0) expect(sum('effective_weight')).toBe(10_000);
        if (tree.exact !== null) expect(toHundredths(parseRational(tree.exact))).toBe(tree.score);
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(observedArbitrary, (observed) => {
        const turned: Observed = {
          obligations: [...observed.obligations].reverse(),
          records: [...observed.records].reverse(),
          problems: [...observed.problems].reverse(),
          appraisals: [...observed.appraisals].reverse(),
          cells: [...observed.cells].reverse(),
        };
        expect(scoreOrganisation(caseOf({ observed: turned }))).toEqual(
          scoreOrganisation(caseOf({ observed })),
        );
      }),
    );
  });

  it('never falls when a missed duty is met', () => {
    fc.assert(
      fc.property(observedArbitrary, (observed) => {
        const missed = observed.obligations.findIndex((each) => each.state === 'open');
        fc.pre(missed >= 0);
        const better = observed.obligations.map((each, i) =>
          i === missed ? obligation(each.id, { metOn: '2026-04-05', firstLateOn: '2026-04-01' }) : each,
        );
        const before = scoreOrganisation(caseOf({ observed }));
        const after = scoreOrganisation(caseOf({ observed: { ...observed, obligations: better } }));
        if (before.exact === null || after.exact === null) return;
        expect(compare(parseRational(after.exact), parseRational(before.exact))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not move by traces, other kinds of work, or what lies after the closing day', () => {
    const noise: Observed = {
      ...full,
      records: [
        ...full.records,
        { id: 'x', kind: 'notice', occurredOn: '2026-03-03' },
        { id: 'y', kind: 'contact', occurredOn: '2026-07-01' },
      ],
    };
    expect(scoreOrganisation(caseOf({ observed: noise }))).toEqual(scoreOrganisation(caseOf()));
  });
});

describe('comparison', () => {
  const standing = (id: string, score: number | null, more: Partial<Standing> = {}): Standing => ({
    organisation: id,
    kind: 'branch',
    category: '综合部门',
    score,
    standardError: 0.5,
    band: score !== null && score >= 9000 ? 'five' : null,
    heldBack: null,
    ...more,
  });

  it('stays inside a group of like organisations', () => {
    const standings = [
      ...[95, 90, 85, 80, 75, 70, 50, 45, 40, 35].map((score, i) => standing(`a${i}`, score * 100)),
      ...[99, 98].map((score, i) => standing(`b${i}`, score * 100, { category: '窗口服务' })),
      standing('a-none', null),
    ];
    const groups = compareGroups(scheme, standings);
    expect(groups.map((group) => [group.key, group.size, group.unranked])).toEqual([
      ['branch/窗口服务', 2, 'group-too-small'],
      ['branch/综合部门', 10, null],
    ]);
    expect(groups[0]?.ranks).toEqual([]);
    expect(groups[1]?.ranks.find((each) => each.organisation === 'a0')?.interval).toEqual({
      best: 1,
      worst: 1,
    });
    expect(groups[1]?.ranks.some((each) => each.organisation === 'a-none')).toBe(false);
    expect(groups[1]?.front.ids).toEqual(['a0', 'a1', 'a2']);
    expect(groups[1]?.tail.ids).toEqual(['a8', 'a9']);
  });

  it('is not changed for one organisation by another group', () => {
    const own = [95, 90, 85, 80, 75].map((score, i) => standing(`a${i}`, score * 100));
    const other = [50, 60].map((score, i) => standing(`b${i}`, score * 100, { category: '执法部门' }));
    const alone = compareGroups(scheme, own)[0];
    expect(compareGroups(scheme, [...own, ...other]).find((group) => group.category === '综合部门')).toEqual(
      alone,
    );
  });

  it('proposes the highest band for no more than its share, and leaves a tie at the border to people', () => {
    const bandsOf = (scores: number[]) =>
      compareGroups(
        scheme,
        scores.map((score, i) => standing(`a${i}`, score * 100)),
      )[0]?.bands.map((each) => each.limited ?? each.band);
    expect(bandsOf([99, 98, 97, 96, 95, 80, 70, 60, 50, 40])).toEqual([
      ...['five', 'five', 'five', 'cap', 'cap'],
      ...[null, null, null, null, null],
    ]);
    expect(bandsOf([99, 98, 97, 97, 95, 80, 70, 60, 50, 40])).toEqual([
      ...['five', 'five', 'tie', 'tie', 'cap'],
      ...[null, null, null, null, null],
    ]);
    expect(bandsOf([99, 98])).toEqual(['five', 'five']);
  });
});

describe('a scheme', () => {
  it('is sound when nothing can go wrong while scoring', () => {
    expect(schemeFlaws(scheme)).toEqual([]);
  });

  it.each<[string, Partial<Scheme>]>([
    ['指标权重', { indicators: scheme.indicators.slice(1) }],
    ['主体权重', { rater_groups: scheme.rater_groups.slice(1) }],
    ['最少票数', { min_group_size: 4 }],
    ['反馈期', { notice_working_days: 4 }],
    ['起点值', { indicators: scheme.indicators.map((each) => ({ ...each, goalposts: { min: 1, max: 1 } })) }],
    ['引用了不存在', { indicators: scheme.indicators.map((each) => ({ ...each, groups: ['nobody'] })) }],
    ['编号有重复', { items: [...scheme.items, ...scheme.items] }],
    ['哪几类工作', { indicators: scheme.indicators.map((each) => ({ ...each, kinds: [] })) }],
  ])('says what is wrong: %s', (part, change) => {
    expect(schemeFlaws({ ...scheme, ...change }).join()).toContain(part);
  });
});
