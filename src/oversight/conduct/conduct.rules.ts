import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

/** Where a member's appraisal stands. */
export const caseStates = [
  'pending',
  'evaluated',
  'checked',
  'reviewed',
  'approved',
  'told',
  'objected',
  'returned',
  'settled',
] as const;
export type CaseState = (typeof caseStates)[number];

export const caseActions = [
  'evaluate',
  'confirm',
  'differ',
  'review',
  'return',
  'approve',
  'tell',
  'accept',
  'object',
  'uphold',
  'settle',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** Piles of cases that wait for somebody: each of a step that he may take, and one's own. */
export const caseDesks = ['evaluate', 'check', 'review', 'approve', 'objection', 'mine'] as const;
export type CaseDesk = (typeof caseDesks)[number];

/** Who takes a step: the branch, a checker from outside it, the organ committee, the leading group, the member. */
export type Part = 'branch' | 'checker' | 'committee' | 'leading-group' | 'member' | 'arbiter';

const ARTICLE = '党员自主填报、支部综合评价、机关党委随机抽考、党组分层审核（丽水文章三（一）四）';
const OWN_WORDS = '党章第四条：党员有权进行申辩；本系统规则：结果先告知本人，对异议须有答复';
const OUTSIDE = '本系统规则：抽考由支部以外的人依据外部来源核对，打破自我循环';

/**
 * A member's year: the branch evaluates what the member reported, a checker from outside looks into those who were drawn, the
 * organ committee reviews, the leading group approves, the member is told and answers. Every stage can give it back with a reason.
 */
export const caseCycle = lifeCycle<CaseState, CaseAction>({
  code: 'conduct',
  start: 'pending',
  ends: ['settled'],
  rows: [
    { from: 'pending', action: 'evaluate', to: 'evaluated', who: 'branch', basis: ARTICLE },
    { from: 'returned', action: 'evaluate', to: 'evaluated', who: 'branch', basis: ARTICLE },
    { from: 'evaluated', action: 'confirm', to: 'checked', who: 'checker', basis: OUTSIDE },
    { from: 'evaluated', action: 'differ', to: 'returned', who: 'checker', basis: OUTSIDE },
    { from: 'evaluated', action: 'review', to: 'reviewed', who: 'committee', basis: ARTICLE },
    { from: 'evaluated', action: 'return', to: 'returned', who: 'committee', basis: ARTICLE },
    { from: 'checked', action: 'review', to: 'reviewed', who: 'committee', basis: ARTICLE },
    { from: 'checked', action: 'return', to: 'returned', who: 'committee', basis: ARTICLE },
    { from: 'reviewed', action: 'approve', to: 'approved', who: 'leading-group', basis: ARTICLE },
    { from: 'reviewed', action: 'return', to: 'returned', who: 'leading-group', basis: ARTICLE },
    { from: 'approved', action: 'tell', to: 'told', who: 'committee', basis: OWN_WORDS },
    { from: 'told', action: 'accept', to: 'settled', who: 'member', basis: OWN_WORDS },
    { from: 'told', action: 'object', to: 'objected', who: 'member', basis: OWN_WORDS },
    { from: 'told', action: 'settle', to: 'settled', who: 'committee', basis: OWN_WORDS },
    { from: 'objected', action: 'uphold', to: 'settled', who: 'arbiter', basis: OWN_WORDS },
    { from: 'objected', action: 'return', to: 'returned', who: 'arbiter', basis: OWN_WORDS },
  ],
});

/** States of a round: members evaluated `open`, the roster `frozen` for the draw, `drawn`, and everything settled `closed`. */
export const roundStates = ['open', 'frozen', 'drawn', 'closed'] as const;
export type RoundState = (typeof roundStates)[number];
export type RoundAction = 'commit' | 'freeze' | 'draw' | 'recommit' | 'close';

const DRAW_RULE = '本系统规则：先承诺、再冻结名册、后揭示随机数，任何人都能复算抽取结果';

/** The life of a round. A lost nonce leads back to `open`: the roster must be frozen anew, after a new commitment. */
export const roundCycle = lifeCycle<RoundState, RoundAction>({
  code: 'conduct',
  start: 'open',
  ends: ['closed'],
  rows: [
    { from: 'open', action: 'commit', to: 'open', who: 'body-above', basis: DRAW_RULE },
    { from: 'open', action: 'freeze', to: 'frozen', who: 'committee', basis: DRAW_RULE },
    { from: 'frozen', action: 'draw', to: 'drawn', who: 'body-above', basis: DRAW_RULE },
    { from: 'frozen', action: 'recommit', to: 'open', who: 'body-above', basis: DRAW_RULE },
    { from: 'drawn', action: 'close', to: 'closed', who: 'committee', basis: ARTICLE },
  ],
});

/** What the rules need to know of a case: where it stands, and who had a hand in it (account and person of each step). */
export type CaseFacts = {
  state: CaseState;
  personId: string;
  sampled: boolean;
  checkerId: string | null;
  hands: { part: Part; accountId: string | null; personId: string | null }[];
};

/** Whoever acts, and the parts that his roles give him towards this case. */
export type ConductActor = { accountId: string | null; personId: string | null; parts: ReadonlySet<Part> };

/** Parts between which one person may not take two, and the word for each. */
const partNames: Record<Part, string> = {
  branch: '支部评价',
  checker: '抽考核对',
  committee: '机关党委审核',
  'leading-group': '党组审定',
  member: '本人',
  arbiter: '异议处理',
};

/**
 * Whether the actor may take a step with this case now. Duties are separated: nobody decides on himself, and whoever
 * took one part in a case takes no other part in it. The committee's telling and settling decide nothing and are free of it.
 */
export function decideCase(
  facts: CaseFacts,
  action: CaseAction,
  actor: ConductActor,
  roundState: RoundState,
): Result<Transition<CaseState, CaseAction>> {
  const row = decide(caseCycle, facts.state, action);
  if (!row.ok) return row;
  const part = row.value.who as Part;
  const own = actor.personId !== null && actor.personId === facts.personId;
  if (part === 'member') {
    return own ? row : refuse('conduct/not-yours', '这一步由本人办理。', { status: 403 });
  }
  const decides = action !== 'tell' && action !== 'settle';
  if (own && decides) {
    return refuse('conduct/own-case', '不能办理本人的考评。请由其他同志或上级党组织办理。', { status: 403 });
  }
  if (!actor.parts.has(part)) {
    return refuse('conduct/not-your-part', `这一步是“${partNames[part]}”，请由相应的组织办理。`, {
      status: 403,
    });
  }
  const before = facts.hands.find((hand) => hand.part !== part && same(hand, actor));
  if (decides && before) {
    return refuse(
      'conduct/two-parts',
      `您已经办理过这一份的“${partNames[before.part]}”，不能再办理“${partNames[part]}”。请由另一人办理。`,
      { status: 403 },
    );
  }
  return inOrder(facts, action, roundState, row.value);
}

function inOrder(
  facts: CaseFacts,
  action: CaseAction,
  roundState: RoundState,
  row: Transition<CaseState, CaseAction>,
): Result<Transition<CaseState, CaseAction>> {
  if (roundState === 'closed') return refuse('conduct/round-closed', '这一年的考评已经办结，只能查看。');
  if (action === 'evaluate' && facts.state === 'pending' && roundState !== 'open') {
    return refuse('conduct/roster-frozen', '名册已经冻结，不再接收新的评价。被退回的可以重新评价。');
  }
  if (action !== 'evaluate' && roundState !== 'drawn') {
    return refuse('conduct/not-drawn', '还没有抽取。请先冻结名册、揭示随机数并抽取，再核对和审核。');
  }
  if ((action === 'confirm' || action === 'differ') && !facts.sampled) {
    return refuse('conduct/not-sampled', '这一份没有被抽中，不需要核对。');
  }
  if (action === 'review' && facts.sampled && facts.state === 'evaluated') {
    return refuse('conduct/check-first', '这一份被抽中，先由支部以外的核对人核对，再审核。');
  }
  return ok(row);
}

const same = (hand: { accountId: string | null; personId: string | null }, actor: ConductActor) =>
  (hand.accountId !== null && hand.accountId === actor.accountId) ||
  (hand.personId !== null && hand.personId === actor.personId);

/** A branch's evaluation as it is written. */
export type Evaluation = { grade: string | null; marks: Record<string, string>; words: string };

type Terms = {
  aspects: readonly { id: string }[];
  marks: readonly { id: string }[];
  grades: readonly { id: string; top?: boolean }[];
  reason_least: number;
};

/**
 * Checks an evaluation: every aspect marked, a grade of the list for full members and none for probationary ones
 * (预备党员参加但不评等次), and reasons in words. `quota` is what is left of the top grade in this branch.
 */
export function checkEvaluation(
  given: Evaluation,
  member: { kind: 'full' | 'probationary' },
  terms: Terms,
  quota: number,
): Result<true> {
  const known = new Set(terms.marks.map((mark) => mark.id));
  const missing = terms.aspects.filter((aspect) => !known.has(given.marks[aspect.id] ?? ''));
  if (missing.length > 0 || Object.keys(given.marks).length !== terms.aspects.length) {
    return refuse('conduct/mark-every-aspect', '请逐项选择评价，一项也不能少。', {
      status: 422,
      errors: missing.map((aspect) => ({ path: `body.marks.${aspect.id}`, message: '请选择' })),
    });
  }
  if (given.words.trim().length < terms.reason_least) {
    return refuse('conduct/say-why', `请用不少于 ${terms.reason_least} 个字写明依据：做了什么，差在哪里。`, {
      status: 422,
      errors: [{ path: 'body.words', message: `不少于 ${terms.reason_least} 字` }],
    });
  }
  if (member.kind === 'probationary') {
    if (given.grade === null) return ok(true);
    return refuse('conduct/no-grade-for-probationary', '预备党员参加评议但不评等次，请不要选择等次。', {
      status: 422,
      errors: [{ path: 'body.grade', message: '预备党员不评等次' }],
    });
  }
  const grade = terms.grades.find((each) => each.id === given.grade);
  if (!grade) {
    return refuse('conduct/grade-missing', '请选择等次。', {
      status: 422,
      errors: [{ path: 'body.grade', message: '请选择' }],
    });
  }
  if (grade.top && quota < 1) {
    return refuse(
      'conduct/top-share',
      '本支部“优秀”已满参评正式党员的三分之一。请先比较，再决定调整哪一份。',
      {
        status: 422,
        errors: [{ path: 'body.grade', message: '优秀已满' }],
      },
    );
  }
  return ok(true);
}

/** How many of a branch may have the top grade: the share of its full members, rounded down. */
export function topQuota(fullMembers: number, share: { numerator: number; denominator: number }): number {
  return Math.floor((fullMembers * share.numerator) / share.denominator);
}

/** Refuses a step that must say why and does not. */
export function needReason(note: string, least: number): Result<true> {
  if (note.trim().length >= least) return ok(true);
  return refuse('conduct/say-why', `请用不少于 ${least} 个字写明理由，退给谁、要补什么。`, {
    status: 422,
    errors: [{ path: 'body.note', message: `不少于 ${least} 字` }],
  });
}
