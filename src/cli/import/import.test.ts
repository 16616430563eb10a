import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '#platform/audit/chain.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { Services } from '#platform/http/context.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { composeServices } from '../../app.ts';
import { rosterSheets } from '../export/roster.ts';
import { dryRun, taken } from './dry-run.ts';
import { writeWorkbookIn } from './write.ts';

let app: TestApp;
let services: Services;
beforeAll(async () => {
  app = await testApp();
  const contentDir = new URL('../../../content', import.meta.url).pathname;
  services = composeServices({
    config: {
      port: 0,
      host: '',
      dataDir: '/nonexistent',
      publicUrl: null,
      trustProxy: false,
      webDir: '/nonexistent',
      contentDir,
    },
    database: app.database,
    keys: app.keys,
  });
});
afterAll(() => app.close());

const asOf = '2026-01-01';
const workbook = async (sheets: SheetToWrite[]) => taken(await writeWorkbook(sheets, { at: new Date(0) }));
const persons = async () => (await app.owner.query('select count(*)::int as n from person')).rows[0].n;

test('what is exported is read back as unchanged', async () => {
  const bytes = await workbook(await rosterSheets(services, app.tenantId));
  const preview = await dryRun(services, app.tenantId, { bytes, asOf, unitId: null });
  expect(preview.bad).toEqual([]);
  expect(preview.counts.unit).toMatchObject({ same: 2, create: 0, change: 0 });
  expect(preview.counts.organisation).toMatchObject({ same: 8, create: 0, change: 0 });
  expect(preview.counts.person).toMatchObject({ create: 0, change: 0, bad: 0 });
});

test('a dry run writes nothing; writing adds the sound lines as one batch', async () => {
  const rows = [
    ['姓名', '性别', '出生日期', '所在党支部', '所在单位', '政治面貌', '爱好'],
    ['周 新', '男', '1990.5', '办公室党支部', '市发展改革局', '中共党员', '棋'],
    ['吴错', '女', '1990年13月', '办公室党支部', '市发展改革局', '中共党员', ''],
  ];
  const bytes = await workbook([{ name: '人员', rows, headRows: 1 }]);
  const before = await persons();
  const entries = (await app.owner.query('select count(*)::int as n from audit_entry')).rows[0].n;
  const preview = await dryRun(services, app.tenantId, { bytes, asOf, unitId: null });
  expect(preview.counts.person).toMatchObject({ create: 1, bad: 1 });
  expect(preview.bad).toMatchObject([{ sheet: '人员', row: 3, cell: 'C3' }]);
  expect(preview.ignored).toEqual(['爱好']);
  expect(await persons()).toBe(before);
  expect((await app.owner.query('select count(*)::int as n from audit_entry')).rows[0].n).toBe(entries);

  const view = await writeWorkbookIn(services, app.tenantId, {
    name: 'a.xlsx',
    bytes,
    asOf,
    unitId: null,
    tables: preview.tables,
  });
  expect(view.state).toBe('confirmed');
  expect(await persons()).toBe(before + 1);
  const chain = await app.database.read(app.tenantId, (tx) => verifyChain(tx, app.tenantId));
  expect(chain.firstBad).toBeNull();
  expect(chain.entries).toBeGreaterThan(entries);
});

test('what is no workbook is refused in a sentence', async () => {
  const input = { bytes: Buffer.from('not a workbook'), asOf, unitId: null };
  await expect(dryRun(services, app.tenantId, input)).rejects.toMatchObject({ name: 'StartRefusal' });
});
