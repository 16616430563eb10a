import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildZip, deflatedZeros, workbookParts } from '#platform/documents/testing/zip-builder.ts';
import { readWorkbook } from '#platform/documents/workbook.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  checkImport,
  confirmImport,
  discardImport,
  importTemplate,
  listImportLines,
  listImports,
  markedWorkbook,
  readImport,
  rosterExport,
  undoImport,
  uploadImport,
} from './import.contract.ts';
import type { ImportView } from './read-imports.ts';
import { type GivenSheet, messyFaults, messySheets, writeGiven } from './testing/messy-workbook.ts';
import type { Given } from './testing/sheets.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const roster = (rows: Given[][]): GivenSheet[] => [
  {
    name: '名册',
    rows: [['姓名', '出生日期', '手机号', '所在党支部', '所在单位', '党内职务', '入党时间'], ...rows],
  },
];

async function upload(sheets: readonly GivenSheet[], name = '名册.xlsx'): Promise<ImportView> {
  const clerk = await app.as('clerk');
  const reply = await clerk.call(uploadImport, { file: { name, bytes: await writeGiven(sheets) } });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return reply.body;
}

/** Uploads, takes the columns as proposed, and waits for the dry run. */
async function checked(
  sheets: readonly GivenSheet[],
  more: Partial<{ asOf: string; defaultUnitId: string | null }> = {},
) {
  return check(await upload(sheets), more);
}

