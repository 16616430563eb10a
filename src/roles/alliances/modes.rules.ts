import { type Answers, rulesTaking, unanswered } from '#kernel/decision-table.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { AllianceContent, AllianceMode } from '#standards/packs/alliance-modes.schema.ts';

/** What the decision table answers: a mode, or none with what to do instead. */
export type Advice = {
  rule: string;
  mode: AllianceMode | null;
  why: { zh: string; en: string };
  basis: AllianceContent['rules'][number]['basis'];
};

/**
 * The mode that fits a set of answers (features 18 and N4). The content's check at start-up has tried every set, so a
 * complete one is taken by exactly one rule; refused are only answers that are missing or unknown.
 */
export function adviseMode(
  content: Pick<AllianceContent, 'inputs' | 'rules'>,
  answers: Answers,
): Result<Advice> {
  const table = {
    inputs: content.inputs.map((input) => ({ id: input.id, values: input.values.map((each) => each.id) })),
    rules: content.rules,
  };
  const open = unanswered(table, answers);
  if (open.length > 0) {
    return refuse('alliances/unanswered', '请先回答全部问题，再由判定表给出适用的模式。', {
      status: 422,
      errors: open.map((id) => ({
        path: `body.answers.${id}`,
        message: content.inputs.find((input) => input.id === id)?.title.zh ?? id,
      })),
    });
  }
  const rule = rulesTaking(table, answers)[0];
  if (!rule) throw new Error('the decision table of alliances has a hole that the check at start-up missed');
  return ok({ rule: rule.id, mode: rule.mode, why: rule.why, basis: rule.basis });
}

/** A mode that does not fit, with the conditions of its nearest rule that the answers do not meet. */
export type Unfit = { mode: AllianceMode; unmet: { input: string; values: readonly string[] }[] };

/** Why the other modes do not fit a complete set of answers: of each, the rule that comes nearest, and what it misses. */
export function unfitModes(
  content: Pick<AllianceContent, 'modes' | 'rules'>,
  answers: Answers,
  advised: AllianceMode | null,
): Unfit[] {
  return content.modes.flatMap(({ id }) => {
    if (id === advised) return [];
    const misses = content.rules
      .filter((rule) => rule.mode === id)
      .map((rule) =>
        Object.entries(rule.when)
          .filter(([input, values]) => !values.includes(answers[input] ?? ''))
          .map(([input, values]) => ({ input, values })),
      );
    const nearest = misses.sort((a, b) => a.length - b.length)[0];
    return nearest ? [{ mode: id, unmet: nearest }] : [];
  });
}

/** Of the answers, those that the parties themselves tell: how many they are, and to whom they belong. */
export function answersOfParties(
  parties: readonly { unitId: string | null }[],
): Record<'subjects' | 'belonging', string> {
  const units = new Set(parties.map((party) => party.unitId));
  return {
    subjects: parties.length <= 2 ? 'two' : parties.length <= 5 ? 'few' : 'many',
    belonging: units.has(null) ? 'outside' : units.size > 1 ? 'across-units' : 'same-unit',
  };
}
