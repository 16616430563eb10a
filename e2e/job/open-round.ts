import type { Locator, Page } from '@playwright/test';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job, type Part } from './job.ts';
import { branches } from './workbook.ts';

/** The three who keep the key, by their seats: none of them organises the round. */
const trustees = [cast.secretary, cast.member, cast.clerk] as const;
/** Any two of the three count; the third may be away. */
export const counting = [cast.clerk, cast.secretary] as const;

export const passphraseFor = (part: Part): string => `口令由${part.name}一人记着 ${part.login}`;
export const keyFileOf = (folder: string, part: Part): string => `${folder}/key-${part.login}.json`;

/** The working committee adopts the scheme by which its branches are appraised. */
export async function adoptScheme({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.clerk);
  await open(page, '/schemes');
  await look(page);
  await page.getByRole('button', { name: '查看并采用 党支部年度考核方案' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '采用考核方案' })).toBeVisible();
  await look(page);
  await page.getByRole('combobox', { name: '采用单位' }).fill('云岭');
  await page.getByRole('option', { name: '云岭市直属机关工委' }).first().click();
  await page.getByLabel('考核期开始').fill('2026-07-01');
  await picture(page, 'adopt-scheme');
  await page.getByRole('button', { name: '采用', exact: true }).click();
  await expect(page).toHaveURL(/\/schemes\/[0-9a-f-]{36}$/);
  await look(page);
  await picture(page, 'scheme-adopted');
}

/**
 * The officer drafts a round; raters too few are refused before anybody is asked, a small group is merged; the trustees
 * make their keys, and the round opens.
 */
export async function openRound({ persons, folder }: Job): Promise<void> {
  const page = await persons.as(cast.officer);
  await open(page, '/rounds');
  await look(page);
  await page.getByRole('button', { name: '新建测评' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '新建测评' })).toBeVisible();
  const superior = page.getByRole('region', { name: '上级党组织和负责同志' });
  for (const name of ['陈国安', '何立群']) await superior.getByRole('checkbox', { name }).check();
  // At first without the members: two superiors and no more.
  const members = page.getByRole('region', { name: '支部党员' });
  const staff = page.getByRole('region', { name: '职工群众' });
  await membership(members).uncheck();
  await membership(staff).uncheck();
  for (const branch of branches) await page.getByRole('checkbox', { name: branch }).check();
  for (const [at, trustee] of trustees.entries()) {
    const seat = page.getByRole('group', { name: `第 ${at + 1} 位` });
    await seat.getByLabel('保管人').selectOption({ label: await labelOf(seat, trustee.name) });
  }
  await look(page);
  await picture(page, 'round-form');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page).toHaveURL(/\/rounds\/[0-9a-f-]{36}$/);
  const address = page.url();
  await expect(page.getByText(/5 个被评组织的评议人合计不足 5 人/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '征集公钥' })).toBeDisabled();
  await look(page);
  await picture(page, 'round-too-few');

  await page.getByRole('button', { name: '修改' }).click();
  await membership(members).check();
  await members.getByLabel('评议人来自').selectOption({ label: '被评组织的党员' });
  await membership(staff).check();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText('预检通过，可以进入下一步。')).toBeVisible();
  await expect(page.getByRole('row', { name: /办公室党支部.*上级.*支部党员.*合并统计/ })).toBeVisible();
  await look(page);
  await picture(page, 'round-checked');
  await step(page, '征集公钥');
  await expect(page.getByRole('main').getByText('等待公钥')).toHaveCount(3);
  for (const trustee of trustees) await makeKey(await persons.as(trustee), trustee, folder);

  await page.goto(address);
  await expect(page.getByRole('main').getByText('公钥已交')).toHaveCount(3);
  await step(page, '开放评议');
  await expect(page.getByRole('main').getByText('评议中').first()).toBeVisible();
  await expect(page.getByText('统计单元（已冻结）')).toBeVisible();
  await look(page);
  await picture(page, 'round-open');
}

/** Takes a step of a round: the button, and the same again in the dialog that explains it. */
export async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The tick by which a group of raters takes part. */
const membership = (group: Locator): Locator => group.getByRole('checkbox').first();

/** The whole text of the choice that begins with a name. */
async function labelOf(seat: Locator, name: string): Promise<string> {
  const option = seat.locator('option', { hasText: name });
  await expect(option).toHaveCount(1);
  return (await option.innerText()).trim();
}

/** A trustee makes a key in the own browser and keeps the file that comes of it. */
async function makeKey(page: Page, trustee: Part, folder: string): Promise<void> {
  await open(page, '/trustee');
  await look(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: /党支部/ })
    .click();
  await page.getByRole('textbox', { name: '口令', exact: true }).fill(passphraseFor(trustee));
  await page.getByRole('textbox', { name: '再次输入口令' }).fill(passphraseFor(trustee));
  await look(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成密钥、保存文件并提交公钥' }).click(),
  ]);
  await file.saveAs(keyFileOf(folder, trustee));
  await expect(page.getByText('您的公钥已提交')).toBeVisible();
  await look(page);
  await picture(page, `key-${trustee.login}`);
}
