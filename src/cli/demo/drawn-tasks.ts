import { addDays, type Day } from '#kernel/dates.ts';
import type { Holder, PlanEntry } from '#roles/tasks/plans/plans.rules.ts';
import type { TaskState } from '#roles/tasks/tasks.rules.ts';
import type { Content } from '#standards/packs/content.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';
import type { DemoAccounts } from './people.store.ts';

export type DemoTask = {
  id: string;
  org: string;
  title: string;
  standard: string;
  owner: string;
  by: string;
  created: Day;
  starts: Day | null;
  due: Day;
  state: TaskState;
  late: Day | null;
  reported: Day | null;
  outcome: string;
  parent: string | null;
  plan: string | null;
  /** Why it was returned. */
  note: string;
};
export type DemoPlan = {
  id: string;
  org: string;
  title: string;
  pack: string | null;
  from: Day;
  to: Day;
  expires: boolean;
  state: 'draft' | 'issued';
  entries: PlanEntry[];
};
type DemoPart = {
  task: string;
  letter: Exclude<Letter, 'own'>;
  person: string;
  deliverable: string;
  state: 'open' | 'delivered' | 'received';
  on: Day | null;
  note: string;
};
export type DrawnTasks = {
  plans: DemoPlan[];
  tasks: DemoTask[];
  parts: DemoPart[];
  outcomes: { task: string; no: number; text: string; result: string; on: Day | null; by: string }[];
  needs: { task: string; needs: string }[];
  touches: { task: string; letter: 'lead' | 'guide'; person: string; on: Day; text: string }[];
};

export type TaskStage = {
  city: City;
  accounts: DemoAccounts;
  content: Content;
  seed: number;
  today: Day;
  /** Who holds which post in a unit. */
  holders: ReadonlyMap<string, readonly Holder[]>;
  pathOf: ReadonlyMap<string, string>;
};

/** Adds a task; it is late if its outcome came, or is still owed, after its deadline. */
export function addTask(stage: TaskStage, drawn: DrawnTasks, task: Omit<DemoTask, 'id' | 'late'>): string {
  const id = demoId(stage.seed, 'task', drawn.tasks.length);
  const late = (task.reported ?? stage.today) > task.due ? addDays(task.due, 1) : null;
  drawn.tasks.push({ ...task, id, late });
  return id;
}

/** Adds an expected outcome, reached on a day or not yet. */
export function addOutcome(
  drawn: DrawnTasks,
  task: string,
  text: string,
  reached: { on: Day | null; by: string; result: string },
) {
  const no = drawn.outcomes.filter((each) => each.task === task).length + 1;
  drawn.outcomes.push({
    task,
    no,
    text,
    on: reached.on,
    by: reached.by,
    result: reached.on ? reached.result : '',
  });
}