async function check(
  view: ImportView,
  more: Partial<{ asOf: string; defaultUnitId: string | null }> = {},
): Promise<ImportView> {
  const clerk = await app.as('clerk');
  const tables = view.tables.map(({ sheet, kind, columns }) => ({
    sheet,
    kind,
    columns: columns.map(({ index, use }) => ({ index, use: use ?? ('ignore' as const) })),
  }));
  const started = await clerk.call(checkImport, {
    params: { id: view.id },
    ifMatch: view.version,
    body: { tables, asOf: '2026-01-01', defaultUnitId: null, ...more },
  });
  expect(started.status, JSON.stringify(started.problem)).toBe(202);
  for (;;) {
    const { body } = await clerk.call(readImport, { params: { id: view.id } });
    if (body.state !== 'checking') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function confirmed(view: ImportView): Promise<ImportView> {
  const reply = await (await app.as('clerk')).call(confirmImport, {
    params: { id: view.id },
    ifMatch: view.version,
  });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(200);
  return reply.body;
}

async function undone(view: ImportView) {
  return (await app.as('clerk')).call(undoImport, { params: { id: view.id }, ifMatch: view.version });
}

async function linesOf(view: ImportView, query: { action?: 'bad' | 'create' } = {}) {
  const clerk = await app.as('clerk');
  const all = [];
  let cursor: string | undefined;
  do {
    const { body } = await clerk.call(listImportLines, {
      params: { id: view.id },
      query: { ...query, cursor, limit: 7 },
    });
    all.push(...body.items);
    cursor = body.next ?? undefined;
  } while (cursor);
  return all;
}

/** Everything an import may touch, as one hash; versions apart, which an undo moves on. */
async function fingerprint(): Promise<string> {
  const { rows } = await app.owner.query(`
    select md5(string_agg(t, '|' order by t)) as hash from (
      select 'o' || (to_jsonb(o) - 'version')::text as t from organisation o union all
      select 'p' || (to_jsonb(p) - 'version')::text from person p union all
      select 'm' || to_jsonb(m)::text from membership m union all
      select 'a' || to_jsonb(a)::text from appointment a) as everything`);
  return rows[0].hash;
}

describe('a messy workbook, from the upload to the undo', () => {
  let view: ImportView;
  let before: string;

  test('is read without writing anything', async () => {
    before = await fingerprint();
    view = await checked(messySheets);
    expect(view.state).toBe('checked');
    expect(view.counts?.person).toEqual({ create: 8, change: 0, same: 0, merged: 2, bad: 19 });
    expect(await fingerprint()).toBe(before);
  });

  test('every bad cell is listed by sheet, cell and reason', async () => {
    const lines = await linesOf(view, { action: 'bad' });
    const faults = lines.flatMap(({ sheet, remarks }) =>
      remarks.filter((remark) => remark.level === 'bad').map((remark) => [sheet, remark.cell, remark.code]),
    );
    expect(faults.sort()).toEqual([...messyFaults].sort());
    expect((await linesOf(view)).length).toBe(30);
  });

  test('comes back with its cells marked and commented', async () => {
    const { status, raw, headers } = await (await app.as('clerk')).call(markedWorkbook, {
      params: { id: view.id },
    });
    expect(status).toBe(200);
    expect(String(headers['content-disposition'])).toContain(encodeURIComponent('名册(已标注).xlsx'));
    const sheets = await readWorkbook(raw);
    if (!sheets.ok) throw new Error(sheets.refusal.code);
    expect(sheets.value.map((sheet) => sheet.name)).toEqual([
      ...messySheets.map((sheet) => sheet.name),
      '检查结果',
    ]);
    const list = sheets.value
      .at(-1)
      ?.rows.map((row) => row.slice(0, 2).map((cell) => (cell?.kind === 'text' ? cell.text : '')));
    for (const [sheet, cell] of messyFaults) expect(list).toContainEqual([sheet, cell]);
    // Cell for cell as it was: the name as typed, the formula by what it showed.
    const original = sheets.value[0]?.rows;
    expect(original?.[5]?.[1]).toEqual({ kind: 'text', text: '王 芳' });
    expect(original?.[18]?.[4]).toEqual({ kind: 'text', text: '1975-01-01' });
  });

  test('the marked workbook itself can be uploaded again and says the same', async () => {
    const clerk = await app.as('clerk');
    const { raw } = await clerk.call(markedWorkbook, { params: { id: view.id } });
    const again = await clerk.call(uploadImport, { file: { name: 'x.xlsx', bytes: raw } });
    const second = await check(again.body);
    expect(second.counts).toEqual(view.counts);
  });

  test('is written on confirmation, in one transaction, and the file is forgotten', async () => {
    const done = await confirmed(view);
    expect(done).toMatchObject({ state: 'confirmed', fileKept: false });
    const { rows } = await app.owner.query('select count(*)::int as n from person where batch_id = $1', [
      view.id,
    ]);
    expect(rows[0].n).toBe(8);
    const { rows: sealed } = await app.owner.query(
      "select 1 from person where batch_id = $1 and (position('13800000011'::bytea in phone_sealed) > 0 or name like '% %')",
      [view.id],
    );
    expect(sealed).toEqual([]);
    const { rows: found } = await app.owner.query(
      `select p.name, o.name as branch, m.kind, m.joined_on::text from person p
       join membership m on m.person_id = p.id join organisation o on o.id = m.org_id where p.batch_id = $1 and p.name = '沈飞'`,
      [view.id],
    );
    expect(found).toEqual([
      { name: '沈飞', branch: '新能源处党支部', kind: 'full', joined_on: '2017-07-01' },
    ]);
    view = done;
    const twice = await (await app.as('clerk')).call(confirmImport, {
      params: { id: view.id },
      ifMatch: view.version,
    });
    expect(twice.status).toBe(409);
  });

  test('the same workbook again finds everybody and changes nothing', async () => {
    const again = await checked(messySheets);
    expect(again.counts?.person).toMatchObject({ create: 0, change: 0, same: 8 });
    const nothing = await (await app.as('clerk')).call(confirmImport, {
      params: { id: again.id },
      ifMatch: again.version,
    });
    expect(nothing.problem.code).toBe('import/nothing-to-write');
  });

  test('the undo leaves everything as it was', async () => {
    const reply = await undone(view);
    expect(reply.status, JSON.stringify(reply.problem)).toBe(200);
    expect(reply.body.state).toBe('undone');
    expect(await fingerprint()).toBe(before);
  });

  test('each step is in the audit chain, without names', async () => {
    const { rows } = await app.owner.query(
      'select action, body from audit_entry where object_id = $1 order by seq',
      [view.id],
    );
    const actions = rows.map((row) => row.action);
    for (const action of [
      'import.upload',
      'import.check',
      'import.checked',
      'import.marked-workbook',
      'import.confirm',
      'import.undo',
    ]) {
      expect(actions).toContain(action);
    }
    for (const row of rows) expect(row.body).not.toMatch(/王芳|名册/);
  });
});

describe('what changes people that are there', () => {
  test('a transfer, a new phone and a new post, and back', async () => {
    const before = await fingerprint();
    // 赵乙: member of 办公室党支部, born 1981-02-15.
    const view = await checked(
      roster([['赵乙', '1981-02-15', '13811110000', '规划处党支部', '市发展改革局', '组织委员', '']]),
    );
    const [line] = await linesOf(view);
    expect(line).toMatchObject({ action: 'change' });
    expect(line?.changes).toEqual([
      { field: 'phone', from: null, to: '•' },
      { field: 'membership', from: '办公室党支部', to: '规划处党支部' },
      { field: 'post', from: null, to: '规划处党支部 组织委员' },
    ]);
    const done = await confirmed(view);
    const { rows } = await app.owner.query(
      `select o.name, m.to_on::text from membership m join organisation o on o.id = m.org_id where m.person_id = $1 order by m.from_on`,
      [app.world.members.a1[1]],
    );
    expect(rows).toEqual([
      { name: '办公室党支部', to_on: '2026-11-23' },
      { name: '规划处党支部', to_on: null },
    ]);
    expect((await undone(done)).status).toBe(200);
    expect(await fingerprint()).toBe(before);
  });

  test('data that changed between preview and confirmation stop it, and nothing is written', async () => {
    const view = await checked(roster([['赵丙', '1982-03-15', '13811110001', '', '', '', '']]));
    await app.owner.query("update person set title = '处长', version = version + 1 where id = $1", [
      app.world.members.a1[2],
    ]);
    const before = await fingerprint();
    const reply = await (await app.as('clerk')).call(confirmImport, {
      params: { id: view.id },
      ifMatch: view.version,
    });
    expect(reply.problem).toMatchObject({ status: 409, code: 'import/changed-since-check' });
    expect(await fingerprint()).toBe(before);
    const again = await check({
      ...view,
      version: (await (await app.as('clerk')).call(readImport, { params: { id: view.id } })).body.version,
    });
    expect((await confirmed(again)).state).toBe('confirmed');
  });

  test('an undo is refused, with a list, once anything depends on the import', async () => {
    const done = await confirmed(
      await checked(roster([['甄新人', '1990-01-01', '', '甄新支部', '市发展改革局', '', '2015.7']])),
    );
    const { rows } = await app.owner.query('select id from person where batch_id = $1', [done.id]);
    const personId = rows[0].id;
    await app.owner.query('update account set person_id = $1 where login = $2', [personId, 'rater']);
    const depended = await undone(done);
    expect(depended.problem).toMatchObject({ status: 409, code: 'import/depended-on' });
    expect(depended.problem.title).toContain('登录账号 1 条');
    expect(depended.problem.data).toMatchObject({ dependents: [{ table: 'account', rows: 1 }] });
    await app.owner.query('update account set person_id = null where login = $1', ['rater']);

    await app.owner.query("update person set title = '主任', version = version + 1 where id = $1", [
      personId,
    ]);
    expect((await undone(done)).problem.data).toMatchObject({
      dependents: [],
      edited: [{ table: 'person', rows: 1 }],
    });
    await app.owner.query('update person set version = 1 where id = $1', [personId]);

    // A second import that puts somebody into the first one's branch.
    const second = await confirmed(
      await checked(roster([['赵丁', '1983-04-15', '', '甄新支部', '市发展改革局', '', '']])),
    );
    expect((await undone(done)).problem.data).toMatchObject({
      dependents: [{ table: 'membership', rows: 1 }],
    });
    expect((await undone(second)).status).toBe(200);
    expect((await undone(done)).status).toBe(200);
  });
});

describe('what is refused', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, number]>([
    ['a web page', () => Buffer.from('<html></html>'), 415],
    ['a zip bomb', () => buildZip([...workbookParts(), { name: 'xl/a.xml', raw: deflatedZeros(512) }]), 413],
    [
      'a far cell',
      () => buildZip(workbookParts('<sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData>')),
      413,
    ],
    ['an entity', () => buildZip(workbookParts('<!DOCTYPE x [<!ENTITY a "b">]>')), 422],
    ['an empty workbook', () => writeGiven([{ name: 's', rows: [] }]), 422],
    ['more than ten megabytes', () => Buffer.alloc(10 * 1024 * 1024 + 1), 413],
  ])('%s', async (_name, bytes, status) => {
    const before = process.memoryUsage.rss();
    const file = { name: 'x.xlsx', bytes: await bytes() };
    const started = process.cpuUsage();
    const reply = await (await app.as('clerk')).call(uploadImport, { file });
    expect(reply.status).toBe(status);
    expect(reply.problem.title).toMatch(/[\u4e00-\u9fff]{4}/);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(2_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
  });

  test.each(['officer', 'secretary', 'member', 'auditor', 'sysadmin', 'secadmin'] as const)(
    'an upload by the %s',
    async (login) => {
      const reply = await (await app.as(login)).call(uploadImport, {
        file: { name: 'x.xlsx', bytes: await writeGiven(messySheets) },
      });
      expect(reply.status).toBe(403);
    },
  );

  test('an old version, a missing one, an unknown import', async () => {
    const clerk = await app.as('clerk');
    const view = await checked(
      roster([['甲乙丙', '1990-01-01', '', '办公室党支部', '市发展改革局', '', '2015.7']]),
    );
    expect(
      (await clerk.call(confirmImport, { params: { id: view.id }, ifMatch: view.version - 1 })).status,
    ).toBe(412);
    expect((await clerk.call(confirmImport, { params: { id: view.id } })).status).toBe(428);
    expect((await clerk.call(readImport, { params: { id: app.world.ids.root } })).status).toBe(404);
    const gone = await clerk.call(discardImport, { params: { id: view.id }, ifMatch: view.version });
    expect(gone.body).toMatchObject({ state: 'discarded', fileKept: false });
    expect((await linesOf(view)).length).toBe(0);
    expect(
      (await clerk.call(confirmImport, { params: { id: view.id }, ifMatch: gone.body.version })).status,
    ).toBe(409);
  });

  test('a mapping that names a field twice, a foreign one, or leaves out the name', async () => {
    const clerk = await app.as('clerk');
    const view = await upload([
      {
        name: 's',
        rows: [
          ['同志', '性别', '手机', '号码'],
          ['王芳', '女', '', ''],
        ],
      },
    ]);
    expect(view.tables[0]?.columns.map((column) => column.use)).toEqual([null, 'sex', 'phone', null]);
    const send = (uses: (string | null)[]) =>
      clerk.call(checkImport, {
        params: { id: view.id },
        ifMatch: view.version,
        body: {
          tables: [
            {
              sheet: 's',
              kind: 'people',
              columns: uses.map((use, index) => ({ index, use: (use ?? 'ignore') as 'name' })),
            },
          ],
          asOf: '2026-01-01',
          defaultUnitId: null,
        },
      });
    expect((await send(['name', 'sex', 'phone', 'phone'])).problem).toMatchObject({
      status: 422,
      code: 'import/bad-mapping',
    });
    expect((await send(['ignore', 'sex', 'phone', 'ignore'])).status).toBe(422);
    expect((await send(['org-name', 'sex', 'phone', 'ignore'])).status).toBe(422);
    expect((await send(['nonsense', 'sex', 'phone', 'ignore'])).status).toBe(400);
    expect((await send(['name', 'sex', 'phone', 'ignore'])).status).toBe(202);
  });
});

describe('files to take away', () => {
  test('the template is accepted as it is', async () => {
    const clerk = await app.as('clerk');
    const { raw } = await clerk.call(importTemplate);
    const uploaded = await clerk.call(uploadImport, { file: { name: '模板.xlsx', bytes: raw } });
    expect(uploaded.body.tables.map((table) => table.kind)).toEqual([
      'units',
      'organisations',
      'people',
      null,
    ]);
    for (const table of uploaded.body.tables.slice(0, 3))
      expect(table.columns.filter((column) => column.use === null)).toEqual([]);
    const view = await check(uploaded.body);
    // Its one example is a secretary, and that branch has one.
    const faults = (await linesOf(view, { action: 'bad' })).flatMap((line) =>
      line.remarks.map((remark) => remark.code),
    );
    expect(faults).toEqual(['post/held']);
  });

  test('the roster can be imported again and says the same; an officer gets their own subtree only', async () => {
    const clerk = await app.as('clerk');
    const whole = await clerk.call(rosterExport);
    expect(whole.status).toBe(200);
    const uploaded = await clerk.call(uploadImport, { file: { name: '名册.xlsx', bytes: whole.raw } });
    const view = await check(uploaded.body);
    const touched = (await linesOf(view)).filter((line) => line.action !== 'same');
    expect(touched).toEqual([]);
    const own = await (await app.as('officerB')).call(rosterExport);
    const sheets = await readWorkbook(own.raw);
    const names = sheets.ok
      ? sheets.value[0]?.rows.slice(1).map((row) => (row[0]?.kind === 'text' ? row[0].text[0] : ''))
      : [];
    expect(new Set(names)).toEqual(new Set(['孙', '李']));
    expect((await (await app.as('member')).call(rosterExport)).status).toBe(403);
  });

  test('imports are listed newest first, page by page', async () => {
    const clerk = await app.as('clerk');
    const first = await clerk.call(listImports, { query: { limit: 2 } });
    expect(first.body.items.length).toBe(2);
    const second = await clerk.call(listImports, { query: { limit: 2, cursor: first.body.next ?? '' } });
    expect(second.body.items[0]?.id).not.toBe(first.body.items[1]?.id);
    expect((await clerk.call(listImports, { query: { cursor: 'x' } })).status).toBe(400);
  });
});
