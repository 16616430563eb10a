import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job } from './job.ts';
import { supplement, unit, workbook } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The clerk puts the organ's own workbook in, sees what would happen, takes the marked copy, and confirms. */
export async function importWorkbook({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.clerk);
  await open(page, '/imports');
  await look(page);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: '市发改局党员名册2026.xlsx', mimeType: XLSX, buffer: await workbook() });
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('button', { name: '开始预演' })).toBeVisible();
  await look(page);
  await page.getByRole('button', { name: '开始预演' }).click();

  await expect(page.getByRole('button', { name: '确认导入' })).toBeVisible({ timeout: 60_000 });
  await look(page);
  await picture(page, 'import-outcome');
  await expect(page.getByText('有 2 行有错，不会导入')).toBeVisible();
  await expect(page.getByText('E37')).toBeVisible();
  await expect(page.getByText(/民族.*火星族.*不认识/)).toBeVisible();

  const [marked] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: '下载标注的工作簿' })
      .or(page.getByRole('link', { name: '下载标注的工作簿' }))
      .click(),
  ]);
  const copy = await readXlsx(readFileSync(await marked.path()));
  expect(copy.sheets.map((sheet) => sheet.name)).toContain('党员名册');

  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await expect(page.getByText(/已于 .* 导入/)).toBeVisible({ timeout: 60_000 });
  await look(page);

  await open(page, '/organisations');
  await expect(page.getByRole('main').getByText(unit, { exact: true }).first()).toBeVisible();
  await picture(page, 'import-tree');
}

/** A second workbook, of one line, for what the first left open: only what it says is added. */
export async function importSupplement({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.clerk);
  await open(page, '/imports');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: '任职补充.xlsx', mimeType: XLSX, buffer: await supplement() });
  await page.getByRole('button', { name: '开始预演' }).click();
  await page.getByRole('button', { name: '确认导入' }).click({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await expect(page.getByText(/已于 .* 导入/)).toBeVisible({ timeout: 60_000 });
}
