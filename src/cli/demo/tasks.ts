import { addDays, type Day } from '#kernel/dates.ts';
import { entriesOf, type PlanEntry } from '#roles/tasks/plans/plans.rules.ts';
import type { TaskState } from '#roles/tasks/tasks.rules.ts';
import { drawBranchTasks, shareBranchTask } from './branch-tasks.ts';
import type { DemoUnit } from './city.ts';
import { type Dice, demoId, diceOf } from './dice.ts';
import { addOutcome, addTask, type DrawnTasks, type TaskStage } from './drawn-tasks.ts';

/** Units whose lists are drawn; the others have none yet, as in a city that has just begun. */
export const UNITS_WITH_TASKS = 10;
/** How long ago the year's list began: its first task is done by now, the last one has just started. */
const YEAR_AGE = 307;

/** How far a task has come: its state, and the day its outcome was reported. */
export type Standing = { state: TaskState; reported: Day | null };

/** Draws the task lists of the first units: the year's key tasks with a cascade to branches and people, a package, drafts. */
export function drawTasks(stage: TaskStage): DrawnTasks {
  const drawn: DrawnTasks = { plans: [], tasks: [], parts: [], outcomes: [], needs: [], touches: [] };
  const dice = diceOf(stage.seed, 'tasks');
  const units = stage.city.units.slice(0, UNITS_WITH_TASKS);
  for (const [at, unit] of units.entries())
    drawYear(stage, drawn, dice, { unit, first: at === 0, closed: at % 3 === 2 });
  drawBranchTasks(stage, drawn, dice);
  return drawn;
}

const RESULTS = [
  '逐条核对完成，清单已公示，收到意见 3 条均已答复',
  '群众窗口评价差评数比上季度下降四成',
  '抽查 12 个支部，缺项全部补齐',
];
const GUIDANCE = [
  '到支部看了台账，建议先补三会一课缺项',
  '听了汇报：项目要有业务部门确认的数字',
  '抓紧协调经费，下周给答复',
];
const RETURNED = '处里本月承担专项检查，人手不足，请推后两周或并入年底自查';

type Year = { unit: DemoUnit; first: boolean; closed: boolean };

/** A unit's list of the year, taken from the package with whoever holds its posts, and what has come of it. */
function drawYear(stage: TaskStage, drawn: DrawnTasks, dice: Dice, year: Year): void {
  const { content, today, accounts, seed } = stage;
  const { unit } = year;
  const pack = content.tasks.packages.find((each) => each.id === 'year-key-tasks');
  const place = { orgPath: stage.pathOf.get(unit.committee) ?? '' };
  const from = addDays(today, -YEAR_AGE);
  const entries = pack ? entriesOf(pack, from, place, stage.holders.get(unit.id) ?? []) : [];
  const owned = entries.filter((entry) => ownerOf(entry));
  if (!pack || owned.length === 0) return;
  const plan = demoId(seed, 'task-plan', drawn.plans.length);
  drawn.plans.push({
    id: plan,
    org: unit.committee,
    title: `${from.slice(0, 4)} 年机关党建重点任务清单`,
    pack: pack.id,
    from,
    to: addDays(from, pack.days),
    expires: pack.expires,
    state: 'issued',
    entries: [],
  });
  const idOf = new Map<string, string>();
  for (const entry of owned) {
    const due = entry.dueOn!;
    const owner = ownerOf(entry)!;
    const standing = standingOf(entry, due, year);
    const id = addTask(stage, drawn, {
      org: unit.committee,
      title: entry.title,
      standard: entry.standard,
      owner,
      by: accounts.officer.accountId,
      created: from,
      starts: entry.startsOn,
      due,
      ...standing,
      outcome: standing.reported ? dice.pick(RESULTS) : '',
      parent: null,
      plan,
      note: '',
    });
    idOf.set(entry.key, id);
    const below = CASCADED[entry.key];
    const shares = below
      ? cascade(stage, drawn, dice, year, { entry, id, due, title: below })
      : new Map<string, Standing>();
    shareOut(stage, drawn, dice, { id, entry, standing, shares, due });
    for (const need of entry.needs)
      if (idOf.has(need)) drawn.needs.push({ task: id, needs: idOf.get(need)! });
  }
}

/** Those of the package's tasks that go on to every branch, and what they are called there. */
const CASCADED: Readonly<Record<string, string>> = {
  branches: '补齐本支部短板',
  fusion: '本支部融合项目见效',
};

const ownerOf = (entry: PlanEntry) => entry.parts.find((part) => part.letter === 'own')?.personId;

/** The first task was reported some days late and stays so; the second is done in a third of the units. */
function standingOf(entry: PlanEntry, due: Day, year: Year): Standing {
  if (entry.key === 'list') return { state: 'done', reported: addDays(due, year.first ? 6 : -4) };
  if (entry.key === 'branches' && year.closed) return { state: 'done', reported: addDays(due, -2) };
  return { state: entry.key === 'report' ? 'assigned' : 'accepted', reported: null };
}

