import type { Locator, Page } from '@playwright/test';
import { addDays, toDay } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { look, open, pick } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const today = toDay(new Date());
const BRANCH = '发展和改革局办公室党支部';

/** Chooses a person in a search field by the post they hold. */
async function pickByPost(within: Locator | Page, label: string, who: RegExp): Promise<void> {
  await within.getByRole('combobox', { name: label }).click();
  await within.getByRole('option', { name: who }).first().click();
}

/** Gives somebody a letter of a task in the form of a list. */
async function letter(dialog: Locator, name: string, who: RegExp, deliverable?: string): Promise<void> {
  await dialog.getByRole('button', { name: `添加：${name}` }).click();
  if (deliverable) await dialog.getByRole('textbox', { name: '交付什么' }).fill(deliverable);
  await pickByPost(dialog, `选择${name}的人`, who);
  if (deliverable) await dialog.getByRole('button', { name: '添加', exact: true }).click();
}

/** Takes a step of the task that says something, and confirms it. */
async function say(page: Page, step: string, label: string, text: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: step });
  await dialog.getByRole('textbox', { name: label }).fill(text);
  await dialog.getByRole('button', { name: '确定', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Opens a task from what waits for its reader. */
async function fromQueue(page: Page, title: string): Promise<void> {
  await open(page, '/to-do');
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: title });
  await item.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Enters what came of the only expected outcome. */
async function reach(page: Page, result: string): Promise<void> {
  await page.getByRole('button', { name: '登记达成' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '做成了什么' }).fill(result);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

journey('a task goes down to a member and its outcome comes back; a hole bars the list', async ({ as }) => {
  const mark = String(Date.now()).slice(-6);
  const [title, part, small] = [`窗口提速${mark}`, `办公室提速${mark}`, `问十个人${mark}`];

  const officer = await as('officer');
  await open(officer, '/task-plans/new');
  await officer.getByRole('textbox', { name: '清单名称' }).fill(`提速清单${mark}`);
  await officer.getByRole('button', { name: '起草', exact: true }).click();
  await expect(officer.getByRole('heading', { level: 1, name: `提速清单${mark}` })).toBeVisible();
  const plan = officer.url();
  await officer.getByRole('button', { name: '添加任务' }).click();
  const form = officer.getByRole('dialog', { name: '添加任务' });
  await form.getByRole('textbox', { name: /^任务/ }).fill(title);
  await form.getByRole('textbox', { name: /^预期结果/ }).fill('平均等候少于十分钟');
  await form.getByLabel(/^时限/).fill(addDays(today, 40));
  const secretary = new RegExp(`党支部书记.*${BRANCH}`);
  await letter(form, '主管', secretary);
  await letter(form, '领导', /党组（党委）书记/);
  await letter(form, '指导', /机关党委书记/);
  await letter(form, '协管', /机关纪委书记/, '窗口抽查记录');
  await form.getByRole('button', { name: '保存', exact: true }).click();
  await expect(form).toHaveCount(0);

  // Nobody does it: the list cannot be issued, the server says so too, and the repair stands beside the hole.
  await expect(officer.getByText('没有人落实').first()).toBeVisible();
  await expect(officer.getByText('至少定一名落实的人').first()).toBeVisible();
  await expect(officer.getByRole('button', { name: '下达清单' })).toBeDisabled();
  await look(officer);
  const id = new URL(plan).pathname.split('/').at(-1)!;
  const read = await (await officer.request.get(`/api/v1/task-plans/${id}`)).json();
  const refused = await officer.request.post(`/api/v1/task-plans/${id}/issue`, {
    headers: { 'x-zelian': '1', origin: new URL(plan).origin, 'if-match': `"${read.version}"` },
    data: { hash: read.hash },
  });
  expect([refused.status(), (await refused.json()).code]).toEqual([422, 'plans/holes']);
  await officer
    .getByRole('button', { name: `修改：${title}` })
    .first()
    .click();
  const edit = officer.getByRole('dialog', { name: '修改任务' });
  await letter(edit, '落实', new RegExp(`组织委员.*${BRANCH}`));
  await edit.getByRole('button', { name: '保存', exact: true }).click();
  await officer.getByRole('button', { name: '下达清单' }).click();
  await officer.getByRole('dialog').getByRole('button', { name: '下达清单' }).click();
  await expect(officer.getByText('已下达', { exact: true }).first()).toBeVisible();

  const owner = await as('secretary');
  await fromQueue(owner, title);
  await owner.getByRole('button', { name: '接受任务', exact: true }).click();
  // What others gave is returned, and not put off by its owner.
  await expect(owner.getByRole('button', { name: '报告结果', exact: true })).toBeDisabled();
  await expect(owner.getByRole('button', { name: '调整时限' })).toHaveCount(0);
  const task = owner.url();
  await owner.getByRole('button', { name: '分解任务' }).click();
  const below = owner.getByRole('dialog', { name: '分解任务' });
  await below.getByRole('textbox', { name: /^做什么/ }).fill(part);
  await below.getByLabel(/^时限/).fill(addDays(today, 10));
  // To himself it would come back to where it came from.
  await below.getByRole('combobox', { name: '交给哪个组织' }).waitFor();
  await pickByPost(below, '谁负责', secretary);
  await below.getByRole('button', { name: '下达', exact: true }).click();
  await expect(below.getByText(/任务会转回原处|转回/)).toBeVisible();
  await below.getByRole('button', { name: '重新选择' }).click();
  await pickByPost(below, '谁负责', new RegExp(`组织委员.*${BRANCH}`));
  await below.getByRole('button', { name: '下达', exact: true }).click();
  await expect(below).toHaveCount(0);
  await look(owner);

  const organiser = await as('organiser');
  await fromQueue(organiser, part);
  await say(organiser, '退回', '退回理由', '年底发展党员集中，请推后五天');
  await fromQueue(owner, part);
  await expect(owner.getByText('退回理由：年底发展党员集中，请推后五天')).toBeVisible();
  await owner.getByRole('button', { name: '重新布置', exact: true }).click();
  const again = owner.getByRole('dialog', { name: '重新布置' });
  await again.getByLabel(/^新的时限/).fill(addDays(today, 15));
  await again.getByRole('button', { name: '确定', exact: true }).click();
  await expect(again).toHaveCount(0);
  await fromQueue(organiser, part);
  await organiser.getByRole('button', { name: '接受任务', exact: true }).click();
  await organiser.getByRole('button', { name: '分解任务' }).click();
  const last = organiser.getByRole('dialog', { name: '分解任务' });
  await last.getByRole('textbox', { name: /^做什么/ }).fill(small);
  await last.getByLabel(/^时限/).fill(addDays(today, 12));
  const member = await as('member', { phone: true });
  const name = await memberName(member);
  await pick(last, '谁负责', name, new RegExp(`^${name}`));
  await last.getByRole('button', { name: '下达', exact: true }).click();
  await expect(last).toHaveCount(0);

  await fromQueue(member, small);
  await look(member);
  await member.getByRole('button', { name: '接受任务', exact: true }).click();
  await say(member, '报告结果', '完成结果', '问了十二人，七人说材料重复交');
  await expect(member.getByText('待确认').first()).toBeVisible();
  await fromQueue(organiser, small);
  await organiser.getByRole('button', { name: '确认办结', exact: true }).click();
  await expect(organiser.getByText('已办结').first()).toBeVisible();
  await fromQueue(organiser, part);
  await say(organiser, '报告结果', '完成结果', '合并两张表，少交一次材料');
  await fromQueue(owner, part);
  await owner.getByRole('button', { name: '确认办结', exact: true }).click();
  await expect(owner.getByText('已办结').first()).toBeVisible();

  // The organiser's share came in with the part below: only the assistant's is left.
  await open(owner, new URL(task).pathname);
  await expect(owner.getByText('协管、落实收齐 1 / 2')).toBeVisible();
  await reach(owner, '平均等候八分钟，窗口取号系统可查');
  await expect(owner.getByText(/还有 1 项协管、落实没有收齐/)).toBeVisible();
});

journey(
  'lateness stays when a task is done, and a stuck one becomes a problem with its source',
  async ({ as }) => {
    const officer = await as('officer');
    await open(officer, '/tasks?state=done');
    await officer.getByRole('main').getByText('制定并公布年度责任清单和任务清单').first().click();
    await expect(officer.getByText('已办结').first()).toBeVisible();
    await expect(officer.getByText(/起逾期，此事实不因改期或办结而消除/)).toBeVisible();

    await open(officer, '/tasks?state=late');
    await officer.getByRole('main').getByText('支部标准化规范化提升').first().click();
    await officer.getByRole('button', { name: '列入问题台账', exact: true }).click();
    const dialog = officer.getByRole('dialog', { name: '列入问题台账' });
    await dialog.getByRole('textbox', { name: /^卡在哪里/ }).fill('三个支部缺项没有人补，机关纪委没有抽查。');
    await pickByPost(dialog, '由谁解决', /机关党委书记/);
    await look(officer);
    await dialog.getByRole('button', { name: '列入问题台账', exact: true }).click();
    await expect(officer.getByText('任务推进', { exact: false }).first()).toBeVisible();
    await officer.getByRole('link', { name: '查看任务' }).click();
    await expect(officer.getByRole('link', { name: '已列入问题台账' })).toBeVisible();
    await expect(officer.getByRole('button', { name: '列入问题台账', exact: true })).toHaveCount(0);
  },
);

/** The name of whoever uses this window, from their own report. */
async function memberName(page: Page): Promise<string> {
  const { items } = await (await page.request.get('/api/v1/tasks?view=mine&limit=1')).json();
  return items[0].ownerName;
}
