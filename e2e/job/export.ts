import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { readZipDirectory } from '../../src/platform/documents/zip-directory.ts';
import { open } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job } from './job.ts';
import { branches, unit } from './workbook.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The published result leaves as a workbook and as an official document; both open and say what was published. */
export async function exportTheResult({ persons }: Job): Promise<void> {
  const page = await persons.as(cast.clerk);
  await open(page, '/publications');
  await page
    .getByRole('main')
    .getByRole('link', { name: /党支部/ })
    .first()
    .click();
  await expect(page.getByText('校验一致')).toBeVisible();

  const sheet = await download(page, '表格（Excel）');
  expect(sheet.name).toMatch(/\.xlsx$/);
  expect(sheet.type).toContain(`${OFFICE}.spreadsheetml.sheet`);
  const [scores] = (await readXlsx(sheet.bytes)).sheets;
  const rows = (scores?.rows ?? []).filter((row) => branches.some((branch) => row[1] === branch));
  expect(rows.map((row) => row[1])).toEqual([...branches]);
  // A score is a number with its error beside it, not a text.
  for (const row of rows) expect([typeof row[2], typeof row[3]]).toEqual(['number', 'number']);

  const letter = await download(page, '公文（Word）');
  expect(letter.name).toMatch(/\.docx$/);
  expect(letter.type).toContain(`${OFFICE}.wordprocessingml.document`);
  const text = partOf(letter.bytes, 'word/document.xml').replace(/<[^>]+>/g, '');
  for (const branch of branches) expect(text).toContain(branch);
  // A Party body issues it, not the unit.
  expect(text).toContain(`${unit}机关党委关于`);
}

/** Presses the button, and takes what the browser saved together with what the server called it. */
async function download(page: Page, button: string) {
  const [file, reply] = await Promise.all([
    page.waitForEvent('download'),
    page.waitForResponse((response) => /\.(xlsx|docx)$|workbook|document/.test(response.url())),
    page.getByRole('button', { name: button }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  expect(bytes.length).toBeGreaterThan(2_000);
  return { name: file.suggestedFilename(), type: reply.headers()['content-type'] ?? '', bytes };
}

/** One part of a document, read as any reader of the format would. */
function partOf(bytes: Buffer, name: string): string {
  const directory = readZipDirectory(Uint8Array.from(bytes), 100);
  if (!directory.ok) throw new Error(directory.refusal.code);
  const entry = directory.value.find((each) => each.name === name);
  if (!entry) throw new Error(`no ${name}`);
  const data = bytes.subarray(entry.start, entry.start + entry.compressedSize);
  return new TextDecoder().decode(entry.method === 'stored' ? data : inflateRawSync(data));
}
