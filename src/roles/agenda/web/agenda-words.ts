import { messages } from '#shell/web/messages.ts';

/** What an item's next step is called, as a button and as a hint. */
export const stepWords = messages({
  zh: {
    meet: '记录会议',
    record: '记一笔',
    attend: '参加即可',
    fill: '去填报',
    accept: '接受任务',
    do: '报告结果',
    confirm: '确认结果',
    reassign: '重新布置',
    solve: '去办理',
    verify: '去核验',
    acknowledge: '确认谈话',
    release: '确认补记',
    judge: '去接收',
    rate: '去评议',
    'make-key': '生成密钥',
    decrypt: '参与计票',
    answer: '去答复',
    settle: '补办或说明',
    look: '查看',
  },
  en: {
    meet: 'Record a meeting',
    record: 'Record it',
    attend: 'Just take part',
    fill: 'Fill in',
    accept: 'Accept',
    do: 'Report the outcome',
    confirm: 'Confirm the outcome',
    reassign: 'Give out again',
    solve: 'Work on it',
    verify: 'Verify',
    acknowledge: 'Confirm the talk',
    release: 'Decide on late filing',
    judge: 'Answer it',
    rate: 'Rate',
    'make-key': 'Make the key',
    decrypt: 'Help to tally',
    answer: 'Answer',
    settle: 'Make up or explain',
    look: 'Open',
  },
});

/** What kinds of things there are to do. */
export const kindWords = messages({
  zh: {
    obligation: '责任事项',
    task: '任务',
    problem: '问题',
    ballot: '评议',
    objection: '异议',
    'self-report': '自主填报',
    confirmation: '待确认',
  },
  en: {
    obligation: 'Duty',
    task: 'Task',
    problem: 'Problem',
    ballot: 'Appraisal',
    objection: 'Objection',
    'self-report': 'Self-report',
    confirmation: 'To confirm',
  },
});

type Steps = (typeof stepWords)['zh'];

/** The word of a step; one that this page does not know is simply opened. */
export function stepWord(words: Steps, action: string): string {
  return action in words ? words[action as keyof Steps] : words.look;
}
