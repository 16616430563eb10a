import { addDays } from '../../src/kernel/dates.ts';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, FIRST_DAY, type Job } from './job.ts';

/** The secretary sees what is due, records one meeting, and it fulfils what it meets and gives out a task. */
export async function recordMeeting({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.secretary);
  await look(page);
  await picture(page, 'home-secretary');
  await open(page, '/calendar');
  await look(page);
  await open(page, '/to-do');
  await look(page);
  const due = page.getByRole('main').getByText('支部党员大会').first();
  await expect(due).toBeVisible();

  await open(page, '/meetings/new');
  await look(page);
  for (const kind of ['支部党员大会', '主题党日']) await page.getByRole('checkbox', { name: kind }).check();
  await page.getByRole('spinbutton', { name: '时长（分钟）' }).fill('90');
  await page.getByRole('textbox', { name: '议题 1' }).fill('群众反映项目审批慢，怎么办');
  const speakers = page.getByRole('group', { name: /谁发了言/ });
  for (const name of [cast.secretary.name, cast.member.name])
    await speakers.getByRole('button', { name }).click();
  await page.getByRole('button', { name: '加一项决议' }).click();
  await page.getByRole('textbox', { name: '决议 1' }).fill('党员骨干到窗口轮值，把审批时限压到三天');
  await page.getByRole('button', { name: '分派任务' }).click();
  await page.getByRole('textbox', { name: '任务', exact: true }).fill('到政务大厅窗口轮值一周，列出堵点');
  await page.getByRole('combobox', { name: '责任人' }).click();
  await page.getByRole('combobox', { name: '责任人' }).fill(cast.member.name);
  await page.keyboard.press('Enter');
  await page.getByLabel('完成时限').fill(addDays(FIRST_DAY, 20));
  await picture(page, 'meeting-form');
  await page.getByRole('button', { name: '保存会议记录' }).click();
  await expect(page.getByRole('heading', { name: '会议已记录' })).toBeVisible();
  await expect(page.getByText(/责任清单 \d+ 项/)).toBeVisible();
  await expect(page.getByText(/任务清单 1 项/)).toBeVisible();
  await look(page);
  await picture(page, 'meeting-saved');
}
