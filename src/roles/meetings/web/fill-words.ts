import { messages } from '#shell/web/messages.ts';

/** The places that a meeting record fills, with how many entries each got. */
export const fillWords = messages({
  zh: {
    ledgers: (n: number) => `${n} 本会议台账`,
    obligations: (n: number) => `责任清单 ${n} 项`,
    attendance: (n: number) => `${n} 人的组织生活记录`,
    study: (n: number) => `${n} 人的学时`,
    roles: (n: number) => `述职素材 ${n} 条`,
    tasks: (n: number) => `任务清单 ${n} 项`,
    motions: (n: number) => `提议答复 ${n} 件`,
    calendar: (n: number) => `会议安排 ${n} 次`,
    handbook: (n: number) => `支部工作手册 ${n} 页`,
  },
  en: {
    ledgers: (n) => `Meeting ledgers: ${n}`,
    obligations: (n) => `Lines of the duty list: ${n}`,
    attendance: (n) => `People’s attendance: ${n}`,
    study: (n) => `People’s study hours: ${n}`,
    roles: (n) => `Facts for duty reports: ${n}`,
    tasks: (n) => `Tasks: ${n}`,
    motions: (n) => `Motions answered: ${n}`,
    calendar: (n) => `Planned meetings: ${n}`,
    handbook: (n) => `Pages of the handbook: ${n}`,
  },
});
