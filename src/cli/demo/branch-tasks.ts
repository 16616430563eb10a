import { addDays, type Day } from '#kernel/dates.ts';
import { entriesOf, type PlanEntry } from '#roles/tasks/plans/plans.rules.ts';
import type { TaskState } from '#roles/tasks/tasks.rules.ts';
import type { TaskPackage } from '#standards/packs/tasks.schema.ts';
import { type Dice, demoId } from './dice.ts';
import { addOutcome, addTask, type DrawnTasks, type TaskStage } from './drawn-tasks.ts';

const RETURNED = '本月要排两期业务培训，抽不出人，请改由组织委员牵头';

/** The first branch's part of a key task: letters at its own level, and tasks of its commissioners and members below. */
export function shareBranchTask(
  stage: TaskStage,
  drawn: DrawnTasks,
  task: { id: string; branch: string; due: Day },
): void {
  const { accounts, city, today } = stage;
  const post = (code: string) =>
    city.posts.find((each) => each.orgId === task.branch && each.post === code)?.personId;
  const [organiser, publicity, discipline] = [
    'organisation-member',
    'publicity-member',
    'discipline-member',
  ].map(post);
  const busy = new Set([...city.posts.map((each) => each.personId), accounts.member.personId]);
  const others = city.members.filter((each) => each.branch === task.branch && !busy.has(each.id));
  const part = (
    letter: 'lead' | 'guide' | 'assist' | 'do' | 'inform',
    person: string | null | undefined,
    deliverable = '',
  ) => {
    if (person)
      drawn.parts.push({ task: task.id, letter, person, deliverable, state: 'open', on: null, note: '' });
  };
  part('lead', accounts['second-officer'].personId);
  part('guide', accounts.officer.personId);
  if (accounts.officer.personId) {
    const guided = {
      task: task.id,
      letter: 'guide' as const,
      person: accounts.officer.personId,
      on: addDays(today, -41),
    };
    drawn.touches.push({ ...guided, text: '项目要有业务处室确认的数字，先把窗口等候时间量出来' });
  }
  part('do', organiser);
  part('assist', publicity, '项目进展图文一份');
  for (const { id } of others.slice(2, 4)) part('inform', id);
  const give = (given: Given, parent = task.id) =>
    given.owner ? giveBelow(stage, drawn, { ...given, owner: given.owner, org: task.branch, parent }) : null;
  const survey = give({
    title: '摸清业务难点，列出项目候选',
    owner: organiser,
    state: 'accepted',
    due: addDays(task.due, -1),
  });
  if (survey) {
    const member = accounts.member.personId;
    give({ title: '收集窗口办事堵点三条', owner: member, state: 'assigned', due: addDays(today, 3) }, survey);
    give(
      {
        title: '整理前两年同类项目的做法',
        owner: others[1]?.id,
        state: 'done',
        due: addDays(today, -6),
        reported: addDays(today, -4),
      },
      survey,
    );
  }
  give({ title: '项目进展每两周公布一次', owner: publicity, state: 'returned', due: addDays(today, 4) });
  give({
    title: '回访去年融合项目的服务对象',
    owner: discipline,
    state: 'accepted',
    due: addDays(today, -3),
  });
  give({
    title: '核对项目经费报销凭据',
    owner: others[0]?.id,
    state: 'reported',
    due: addDays(today, 2),
    reported: addDays(today, -1),
  });
}

type Given = { title: string; owner: string | null | undefined; state: TaskState; due: Day; reported?: Day };

/** One task given to somebody of the branch a fortnight ago. */
function giveBelow(
  stage: TaskStage,
  drawn: DrawnTasks,
  given: Given & { owner: string; org: string; parent: string },
): string {
  const { title, owner, state, due, reported = null, org, parent } = given;
  const since = addDays(stage.today, -16);
  const outcome = reported ? '凭据 14 张已核对，缺 1 张已补' : '';
  const id = addTask(stage, drawn, {
    org,
    title,
    standard: '',
    owner,
    by: stage.accounts.secretary.accountId,
    created: since,
    starts: since,
    due,
    state,
    reported,
    outcome,
    parent,
    plan: null,
    note: state === 'returned' ? RETURNED : '',
  });
  addOutcome(drawn, id, `${title}，交支部书记`, { on: reported, by: owner, result: outcome });
  return id;
}

