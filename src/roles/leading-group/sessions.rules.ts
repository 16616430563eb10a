import type { Cadence } from '#kernel/cadence.ts';
import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { TopicAction } from './topics.rules.ts';

/** 决定 · 原则同意 · 缓议 · 退回. */
export const verdicts = ['decided', 'agreed', 'postponed', 'sent-back'] as const;
export type Verdict = (typeof verdicts)[number];

/** What follows from a decision: a task, a problem of the ledger, a standing decision, or (not decided) nothing. */
export const follows = ['task', 'problem', 'standing', 'none'] as const;
export type Follow = (typeof follows)[number];

/** Where what followed stands. `dropped`: the task was withdrawn or has expired; `ended`: a later decision ended it. */
export const followStates = ['overdue', 'open', 'standing', 'done', 'ended', 'dropped', 'none'] as const;
export type FollowState = (typeof followStates)[number];

/** What a verdict does to its topic. */
export const actionOf: Readonly<Record<Verdict, TopicAction>> = {
  decided: 'decide',
  agreed: 'decide',
  postponed: 'postpone',
  'sent-back': 'send-back',
};

/** Whether a verdict decides the matter: it then needs a vote and something that follows. */
export const settles = (verdict: Verdict): boolean => verdict === 'decided' || verdict === 'agreed';

/** A decision as it is reported, as far as its completeness is judged. */
export type ReportedDecision = {
  topicId: string;
  verdict: Verdict;
  voted: boolean;
  follow: Follow;
  ownerId: string | null;
  subjectId: string | null;
  dueOn: Day | null;
  resources: number;
  /** How many standing decisions it ends. */
  ends: number;
};

const bad = (at: number, field: string, code: string, message: string) =>
  refuse(`leading-group/${code}`, `第 ${at + 1} 个议题：${message}`, {
    status: 422,
    errors: [{ path: `body.decisions.${at}.${field}`, message }],
  });

/**
 * Whether the decisions of a session are whole: each on a topic of its own; what is decided was voted on and has something that
 * follows, with an owner, a responsible organisation and a date from today on; what is not decided gives out nothing.
 */
export function checkDecisions(decisions: readonly ReportedDecision[], today: Day): Result<true> {
  if (decisions.length === 0) {
    return refuse('leading-group/no-topic', '没有议题不能记录党组议党建。请先由党组书记同意议题上会。', {
      status: 422,
      errors: [{ path: 'body.decisions', message: '至少选择一个议题' }],
    });
  }
  const seen = new Set<string>();
  for (const [at, each] of decisions.entries()) {
    if (seen.has(each.topicId)) return bad(at, 'topicId', 'topic-twice', '同一议题只作一项决定。');
    seen.add(each.topicId);
    if (!settles(each.verdict)) {
      if (each.follow !== 'none' || each.resources > 0 || each.ends > 0) {
        return bad(at, 'follow', 'nothing-decided', '缓议、退回的议题不能交办任务、安排资源或废止原决定。');
      }
      continue;
    }
    if (!each.voted)
      return bad(at, 'votes', 'no-vote', '决定和原则同意须经表决，请填写赞成、反对、弃权人数。');
    if (each.follow === 'none' && each.ends === 0)
      return bad(at, 'follow', 'no-follow', '请写明怎样落实：交办任务、列入台账，或作为长期决定。');
    if (each.follow === 'standing' || each.follow === 'none') continue;
    if (each.ownerId === null) return bad(at, 'ownerId', 'no-owner', '请写明责任人。');
    if (each.subjectId === null) return bad(at, 'subjectId', 'no-subject', '请写明责任主体。');
    if (each.dueOn === null) return bad(at, 'dueOn', 'no-due', '请写明期限。');
    if (each.dueOn < today) return bad(at, 'dueOn', 'due-past', '期限不能早于今天。');
  }
  return ok(true);
}

/** How often a year a cadence asks for something; 0 where it has no yearly rhythm. */
export function timesAYear(cadence: Cadence): number {
  switch (cadence.kind) {
    case 'yearly':
      return cadence.times;
    case 'half-yearly':
      return cadence.times * 2;
    case 'quarterly':
      return cadence.times * 4;
    case 'monthly':
      return cadence.times * 12;
    default:
      return 0;
  }
}

/** What became of earlier decisions, in one line for the record of the next session. */
export function feedbackLine(states: readonly FollowState[]): string {
  const count = (...of: FollowState[]) => states.filter((state) => of.includes(state)).length;
  return `听取上次议定事项落实情况：在办 ${count('open')} 项，逾期 ${count('overdue')} 项，已落实 ${count('done')} 项`;
}
