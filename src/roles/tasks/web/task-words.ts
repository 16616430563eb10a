import { englishFor } from '#shell/web/error-sentence.tsx';
import { messages } from '#shell/web/messages.ts';
import type { Shade } from '#shell/web/panel.tsx';
import type { TaskState } from '../tasks.rules.ts';

/** What the states and actions of a task are called. */
export const taskWords = messages({
  zh: {
    states: {
      assigned: '待接受',
      accepted: '办理中',
      returned: '已退回',
      reported: '待确认',
      done: '已办结',
      withdrawn: '已撤回',
      expired: '到期终止',
    },
    actions: {
      accept: '接受任务',
      return: '退回',
      reassign: '重新布置',
      report: '报告结果',
      confirm: '确认办结',
      'send-back': '退回重办',
      withdraw: '撤回任务',
      expire: '到期终止',
    },
    late: (day: string) => `${day} 起逾期`,
  },
  en: {
    states: {
      assigned: 'To accept',
      accepted: 'In work',
      returned: 'Returned',
      reported: 'To confirm',
      done: 'Done',
      withdrawn: 'Withdrawn',
      expired: 'Ended with its period',
    },
    actions: {
      accept: 'Accept',
      return: 'Return',
      reassign: 'Give out again',
      report: 'Report the outcome',
      confirm: 'Confirm as done',
      'send-back': 'Send back',
      withdraw: 'Withdraw',
      expire: 'Ended with its period',
    },
    late: (day) => `late since ${day}`,
  },
});

/** What the six letters are called, and what they bring. */
export const letterWords = messages({
  zh: {
    lead: '领导',
    guide: '指导',
    own: '主管',
    assist: '协管',
    do: '落实',
    inform: '知会',
    obligation: '责任事项',
    agenda: '党组议题',
    training: '任职培训',
  },
  en: {
    lead: 'Lead',
    guide: 'Guide',
    own: 'Own',
    assist: 'Assist',
    do: 'Do',
    inform: 'Inform',
    obligation: 'Duty',
    agenda: 'Leading group',
    training: 'Training',
  },
});

/** What each letter does, in a line. */
export const letterDoes = messages({
  zh: {
    lead: '定方向；逾期后过问',
    guide: '过程中定期指导',
    own: '唯一责任人，逾期记在名下',
    assist: '按时交付一件写明的东西',
    do: '具体去做，做完报主管',
    inform: '只看摘要，不需要做什么',
  },
  en: {
    lead: 'Sets the direction; steps in when it is late',
    guide: 'Guides at intervals while it runs',
    own: 'The one who answers; lateness stands here',
    assist: 'Delivers one named thing in time',
    do: 'Does the work and tells the owner',
    inform: 'Reads the digest; nothing to do',
  },
});

/** What the states and steps of a part are called. */
export const partWords = messages({
  zh: {
    states: {
      open: '进行中',
      delivered: '待确认收到',
      returned: '已退回',
      received: '已收到',
      dropped: '已取消',
    },
    actions: {
      deliver: '报告做完',
      return: '退回',
      receive: '确认收到',
      'send-back': '退回补齐',
      renew: '重新安排',
      drop: '取消这项分工',
    },
  },
  en: {
    states: {
      open: 'Under way',
      delivered: 'To be received',
      returned: 'Returned',
      received: 'Received',
      dropped: 'Dropped',
    },
    actions: {
      deliver: 'Report it done',
      return: 'Return',
      receive: 'Receive',
      'send-back': 'Send back',
      renew: 'Give out again',
      drop: 'Drop this part',
    },
  },
});

/** The colour of a part's state. */
export const partShade = {
  open: 'neutral',
  delivered: 'info',
  returned: 'warn',
  received: 'good',
  dropped: 'neutral',
} as const;