type Shared = {
  id: string;
  entry: PlanEntry;
  standing: Standing;
  shares: ReadonlyMap<string, Standing>;
  due: Day;
};

/** The letters of a task: whoever has a part of it below has delivered as far as that part has come. */
function shareOut(stage: TaskStage, drawn: DrawnTasks, dice: Dice, shared: Shared): void {
  const { id, entry, standing, shares, due } = shared;
  const over = standing.state === 'done';
  const day = (latest: number) => addDays(stage.today, -dice.int(latest, latest + 30));
  for (const { letter, personId, deliverable } of entry.parts) {
    if (letter === 'own') continue;
    const below = shares.get(personId)?.state;
    const works = letter === 'assist' || letter === 'do';
    const done = over || (letter === 'do' ? below === 'done' : dice.chance(0.5));
    const state =
      !works || standing.state === 'assigned'
        ? 'open'
        : done
          ? 'received'
          : below === 'reported'
            ? 'delivered'
            : 'open';
    const on = state === 'open' ? null : over ? addDays(due, -dice.int(5, 20)) : day(2);
    drawn.parts.push({
      task: id,
      letter,
      person: personId,
      deliverable,
      state,
      on,
      note: on ? '已办，材料在支部工作手册' : '',
    });
    if (
      (letter === 'guide' || letter === 'lead') &&
      standing.state !== 'assigned' &&
      (letter === 'guide' || dice.chance(0.6))
    ) {
      const touched = over ? addDays(due, -dice.int(3, 30)) : day(3);
      drawn.touches.push({ task: id, letter, person: personId, on: touched, text: dice.pick(GUIDANCE) });
    }
  }
  entry.outcomes.forEach((text, at) => {
    const on = over
      ? addDays(standing.reported!, -1)
      : standing.state === 'accepted' && at === 0
        ? day(5)
        : null;
    addOutcome(drawn, id, text, { on, by: ownerOf(entry)!, result: dice.pick(RESULTS) });
  });
}

type Above = { entry: PlanEntry; id: string; due: Day; title: string };

/** Down to each branch's secretary; in the first unit's first branch on to commissioners and members. */
function cascade(
  stage: TaskStage,
  drawn: DrawnTasks,
  dice: Dice,
  year: Year,
  above: Above,
): Map<string, Standing> {
  const shares = new Map<string, Standing>();
  const due = addDays(above.due, -8);
  const starts = addDays(above.entry.startsOn ?? above.due, 10);
  for (const [at, branch] of year.unit.branches.entries()) {
    const secretary = stage.city.posts.find(
      (post) => post.orgId === branch && post.post === 'branch-secretary',
    )?.personId;
    if (!secretary || secretary === ownerOf(above.entry)) continue;
    const standing = branchStanding(stage, dice, year, { at, due, key: above.entry.key });
    shares.set(secretary, standing);
    const result = standing.reported ? dice.pick(RESULTS) : '';
    const id = addTask(stage, drawn, {
      org: branch,
      title: above.title,
      standard: above.entry.standard,
      owner: secretary,
      by: stage.accounts.officer.accountId,
      created: addDays(starts, -7),
      starts,
      due,
      ...standing,
      outcome: result,
      parent: above.id,
      plan: null,
      note: standing.state === 'returned' ? RETURNED : '',
    });
    addOutcome(drawn, id, `${above.title}，有结果、有人确认`, {
      on: standing.reported,
      by: secretary,
      result,
    });
    if (year.first && at === 0 && above.entry.key === 'fusion')
      shareBranchTask(stage, drawn, { id, branch, due });
  }
  return shares;
}

/** How far the branches of a unit have come. In the first unit every state stands in one of them. */
function branchStanding(
  stage: TaskStage,
  dice: Dice,
  year: Year,
  { at, due, key }: { at: number; due: Day; key: string },
): Standing {
  const ended = (days: number, state: TaskState = 'done'): Standing => {
    const day = addDays(due, days);
    return { state, reported: day > stage.today ? addDays(stage.today, -1) : day };
  };
  const open = (state: TaskState): Standing => ({ state, reported: null });
  if (year.closed && key === 'branches') return ended(-dice.int(3, 20));
  if (year.first && key === 'branches')
    return (
      [ended(5), open('returned'), ended(-2, 'reported'), open('accepted'), ended(-6)][at] ??
      ended(dice.int(-12, 3))
    );
  if (year.first)
    return [open('accepted'), open('accepted'), ended(-9, 'reported'), open('assigned')][at] ?? ended(-15);
  if (dice.chance(0.5)) return ended(dice.int(-14, 4));
  return open(dice.pick(['accepted', 'accepted', 'assigned']));
}
