import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { ProblemState } from '../ledger.rules.ts';

/** The words that every page of the ledger shares. */
export const ledgerWords = messages({
  zh: {
    states: {
      open: '待接办',
      'in-progress': '整改中',
      submitted: '待核验',
      returned: '退回整改',
      closed: '已销号',
      reopened: '重新列入',
    },
    sources: {
      assessment: '考核整改',
      inspection: '督导检查',
      masses: '党员群众反映',
      meeting: '会议研究',
      superior: '上级交办',
      self: '自查',
    },
    actions: {
      enter: '列入台账',
      accept: '接办',
      report: '报告进展',
      submit: '提交核验',
      verify: '核验销号',
      return: '退回整改',
      reopen: '重新列入',
      postpone: '延期',
      reassign: '更换责任人',
    },
    unsolved: '未解决',
    lateSince: (day: string) => `自 ${day} 起逾期`,
    wasLate: '曾逾期',
    reopened: (n: number) => `反复 ${n} 次`,
  },
  en: {
    states: {
      open: 'To be accepted',
      'in-progress': 'In progress',
      submitted: 'To be verified',
      returned: 'Returned',
      closed: 'Closed',
      reopened: 'Reopened',
    },
    sources: {
      assessment: 'Assessment',
      inspection: 'Inspection',
      masses: 'Members and masses',
      meeting: 'Meeting',
      superior: 'Superior body',
      self: 'Own finding',
    },
    actions: {
      enter: 'Entered',
      accept: 'Accept',
      report: 'Report progress',
      submit: 'Submit for verification',
      verify: 'Verify and close',
      return: 'Return',
      reopen: 'Reopen',
      postpone: 'Postpone',
      reassign: 'Change owner',
    },
    unsolved: 'Not solved',
    lateSince: (day) => `late since ${day}`,
    wasLate: 'was late',
    reopened: (n) => `came back ${n}×`,
  },
});

/** The colour of a state. */
export const stateShades: Record<ProblemState, Shade> = {
  open: 'warn',
  'in-progress': 'info',
  submitted: 'brand',
  returned: 'warn',
  closed: 'good',
  reopened: 'bad',
};

englishFor({
  'ledger/not-in-this-state': 'This cannot be done in the present state. Reload the page to see what can.',
  'ledger/not-owner': 'Only the owner or the secretary of the branch can accept, report and submit.',
  'ledger/not-supervisor': 'Dates and owners are changed by the secretary or the body above.',
  'ledger/not-second-person':
    'Owner, reporter and submitter cannot verify their own problem. Ask another person.',
  'ledger/verifier-level':
    'What an assessment found is verified by the body above; other problems by the secretary too.',
  'ledger/date-not-later': 'The new date must be later than today and than the date it replaces.',
  'ledger/date-past': 'The date must not lie in the past.',
  'ledger/entered-already': 'This stands in the ledger already.',
});
