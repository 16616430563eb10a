import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enumerate, everySet, rulesTaking } from '#kernel/decision-table.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import { adviseMode, answersOfParties, unfitModes } from './modes.rules.ts';

const { alliances } = loadContent(join(import.meta.dirname, '../../../content'));
const table = {
  inputs: alliances.inputs.map((input) => ({ id: input.id, values: input.values.map((each) => each.id) })),
  rules: alliances.rules,
};

describe('the decision table of modes', () => {
  it('answers every set of answers with exactly one rule', () => {
    const findings = enumerate(table);
    expect(findings.sets).toBe(1296);
    expect(findings.holes).toEqual([]);
    expect(findings.overlaps).toEqual([]);
    let none = 0;
    for (const answers of everySet(table.inputs)) {
      expect(rulesTaking(table, answers)).toHaveLength(1);
      const advice = adviseMode(alliances, answers);
      if (!advice.ok) throw new Error(advice.refusal.message);
      expect(advice.value.why.zh.length).toBeGreaterThan(10);
      if (advice.value.mode === null) none += 1;
    }
    expect(none).toBeGreaterThan(0);
  });

  it('says of every other mode what stands in its way, whatever was answered', () => {
    for (const answers of everySet(table.inputs)) {
      const advice = adviseMode(alliances, answers);
      if (!advice.ok) throw new Error(advice.refusal.message);
      const unfit = unfitModes(alliances, answers, advice.value.mode);
      expect(unfit.map((each) => each.mode)).toEqual(
        alliances.modes.map((mode) => mode.id).filter((id) => id !== advice.value.mode),
      );
      for (const { unmet } of unfit) expect(unmet.length).toBeGreaterThan(0);
    }
  });

  it('uses every rule, every question and every mode', () => {
    const used = new Set<string>();
    const modes = new Set<string | null>();
    for (const answers of everySet(table.inputs)) {
      const rule = rulesTaking(table, answers)[0]!;
      used.add(rule.id);
      modes.add(rule.mode);
    }
    expect([...used].sort()).toEqual(alliances.rules.map((rule) => rule.id).sort());
    for (const mode of alliances.modes) expect(modes).toContain(mode.id);
    // A question whose answer never changes the outcome would be asked for nothing.
    for (const input of table.inputs) {
      const matters = [...everySet(table.inputs)].some((answers) => {
        const outcomes = input.values.map(
          (value) => rulesTaking(table, { ...answers, [input.id]: value })[0]?.id,
        );
        return new Set(outcomes).size > 1;
      });
      expect(matters, input.id).toBe(true);
    }
  });

  it('loses its proof when a rule is taken out or doubled (the control)', () => {
    for (const rule of alliances.rules) {
      const without = enumerate({ ...table, rules: table.rules.filter((each) => each !== rule) });
      expect(without.holes.length, rule.id).toBeGreaterThan(0);
      const doubled = enumerate({ ...table, rules: [...table.rules, { ...rule, id: 'R99' }] });
      expect(doubled.overlaps.length, rule.id).toBeGreaterThan(0);
    }
  });

  it.each([
    [
      'two branches that complement each other for a year',
      { tie: 'complement', subjects: 'two', duration: 'term' },
      'pair',
    ],
    ['a shared task of four units', { tie: 'shared-task', subjects: 'few', duration: 'term' }, 'alliance'],
    ['a standing chain', { tie: 'chain', subjects: 'many', duration: 'standing' }, 'union'],
    [
      'a unit with two full members next door',
      { cause: 'threshold', subjects: 'two', belonging: 'across-units' },
      'joint-branch',
    ],
    ['the same, far away', { cause: 'threshold', place: 'far', subjects: 'two' }, null],
    ['six units with too few members', { cause: 'threshold', subjects: 'many' }, null],
    ['an office for a project of two years', { team: 'project', duration: 'term' }, 'project-branch'],
    ['a team for a flood', { team: 'temporary', duration: 'once' }, 'temporary-branch'],
    ['three branches that only want to meet', { tie: 'none', subjects: 'few', duration: 'term' }, null],
    ['one joint afternoon', { tie: 'none', subjects: 'two', duration: 'once' }, null],
  ] as const)('%s', (_name, given, mode) => {
    const answers = {
      cause: 'cooperation',
      team: 'none',
      subjects: 'few',
      belonging: 'across-units',
      place: 'near',
      tie: 'complement',
      duration: 'term',
      ...given,
    };
    const advice = adviseMode(alliances, answers);
    expect(advice.ok && advice.value.mode).toBe(mode);
  });

  it('refuses answers that are missing or unknown, naming the questions', () => {
    const advice = adviseMode(alliances, { cause: 'cooperation', team: 'perhaps' });
    if (advice.ok) throw new Error('should be refused');
    expect(advice.refusal.status).toBe(422);
    expect(advice.refusal.errors?.map((each) => each.path)).toEqual(
      ['team', 'subjects', 'belonging', 'place', 'tie', 'duration'].map((id) => `body.answers.${id}`),
    );
  });

  it('reads number and belonging off the parties', () => {
    const of = (...units: (string | null)[]) => answersOfParties(units.map((unitId) => ({ unitId })));
    expect(of('a', 'a')).toEqual({ subjects: 'two', belonging: 'same-unit' });
    expect(of('a', 'b', 'a')).toEqual({ subjects: 'few', belonging: 'across-units' });
    expect(of('a', 'b', 'a', 'c', 'd', null)).toEqual({ subjects: 'many', belonging: 'outside' });
  });
});
