import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { look, open, picture } from '../support/page.ts';
import { expect, settled } from '../support/visit.ts';
import { cast, type Job } from './job.ts';
import { branches } from './workbook.ts';

type Link = { ratee: string; address: string };

/** The branch that everybody finds weak, and the one whose staff is asked too. */
const weak = branches[4];
const asked = branches[0];
/** With the two superiors, who rate every branch, they make five. */
const MEMBERS_OF_EACH = 3;

/** The officer hands out links; superiors, members and staff open them, read how secret their answer is, and rate. */
export async function rate(job: Job): Promise<void> {
  const { persons } = job;
  const officer = await persons.as(cast.officer);
  await open(officer, '/rounds');
  await officer
    .getByRole('row')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(officer.getByRole('main').getByText('评议中').first()).toBeVisible();
  const round = officer.url();
  const superiors = await linksFromWorkbook(officer, `${round}/links/superior`);
  const members = await linksFromWorkbook(officer, `${round}/links/members`);
  const staff = await linksFromPage(officer, `${round}/links/staff`);
  expect(superiors).toHaveLength(2);

  const desk = await persons.visitor('rater-desk');
  for (const [at, { address }] of superiors.entries()) {
    await begin(desk, address, at === 0);
    for (const branch of branches) {
      await desk.getByRole('button', { name: branch }).click();
      await grade(desk, branch);
      await expect(desk.getByRole('button', { name: branch })).toContainText('回执码');
    }
    await expect(desk.getByText('评议已提交，谢谢。')).toBeVisible();
    if (at === 0) await looked(desk, 'rate-superior-done');
  }
  for (const branch of branches) {
    for (const { address } of members.filter(({ ratee }) => ratee === branch).slice(0, MEMBERS_OF_EACH)) {
      await begin(desk, address);
      await grade(desk, branch);
      await expect(desk.getByText('评议已提交，谢谢。')).toBeVisible();
    }
  }

  const phone = await persons.visitor('rater-phone', { phone: true });
  for (const [at, { address, ratee }] of staff.entries()) {
    await begin(phone, address, at === 0);
    expect(ratee).toBe(asked);
    if (at === 0) await looked(phone, 'rate-phone-paper');
    await grade(phone, ratee);
    await expect(phone.getByText('评议已提交，谢谢。')).toBeVisible();
    if (at === 0) await looked(phone, 'rate-phone-done');
  }
  await rateWithAnAccount(job);
  await officer.goto(round);
  await settled(officer);
  // While the round is open nobody sees more than a range.
  await expect(officer.getByRole('row', { name: /上级/ }).first()).toContainText('少于 5');
  await picture(officer, 'round-turnout');
}

/** The member, who has an account, finds the round among what waits and rates on the phone. */
async function rateWithAnAccount({ persons }: Job): Promise<void> {
  const member = await persons.as(cast.member);
  await open(member, '/to-do');
  await member.getByRole('link', { name: '去评议' }).click();
  await expect(member.getByRole('heading', { name: '您的评分怎样保密' })).toBeVisible();
  await expect(member.getByText('编号与您的账号对应')).toBeVisible();
  await looked(member, 'rate-member-statement');
  await member.getByRole('button', { name: '已阅读，开始评议' }).click();
  await grade(member, asked);
  await expect(member.getByText('评议已提交，谢谢。')).toBeVisible();
}

/** Opens a link and reads the statement. */
async function begin(page: Page, address: string, first = false): Promise<void> {
  await page.goto(address);
  await expect(page.getByText('密态汇总：您的评分在本机加密后才提交')).toBeVisible();
  if (first) {
    await expect(page.getByRole('heading', { name: '做不到的' })).toBeVisible();
    await expect(page.getByText(/解开合计需要三位保管人/)).toBeVisible();
    await looked(page, `rate-statement-${page.viewportSize()?.width}`);
  }
  await page.getByRole('button', { name: '已阅读，开始评议' }).click();
}

/** Gives every question a grade: the weak branch is found wanting. */
async function grade(page: Page, branch: string): Promise<void> {
  await expect(page.getByRole('heading', { name: branch })).toBeVisible();
  const questions = page.getByRole('main').getByRole('group');
  await expect(questions).toHaveCount(4);
  for (const [at, question] of (await questions.all()).entries()) {
    const words = branch === weak ? ['一般', '差', '差', '一般'] : ['好', '好', '较好', '好'];
    await question.getByRole('radio', { name: words[at], exact: true }).check();
  }
  await page.getByRole('button', { name: '提交评议' }).click();
}

async function looked(page: Page, name: string): Promise<void> {
  await look(page);
  await picture(page, name);
}

/** The links as the officer takes them away in a workbook. */
async function linksFromWorkbook(page: Page, address: string): Promise<Link[]> {
  await page.goto(address);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成并下载表格' }).click(),
  ]);
  const { sheets } = await readXlsx(readFileSync(await file.path()));
  const rows = sheets[0]?.rows ?? [];
  const links = rows.filter((row) => String(row[3] ?? '').startsWith('http'));
  return links.map((row) => ({ ratee: String(row[1]), address: String(row[3]) }));
}

/** The links of the one branch's staff, copied from the sheet of codes one after the other. */
async function linksFromPage(page: Page, address: string): Promise<Link[]> {
  await page.goto(address);
  await page.getByRole('button', { name: '生成并在此显示' }).click();
  const cards = page.getByRole('listitem').filter({ has: page.getByText(asked, { exact: true }) });
  await expect(cards).toHaveCount(5);
  await looked(page, 'links-sheet');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const links: Link[] = [];
  for (const card of await cards.all()) {
    await card.getByRole('button', { name: '复制链接' }).click();
    await expect(card.getByRole('button', { name: '已复制' })).toBeVisible();
    links.push({ ratee: asked, address: await page.evaluate(() => navigator.clipboard.readText()) });
  }
  expect(new Set(links.map((link) => link.address)).size).toBe(5);
  return links;
}
