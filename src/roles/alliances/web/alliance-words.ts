import { englishFor } from '#shell/web/error-sentence.tsx';
import { useLanguage } from '#shell/web/language.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { FaultView, PartyView, SignalView } from '../alliances.contract.ts';
import type { AllianceState } from '../alliances.rules.ts';

/** The words that every page of alliances shares. */
export const allianceWords = messages({
  zh: {
    states: {
      draft: '筹备中',
      submitted: '待批准',
      active: '运行中',
      revising: '修订中',
      resubmitted: '修订待批',
      ended: '已终止',
      withdrawn: '已撤回',
    },
    steps: {
      submit: '报批',
      approve: '批准',
      return: '退回',
      withdraw: '撤回',
      revise: '修订或续期',
      end: '终止',
    },
    events: {
      propose: '发起',
      edit: '修改文本',
      consent: '同意参加',
      decline: '不参加',
      link: '调整链群位置',
      submit: '报批',
      approve: '批准',
      return: '退回',
      withdraw: '撤回',
      revise: '开始修订',
      end: '终止',
      found: '在组织树中成立',
      dissolve: '撤销党组织',
    },
    consent: { none: '未答复', stale: '同意的是旧稿', agreed: '已同意', paper: '书面同意' },
    lists: { need: '需求', resource: '资源', project: '项目' },
    signals: {
      zombie: (figures: Record<string, number>) =>
        `僵尸联建：连续 ${figures['quarters'] ?? 0} 个季度没有活动`,
      'one-carries-all': (figures: Record<string, number>, who: string) =>
        `一家包办：${who} 承担 ${figures['done'] ?? 0}/${figures['total'] ?? 0} 项（${figures['share'] ?? 0}%）`,
      'one-side-only': (figures: Record<string, number>, who: string) =>
        `单边受益：${figures['total'] ?? 0} 次受益中 ${figures['done'] ?? 0} 次归 ${who}`,
      expired: (figures: Record<string, number>) => `已到期 ${figures['days'] ?? 0} 天未续未终`,
      ending: (figures: Record<string, number>) => `还有 ${figures['days'] ?? 0} 天到期`,
    },
    signalNames: {
      zombie: '僵尸联建',
      'one-carries-all': '一家包办',
      'one-side-only': '单边受益',
      expired: '到期未续',
      ending: '即将到期',
      form: '形式不规范',
    },
    tabs: { agreement: '协议', work: '清单和活动', topics: '共同议题', figures: '成效数字' },
    sections: '联建的各页',
    registry: '联建登记册',
  },
  en: {
    states: {
      draft: 'In preparation',
      submitted: 'To be approved',
      active: 'Running',
      revising: 'In revision',
      resubmitted: 'Revision to be approved',
      ended: 'Ended',
      withdrawn: 'Withdrawn',
    },
    steps: {
      submit: 'Hand in',
      approve: 'Approve',
      return: 'Return',
      withdraw: 'Withdraw',
      revise: 'Revise or renew',
      end: 'End it',
    },
    events: {
      propose: 'Begun',
      edit: 'Text changed',
      consent: 'Agreed',
      decline: 'Declined',
      link: 'Place in a chain changed',
      submit: 'Handed in',
      approve: 'Approved',
      return: 'Returned',
      withdraw: 'Withdrawn',
      revise: 'Revision begun',
      end: 'Ended',
      found: 'Founded in the tree',
      dissolve: 'Organisation dissolved',
    },
    consent: { none: 'No answer', stale: 'Agreed to an older text', agreed: 'Agreed', paper: 'In writing' },
    lists: { need: 'Needs', resource: 'Resources', project: 'Projects' },
    signals: {
      zombie: (figures) => `In name only: no activity for ${figures['quarters'] ?? 0} quarters`,
      'one-carries-all': (figures, who) =>
        `One carries all: ${who} did ${figures['done'] ?? 0} of ${figures['total'] ?? 0} (${figures['share'] ?? 0}%)`,
      'one-side-only': (figures, who) =>
        `One side gains: ${figures['done'] ?? 0} of ${figures['total'] ?? 0} benefits went to ${who}`,
      expired: (figures) => `Ended ${figures['days'] ?? 0} days ago, neither renewed nor closed`,
      ending: (figures) => `Ends in ${figures['days'] ?? 0} days`,
    },
    signalNames: {
      zombie: 'In name only',
      'one-carries-all': 'One carries all',
      'one-side-only': 'One side gains',
      expired: 'Past its end',
      ending: 'Ends soon',
      form: 'Form incomplete',
    },
    tabs: {
      agreement: 'Agreement',
      work: 'Lists and activities',
      topics: 'Common topics',
      figures: 'Outcome figures',
    },
    sections: 'Pages of this alliance',
    registry: 'Alliances',
  },
});

/** The colour of a state. */
export const stateShades: Record<AllianceState, Shade> = {
  draft: 'neutral',
  submitted: 'warn',
  active: 'good',
  revising: 'info',
  resubmitted: 'warn',
  ended: 'neutral',
  withdrawn: 'neutral',
};

/** The colour of a consent. */
export const consentShades: Record<PartyView['consent'], Shade> = {
  none: 'warn',
  stale: 'bad',
  agreed: 'good',
  paper: 'good',
};

