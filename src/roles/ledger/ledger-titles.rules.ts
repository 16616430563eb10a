import type { Day } from '#kernel/dates.ts';
import type { ProblemSource, ProblemState } from './ledger.rules.ts';

/** What the states are called on paper. */
export const stateTitles: Readonly<Record<ProblemState, string>> = {
  open: '待接办',
  'in-progress': '整改中',
  submitted: '待核验',
  returned: '退回整改',
  closed: '已销号',
  reopened: '重新列入',
};

/** What the sources are called on paper. */
export const sourceTitles: Readonly<Record<ProblemSource, string>> = {
  task: '任务推进',
  assessment: '考核整改',
  inspection: '督导检查',
  masses: '党员群众反映',
  meeting: '会议研究',
  superior: '上级交办',
  self: '自查',
};

/** A deadline on paper, and under it since when it was late: a day is never broken over two lines. */
export const dueText = (dueOn: Day, lateOn: Day | null): string =>
  lateOn === null ? dueOn : `${dueOn}\n${lateOn} 起逾期`;
