import type { Page } from '@playwright/test';
import { addDays, toDay } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const BRANCH = '发展和改革局投资处党支部';
const MEETING = '局党组第23次会议';
const TODAY = toDay(new Date());

/** Who holds a post, as the page of the branch's set-up says. */
async function holder(page: Page, post: string): Promise<string> {
  const value = page.getByText(post, { exact: true }).locator('..').locator('dd');
  return ((await value.first().textContent()) ?? '').trim().split(/\s/)[0] ?? '';
}

/** Opens the branch in the list of set-ups. */
async function openBranch(page: Page, name: string): Promise<void> {
  await open(page, '/set-up');
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

journey(
  'a young secretary who is not the head is appointed with everything that it takes, by a second person, and the head keeps his duties',
  async ({ as }) => {
    const officer = await as('officer');
    await openBranch(officer, BRANCH);
    const head = await holder(officer, '处室主要负责人（保留党建责任）');
    const young = await holder(officer, '组织委员');
    expect(head).not.toBe(young);
    await officer.getByRole('button', { name: '任职', exact: true }).click();
    await pick(officer, '任职人员', young);
    await pick(officer, /主要负责人/, head);
    await officer.getByLabel('任职日期').fill(TODAY);
    await expect(officer.getByText('任职人员不是主要负责人。', { exact: false })).toBeVisible();

    // Without reason, decision, training and the retained duties it is refused, and says what is missing.
    await officer.getByRole('button', { name: '报请批准' }).click();
    await expect(officer.getByText('写明理由，不少于 10 字').first()).toBeVisible();
    await expect(officer.getByText(/处室长责任包是固定一组，还缺/).first()).toBeVisible();
    await look(officer);
    await picture(officer, 'refused-without-package');

    await officer.getByRole('textbox', { name: '理由' }).fill('处长抽调重大专班半年，由年轻同志任书记锻炼。');
    await officer.getByRole('textbox', { name: '讨论决定' }).fill(MEETING);
    await officer.getByLabel('决定日期').fill(addDays(TODAY, -2));
    await officer.getByRole('textbox', { name: '培训安排' }).fill('参加新任书记培训班，处长逐月带教');
    await officer.getByLabel('培训完成期限').fill(addDays(TODAY, 90));
    await officer.getByRole('spinbutton', { name: /保障时间/ }).fill('20');
    await officer.getByRole('checkbox', { name: '主要负责人已知悉并保留以上责任' }).check();
    await officer.getByRole('button', { name: '报请批准' }).click();
    await expect(officer.getByRole('heading', { level: 1, name: new RegExp(young) })).toBeVisible();
    const address = new URL(officer.url()).pathname;
    await expect(officer.getByText('提出人不能批准自己提出的任职', { exact: false })).toBeVisible();
    await expect(officer.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
    await look(officer);

    // A second person reads and approves what was read.
    const clerk = await as('clerk');
    await open(clerk, '/to-do');
    await expect(clerk.getByRole('link', { name: new RegExp(`${BRANCH}.*${young}`) })).toBeVisible();
    await open(clerk, address);
    await expect(clerk.getByText('参加新任书记培训班', { exact: false })).toBeVisible();
    await look(clerk);
    await clerk.getByRole('button', { name: '批准', exact: true }).click();
    const asked = clerk.getByRole('dialog');
    if (await asked.isVisible()) await asked.getByRole('button', { name: /批准/ }).last().click();
    await expect(clerk.getByText('已批准').first()).toBeVisible();
    await picture(clerk, 'approved');

    await openBranch(officer, BRANCH);
    expect(await holder(officer, '党支部书记')).toBe(young);
    const kept = officer.getByRole('region', { name: '处室长责任包' });
    await expect(kept.getByText(`由${head}本人保留`, { exact: false })).toBeVisible();
    await expect(kept.getByText('处室主要负责人讲党课')).toBeVisible();
    await look(officer);
    await picture(officer, 'retained');

    // The head, who is the mentor too, is kept to the training until it is entered, and finds there what he keeps.
    const mentor = await as('head', { phone: true });
    await open(mentor, '/to-do');
    await mentor.getByRole('link', { name: `${young}的任职培训` }).click();
    await expect(mentor.getByText('主持研究本处室党建与业务融合')).toBeVisible();
    await look(mentor);
    await mentor.getByRole('button', { name: '登记培训完成' }).click();
    const training = mentor.getByRole('dialog', { name: '登记培训完成' });
    await training.getByLabel(/完成日期/).fill(addDays(TODAY, 3));
    await training.getByRole('textbox', { name: '学了什么、谁带的' }).fill('新任书记培训班结业，处长带教');
    await training.getByRole('button').last().click();
    await expect(training.getByText('日期太早或太晚').first()).toBeVisible();
    await training.getByLabel(/完成日期/).fill(TODAY);
    await training.getByRole('button').last().click();
    await expect(training).toHaveCount(0);
    await expect(mentor.getByText('新任书记培训班结业，处长带教')).toBeVisible();
    await open(mentor, '/to-do');
    await expect(mentor.getByText(`${young}的任职培训`)).toHaveCount(0);
  },
);

journey('a head who is not the secretary finds what he keeps among his own', async ({ as }) => {
  const head = await as('head', { phone: true });
  await open(head, '/to-do');
  await expect(head.getByText('与支部书记谈心、帮带').first()).toBeVisible();
  await look(head);
  await open(head, '/my-duties');
  await expect(head.getByText('保障支部工作的时间和条件').first()).toBeVisible();
  await look(head);
  await open(head, '/my-report');
  await look(head);
  await picture(head, 'report-of-the-head');
});

journey('an election is on the list of its branch before the term is over', async ({ as }) => {
  const secretary = await as('secretary', { phone: true });
  await open(secretary, '/to-do');
  const due = secretary.getByRole('link', { name: '发展和改革局办公室党支部换届' });
  await expect(due).toBeVisible();
  await due.click();
  await expect(secretary.getByText('任期将满').first()).toBeVisible();
  await secretary.getByRole('button', { name: '登记换届选举' }).click();
  const dialog = secretary.getByRole('dialog', { name: '登记换届选举' });
  await dialog.getByLabel(/选举日期/).fill(addDays(TODAY, 3));
  await dialog.getByRole('button', { name: /登记/ }).last().click();
  await expect(dialog.getByText('选举日期不能晚于今天。选举完成后再登记。').first()).toBeVisible();
  await look(secretary);
});
