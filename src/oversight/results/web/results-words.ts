import { formatHundredths } from '#kernel/decimal.ts';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { ObjectionState, ResultState } from '../results.rules.ts';

/** The words that the pages of results share. */
export const resultWords = messages({
  zh: {
    states: {
      draft: '草稿',
      'under-review': '审核中',
      approved: '已审核',
      notified: '已反馈',
      published: '已公布',
      corrected: '已更正',
    },
    actions: {
      create: '计分',
      rescore: '重新计分',
      submit: '送审',
      return: '退回',
      approve: '审核通过',
      notify: '反馈被考核组织',
      revise: '退回修订',
      publish: '公布',
      supersede: '由新版本更正',
    },
    objectionStates: {
      lodged: '待受理',
      'under-review': '办理中',
      upheld: '成立',
      dismissed: '不成立',
      withdrawn: '已撤回',
    },
    objectionActions: { 'take-up': '受理', uphold: '认定成立', dismiss: '认定不成立', withdraw: '撤回' },
    kinds: {
      unit: '单位',
      organ_committee: '机关党委',
      general_branch: '党总支',
      branch: '党支部',
      joint_branch: '联合党支部',
    } as Record<string, string>,
    group: (category: string, kind: string) => `${category || '未分类'} · ${kind}`,
    reasons: {
      'group-too-small': '本组参评组织过少，不作排名。',
      'no-difference': '本组得分没有差异，不作排名。',
      'not-reliable': '本组差异不足以排名。',
      'none-separable': '本组差异不足以排名：没有能与其他组织明显区分的组织。',
    },
    place: (best: number, worst: number) => (best === worst ? `第 ${best} 位` : `第 ${best}—${worst} 位`),
    unranked: '不排名',
    ungraded: '资料不足，不评分',
    limited: { cap: '超出最高等次名额，按下一等次建议', tie: '名额边界上同分，等次由人研究确定' },
    sources: {
      obligations: '到期履责事项',
      conduct: '党员责任考评',
      records: '经确认的成效',
      ballot: '分组测评合计',
      ledger: '问题台账',
    } as Record<string, string>,
    done: '已办理',
    reason: '理由（不少于 10 字）',
  },
  en: {
    states: {
      draft: 'Draft',
      'under-review': 'Under review',
      approved: 'Approved',
      notified: 'Made known',
      published: 'Published',
      corrected: 'Corrected',
    },
    actions: {
      create: 'Scored',
      rescore: 'Score again',
      submit: 'Submit for review',
      return: 'Return',
      approve: 'Approve',
      notify: 'Make known to the assessed',
      revise: 'Take back for revision',
      publish: 'Publish',
      supersede: 'Corrected by a new version',
    },
    objectionStates: {
      lodged: 'Lodged',
      'under-review': 'Being handled',
      upheld: 'Upheld',
      dismissed: 'Dismissed',
      withdrawn: 'Withdrawn',
    },
    objectionActions: { 'take-up': 'Take up', uphold: 'Uphold', dismiss: 'Dismiss', withdraw: 'Withdraw' },
    kinds: {
      unit: 'units',
      organ_committee: 'organ committees',
      general_branch: 'general branches',
      branch: 'branches',
      joint_branch: 'joint branches',
    } as Record<string, string>,
    group: (category, kind) => `${category || 'unsorted'} · ${kind}`,
    reasons: {
      'group-too-small': 'Too few organisations in this group to rank them.',
      'no-difference': 'No difference in this group, so no ranking.',
      'not-reliable': 'The differences in this group do not carry a ranking.',
      'none-separable':
        'The differences in this group do not carry a ranking: none can be told apart from the rest.',
    },
    place: (best, worst) => (best === worst ? `place ${best}` : `places ${best}–${worst}`),
    unranked: 'not ranked',
    ungraded: 'too little data for a score',
    limited: {
      cap: 'Beyond the cap on the highest band: one band lower is proposed',
      tie: 'Tied at the border of the cap: left to people',
    },
    sources: {
      obligations: 'duties that fell due',
      conduct: 'appraisals of members',
      records: 'confirmed results',
      ballot: 'pooled ballots',
      ledger: 'the ledger of problems',
    } as Record<string, string>,
    done: 'Done',
    reason: 'Reasons (at least 10 characters)',
  },
});

/** The colour of a state. */
export const resultShades: Record<ResultState, Shade> = {
  draft: 'neutral',
  'under-review': 'info',
  approved: 'info',
  notified: 'warn',
  published: 'good',
  corrected: 'neutral',
};

export const objectionShades: Record<ObjectionState, Shade> = {
  lodged: 'warn',
  'under-review': 'info',
  upheld: 'good',
  dismissed: 'neutral',
  withdrawn: 'neutral',
};

/** A score as shown, or null where there is none. */
export const scoreText = (score: number | null): string | null =>
  score === null ? null : formatHundredths(score);

englishFor({
  'results/not-in-this-state': 'This cannot be done in the present state. Reload the page to see what can.',
  'results/reviewer-scored': 'Whoever scored cannot review. Ask another person.',
  'results/no-reason': 'Write your reasons, at least 10 characters.',
  'results/round-not-tallied': 'The round has not been tallied yet.',
  'results/scheme-elsewhere': 'This scheme was adopted elsewhere. Choose one of this level or above.',
  'results/scheme-differs': 'The round used another scheme or version than the one chosen.',
  'results/exists': 'This round has been scored already. Open it from the results desk.',
  'results/notice-running': 'The notice is still running. The earliest day of publication is on the page.',
  'results/objections-open': 'Objections wait for a written decision by someone who did not score.',
  'results/objection-not-worked-in':
    'An objection was upheld. Take the result back, score again and give notice again.',
  'results/objection-worsened':
    'Whoever objected must not stand lower than before. Check the facts that were changed.',
  'results/clock-behind':
    'The server’s clock stands behind what was recorded. Set it right before publishing.',
  'results/not-published': 'Only what is published can be corrected or followed up.',
  'results/correction-running': 'A correction of this result is under way. Open it from the results desk.',
  'results/not-low': 'This indicator is not below the line.',
  'objections/not-notified': 'An objection can be lodged once the result has been made known.',
  'objections/too-late': 'The time to object is over. You can turn to the body above.',
  'objections/unknown-indicator': 'The score has no such indicator.',
  'objections/open-already': 'Your objection to this part is being handled.',
  'objections/decider-scored': 'Whoever scored cannot handle an objection to it.',
  'objections/decider-objected': 'Whoever objected cannot decide.',
  'objections/not-objector': 'Only the objector can withdraw it.',
  'objections/not-spokesman':
    'Objections are lodged by the secretary of the organisation or its organ committee.',
  'objections/no-reason': 'Write your reasons, at least 10 characters.',
  'objections/not-in-this-state': 'This cannot be done in the present state.',
});