const faultsInEnglish: Record<string, string> = {
  'no-lead': 'There must be exactly one lead.',
  'few-parties': 'Too few parties for this mode; add members.',
  'many-parties': 'Too many parties for this mode; make several.',
  'outside-party': 'This mode takes no parties from outside; use a pair or an alliance.',
  differs: 'The mode differs from what the table advises: say why.',
  'no-purpose': 'Say what is to be achieved.',
  'no-council': 'A union says how its council is made up and how often it meets.',
  'no-ending': 'Say how it ends: at its term, and when somebody leaves early.',
  'bad-span': 'The end must lie after the beginning and within what the mode allows.',
  'no-need': 'The list of needs is empty.',
  'no-resource': 'The list of resources is empty.',
  'no-project': 'The list of projects is empty.',
  'no-duty': 'what it undertakes is not written down.',
  'no-document': 'a party from outside needs the paper in which it agreed.',
  'no-person': 'nobody is named who answers for it.',
  'no-consent': 'has not agreed yet.',
  'stale-consent': 'agreed to an older text; ask again.',
  dissolved: 'this organisation no longer exists; replace it.',
  'not-approved': 'Runs without approval.',
  'stale-approval': 'Changed since it was approved; hand it in again.',
  expired: 'Past its end: end it, or have all parties renew it.',
  'not-founded': 'Approved, but not founded in the tree yet; whoever approves founds it with its secretary.',
  'not-dissolved': 'Over, but its organisation still stands in the tree; whoever approves dissolves it.',
};

/** A fault of form in the language in use. */
export function useFaultText(): (
  fault: FaultView,
  parties: readonly { id: string; name: string }[],
) => string {
  const tongue = useLanguage();
  return (fault, parties) => {
    if (tongue === 'zh') return fault.message;
    const said = faultsInEnglish[fault.code] ?? fault.message;
    const who = parties.find((party) => party.id === fault.partyId)?.name;
    return who ? `${who}: ${said}` : said;
  };
}

/** A sign in words. */
export function useSignalText(): (signal: SignalView) => string {
  const words = useMessages(allianceWords);
  return (signal) => words.signals[signal.code](signal.figures, signal.partyName ?? '');
}

englishFor({
  'alliances/not-in-this-state': 'This cannot be done in the present state. Reload the page to see what can.',
  'alliances/not-lead': 'The lead does this. Ask its secretary or organ committee.',
  'alliances/not-approver': 'The body above that approves does this.',
  'alliances/own-submission': 'Who handed it in cannot approve it; ask another person.',
  'alliances/bad-span':
    'The end must lie after the beginning, not before today, and within what the mode allows.',
  'alliances/unanswered': 'Answer all questions first.',
  'alliances/form': 'Elements are still missing. Complete them one by one.',
  'alliances/say-why': 'Say why, in a sentence or two.',
  'alliances/not-editable': 'The text cannot be changed now. Begin a revision, or have it returned.',
  'alliances/party-twice': 'Each organisation is listed once; the lead is not listed again.',
  'alliances/no-such-party': 'A member does not exist or cannot take part. Choose from the list.',
  'alliances/nested-parties': 'An organisation and one under it cannot both be members.',
  'alliances/differs-without-reason': 'The table advises otherwise. Say why you choose this mode.',
  'alliances/not-asked': 'No answer is asked for now.',
  'alliances/no-person': 'Name who answers for it.',
  'alliances/not-your-party': 'You can act for your own organisation only.',
  'alliances/not-a-project': 'Report results on projects: a need is met by the project that answers it.',
  'alliances/own-result': 'Another party confirms what you have reported.',
  'alliances/not-the-recipient': 'Whoever had the need, or another party, confirms this.',
  'alliances/outside-term': 'The day lies outside the term of the alliance.',
  'alliances/expired': 'The alliance has ended; the lead renews or ends it first.',
  'alliances/not-running': 'The alliance is not approved, or has ended.',
  'alliances/counted-already':
    'This fact was reported already for that scope and time. Choose another period, or name another scope.',
  'alliances/not-a-number': 'A number without unit or commas, at most two decimals.',
  'alliances/period-not-over': 'The period is not over yet.',
  'alliances/bad-period': 'The period ends before it begins.',
  'alliances/own-figure': 'Another party or the body above confirms a figure.',
  'alliances/linked-already': 'This record is linked already.',
  'alliances/one-of-two': 'Choose an existing record or write down a new one.',
  'alliances/no-such-topic': 'This topic is no longer proposed. Reload the page.',
  'alliances/on-agenda-already': 'This topic is on the agenda already.',
  'alliances/bad-agenda-date': 'Choose a day from today on and within the term.',
  'alliances/tier-full': 'This tier is full.',
  'alliances/not-under': 'A link hangs under the tier above only.',
  'alliances/has-links-below': 'Links hang under it; move those first.',
  'alliances/nothing-to-found': 'This mode makes no organisation of its own.',
  'alliances/founded-already': 'It stands in the tree already.',
  'alliances/not-approved': 'It can be founded once it is approved.',
  'alliances/not-founded': 'Nothing was founded, so there is nothing to dissolve.',
  'alliances/dissolved-already': 'It is dissolved already.',
  'alliances/member-not-of-parties': 'Whoever moves is a member of one of the parties. Choose from the list.',
  'alliances/too-few-members': 'A branch needs three full members. Choose more.',
  'alliances/secretary-not-member':
    'The secretary is a member of the branch: put the secretary among those who move.',
  'organisation/no-parent': 'The body above does not exist, or no branch can stand under it.',
  'organisation/name-taken': 'An organisation of this name stands there already. Choose another name.',
  'organisation/dissolved': 'This organisation is dissolved already.',
  'organisation/not-empty': 'Other organisations stand under it; move those first.',
  'organisation/members-stranded': 'Some members have no branch to go back to; move them first.',
  'alliances/in-another-chain': 'It stands in another chain already.',
});
