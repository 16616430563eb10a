import { addDays, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

export const problemStates = ['open', 'in-progress', 'submitted', 'returned', 'closed', 'reopened'] as const;
export type ProblemState = (typeof problemStates)[number];

export const problemActions = [
  'accept',
  'report',
  'submit',
  'verify',
  'return',
  'reopen',
  'postpone',
  'reassign',
] as const;
export type ProblemAction = (typeof problemActions)[number];

/** What its history can hold: that it was entered, that a further report was added to it, and every step. */
export const problemEventKinds = ['enter', 'join', ...problemActions] as const;
export type ProblemEventKind = (typeof problemEventKinds)[number];

/** Where a problem came from. */
export const problemSources = [
  'task',
  'masses',
  'inspection',
  'meeting',
  'assessment',
  'superior',
  'self',
] as const;
export type ProblemSource = (typeof problemSources)[number];

/** What object a problem came out of: a score's low indicator, a report, a record (an inspection, a meeting), a member's motion, a task. */
export const problemOrigins = ['score', 'report', 'record', 'motion', 'task'] as const;
export type ProblemOrigin = (typeof problemOrigins)[number];

const REPORT_RULE = '机关基层组织工作条例第三十八条（落实机关党建责任）；本系统规则：责任人办理并报告进展';
const CLOSE_RULE = '本系统规则：对账销号须由责任人、提出人以外的第二人核验成效';
const NEVER_HIDDEN = '本系统规则：销号后只读留存，问题反复的重新列入台账';
const DATE_RULE = '本系统规则：延期须写明理由，首次逾期日期不因延期改变';
const OWNER_RULE = '本系统规则：每个问题任何时候都有一名责任人';

/**
 * The life of a problem in the ledger (建立台账、对账销号，直至解决): nothing is closed without a second person's verification, and what
 * comes back is reopened, not entered anew.
 */
export const problemCycle = lifeCycle<ProblemState, ProblemAction>({
  code: 'ledger',
  start: 'open',
  ends: ['closed'],
  rows: [
    { from: 'open', action: 'accept', to: 'in-progress', who: 'owner', basis: REPORT_RULE },
    { from: 'in-progress', action: 'report', to: 'in-progress', who: 'owner', basis: REPORT_RULE },
    { from: 'in-progress', action: 'submit', to: 'submitted', who: 'owner', basis: REPORT_RULE },
    { from: 'submitted', action: 'verify', to: 'closed', who: 'verifier', basis: CLOSE_RULE },
    { from: 'submitted', action: 'return', to: 'returned', who: 'verifier', basis: CLOSE_RULE },
    { from: 'returned', action: 'report', to: 'returned', who: 'owner', basis: REPORT_RULE },
    { from: 'returned', action: 'submit', to: 'submitted', who: 'owner', basis: REPORT_RULE },
    { from: 'closed', action: 'reopen', to: 'reopened', who: 'supervisor', basis: NEVER_HIDDEN },
    { from: 'reopened', action: 'report', to: 'reopened', who: 'owner', basis: REPORT_RULE },
    { from: 'reopened', action: 'submit', to: 'submitted', who: 'owner', basis: REPORT_RULE },
    ...(['open', 'in-progress', 'returned', 'reopened'] as const).flatMap(
      (state): Transition<ProblemState, ProblemAction>[] => [
        { from: state, action: 'postpone', to: state, who: 'supervisor', basis: DATE_RULE },
        { from: state, action: 'reassign', to: state, who: 'supervisor', basis: OWNER_RULE },
      ],
    ),
  ],
});

/** What the rules need to know of a problem. Persons and accounts are kept apart: not every account is a person's. */
export type ProblemFacts = {
  state: ProblemState;
  source: ProblemSource;
  ownerPersonId: string;
  reporterAccountId: string;
  reporterPersonId: string | null;
  submitterAccountId: string | null;
  submitterPersonId: string | null;
  dueOn: Day;
  firstLateOn: Day | null;
};

/** Who acts, and in which part: `supervises` = clerk or officer over the organisation, `leads` = its secretary. */
export type LedgerActor = {
  accountId: string | null;
  personId: string | null;
  supervises: boolean;
  leads: boolean;
};

/**
 * The first day on which the problem was late, given what was noted before: once noted it stays for ever, whatever is postponed or
 * closed later. Null while it is in time or was closed in time.
 */
export function firstLate(
  problem: Pick<ProblemFacts, 'state' | 'dueOn' | 'firstLateOn'>,
  today: Day,
): Day | null {
  if (problem.firstLateOn) return problem.firstLateOn;
  return problem.state !== 'closed' && today > problem.dueOn ? addDays(problem.dueOn, 1) : null;
}

/** Whether the actor may take a step with this problem now; the refusal says what to do instead. */
export function decideProblem(
  problem: ProblemFacts,
  action: ProblemAction,
  actor: LedgerActor,
): Result<Transition<ProblemState, ProblemAction>> {
  if (problem.state === 'closed' && action !== 'reopen')
    return refuse('ledger/closed', '这个问题已经核验销号，只读留存。问题反复的，请重新列入。', {
      data: { state: problem.state, allowed: ['reopen'] },
    });
  const row = decide(problemCycle, problem.state, action);
  if (!row.ok) return row;
  if (row.value.who === 'owner' && !isOwner(problem, actor) && !actor.leads) {
    return refuse('ledger/not-owner', '只有责任人或所在党支部书记可以办理、报告和提交，请联系责任人。', {
      status: 403,
    });
  }
  if (row.value.who === 'supervisor' && !actor.supervises && !actor.leads) {
    return refuse('ledger/not-supervisor', '改期、换责任人和重新列入须由支部书记或上级党组织办理。', {
      status: 403,
    });
  }
  if (row.value.who === 'verifier') return mayVerify(problem, actor, row.value);
  return row;
}

const isOwner = (problem: ProblemFacts, actor: LedgerActor) =>
  actor.personId !== null && actor.personId === problem.ownerPersonId;

/** The second person: none of those who own, reported or submitted it; a problem of an assessment needs the level above. */
function mayVerify(
  problem: ProblemFacts,
  actor: LedgerActor,
  row: Transition<ProblemState, ProblemAction>,
): Result<Transition<ProblemState, ProblemAction>> {
  const persons = [problem.ownerPersonId, problem.reporterPersonId, problem.submitterPersonId];
  const accounts = [problem.reporterAccountId, problem.submitterAccountId];
  const involved =
    (actor.personId !== null && persons.includes(actor.personId)) ||
    (actor.accountId !== null && accounts.includes(actor.accountId));
  if (involved) {
    return refuse(
      'ledger/not-second-person',
      '责任人、提出人和提交人不能核验自己的问题，请由另一人核验后销号。',
      {
        status: 403,
      },
    );
  }
  if (!actor.supervises && (!actor.leads || problem.source === 'assessment')) {
    return refuse('ledger/verifier-level', '考核整改问题由上级党组织核验；其他问题可由支部书记核验。', {
      status: 403,
    });
  }
  return ok(row);
}

/** A piece of evidence that a problem is solved: its kind (content/evidence-kinds.yaml), what it says and where it is; or the record that holds it. */
export type Evidence = { kind: string; text: string; recordId?: string | undefined };

/**
 * Whether what is put forward shows an effect: kinds that may be named here, and at least one that is a result (绩), because traces
 * alone (痕) only show that something was done.
 */
export function decideEvidence(
  evidence: readonly Evidence[],
  kinds: readonly { id: string; type: 'trace' | 'result' }[],
  most = 20,
): Result<readonly Evidence[]> {
  const typeOf = (kind: string) => kinds.find((each) => each.id === kind)?.type;
  const say = (message: string) =>
    refuse('ledger/evidence-kind', message, { status: 422, errors: [{ path: 'body.evidence', message }] });
  if (evidence.length > most) return say(`佐证最多 ${most} 项，够了就停，请留下最能说明问题的。`);
  if (evidence.some((each) => typeOf(each.kind) === undefined)) return say('请从列表中选择佐证种类。');
  if (!evidence.some((each) => typeOf(each.kind) === 'result'))
    return refuse(
      'ledger/no-effect',
      '会议、照片和文件只能说明做过，不能说明有效。请至少写一项成效佐证：有来源的数据、服务对象的确认或经核验的整改。',
      { status: 422, errors: [{ path: 'body.evidence', message: '缺少成效佐证' }] },
    );
  return ok(evidence);
}

/** The days a postponement may name: later than today and than the day it replaces. */
export function decidePostponement(
  problem: Pick<ProblemFacts, 'dueOn'>,
  dueOn: Day,
  today: Day,
): Result<Day> {
  if (dueOn <= today || dueOn <= problem.dueOn) {
    return refuse('ledger/date-not-later', '新的时限应晚于今天，也晚于原时限。', { status: 422 });
  }
  return ok(dueOn);
}

/** A new problem's deadline lies in the future (today counts). */
export function decideDeadline(dueOn: Day, today: Day): Result<Day> {
  if (dueOn < today) return refuse('ledger/date-past', '时限不能早于今天，请重新选择日期。', { status: 422 });
  return ok(dueOn);
}
