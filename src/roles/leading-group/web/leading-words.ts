import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { DeliveryState, PromiseState } from '../resources.rules.ts';
import type { RiskState } from '../risks.rules.ts';
import type { FollowState, Verdict } from '../sessions.rules.ts';
import type { TopicState } from '../topics.rules.ts';

/** Words that several pages of the room share. */
export const leadingWords = messages({
  zh: {
    room: '党组议党建',
    topics: {
      proposed: '待书记确定',
      accepted: '同意上会',
      deferred: '缓议',
      returned: '退回补充',
      decided: '已议定',
      withdrawn: '已撤回',
    },
    verdicts: { decided: '决定', agreed: '原则同意', postponed: '缓议', 'sent-back': '退回' },
    follows: { task: '交办任务', problem: '列入台账', standing: '长期决定', none: '不落实' },
    states: {
      overdue: '逾期',
      open: '正在落实',
      standing: '长期有效',
      done: '已落实',
      ended: '已废止',
      dropped: '已撤回',
      none: '未作决定',
    },
    hands: {
      'in-person': '书记亲自主持',
      delegated: '书面委托主持',
      signed: '书记到会、他人主持',
      hidden: '书记未主持',
    },
    promises: { late: '逾期未到位', claimed: '待确认收到', coming: '未到期', kept: '已到位' },
    deliveries: { claimed: '待确认', received: '已收到', denied: '没有收到' },
    levels: { high: '高', middle: '中', low: '低' },
    risks: {
      open: '防控中',
      watch: '持续关注',
      closing: '待第二人确认解除',
      closed: '已解除',
      occurred: '已成为问题',
    },
    events: {
      propose: '提出',
      accept: '同意上会',
      defer: '缓议',
      return: '退回',
      resubmit: '修改后重提',
      withdraw: '撤回',
      decide: '会上议定',
      postpone: '会上缓议',
      'send-back': '会上退回',
      open: '登记',
      review: '复核',
      relax: '转为持续关注',
      raise: '恢复防控',
      'hand-over': '更换责任人',
      'ask-close': '提请解除',
      close: '确认解除',
      keep: '不同意解除',
      occur: '已发生，列入台账',
    },
    done: '已办理',
    basis: (text: string) => `依据：${text}`,
  },
  en: {
    room: 'Leading group on Party work',
    topics: {
      proposed: 'To be admitted',
      accepted: 'Admitted',
      deferred: 'Deferred',
      returned: 'Returned',
      decided: 'Decided',
      withdrawn: 'Withdrawn',
    },
    verdicts: {
      decided: 'Decided',
      agreed: 'Agreed in principle',
      postponed: 'Deferred',
      'sent-back': 'Sent back',
    },
    follows: { task: 'A task', problem: 'Into the ledger', standing: 'A standing decision', none: 'Nothing' },
    states: {
      overdue: 'Overdue',
      open: 'Under way',
      standing: 'Standing',
      done: 'Done',
      ended: 'Ended',
      dropped: 'Withdrawn',
      none: 'Not decided',
    },
    hands: {
      'in-person': 'Chaired by the secretary',
      delegated: 'Chaired under a written delegation',
      signed: 'Secretary there, others chaired',
      hidden: 'Not chaired by the secretary',
    },
    promises: { late: 'Late', claimed: 'To be confirmed', coming: 'Not due yet', kept: 'Received' },
    deliveries: { claimed: 'To be confirmed', received: 'Received', denied: 'Not received' },
    levels: { high: 'High', middle: 'Middle', low: 'Low' },
    risks: {
      open: 'Being dealt with',
      watch: 'Watched',
      closing: 'Closing: second person',
      closed: 'Closed',
      occurred: 'Became a problem',
    },
    events: {
      propose: 'Proposed',
      accept: 'Admitted',
      defer: 'Deferred',
      return: 'Returned',
      resubmit: 'Proposed again',
      withdraw: 'Withdrawn',
      decide: 'Decided in session',
      postpone: 'Deferred in session',
      'send-back': 'Sent back in session',
      open: 'Opened',
      review: 'Reviewed',
      relax: 'Now watched',
      raise: 'Dealt with again',
      'hand-over': 'Another owner',
      'ask-close': 'Closing asked for',
      close: 'Closing confirmed',
      keep: 'Not closed',
      occur: 'Happened: into the ledger',
    },
    done: 'Done',
    basis: (text) => `Basis: ${text}`,
  },
});

