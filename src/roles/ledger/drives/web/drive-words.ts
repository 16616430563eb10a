import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { DriveState } from '../drives.rules.ts';

/** The words that the pages of drives share. */
export const driveWords = messages({
  zh: {
    states: {
      proposed: '待启动',
      running: '整顿中',
      review: '待验收',
      closed: '已结束',
      dropped: '不予启动',
    },
    actions: {
      propose: '提请',
      start: '启动',
      drop: '不予启动',
      progress: '填写进展',
      meet: '写明达到条件',
      extend: '延期',
      submit: '提请验收',
      close: '验收结束',
      return: '退回',
    },
    lead: '牵头人',
    ends: '结束日期',
    solved: (done: number, all: number) => `${done} / ${all} 个问题已销号`,
  },
  en: {
    states: {
      proposed: 'Proposed',
      running: 'Running',
      review: 'To be accepted',
      closed: 'Closed',
      dropped: 'Not started',
    },
    actions: {
      propose: 'Proposed',
      start: 'Start',
      drop: 'Do not start',
      progress: 'Report progress',
      meet: 'State a criterion met',
      extend: 'Extend',
      submit: 'Submit for acceptance',
      close: 'Accept and close',
      return: 'Return',
    },
    lead: 'Lead',
    ends: 'End',
    solved: (done, all) => `${done} of ${all} problems closed`,
  },
});

/** The colour of a state. */
export const driveShades: Record<DriveState, Shade> = {
  proposed: 'warn',
  running: 'info',
  review: 'brand',
  closed: 'good',
  dropped: 'neutral',
};
