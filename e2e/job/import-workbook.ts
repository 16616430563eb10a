import { expect } from '../support/visit.ts';
import { cast, type Job, look, open } from './job.ts';
import { unit, workbook } from './workbook.ts';

/** The clerk puts the organ's own workbook in, sees what would happen, and confirms. */
export async function importWorkbook({ persons, folder }: Job): Promise<void> {
  const page = await persons.as(cast.clerk);
  await open(page, '/imports');
  await look(page);
  await page.locator('input[type="file"]').setInputFiles({
    name: '市发改局党员名册2026.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await workbook(),
  });
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await look(page);
  await page.screenshot({ path: `${folder}/import-mapping.png`, fullPage: true });
}
