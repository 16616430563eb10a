import { type Day, daysBetween } from '#kernel/dates.ts';
import { type Flaw, ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

export const caseStates = ['proposed', 'returned', 'approved', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];

export const caseActions = ['approve', 'return', 'resubmit', 'withdraw'] as const;
export type CaseAction = (typeof caseActions)[number];

const APPROVAL = '机关基层组织工作条例第八条、第三十七条：经党组（党委）讨论决定后，报上级党组织批准';
const SECOND = '本系统规则：提出人不能批准自己提出的任职，被任职的人也不能';
const AGAIN = '本系统规则：退回须写明理由，补正后重新报送';

/** The way of an appointment that needs approval. */
export const caseCycle = lifeCycle<CaseState, CaseAction>({
  code: 'appointments',
  start: 'proposed',
  ends: ['approved', 'withdrawn'],
  rows: [
    { from: 'proposed', action: 'approve', to: 'approved', who: 'superior', basis: APPROVAL },
    { from: 'proposed', action: 'return', to: 'returned', who: 'superior', basis: AGAIN },
    { from: 'proposed', action: 'withdraw', to: 'withdrawn', who: 'proposer', basis: AGAIN },
    { from: 'returned', action: 'resubmit', to: 'proposed', who: 'proposer', basis: AGAIN },
    { from: 'returned', action: 'withdraw', to: 'withdrawn', who: 'proposer', basis: AGAIN },
  ],
});

/** What is proposed: who takes which post, and, for one who is not the head, everything that then has to be there. */
export type Proposal = {
  post: string;
  personId: string;
  fromOn: Day;
  /** The head of the department that the branch belongs to; null where the post is not checked. */
  headId: string | null;
  reason: string;
  decidedBy: string;
  decidedOn: Day | null;
  training: string;
  trainingBy: Day | null;
  mentorId: string | null;
  timeShare: number | null;
  package: readonly string[];
};

/** The rule of content/set-up.yaml, `head`. */
export type HeadRule = {
  checked: readonly string[];
  leaders_only: Readonly<Record<string, readonly string[]>>;
  approved: readonly string[];
  package: readonly string[];
  training_days: number;
  time_share: { least: number; most: number };
};

/** What the decision has to know of the unit: posts the person holds, and the duties in force. */
export type CaseFacts = { leaderPosts: readonly string[]; dutiesInForce: readonly string[]; today: Day };

/** Days that an appointment may begin before or after the day it is entered. */
const BACK_DAYS = 366;
const AHEAD_DAYS = 90;
const REASON_LEAST = 10;

/**
 * Whether an appointment may be proposed. A secretary who is not the head of the department is appointed only with
 * reason, decision, training, mentor, protected time, and the head's retained duties (处室长责任包), which must stand in the
 * list in force (机关基层组织工作条例第八条；“名义上是加强锻炼，实质上淡化了处室长抓党建的责任意识”).
 */
export function decideProposal(
  proposal: Proposal,
  facts: CaseFacts,
  rule: HeadRule,
): Result<'head' | 'package'> {
  const ahead = daysBetween(facts.today, proposal.fromOn);
  if (ahead > AHEAD_DAYS || ahead < -BACK_DAYS) {
    return refuse('appointments/bad-day', '任职日期应在过去一年至今后三个月之间，请核对。', {
      status: 422,
      errors: [{ path: 'body.fromOn', message: '日期太早或太晚' }],
    });
  }
  const leaders = rule.leaders_only[proposal.post];
  if (leaders && !facts.leaderPosts.some((post) => leaders.includes(post))) {
    return refuse(
      'appointments/not-a-leader',
      '机关党委书记由本单位党员负责人担任。请先登记其领导班子职务，或另选人员。',
      { status: 422 },
    );
  }
  if (!rule.checked.includes(proposal.post)) return ok('head');
  if (proposal.headId === null) {
    return refuse('appointments/head-unknown', '请写明处室（单位）的主要负责人是谁，系统据此核对。', {
      status: 422,
      errors: [{ path: 'body.headId', message: '请从名单中选择' }],
    });
  }
  if (proposal.headId === proposal.personId) return ok('head');
  const flaws = missing(proposal, facts, rule);
  if (flaws.length > 0) {
    return refuse(
      'appointments/package-missing',
      '书记不是主要负责人：须写明理由、党组讨论决定、培训安排、帮带人和保障时间，并由主要负责人保留处室长责任包。还缺的已标出。',
      { status: 422, errors: flaws, data: { package: [...rule.package] } },
    );
  }
  const absent = rule.package.filter((code) => !facts.dutiesInForce.includes(code));
  if (absent.length > 0) {
    return refuse(
      'appointments/not-in-list',
      `本单位施行中的责任清单没有处室长责任包（${absent.join('、')}），保留的责任无处落账。请先修订并发布清单。`,
      { status: 422, data: { codes: absent } },
    );
  }
  return ok('package');
}

function missing(proposal: Proposal, facts: CaseFacts, rule: HeadRule): Flaw[] {
  const flaws: Flaw[] = [];
  const need = (there: boolean, field: string, message: string) => {
    if (!there) flaws.push({ path: `body.${field}`, message });
  };
  need([...proposal.reason].length >= REASON_LEAST, 'reason', `写明理由，不少于 ${REASON_LEAST} 字`);
  need(proposal.decidedBy !== '', 'decidedBy', '写明哪次会议讨论决定');
  need(
    proposal.decidedOn !== null && proposal.decidedOn <= facts.today,
    'decidedOn',
    '写明讨论决定的日期，不能晚于今天',
  );
  need(proposal.training !== '', 'training', '写明培训安排');
  const days = proposal.trainingBy === null ? null : daysBetween(proposal.fromOn, proposal.trainingBy);
  need(
    days !== null && days >= 0 && days <= rule.training_days,
    'trainingBy',
    `任职后 ${rule.training_days} 天内完成培训`,
  );
  need(
    proposal.mentorId !== null && proposal.mentorId !== proposal.personId,
    'mentorId',
    '选择一名帮带人，不能是本人',
  );
  const { least, most } = rule.time_share;
  need(
    proposal.timeShare !== null && proposal.timeShare >= least && proposal.timeShare <= most,
    'timeShare',
    `保障时间占比 ${least}% 至 ${most}%`,
  );
  const kept = new Set(proposal.package);
  const left = rule.package.filter((code) => !kept.has(code));
  need(left.length === 0, 'package', `处室长责任包是固定一组，还缺 ${left.join('、')}`);
  return flaws;
}

/** What the training of an appointment's conditions is judged by. */
export type TrainingFacts = {
  state: CaseState;
  outcome: 'head' | 'package';
  decidedOn: Day | null;
  trainedOn: Day | null;
  today: Day;
};

/** Who speaks of a training: the appointee, whoever answers for it (mentor or head), or an office over the organisation. */
export type TrainingActor = { appointee: boolean; answers: boolean; office: boolean };

/**
 * Whether somebody may enter now that the training of a secretary who is not the head was done, on a day: whoever answers
 * for it says so, never the appointee (“名义上是加强锻炼”: 练没练，由带的人说).
 */
export function decideTraining(facts: TrainingFacts, actor: TrainingActor, onDay: Day | null): Result<true> {
  if (facts.state !== 'approved' || facts.outcome !== 'package') {
    return refuse('appointments/no-training', '这件任职没有生效的培训安排，不需要登记。', { status: 422 });
  }
  if (facts.trainedOn !== null) {
    return refuse('appointments/trained-already', '培训已经登记完成，不用再登记。');
  }
  if (actor.appointee || !(actor.answers || actor.office)) {
    return refuse('appointments/not-trainer', '由帮带人、主要负责人或机关党委登记，本人不能登记自己。', {
      status: 403,
    });
  }
  if (onDay !== null && (onDay > facts.today || (facts.decidedOn !== null && onDay < facts.decidedOn))) {
    return refuse('appointments/bad-training-day', '完成日期应在讨论决定之后、今天之前（含今天），请核对。', {
      status: 422,
      errors: [{ path: 'body.onDay', message: '日期太早或太晚' }],
    });
  }
  return ok(true);
}

/** Who acts on a case. */
export type CaseActor = { superior: boolean; proposer: boolean; appointee: boolean };

/** Whether somebody may act on a case now; never the proposer or the appointee on their own. */
export function decideCase(
  state: CaseState,
  action: CaseAction,
  actor: CaseActor,
): Result<Transition<CaseState, CaseAction>> {
  const row = decide(caseCycle, state, action);
  if (!row.ok) return row;
  if (row.value.who === 'proposer' && !actor.proposer) {
    return refuse('appointments/not-proposer', '只有提出人可以补正或撤回。', { status: 403 });
  }
  if (row.value.who === 'superior') {
    if (actor.proposer || actor.appointee) {
      return refuse('appointments/not-second-person', `${SECOND}。请由上级的另一人办理。`, { status: 403 });
    }
    if (!actor.superior) {
      return refuse('appointments/not-superior', '任职由机关工委审批，您不在这一层级。', { status: 403 });
    }
  }
  return row;
}
