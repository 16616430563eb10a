import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';

/** The words that the pages of set-up, terms and appointments share. */
export const termWords = messages({
  zh: {
    severities: { must: '必须处理', should: '应当处理', note: '供了解' },
    heads: {
      head: '由主要负责人担任',
      package: '非主要负责人，已保留责任包',
      'no-package': '非主要负责人，没有责任包',
      unchecked: '未核对',
    },
    terms: { running: '任期内', due: '任期将满', overdue: '届满未换届', ended: '已结束' },
    pending: { proposed: '待审批', returned: '退回补正', approved: '已批准，到任职日生效' },
    cases: { proposed: '待审批', returned: '退回补正', approved: '已批准', withdrawn: '已撤回' },
    outcomes: { head: '由主要负责人担任', package: '非主要负责人，保留处室长责任包' },
  },
  en: {
    severities: { must: 'Must', should: 'Should', note: 'To know' },
    heads: {
      head: 'Is the head',
      package: 'Not the head; duties retained',
      'no-package': 'Not the head; no duties retained',
      unchecked: 'Not checked',
    },
    terms: { running: 'Running', due: 'Ends soon', overdue: 'Overdue', ended: 'Ended' },
    pending: {
      proposed: 'To be approved',
      returned: 'Returned',
      approved: 'Approved, in force from its day',
    },
    cases: {
      proposed: 'To be approved',
      returned: 'Returned',
      approved: 'Approved',
      withdrawn: 'Taken back',
    },
    outcomes: { head: 'Is the head', package: 'Not the head; duties retained' },
  },
});

export const severityShades: Record<'must' | 'should' | 'note', Shade> = {
  must: 'bad',
  should: 'warn',
  note: 'neutral',
};
export const termShades: Record<'running' | 'due' | 'overdue' | 'ended', Shade> = {
  running: 'good',
  due: 'warn',
  overdue: 'bad',
  ended: 'neutral',
};
export const caseShades: Record<'proposed' | 'returned' | 'approved' | 'withdrawn', Shade> = {
  proposed: 'brand',
  returned: 'warn',
  approved: 'good',
  withdrawn: 'neutral',
};
export const headShades: Record<'head' | 'package' | 'no-package' | 'unchecked', Shade> = {
  head: 'good',
  package: 'info',
  'no-package': 'bad',
  unchecked: 'warn',
};

englishFor({
  'terms/day-to-come': 'The election must have been held. Enter it afterwards.',
  'terms/day-before': 'The day must be later than that of the election before.',
  'terms/no-terms': 'This kind of organisation has no terms.',
  'terms/over': 'This term is over. Open the present one.',
  'terms/same-day': 'This is the regular end already.',
  'terms/shift-too-far': 'The end can be moved by at most a year.',
  'appointments/not-in-this-state':
    'This cannot be done in the present state. Reload the page to see what can.',
  'appointments/bad-day': 'The day must lie in the past year or the next three months.',
  'appointments/not-a-leader':
    'The organ committee secretary is one of the unit’s leaders. Enter that post first.',
  'appointments/head-unknown': 'Name the head of the department.',
  'appointments/package-missing':
    'The secretary is not the head: reason, decision, training, mentor, protected time and the head’s retained duties are needed.',
  'appointments/not-in-list':
    'The unit’s list in force does not have the retained duties. Revise and issue it first.',
  'appointments/unknown-post': 'The organisation has no such post. Choose from the list.',
  'appointments/person-left': 'This person has left the unit. Choose somebody else.',
  'appointments/dissolved': 'This organisation was dissolved.',
  'appointments/on-its-way': 'An appointment to this post is on its way already.',
  'appointments/other-content': 'The content changed after you read it. Open it again before you approve.',
  'appointments/not-proposer': 'Only whoever proposed it can do this.',
  'appointments/not-second-person': 'Nobody approves what he proposed, or his own appointment.',
  'appointments/no-training': 'This appointment has no training that is in force.',
  'appointments/trained-already': 'The training is entered as done already.',
  'appointments/not-trainer': 'The mentor, the head or the organ committee enters it, never the secretary.',
  'appointments/bad-training-day': 'The day must lie between the decision and today.',
  'appointments/not-superior': 'Appointments are approved by the work committee.',
});
