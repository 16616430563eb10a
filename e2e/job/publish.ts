import type { Page } from '@playwright/test';
import { choose, look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job } from './job.ts';
import { branches } from './workbook.ts';

/** The officer who scored submits; another reviews in her own name and makes the result known to those it is about. */
export async function review({ persons }: Job): Promise<void> {
  const officer = await persons.as(cast.officer);
  await openResult(officer);
  await step(officer, '送审');
  // Whoever scored cannot review: the button is there and says why.
  await expect(officer.getByRole('button', { name: '审核通过' })).toBeDisabled();
  await expect(officer.getByText('计分人不能复核自己的结果，请由另一人复核。').first()).toBeVisible();
  await look(officer);

  const clerk = await persons.as(cast.clerk);
  await openResult(clerk);
  await step(clerk, '审核通过', '方案期前公开，数据可追溯，保密审查无问题，同意。');
  await step(clerk, '反馈被考核组织');
  await expect(clerk.getByText('最早公布日期')).toBeVisible();
  await look(clerk);
  await picture(clerk, 'result-notified');
}

/** The branch sees its score with everything behind it, objects in time, and is answered in writing by another person. */
export async function object({ persons }: Job): Promise<void> {
  const secretary = await persons.as(cast.secretary);
  await look(secretary);
  await open(secretary, '/scores');
  await look(secretary);
  await secretary
    .getByRole('main')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(secretary.getByRole('heading', { level: 1, name: branches[0] })).toBeVisible();
  await secretary.getByRole('button', { name: '提出异议' }).click();
  const dialog = secretary.getByRole('dialog', { name: '提出异议' });
  await choose(secretary, '针对', '组织生活按期落实');
  await dialog
    .getByRole('textbox', { name: /异议内容/ })
    .fill('七月主题党日确已开展，当时系统尚未启用，请核对纸质记录。');
  await look(secretary);
  await picture(secretary, 'objection-form');
  await dialog.getByRole('button', { name: '提出异议' }).click();
  await expect(secretary).toHaveURL(/\/objections\/[0-9a-f-]{36}$/);
  await expect(secretary.getByText('待受理')).toBeVisible();
  await expect(secretary.getByRole('button', { name: '认定成立' })).toHaveCount(0);

  const clerk = await persons.as(cast.clerk);
  await open(clerk, '/objections');
  await look(clerk);
  await clerk.getByRole('main').getByRole('link', { name: branches[0] }).first().click();
  await step(clerk, '受理');
  await step(clerk, '认定不成立', '纸质记录可以补录为迟报，补录前按系统内的记录计分，理由已当面说明。');
  await expect(clerk.getByText('不成立').first()).toBeVisible();
  await look(clerk);

  await secretary.reload();
  await expect(secretary.getByText('纸质记录可以补录为迟报')).toBeVisible();
  await look(secretary);
  await picture(secretary, 'objection-answered');
}

/** The notice is over: the result is published with its uncertainty, and everybody may read it. */
export async function publish(job: Job): Promise<void> {
  const early = await job.persons.as(cast.clerk);
  await openResult(early);
  await expect(early.getByRole('button', { name: '公布', exact: true })).toBeDisabled();
  await job.letPass(9);
  const clerk = await job.persons.as(cast.clerk);
  await openResult(clerk);
  await step(clerk, '公布', '反馈期已满，异议已书面答复，同意公布。');
  await look(clerk);
  await clerk.getByRole('link', { name: '打开' }).first().click();
  await expect(clerk).toHaveURL(/\/publications\/[0-9a-f-]{36}$/);
  await expect(clerk.getByText('校验一致')).toBeVisible();
  for (const branch of branches) await expect(clerk.getByText(branch).first()).toBeVisible();
  await expect(clerk.getByText('收到 1 件，成立 0 件，不成立 1 件')).toBeVisible();
  await look(clerk);
  await picture(clerk, 'publication');

  const member = await job.persons.as(cast.member);
  await open(member, '/publications');
  await look(member);
  await member
    .getByRole('main')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(member.getByText('校验一致')).toBeVisible();
  await look(member);
  await picture(member, 'publication-phone');
}

/** The way to the result: the desk, and the one line that stands there. */
export async function openResult(page: Page): Promise<void> {
  await open(page, '/results');
  await page
    .getByRole('row')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/results\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { name: '经过' })).toBeVisible();
}

/** Takes a step: the button, the reason if one is asked for, and the same button in the dialog. */
export async function step(page: Page, name: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  if (reason) await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}
