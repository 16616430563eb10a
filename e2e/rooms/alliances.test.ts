import type { Locator, Page } from '@playwright/test';
import { addDays, toDay } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { choose, look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const NAME = '两中心联合党支部';
const LEAD = '发展和改革局评估中心党支部';
const OTHER = '财政局会计中心党支部';
const TODAY = toDay(new Date());

/** Somebody of a party who holds no post in it: a name that nobody else in its branch has. */
async function memberOf(page: Page, address: string, party: string): Promise<string> {
  const read = async (path: string) => (await page.request.get(`/api/v1${path}`)).json();
  const { parties } = (await read(address)) as { parties: { name: string; orgId: string }[] };
  const orgId = parties.find((each) => each.name === party)?.orgId ?? '';
  const { items } = (await read(`/organisations/${orgId}/members?limit=50`)) as {
    items: { name: string; posts: unknown[] }[];
  };
  const free = items.filter(
    (each) => each.posts.length === 0 && items.filter((other) => other.name === each.name).length === 1,
  );
  return free[0]?.name ?? '';
}

/** Agrees for one's own party and names somebody of it; the name. */
async function agree(page: Page, address: string, party: string): Promise<string> {
  await open(page, address);
  await page.getByRole('button', { name: `答复 ${party}` }).click();
  const dialog = page.getByRole('dialog', { name: `${party}：是否参加` });
  await dialog.getByRole('button', { name: '同意并参加' }).click();
  await expect(dialog.getByText('请明确本单位由谁负责。').first()).toBeVisible();
  const named = await memberOf(page, address, party);
  await pick(dialog, '由谁负责', named);
  await dialog.getByRole('button', { name: '同意并参加' }).click();
  await expect(dialog).toHaveCount(0);
  return named;
}

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Answers the questions of the selector. */
async function answer(page: Page, answers: readonly string[]): Promise<void> {
  for (const name of answers) await page.getByRole('radio', { name }).check();
}

/** Puts an entry on one of the lists. */
async function enter(page: Page, list: string, what: string, due?: string): Promise<void> {
  await page.getByRole('button', { name: `列一条${list}` }).click();
  const dialog = page.getByRole('dialog', { name: `列一条${list}` });
  await dialog.getByRole('textbox', { name: '是什么' }).fill(what);
  if (due) await dialog.getByLabel('完成时间').fill(due);
  await dialog.getByRole('button', { name: '列入清单' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(what).first()).toBeVisible();
}

/** Reports how many matters were settled nearby; the dialog stays where it is refused. */
async function report(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: '报一个数字' }).first().click();
  const dialog = page.getByRole('dialog', { name: '报一个数字' });
  await dialog.getByRole('textbox', { name: '数值' }).fill('120');
  await dialog.getByRole('textbox', { name: '统计范围' }).fill('两中心窗口');
  await dialog.getByLabel('起', { exact: false }).first().fill(TODAY);
  await dialog.getByLabel('止', { exact: false }).first().fill(TODAY);
  await dialog.getByRole('textbox', { name: '数据来源' }).fill('窗口叫号系统日报');
  await dialog.getByRole('button', { name: '报送', exact: true }).click();
  return dialog;
}

