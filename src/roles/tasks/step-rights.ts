import { refuse } from '#kernel/result.ts';
import type { taskRights } from './task-shapes.contract.ts';

const who: Readonly<Record<(typeof taskRights)[number], string>> = {
  'break-down': '分解任务由主管办理',
  'share-out': '调整分工由主管或布置人办理',
  'name-lead': '更换领导、指导由布置人办理',
  reach: '登记结果由主管或落实的人办理',
  link: '设定前置任务由主管或布置人办理',
  guide: '指导由本任务的指导人留下',
  direct: '过问意见由本任务的领导留下',
  'enter-ledger': '列入台账由布置人或上级党组织办理',
};

/** The refusal of a step that belongs to another letter: says whose it is. */
export function refuseStep(step: (typeof taskRights)[number]) {
  return refuse('tasks/not-your-letter', `${who[step]}。`, { status: 403, data: { step } });
}
