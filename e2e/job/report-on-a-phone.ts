import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job } from './job.ts';

/** The member, on a phone, finds the task, sees what is known already, adds one thing and submits. */
export async function reportOnAPhone({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.member);
  await look(page);
  await open(page, '/to-do');
  await look(page);
  await expect(page.getByText('到政务大厅窗口轮值一周，列出堵点')).toBeVisible();
  const begun = Date.now();
  await open(page, '/my-report');
  await look(page);
  await expect(page.getByRole('heading', { name: '系统已有的事实' })).toBeVisible();
  await page.getByRole('button', { name: '补一件事' }).click();
  await page.getByRole('textbox').last().fill('帮助两家企业跑完用地手续，当月开工');
  await picture(page, 'my-report');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByText(/已提交|已于 .* 提交/).first()).toBeVisible();
  await look(page);
  expect(Date.now() - begun).toBeLessThan(120_000);

  const secretary = await persons.as(cast.secretary);
  await open(secretary, '/self-reports');
  await look(secretary);
  await secretary.getByRole('link', { name: cast.member.name }).first().click();
  await secretary.getByRole('button', { name: '接收' }).click();
  await expect(secretary.getByText(/已办理|已接收/).first()).toBeVisible();
}
