import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { importSupplement } from './import-workbook.ts';
import { cast, FIRST_DAY, type Job } from './job.ts';
import { grant, openAccount } from './set-up.ts';
import { branches, deputy, unit } from './workbook.ts';

/** Accounts for the organ: what the secretary and the member may do follows from their posts, the officer is granted. */
export async function openTheOrgansAccounts(job: Job): Promise<void> {
  await openAccount(job, cast.officer, '方明');
  await grant(job, cast.officer, '机关党委专职干部', '发展和改革');
  await openAccount(job, cast.secretary, cast.secretary.name);
  await openAccount(job, cast.member, cast.member.name);
}

/**
 * The officer adopts a framework, cannot publish while duties have two owners or none,
 * settles both, and publishes.
 */
export async function adoptFramework(job: Job): Promise<void> {
  const { persons } = job;
  const page = await persons.as(cast.officer);
  await open(page, '/frameworks');
  await look(page);
  await page.getByRole('link', { name: '选一个框架' }).click();
  await page.getByRole('link', { name: '预览与采用：三级五岗' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '三级五岗' })).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: '采用', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '为哪个单位采用？' });
  await expect(dialog.getByText(unit)).toBeVisible();
  await dialog.getByRole('button', { name: '采用', exact: true }).click();
  await expect(page).toHaveURL(/\/frameworks\/[0-9a-f-]{36}$/);
  const address = page.url();
  await look(page);
  await picture(page, 'framework-draft');

  await page.getByRole('button', { name: '发布…' }).click();
  await expect(page.getByRole('dialog', { name: /还不能发布/ })).toBeVisible();
  await look(page);
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();

  const gaps = page.getByRole('region', { name: '缺口和重叠' });
  await expect(gaps.getByText(`${branches[4]}：`).first()).toBeVisible();
  await expect(gaps.getByText(`${branches[3]}：`).first()).toBeVisible();
  // The overlap is settled here; the hole is, when the branch has elected its secretary.
  const settle = gaps.getByRole('button', { name: new RegExp(`由${deputy}负责`) });
  await expect(settle.first()).toBeVisible();
  for (let left = await settle.count(); left > 0; left--) {
    await settle.first().click();
    await expect(settle).toHaveCount(left - 1);
  }
  await expect(gaps.getByText(`${branches[3]}：`)).toHaveCount(0);
  await importSupplement(job);
  await page.goto(address);
  await expect(gaps.getByText('没有缺口和重叠')).toBeVisible();

  await reviewed(job, address);
  await page.goto(address);
  await page.getByRole('button', { name: '发布…' }).click();
  const publishing = page.getByRole('dialog', { name: '发布责任清单' });
  await publishing.getByLabel('施行日期').fill(`${FIRST_DAY.slice(0, 4)}-07-01`);
  await publishing.getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByText(/已发布：落实到/)).toBeVisible({ timeout: 30_000 });
  await look(page);
  await picture(page, 'framework-issued');
}

/** The officer submits the draft, and the clerk, who is somebody else, approves it. */
async function reviewed({ persons }: Job, address: string): Promise<void> {
  const officer = await persons.as(cast.officer);
  await officer.goto(address);
  const course = officer.getByRole('region', { name: '送审和签字' });
  await course.getByRole('button', { name: '送审', exact: true }).click();
  await officer
    .getByRole('dialog', { name: '送审？' })
    .getByRole('button', { name: '送审', exact: true })
    .click();
  await expect(course.getByText('等待另一人审核')).toBeVisible();
  const clerk = await persons.as(cast.clerk);
  await open(clerk, new URL(address).pathname);
  await look(clerk);
  await clerk.getByRole('button', { name: '审核通过', exact: true }).click();
  await clerk
    .getByRole('dialog', { name: '审核通过？' })
    .getByRole('button', { name: '审核通过', exact: true })
    .click();
  await expect(clerk.getByText('已审核通过，可以发布')).toBeVisible();
}