/** The first branch: the package of the season under way, a draft with holes; and the next year's list of its organ, being drawn up. */
export function drawBranchTasks(stage: TaskStage, drawn: DrawnTasks, dice: Dice): void {
  const unit = stage.city.units[0]!;
  const branch = unit.branches[0]!;
  const pack = (id: string) => stage.content.tasks.packages.find((each) => each.id === id);
  const season = pack('year-end');
  const year = pack('year-key-tasks');
  if (season) {
    issueSeason(stage, drawn, dice, branch, season);
    addDraft(
      stage,
      drawn,
      { org: branch, title: '元旦春节走访慰问', from: addDays(stage.today, 5), days: 65, expires: true },
      branchHoles(stage, season),
    );
  }
  if (year) {
    const from = addDays(stage.today, 40);
    const entries = entriesIn(stage, unit.committee, year, from).map(withHole);
    addDraft(
      stage,
      drawn,
      {
        org: unit.committee,
        title: `${from.slice(0, 4)} 年机关党建重点任务清单`,
        from,
        days: year.days,
        expires: false,
      },
      entries,
    );
  }
}

function entriesIn(stage: TaskStage, org: string, pack: TaskPackage, from: Day): PlanEntry[] {
  return entriesOf(
    pack,
    from,
    { orgPath: stage.pathOf.get(org) ?? '' },
    stage.holders.get(stage.city.units[0]!.id) ?? [],
  );
}

/** Holes of a list that is being drawn up: nobody does one task, an assistant of the other says nothing of what comes. */
function withHole(entry: PlanEntry): PlanEntry {
  if (entry.key === 'fusion') return { ...entry, parts: entry.parts.filter((part) => part.letter !== 'do') };
  if (entry.key !== 'report') return entry;
  return {
    ...entry,
    parts: entry.parts.map((part) => (part.letter === 'assist' ? { ...part, deliverable: '' } : part)),
  };
}

/** Two holes to repair: nobody guides the first, the second says nothing of its outcome. */
function branchHoles(stage: TaskStage, pack: TaskPackage): PlanEntry[] {
  const branch = stage.city.units[0]!.branches[0]!;
  return entriesIn(stage, branch, pack, addDays(stage.today, 5)).map((entry, at) => ({
    ...entry,
    title: at === 0 ? '走访困难党员和老党员' : '送一次政策、解一件难事',
    standard: '走到人，困难当场登记、限时答复',
    parts: at === 0 ? entry.parts.filter((part) => part.letter !== 'guide') : entry.parts,
    outcomes: at === 0 ? ['名单内党员全部走访'] : [],
  }));
}

type Frame = { org: string; title: string; from: Day; days: number; expires: boolean };

function addDraft(
  stage: TaskStage,
  drawn: DrawnTasks,
  { days, ...frame }: Frame,
  entries: PlanEntry[],
): void {
  const id = demoId(stage.seed, 'task-plan', drawn.plans.length);
  drawn.plans.push({ ...frame, id, pack: null, to: addDays(frame.from, days), state: 'draft', entries });
}

function issueSeason(
  stage: TaskStage,
  drawn: DrawnTasks,
  dice: Dice,
  branch: string,
  pack: TaskPackage,
): void {
  const { today, accounts } = stage;
  const from = addDays(today, -8);
  const plan = demoId(stage.seed, 'task-plan', drawn.plans.length);
  drawn.plans.push({
    id: plan,
    org: branch,
    title: '年底收官任务包',
    pack: pack.id,
    from,
    to: addDays(from, pack.days),
    expires: pack.expires,
    state: 'issued',
    entries: [],
  });
  const idOf = new Map<string, string>();
  const { personId: member } = accounts.member;
  for (const entry of entriesIn(stage, branch, pack, from)) {
    const owner = entry.parts.find((each) => each.letter === 'own')?.personId;
    if (!owner) continue;
    const first = entry.key === 'reconcile';
    const id = addTask(stage, drawn, {
      org: branch,
      title: entry.title,
      standard: entry.standard,
      owner,
      by: accounts.officer.accountId,
      created: from,
      starts: entry.startsOn,
      due: entry.dueOn!,
      state: first ? 'accepted' : 'assigned',
      reported: null,
      outcome: '',
      parent: null,
      plan,
      note: '',
    });
    idOf.set(entry.key, id);
    for (const { letter, personId, deliverable } of entry.parts) {
      if (letter !== 'own')
        drawn.parts.push({
          task: id,
          letter,
          person: personId,
          deliverable,
          state: 'open',
          on: null,
          note: '',
        });
    }
    // A member has a named thing to bring, too.
    if (first && member && !entry.parts.some((each) => each.personId === member))
      drawn.parts.push({
        task: id,
        letter: 'assist',
        person: member,
        deliverable: '未办结问题回访记录',
        state: 'open',
        on: null,
        note: '',
      });
    entry.outcomes.forEach((text, at) => {
      const on = first && at === 0 ? addDays(today, -dice.int(1, 3)) : null;
      addOutcome(drawn, id, text, { on, by: owner, result: '台账 6 条逐条对过，2 条写明下一步' });
    });
    for (const need of entry.needs)
      if (idOf.has(need)) drawn.needs.push({ task: id, needs: idOf.get(need)! });
  }
}
