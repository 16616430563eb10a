import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Cell, cellAddress, columnLetters, type Sheet } from './cells.ts';
import { goldenOptions, goldenSheets } from './testing/golden-sheets.ts';
import { buildZip, type Part, workbookParts } from './testing/zip-builder.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';
import { readZipDirectory } from './zip-directory.ts';

const at = new Date('2026-11-23T00:00:00Z');
const file = (name: string) => readFile(new URL(`./testing/${name}`, import.meta.url));

async function read(bytes: Uint8Array): Promise<Sheet[]> {
  const result = await readWorkbook(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

async function write(...args: Parameters<typeof writeWorkbook>): Promise<Uint8Array> {
  const result = await writeWorkbook(...args);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function partsOf(bytes: Uint8Array): Map<string, string> {
  const directory = readZipDirectory(bytes, 100);
  if (!directory.ok) throw new Error('not an archive');
  return new Map(
    directory.value.map((entry) => {
      const data = bytes.subarray(entry.start, entry.start + entry.compressedSize);
      return [entry.name, new TextDecoder().decode(entry.method === 'stored' ? data : inflateRawSync(data))];
    }),
  );
}

const text = (value: string): Cell => ({ kind: 'text', text: value });
const goldenRows = [
  [text('党员名册')],
  ['姓名', '出生日期', '手机号', '得分', '在册'].map(text),
  [
    text('王芳'),
    { kind: 'date', day: '1980-02-29' },
    text('13800000000'),
    { kind: 'number', number: 88.5 },
    { kind: 'boolean', boolean: true },
  ],
  [
    text('欧阳 <明&华>'),
    { kind: 'date', day: '2019-07-01' },
    text('1380000'),
    { kind: 'number', number: -5 },
    { kind: 'boolean', boolean: false },
  ],
  ['=HYPERLINK("http://x","a")', '＝1+1', '@SUM(A1)', '-1+1', '\t=1'].map(text),
  ['#N/A', '_x0041_', '两行\n文字', ' 前后有空格 ', '+cmd'].map(text),
];

describe('writing', () => {
  test('gives the golden file, part for part', async () => {
    const written = partsOf(await write(goldenSheets, goldenOptions));
    const golden = partsOf(await file('written.xlsx'));
    expect([...written.keys()]).toEqual([...golden.keys()]);
    for (const [name, content] of golden) expect(written.get(name), name).toBe(content);
  });

  test('a text is never a formula, an error or another text', async () => {
    const parts = partsOf(await write(goldenSheets, goldenOptions));
    for (const [name, content] of parts) {
      expect(content, name).not.toMatch(/<f[ >/]/);
      expect(content, name).not.toContain('t="e"');
    }
    expect((await read(await write(goldenSheets, goldenOptions)))[0]?.rows).toEqual(goldenRows);
  });

  test('marks, comments and the frozen header are in the file', async () => {
    const parts = partsOf(await write(goldenSheets, goldenOptions));
    expect(parts.get('xl/comments1.xml')).toContain('应为 11 位手机号');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('ySplit="2"');
    expect(parts.get('xl/styles.xml')).toContain('FFC7CE');
  });

  test('sheet names are made acceptable and different', async () => {
    const rows = [['a']];
    const sheets = await read(
      await write(
        ['成绩/2026:上[半年]', '成绩/2026:上[半年]', '', "'", 'x'.repeat(40)].map((name) => ({ name, rows })),
        { at },
      ),
    );
    const names = sheets.map((sheet) => sheet.name);
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  test('a big workbook is written off the thread, the same as in place', async () => {
    const rows = Array.from({ length: 2_000 }, (_, r) => [`第${r}行`, r, null, '=1']);
    const sheets = await read(await write([{ name: '大', rows }], { at }));
    expect(sheets[0]?.rows.length).toBe(2_000);
    expect(sheets[0]?.rows[1_999]).toEqual([
      text('第1999行'),
      { kind: 'number', number: 1_999 },
      null,
      text('=1'),
    ]);
  });

  test('lone surrogates, over-long texts and numbers that are none do not break the file', async () => {
    const [sheet] = await read(
      await write([{ name: 's', rows: [['\ud800x', 'y'.repeat(40_000), Number.NaN]] }], { at }),
    );
    expect(sheet?.rows[0]?.[0]).toEqual(text('\ufffdx'));
    expect((sheet?.rows[0]?.[1] as { text: string }).text.length).toBe(32_767);
    expect(sheet?.rows[0]?.[2]).toEqual(text('NaN'));
  });
});

describe('reading', () => {
  test('a file saved again by LibreOffice reads the same, its boolean formulas by their results', async () => {
    const [sheet] = await read(await file('resaved.xlsx'));
    const rows = sheet?.rows.map((row) => row.map((cell) => (cell?.kind === 'formula' ? cell.result : cell)));
    expect(rows).toEqual(goldenRows);
    expect(sheet?.merges).toEqual([{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 }]);
  });

  const styles: Part = {
    name: 'xl/styles.xml',
    content:
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="180"/></cellXfs></styleSheet>',
  };
  const strings: Part = {
    name: 'xl/sharedStrings.xml',
    content:
      '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>王</t></r><r><rPr><b/></rPr><t>芳</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></si></sst>',
  };
  const rels: Part = {
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${['worksheet" Target="worksheets/sheet1.xml', 'styles" Target="styles.xml', 'sharedStrings" Target="sharedStrings.xml'].map((tail, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${tail}"/>`).join('')}</Relationships>`,
  };
  const rawRow = (cells: string) => {
    const parts = workbookParts(`<sheetData><row r="1">${cells}</row></sheetData>`).map((part) =>
      part.name === rels.name ? rels : part,
    );
    return buildZip([...parts, styles, strings]);
  };

  test.each<[string, string, Cell | null]>([
    ['rich text without its phonetic guide', '<c r="A1" t="s"><v>0</v></c>', text('王芳')],
    ['text in place', '<c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c>', text('a & b')],
    ['a number', '<c r="A1"><v>13800000000</v></c>', { kind: 'number', number: 13800000000 }],
    ['a serial with a date format', '<c r="A1" s="1"><v>43647</v></c>', { kind: 'date', day: '2019-07-01' }],
    [
      'a serial with a Chinese built-in format',
      '<c r="A1" s="2"><v>43647</v></c>',
      { kind: 'date', day: '2019-07-01' },
    ],
    [
      'a serial with a Chinese custom format',
      '<c r="A1" s="3"><v>43647</v></c>',
      { kind: 'date', day: '2019-07-01' },
    ],
    [
      'the last day before the leap day that never was',
      '<c r="A1" s="1"><v>59</v></c>',
      { kind: 'date', day: '1900-02-28' },
    ],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', { kind: 'error', code: '#N/A' }],
    [
      'a formula with a number',
      '<c r="A1"><f>1+1</f><v>2</v></c>',
      { kind: 'formula', formula: '1+1', result: { kind: 'number', number: 2 } },
    ],
    [
      'a formula with a text',
      '<c r="A1" t="str"><f>A2</f><v>王芳</v></c>',
      { kind: 'formula', formula: 'A2', result: text('王芳') as never },
    ],
    [
      'a formula with a date',
      '<c r="A1" s="1"><f>TODAY()</f><v>43647</v></c>',
      { kind: 'formula', formula: 'TODAY()', result: { kind: 'date', day: '2019-07-01' } },
    ],
    [
      'a formula with an error',
      '<c r="A1" t="e"><f>VLOOKUP(1,B:B,1)</f><v>#N/A</v></c>',
      { kind: 'formula', formula: 'VLOOKUP(1,B:B,1)', result: { kind: 'error', code: '#N/A' } },
    ],
    [
      'a formula never computed',
      '<c r="A1"><f>WEBSERVICE("http://127.0.0.1")</f></c>',
      { kind: 'formula', formula: 'WEBSERVICE("http://127.0.0.1")', result: null },
    ],
    ['a shared string that does not exist', '<c r="A1" t="s"><v>99</v></c>', null],
    ['only blanks', '<c r="A1" t="inlineStr"><is><t xml:space="preserve">  　</t></is></c>', null],
  ])('%s', async (_name, xml, expected) => {
    const [sheet] = await read(rawRow(`${xml}<c r="B1"><v>1</v></c>`));
    expect(sheet?.rows[0]?.[0] ?? null).toEqual(expected);
  });

  test('trailing blanks, blank rows and formatted empty cells are gone; a hidden sheet says so', async () => {
    const parts = workbookParts(
      '<sheetData><row r="1"><c r="A1"/></row><row r="3"><c r="B3"><v>1</v></c><c r="C3" s="1"/></row><row r="9000"><c r="A9000"/></row></sheetData>',
    ).map((part) =>
      part.name === 'xl/workbook.xml'
        ? { ...part, content: String(part.content).replace('<sheet name', '<sheet state="hidden" name') }
        : part,
    );
    const [sheet] = await read(buildZip(parts));
    expect(sheet).toMatchObject({ hidden: true, rows: [[], [], [null, { kind: 'number', number: 1 }]] });
  });

  test.each([
    [
      'no sheet behind the name',
      (part: Part) => (part.name.includes('sheet1') ? { ...part, name: 'xl/other.xml' } : part),
    ],
    [
      'tags that do not close',
      (part: Part) =>
        part.name.includes('sheet1') ? { ...part, content: '<worksheet><sheetData><row' } : part,
    ],
    [
      'no list of sheets',
      (part: Part) => (part.name === 'xl/workbook.xml' ? { ...part, content: 'x' } : part),
    ],
  ])('an inner fault is a refusal, never an exception: %s', async (_name, change) => {
    const result = await readWorkbook(buildZip(workbookParts().map(change)));
    if (result.ok) expect(result.value.flatMap((sheet) => sheet.rows)).toEqual([]);
    else expect(result.refusal.status).toBe(422);
  });

  test('a workbook that takes too much memory ends its own thread only', async () => {
    // Within every bound of the guard, yet a tree of more than a million nodes for the reader.
    const nodes = Array.from(
      { length: 800_000 },
      (_, i) => `<si><t>${Math.imul(i, 2_654_435_761) >>> 14}</t></si>`,
    ).join('');
    const parts = workbookParts().map((part) => (part.name === rels.name ? rels : part));
    const result = await readWorkbook(
      buildZip([...parts, styles, { ...strings, content: `<sst>${nodes}</sst>` }]),
    );
    expect(result.ok ? 200 : result.refusal.status).toBeGreaterThanOrEqual(413);
    expect((await read(await file('written.xlsx'))).length).toBe(2);
  });

  test('many at once: some wait, too many are told to come again', async () => {
    const bytes = await file('written.xlsx');
    const results = await Promise.all(Array.from({ length: 11 }, () => readWorkbook(bytes)));
    const busy = results.filter((result) => !result.ok && result.refusal.status === 503).length;
    expect(results.filter((result) => result.ok).length).toBe(11 - busy);
    expect(busy).toBeGreaterThan(0);
    expect(busy).toBeLessThan(11);
  });
});

test('addresses are as a spreadsheet shows them', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  expect(cellAddress(11, 2)).toBe('C12');
});
