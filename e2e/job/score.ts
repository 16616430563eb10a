import type { Page } from '@playwright/test';
import { choose, look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job, type Part } from './job.ts';
import { counting, keyFileOf, passphraseFor, step } from './open-round.ts';
import { branches } from './workbook.ts';

/** The days of rating are over: the round is closed, two trustees open the sums, and the third is not needed. */
export async function closeAndTally(job: Job): Promise<void> {
  await job.letPass(8);
  const officer = await job.persons.as(cast.officer);
  const round = await openTheRound(officer);
  await step(officer, '截止');
  await expect(officer.getByText('已截止，选票清单已固定。')).toBeVisible();
  await look(officer);
  for (const trustee of counting) await decrypt(await job.persons.as(trustee), trustee, job.folder);

  await officer.goto(round);
  await officer.getByRole('button', { name: '查看结果' }).click();
  await expect(officer.getByRole('heading', { level: 1 })).toBeVisible();
  await look(officer);
  await expect(officer.getByText(/5.*票|人数不足|没有测评/).first()).toBeVisible();
  await picture(officer, 'round-result');
}

/** The officer scores the round by the adopted scheme and opens one score down to its records and pooled ballots. */
export async function scoreAndExplain({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.officer);
  await open(page, '/results');
  await look(page);
  await page.getByRole('button', { name: '计分' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '计分' })).toBeVisible();
  await choose(page, '测评（已合计）', /党支部年度测评/);
  await choose(page, '考核方案', /党支部年度考核方案/);
  await look(page);
  await page.getByRole('button', { name: '计分', exact: true }).click();
  await expect(page).toHaveURL(/\/results\/[0-9a-f-]{36}$/);
  for (const branch of branches) await expect(page.getByRole('row', { name: branch })).toBeVisible();
  await look(page);
  await picture(page, 'result-draft');

  await page.getByRole('row', { name: branches[0] }).getByRole('link', { name: branches[0] }).click();
  await expect(page.getByRole('heading', { level: 1, name: branches[0] })).toBeVisible();
  await page.getByRole('button', { name: '全部展开' }).click();
  await expect(page.getByText('各项得分之和就是总分')).toBeVisible();
  // Down to the record that met the duty, and to the pooled ballots of those who rated.
  await expect(page.getByRole('link', { name: /支部党员大会|主题党日/ }).first()).toBeVisible();
  await expect(page.getByText('上级党组织和负责同志 + 支部党员')).toBeVisible();
  await expect(page.getByText('5 票以上').first()).toBeVisible();
  await expect(page.getByText(/权重 40%/).first()).toBeVisible();
  await look(page);
  await picture(page, 'score-tree');
  await page
    .getByRole('link', { name: /支部党员大会|主题党日/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/records\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('群众反映项目审批慢，怎么办');
  await look(page);
}

/** The officer's way to the round. */
async function openTheRound(page: Page): Promise<string> {
  await open(page, '/rounds');
  await page
    .getByRole('row')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: '截止', exact: true })).toBeVisible();
  return page.url();
}

/** A trustee brings the key file and the passphrase; the page recounts by itself and opens the sums. */
async function decrypt(page: Page, trustee: Part, folder: string): Promise<void> {
  await open(page, '/trustee');
  await page
    .getByRole('main')
    .getByRole('link', { name: /党支部/ })
    .click();
  await page.getByLabel('密钥文件').setInputFiles(keyFileOf(folder, trustee));
  const box = page.getByRole('textbox', { name: '口令' });
  const go = page.getByRole('button', { name: '核对并解密' });
  if (trustee === counting[0]) {
    await box.fill('不是这一句口令');
    await go.click();
    await expect(page.getByText('口令不对，或密钥文件被改动过。')).toBeVisible();
    await look(page);
    await picture(page, 'decrypt-wrong-passphrase');
  }
  await box.fill(passphraseFor(trustee));
  await go.click();
  await expect(page.getByText(/您的部分已完成|本轮已计票/)).toBeVisible({ timeout: 60_000 });
  await look(page);
}
