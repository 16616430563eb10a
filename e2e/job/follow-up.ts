import { addDays } from '../../src/kernel/dates.ts';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, FIRST_DAY, type Job } from './job.ts';
import { openResult, step } from './publish.ts';
import { branches } from './workbook.ts';

/** A low indicator becomes a rectification with an owner and a date; the owner carries it out, a second person closes it. */
export async function rectify({ persons }: Job): Promise<void> {
  const clerk = await persons.as(cast.clerk);
  await openResult(clerk);
  await clerk.getByText('低分指标与整改').locator('..').getByRole('link', { name: '打开' }).click();
  await expect(clerk.getByRole('heading', { level: 1, name: '低分指标与整改' })).toBeVisible();
  await look(clerk);
  await clerk.getByRole('button', { name: new RegExp(`列入整改 ${branches[0]} 组织生活按期落实`) }).click();
  const dialog = clerk.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '责任人' }).fill(cast.secretary.name);
  await dialog.getByRole('option', { name: cast.secretary.name }).click();
  await dialog.getByLabel('时限').fill(addDays(FIRST_DAY, 45));
  await dialog
    .getByRole('textbox', { name: '整改措施' })
    .fill('每月第一周排定主题党日，当月记录；支委每季度对账一次。');
  await look(clerk);
  await picture(clerk, 'rectification-form');
  await dialog.getByRole('button', { name: '列入整改' }).click();
  const row = clerk.getByRole('row', { name: new RegExp(`${branches[0]} 组织生活按期落实`) });
  await expect(row).toContainText(cast.secretary.name);
  await look(clerk);
  await picture(clerk, 'rectifications');
  await row.getByRole('link', { name: '查看台账' }).click();
  await expect(clerk).toHaveURL(/\/ledger\/[0-9a-f-]{36}$/);
  const problem = clerk.url();
  await expect(clerk.getByRole('button', { name: '核验销号' })).toHaveCount(0);

  // The owner finds it among what waits and carries it out, but cannot close it.
  const owner = await persons.as(cast.secretary);
  await open(owner, '/ledger');
  await look(owner);
  await owner
    .getByRole('main')
    .getByRole('link', { name: /组织生活按期落实/ })
    .first()
    .click();
  await step(owner, '接办');
  await expect(owner.getByText('整改中').first()).toBeVisible();
  await owner.getByRole('button', { name: '提交核验', exact: true }).click();
  const submission = owner.getByRole('dialog', { name: '提交核验' });
  await submission
    .getByRole('textbox', { name: /^成效/ })
    .fill('已排定明年各月主题党日，十二月的已经召开并记录，支委会对账无遗漏。');
  await submission.getByRole('textbox', { name: /^第 1 项/ }).fill('支委会对账记录，十二月主题党日记录');
  await look(owner);
  await submission.getByRole('button', { name: '提交核验', exact: true }).click();
  await expect(submission).toBeHidden();
  await expect(owner.getByRole('button', { name: '核验销号' })).toBeDisabled();
  await look(owner);
  await picture(owner, 'rectification-submitted');

  const verifier = await persons.as(cast.officer);
  await verifier.goto(problem);
  await step(verifier, '核验销号', '查看了十二月会议记录和全年安排，确已改正。');
  await expect(verifier.getByText('已销号').first()).toBeVisible();
  await look(verifier);
  await picture(verifier, 'rectification-closed');
}
