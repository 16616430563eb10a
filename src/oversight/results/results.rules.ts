import type { BusinessCalendar } from '#kernel/business-calendar.ts';
import { addDays, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';
import { SHORTEST_NOTICE } from '../schemes/scheme.rules.ts';

export const resultStates = [
  'draft',
  'under-review',
  'approved',
  'notified',
  'published',
  'corrected',
] as const;
export type ResultState = (typeof resultStates)[number];

export const resultActions = [
  'rescore',
  'submit',
  'return',
  'approve',
  'notify',
  'revise',
  'publish',
  'supersede',
] as const;
export type ResultAction = (typeof resultActions)[number];

const PROPOSE = '党务公开条例（试行）第十五条：提出';
const EXAMINE = '党务公开条例（试行）第十五条：审核（含保密审查）；复核人不是计分人';
const NOTICE = '党章第四条（参加讨论、申辩）；本系统规则：生效前反馈不少于 5 个工作日';
const REMEDY = '党章第四条（申辩、申诉）；本系统规则：异议成立的改正事实后重新计分';
const CARRY_OUT = '党务公开条例（试行）第十五条：审批、实施';
const CORRECT = '本系统规则：公布后不改动，只以新版本更正，两版同时可见';

/**
 * The life of a result: proposed, examined by another person, made known to those it is about, and only then published. From `published`
 * no arrow leads back to an edit; a correction is a new result that takes this one's place.
 */
export const resultCycle = lifeCycle<ResultState, ResultAction>({
  code: 'results',
  start: 'draft',
  ends: ['corrected'],
  rows: [
    { from: 'draft', action: 'rescore', to: 'draft', who: 'scorer', basis: PROPOSE },
    { from: 'draft', action: 'submit', to: 'under-review', who: 'scorer', basis: PROPOSE },
    { from: 'under-review', action: 'return', to: 'draft', who: 'reviewer', basis: EXAMINE },
    { from: 'under-review', action: 'approve', to: 'approved', who: 'reviewer', basis: EXAMINE },
    { from: 'approved', action: 'notify', to: 'notified', who: 'publisher', basis: NOTICE },
    { from: 'notified', action: 'revise', to: 'draft', who: 'publisher', basis: REMEDY },
    { from: 'notified', action: 'publish', to: 'published', who: 'publisher', basis: CARRY_OUT },
    { from: 'published', action: 'supersede', to: 'corrected', who: 'publisher', basis: CORRECT },
  ],
});

export const objectionStates = ['lodged', 'under-review', 'upheld', 'dismissed', 'withdrawn'] as const;
export type ObjectionState = (typeof objectionStates)[number];

export const objectionActions = ['take-up', 'uphold', 'dismiss', 'withdraw'] as const;
export type ObjectionAction = (typeof objectionActions)[number];

const HEARD = '党章第四条（申辩、申诉）；本系统规则：每件异议由未参与计分的人作出书面答复';

/** The life of an objection: whoever lodged it may withdraw it; whoever decides it gives reasons and has not scored. */
export const objectionCycle = lifeCycle<ObjectionState, ObjectionAction>({
  code: 'objections',
  start: 'lodged',
  ends: ['upheld', 'dismissed', 'withdrawn'],
  rows: [
    { from: 'lodged', action: 'take-up', to: 'under-review', who: 'decider', basis: HEARD },
    { from: 'lodged', action: 'withdraw', to: 'withdrawn', who: 'objector', basis: HEARD },
    { from: 'under-review', action: 'withdraw', to: 'withdrawn', who: 'objector', basis: HEARD },
    { from: 'under-review', action: 'uphold', to: 'upheld', who: 'decider', basis: HEARD },
    { from: 'under-review', action: 'dismiss', to: 'dismissed', who: 'decider', basis: HEARD },
  ],
});

/** Reasons of an approval or a decision are at least this long: a signature under nothing is no decision. */
export const SHORTEST_REASON = 10;

/** Days within which an objection is decided. */
export const DECIDE_WITHIN_DAYS = 30;

export const isOpen = (state: ObjectionState): boolean => state === 'lodged' || state === 'under-review';

/** Whoever signs: account and person, so that one person with two accounts is still one person. */
export type Signer = { accountId: string | null; personId: string | null };

const same = (a: Signer, b: Signer) =>
  (a.accountId !== null && a.accountId === b.accountId) || (a.personId !== null && a.personId === b.personId);

/** A step in a result's life; the reviewer is another person than the one who scored. */
export function decideResult(
  result: { state: ResultState; scorer: Signer },
  action: ResultAction,
  actor: Signer,
): Result<Transition<ResultState, ResultAction>> {
  const row = decide(resultCycle, result.state, action);
  if (!row.ok) return row;
  if (row.value.who === 'reviewer' && same(result.scorer, actor)) {
    return refuse('results/reviewer-scored', '计分人不能复核自己的结果，请由另一人复核。', { status: 403 });
  }
  return row;
}

/**
 * The first day on which a result may be published: the day after the last working day of the notice. `covered` is false when the
 * calendar has no official notice for that year yet, and the date must be shown as provisional.
 */
export function earliestPublication(
  calendar: BusinessCalendar,
  notifiedOn: Day,
  workingDays: number,
): { day: Day; covered: boolean } {
  const last = calendar.addWorkdays(notifiedOn, Math.max(workingDays, SHORTEST_NOTICE));
  return { day: addDays(last.value, 1), covered: last.covered };
}

/** The last day on which an objection may be lodged; never before the notice ends. */
export function objectionDeadline(notifiedOn: Day, objectionDays: number, earliestPublicationDay: Day): Day {
  const byDays = addDays(notifiedOn, objectionDays);
  const byNotice = addDays(earliestPublicationDay, -1);
  return byDays > byNotice ? byDays : byNotice;
}

/** What publication looks at besides the state. */
export type PublicationFacts = {
  today: Day;
  earliest: Day;
  objections: readonly { organisation: string; state: ObjectionState; decidedAt: Date | null }[];
  /** When the figures to be published were computed. */
  scoredAt: Date;
  /** The last instant that the audit chain saw. */
  chainAt: Date;
  now: Date;
};

/** How far behind the last recorded event the clock may stand before nothing is published any more. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Whether a notified result may be published: the notice is over, every objection has its reasoned decision, one that was upheld has been
 * worked into the figures, and the clock has not been turned back.
 */
export function decidePublication(facts: PublicationFacts): Result<true> {
  if (facts.now.getTime() < facts.chainAt.getTime() - CLOCK_TOLERANCE_MS) {
    return refuse('results/clock-behind', '服务器时钟早于已记录的操作时间，请先校准时钟再公布。');
  }
  if (facts.today < facts.earliest) {
    return refuse('results/notice-running', `反馈期未满，${facts.earliest} 起方可公布。`, {
      data: { earliest: facts.earliest },
    });
  }
  const open = facts.objections.filter((objection) => isOpen(objection.state));
  if (open.length > 0) {
    return refuse(
      'results/objections-open',
      `还有 ${open.length} 件异议没有书面答复，请先由未参与计分的人作出决定。`,
      {
        data: { open: open.length },
      },
    );
  }
  const upheld = facts.objections.filter((objection) => objection.state === 'upheld');
  if (upheld.some((objection) => objection.decidedAt !== null && objection.decidedAt >= facts.scoredAt)) {
    return refuse(
      'results/objection-not-worked-in',
      '有异议成立后尚未重新计分，请先退回修订、重新计分并再次反馈。',
    );
  }
  return ok(true);
}

/** Whether an organisation may object now. */
export function decideObjection(
  result: { state: ResultState; deadline: Day | null },
  today: Day,
): Result<true> {
  const known = result.state === 'notified' || result.state === 'published';
  if (!known || result.deadline === null) {
    return refuse('objections/not-notified', '结果反馈后方可提出异议。');
  }
  if (today > result.deadline) {
    return refuse('objections/too-late', `提出异议的期限已于 ${result.deadline} 届满，可向上级党组织申诉。`, {
      data: { deadline: result.deadline },
    });
  }
  return ok(true);
}

/** A step in an objection's life; whoever decides has neither scored nor lodged it. */
export function decideObjectionStep(
  objection: { state: ObjectionState; lodgedBy: Signer; scorer: Signer },
  action: ObjectionAction,
  actor: Signer,
): Result<Transition<ObjectionState, ObjectionAction>> {
  const row = decide(objectionCycle, objection.state, action);
  if (!row.ok) return row;
  if (row.value.who === 'decider' && same(objection.scorer, actor)) {
    return refuse('objections/decider-scored', '计分人不能办理对自己计分的异议，请由另一人办理。', {
      status: 403,
    });
  }
  if (row.value.who === 'decider' && same(objection.lodgedBy, actor)) {
    return refuse('objections/decider-objected', '提出异议的人不能自己作出决定，请由另一人办理。', {
      status: 403,
    });
  }
  if (row.value.who === 'objector' && !same(objection.lodgedBy, actor)) {
    return refuse('objections/not-objector', '只有提出异议的人可以撤回。', { status: 403 });
  }
  return row;
}

/** An objection never makes things worse for whoever lodged it: names the organisations whose new score is lower. */
export function decideNotWorse(
  objectors: readonly { organisation: string; before: number | null; after: number | null }[],
): Result<true> {
  const worse = objectors.filter(
    ({ before, after }) => before !== null && (after === null || after < before),
  );
  if (worse.length === 0) return ok(true);
  return refuse('results/objection-worsened', '提出异议的组织重新计分后不得低于原分，请核对改正的事实。', {
    status: 422,
    data: { organisations: worse.map((each) => each.organisation) },
  });
}