/** The colour that goes with a state's word. */
export const stateShade: Record<TaskState, Shade> = {
  assigned: 'info',
  accepted: 'neutral',
  returned: 'warn',
  reported: 'info',
  done: 'good',
  withdrawn: 'neutral',
  expired: 'neutral',
};

englishFor({
  'tasks/no-owner': 'A task needs one owner. Choose one.',
  'tasks/due-before-created': 'The deadline lies before today. Choose today or later.',
  'tasks/due-in-the-past': 'The deadline lies before today. Choose today or later.',
  'tasks/not-in-this-state': 'This is not possible in the present state. Reload the page to see what is.',
  'tasks/own-result':
    'Somebody else has to confirm your own result: whoever gave out the task, or the superior body.',
  'tasks/not-your-part': 'This step is somebody else’s.',
  'tasks/say-why': 'Write a sentence or two: the outcome, or the reason.',
  'tasks/ended': 'The task has ended; its deadline cannot be moved.',
  'tasks/accept-first': 'Accept the task first; only a task under way can be broken down.',
  'tasks/too-deep': 'It cannot be broken down any further. Do it at this level.',
  'tasks/too-many-children': 'Too many tasks below this one. Merge some.',
  'tasks/cyclic-cascade': 'That person owns a task above or below: it would come back to where it came from.',
  'tasks/outside-organisation': 'Choose an organisation at or below the level of this task.',
  'tasks/due-after-parent': 'The deadline lies after that of the task above. Choose an earlier day.',
  'tasks/person-left': 'Somebody has left the unit. Choose somebody who is there.',
  'tasks/guide-is-own': 'That person guides this task and cannot own it. Choose another guide first.',
  'tasks/letters-incomplete':
    'The letters leave a hole: a leader, a guide other than the owner, somebody who does it, and a named deliverable for each assistant.',
  'tasks/not-complete':
    'It cannot be reported yet: outcomes, tasks below, parts or what it waits for are missing.',
  'tasks/withdraw-below-first': 'Withdraw or finish the tasks below it first.',
  'tasks/not-your-letter': 'This step belongs to another part in the task.',
  'tasks/touch-after-end': 'The task has ended; guidance afterwards is none.',
  'tasks/need-unknown': 'That task was not found. Choose one from the list.',
  'tasks/need-itself': 'A task cannot wait for itself.',
  'tasks/need-ended': 'That task has ended; there is nothing to wait for.',
  'tasks/need-in-line': 'Tasks above and below belong together already.',
  'tasks/needs-cycle': 'That task waits for this one already; they would wait for each other.',
  'tasks/too-many-needs': 'Too many tasks to wait for. Merge some.',
  'parts/say-what': 'Write what was delivered and where, or the reason.',
  'parts/not-yours': 'This step is somebody else’s.',
  'parts/task-ended': 'The task was reported or has ended; parts do not move any more.',
  'parts/delivered-stays': 'What was delivered stays.',
  'parts/due': 'Choose a day between today and the deadline of the task.',
  'parts/twice': 'That person has the same part already.',
  'parts/not-in-this-state': 'This is not possible in the present state. Reload the page.',
  'plans/period': 'The period ends before it begins.',
  'plans/period-over': 'That period is over. Choose one that is not.',
  'plans/period-long': 'A list covers three years at most.',
  'plans/no-such-package': 'This package does not fit the organisation.',
  'plans/two-owners': 'A task has two owners. Keep one.',
  'plans/key-twice': 'Two tasks have the same key. Reload the page.',
  'plans/other-text': 'The list was changed after you read it. Read it again before issuing.',
  'plans/empty': 'There is no task in the list yet.',
  'plans/holes': 'There are holes left; the list cannot be issued. Repair them one by one.',
  'plans/not-in-this-state': 'The list was issued or discarded. Change its tasks instead.',
  'tasks/not-stuck': 'It is not stuck yet. Remind, guide or give it out again first.',
  'tasks/only-when-reassigned': 'Owner and deadline change only when a task is given out again.',
});