journey(
  'a joint branch: advised by the table, agreed, approved, founded in the tree, at work, and dissolved again',
  async ({ as }) => {
    journey.slow();
    const officer = await as('officer');
    await open(officer, '/alliances/new');
    await pick(officer, '牵头单位', LEAD);
    await officer.getByRole('textbox', { name: '牵头单位承担什么' }).fill('书记由本方党员担任');
    await pick(officer, '成员 1', OTHER);
    await officer.getByRole('textbox', { name: '成员 1 承担什么' }).fill('副书记由本方党员担任');
    await answer(officer, ['没有，各在原单位', '相邻，便于集中', '差异大，主要是交流', '一次性，不满6个月']);
    // Something done once needs no plate, and the table says why.
    await officer.getByRole('radio', { name: '不是，各方都有支部，为了合作' }).check();
    await expect(officer.getByRole('heading', { name: '不宜挂牌联建' })).toBeVisible();
    await answer(officer, ['是，人数不足', '长期']);
    await expect(officer.getByRole('heading', { name: '适用：联合党支部' })).toBeVisible();
    await expect(officer.getByText('其他模式为什么不适用')).toBeVisible();
    await officer.getByRole('textbox', { name: '名称' }).fill(NAME);
    await officer.getByRole('textbox', { name: '要办成什么事' }).fill('合起来过好组织生活');
    await officer.getByLabel('终止（复核）日期').fill(addDays(TODAY, 700));
    await look(officer);
    await picture(officer, 'mode-selector');
    await officer.getByRole('button', { name: '保存并邀请各方' }).click();
    await expect(officer.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
    const address = new URL(officer.url()).pathname;

    // Handed in without its elements it is refused.
    await officer.getByRole('button', { name: '报批', exact: true }).click();
    const early = officer.getByRole('dialog', { name: '报批' });
    await early.getByRole('button', { name: '报批', exact: true }).click();
    await expect(early.getByText(/要件还不齐/).first()).toBeVisible();
    await early.getByRole('button', { name: '取消' }).click();

    const named = await agree(officer, address, LEAD);
    const neighbour = await as('neighbour', { phone: true });
    await open(neighbour, '/alliances');
    await expect(neighbour.getByText(NAME).first()).toBeVisible();
    await agree(neighbour, address, OTHER);
    await look(neighbour);
    await open(officer, `${address}/work`);
    await enter(officer, '需求', '两处都凑不齐一次组织生活');
    await open(officer, address);
    await step(officer, '报批');

    const clerk = await as('clerk');
    await open(clerk, address);
    await step(clerk, '批准');
    await expect(clerk.getByText(/还没有在组织树中成立/)).toBeVisible();
    await clerk.getByRole('button', { name: '在组织树中成立' }).click();
    const founding = clerk.getByRole('dialog', { name: '在组织树中成立' });
    await founding.getByRole('checkbox', { name: named }).first().check();
    await founding.getByRole('button', { name: '成立', exact: true }).click();
    await expect(founding.getByText(/成立支部至少要有正式党员 3 人/).first()).toBeVisible();
    const boxes = founding.getByRole('checkbox', { checked: false });
    await boxes.nth(6).check();
    await boxes.last().check();
    await choose(clerk, '书记', `${named}（牵头单位提名）`);
    await look(clerk);
    await picture(clerk, 'founding');
    await founding.getByRole('button', { name: '成立', exact: true }).click();
    await expect(founding).toHaveCount(0);
    const branch = clerk.getByRole('link', { name: NAME, exact: true });
    await expect(branch).toBeVisible();
    await look(clerk);
    await clerk.getByRole('link', { name: '设置、届期和任职' }).click();
    await expect(clerk.getByText('党支部书记').first()).toBeVisible();
    await expect(clerk.getByText(named).first()).toBeVisible();

    // It works: lists, and a figure that counts once.
    await open(officer, `${address}/work`);
    await enter(officer, '资源', '评估中心会议室');
    await enter(officer, '项目', '每月合办一次主题党日', addDays(TODAY, 60));
    await look(officer);
    await open(officer, `${address}/figures`);
    await expect(await report(officer)).toHaveCount(0);
    await expect(officer.getByText('窗口叫号系统日报', { exact: false })).toBeVisible();
    const twice = await report(officer);
    await expect(twice.getByText(/已经报过（来源：窗口叫号系统日报）/).first()).toBeVisible();
    await look(officer);
    await picture(officer, 'counted-once');
    await twice.getByRole('button', { name: '取消' }).click();

    // Dissolved, its members are back where they were.
    await open(clerk, address);
    await clerk.getByRole('button', { name: '撤销', exact: true }).click();
    const gone = clerk.getByRole('dialog', { name: '撤销' });
    await gone.getByRole('textbox', { name: '撤销理由' }).fill('两处各自成立支部');
    await gone.getByRole('button', { name: '撤销', exact: true }).click();
    await expect(clerk.getByText(/撤销，党员回到原支部。/)).toBeVisible();
    await expect(clerk.getByText('已终止').first()).toBeVisible();
  },
);

journey('an alliance in name only is found, and stands on the list of who leads it', async ({ as }) => {
  const clerk = await as('clerk');
  await open(clerk, '/alliances');
  const check = clerk.getByRole('region', { name: '需要处理的' });
  await expect(check.getByText(/僵尸联建：连续 \d+ 个季度没有活动/).first()).toBeVisible();
  await expect(check.getByText(/一家包办：/).first()).toBeVisible();
  await look(clerk);
  const secretary = await as('secretary', { phone: true });
  await open(secretary, '/to-do');
  const item = secretary.getByRole('listitem').filter({ hasText: '规划进窗口结对' });
  await expect(item.getByText('办活动或终止').first()).toBeVisible();
  await look(secretary);
});

journey(
  'the chain of alliances is a picture, a table, and figures that say where they come from',
  async ({ as }) => {
    const page = await as('clerk');
    await open(page, '/alliance-chains');
    await page
      .getByRole('link', { name: /跨山多联/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: '各层联建' }).first()).toBeVisible();
    await expect(page.getByText('同一事实已计入', { exact: false })).toBeVisible();
    await look(page);
  },
);