type Events = (typeof leadingWords)['zh']['events'];

/** The word of an entry of a history. */
export function eventWord(words: Events, action: string): string {
  return action in words ? words[action as keyof Events] : action;
}

export const topicShades: Record<TopicState, Shade> = {
  proposed: 'warn',
  accepted: 'info',
  deferred: 'neutral',
  returned: 'bad',
  decided: 'good',
  withdrawn: 'neutral',
};
export const followShades: Record<FollowState, Shade> = {
  overdue: 'bad',
  open: 'info',
  standing: 'brand',
  done: 'good',
  ended: 'neutral',
  dropped: 'neutral',
  none: 'neutral',
};
export const verdictShades: Record<Verdict, Shade> = {
  decided: 'good',
  agreed: 'good',
  postponed: 'neutral',
  'sent-back': 'warn',
};
export const promiseShades: Record<PromiseState, Shade> = {
  late: 'bad',
  claimed: 'warn',
  coming: 'neutral',
  kept: 'good',
};
export const deliveryShades: Record<DeliveryState, Shade> = {
  claimed: 'warn',
  received: 'good',
  denied: 'bad',
};
export const levelShades = { high: 'bad', middle: 'warn', low: 'good' } as const;
export const riskShades: Record<RiskState, Shade> = {
  open: 'info',
  watch: 'neutral',
  closing: 'warn',
  closed: 'good',
  occurred: 'bad',
};
export const handShades = { 'in-person': 'good', delegated: 'info', signed: 'warn', hidden: 'bad' } as const;

englishFor({
  'leading-group/not-in-this-state': 'This cannot be done in its present state. Reload the page.',
  'leading-group/not-proposer': 'Only the organ committee that proposed it can do this.',
  'leading-group/not-secretary': 'The leading group’s secretary decides what comes before the group.',
  'leading-group/own-topic': 'You proposed this yourself, so you cannot admit it.',
  'leading-group/no-topic': 'Without a topic there is nothing to record. The secretary admits topics first.',
  'leading-group/topic-twice': 'One topic, one decision.',
  'leading-group/nothing-decided': 'What is deferred or sent back gives out no task and no resource.',
  'leading-group/no-vote': 'A decision needs a vote: enter the numbers.',
  'leading-group/not-standing':
    'Only standing decisions of this group can be ended, each by one topic. Choose again.',
  'leading-group/no-follow': 'Say what follows: a task, a problem of the ledger, or a standing decision.',
  'leading-group/no-owner': 'Name who answers for it.',
  'leading-group/no-subject': 'Name the organisation that answers for it.',
  'leading-group/no-due': 'Set a deadline.',
  'leading-group/due-past': 'The deadline cannot be before today.',
  'leading-group/not-on-agenda': 'A topic is missing or was not admitted. Reload and choose admitted ones.',
  'leading-group/unknown-place': 'Choose organisations of this unit.',
  'leading-group/unknown-kind': 'Choose a kind of topic from the list.',
  'leading-group/unknown-record': 'A record is missing or out of your reach.',
  'leading-group/unknown-resource': 'Choose a kind of resource from the list.',
  'leading-group/resource-past': 'It cannot be due before today or before it begins.',
  'leading-group/bad-amount': 'The amount must be above 0, with no more decimals than its unit has.',
  'leading-group/more-than-promised': 'That is more than was promised and is still open.',
  'leading-group/delivered-later': 'It cannot have been delivered after today.',
  'leading-group/not-recipient': 'Whoever leads the organisation that it is for confirms it.',
  'leading-group/own-delivery': 'Whoever entered the delivery cannot confirm it.',
  'leading-group/say-why': 'Say why, in a sentence or two.',
  'leading-group/incomplete': 'Something is missing. Complete the marked place.',
  'leading-group/unknown-area': 'Choose a kind of risk from the list.',
  'leading-group/powerless-owner': 'Whoever answers for a risk must hold a post with the power to act on it.',
  'leading-group/bad-review-day': 'The next review must be from today on, and within the days of its level.',
  'leading-group/not-risk-owner': 'Its owner or the organ committee does this.',
  'leading-group/not-officer': 'The organ committee does this.',
  'leading-group/second-person': 'Whoever asked for the closing cannot confirm it. Another member has to.',
  'leading-group/not-seated': 'Another member of the leading group, or of the organ committee, confirms it.',
  'leading-group/log-too-long': 'Too much for one document. Export year by year.',
});
