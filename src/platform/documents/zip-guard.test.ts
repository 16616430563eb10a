import { createServer } from 'node:http';
import fc from 'fast-check';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { buildZip, deflatedZeros, type Part, workbookParts } from './testing/zip-builder.ts';
import { readWorkbook } from './workbook.ts';
import { guardWorkbook, workbookLimits } from './zip-guard.ts';

const honest = workbookParts();
const withPart = (...parts: Part[]) => buildZip([...honest, ...parts]);
const replaced = (name: string, change: Partial<Part>) =>
  buildZip(honest.map((part) => (part.name === name ? { ...part, ...change } : part)));
const SHEET = 'xl/worksheets/sheet1.xml';

async function codeOf(bytes: Uint8Array): Promise<string> {
  const result = await guardWorkbook(bytes);
  return result.ok ? 'ok' : result.refusal.code;
}

const zeros = deflatedZeros(1024);
const filler = 'x'.repeat(2000);

/** Parts of 7 MB that compress about fifty times. */
function heavyParts(count: number): Part[] {
  const block = Buffer.alloc(7 * 1024 * 1024);
  let state = 1;
  for (let at = 0; at < block.byteLength; at += 50) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    block[at] = state >>> 24;
  }
  return Array.from({ length: count }, (_, i) => ({ name: `xl/media/${i}.bin`, content: block }));
}

/** Cells without content that say nothing of their place. */
function numbered(count: number): string {
  return Array.from({ length: count }, (_, i) => `<c s="${Math.imul(i, 2_654_435_761) >>> 20}"/>`).join('');
}

/** What is sent, what must be answered, and the nearest harmless file, which must pass. */
const bombs: { name: string; bytes: () => Uint8Array; code: string; tame?: () => Uint8Array }[] = [
  {
    name: 'a megabyte that unpacks to a gigabyte while the header says one kilobyte',
    bytes: () =>
      withPart({ name: 'xl/media/a.xml', raw: zeros, local: { size: 1024 }, central: { size: 1024 } }),
    code: 'documents/unpacks-too-big',
    tame: () => withPart({ name: 'xl/media/a.xml', content: ' '.repeat(900_000) }),
  },
  {
    name: 'many parts, each within the ratio, together over the cap',
    bytes: () => withPart(...heavyParts(16)),
    code: 'documents/unpacks-too-big',
    tame: () => withPart(...heavyParts(14)),
  },
  {
    name: 'a hundred thousand empty parts',
    bytes: () =>
      buildZip([
        ...honest,
        ...Array.from({ length: 65_000 }, (_, i) => ({ name: `x/${i}`, method: 0 as const })),
      ]),
    code: 'documents/too-many-entries',
    tame: () =>
      buildZip([
        ...honest,
        ...Array.from({ length: 1_900 }, (_, i) => ({ name: `x/${i}`, method: 0 as const })),
      ]),
  },
  {
    name: 'a zip within the zip',
    bytes: () => withPart({ name: 'xl/media/image1.png', content: buildZip([{ name: 'a', content: 'b' }]) }),
    code: 'documents/nested-files',
    tame: () => withPart({ name: 'xl/media/image1.png', content: Buffer.from('89504e470d0a1a0a', 'hex') }),
  },
  {
    name: 'a zip within the zip, by name',
    bytes: () => withPart({ name: 'xl/media/inner.zip', content: 'PK' }),
    code: 'documents/nested-files',
  },
  {
    name: 'deflated in one header, stored in the other',
    bytes: () => replaced(SHEET, { local: { method: 0 } }),
    code: 'documents/header-mismatch',
  },
  {
    name: 'sizes that differ between the headers',
    bytes: () => replaced(SHEET, { local: { size: 5 } }),
    code: 'documents/header-mismatch',
  },
  {
    name: 'names that differ between the headers',
    bytes: () => replaced(SHEET, { local: { name: 'xl/worksheets/sheet2.xml' } }),
    code: 'documents/header-mismatch',
  },
  {
    name: 'two names for the same bytes',
    bytes: () => buildZip([...honest, { name: 'a.xml', content: filler }, { name: 'b.xml', sharesWith: 5 }]),
    code: 'documents/header-mismatch',
    tame: () => buildZip([...honest, { name: 'a.xml', content: filler }, { name: 'b.xml', content: filler }]),
  },
  {
    name: 'the same name twice',
    bytes: () => withPart({ name: SHEET.toUpperCase(), content: 'x' }),
    code: 'documents/broken-archive',
  },
  {
    name: 'something before the first entry',
    bytes: () => buildZip(honest, { prefix: Buffer.from('PK\x03\x04____') }),
    code: 'documents/header-mismatch',
  },
  {
    name: 'something after the end',
    bytes: () => Buffer.concat([buildZip(honest), Buffer.alloc(70_000)]),
    code: 'documents/broken-archive',
  },
  {
    name: 'a wrong checksum',
    bytes: () => replaced(SHEET, { local: { crc: 1 }, central: { crc: 1 } }),
    code: 'documents/broken-archive',
  },
  { name: 'cut short', bytes: () => buildZip(honest).subarray(0, 900), code: 'documents/broken-archive' },
  ...['../../etc/passwd', '/etc/passwd', 'xl\\..\\..\\x', 'C:/x', 'xl/\u0000x'].map((name) => ({
    name: `a name that leaves the folder: ${JSON.stringify(name)}`,
    bytes: () => withPart({ name, content: 'x' }),
    code: 'documents/unsafe-name',
    tame: () => withPart({ name: 'xl/..x', content: 'x' }),
  })),
  {
    name: 'an external entity',
    bytes: () =>
      replaced(SHEET, {
        content: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/">]><worksheet>&e;</worksheet>`,
      }),
    code: 'documents/document-type',
  },
  {
    name: 'a document type that a chunk border cuts',
    bytes: () => replaced(SHEET, { content: `${' '.repeat(65_536 - 4)}<!DOCTYPE x>` }),
    code: 'documents/document-type',
  },
  {
    name: 'an entity in the shared strings',
    bytes: () => withPart({ name: 'xl/sharedStrings.xml', content: '<!ENTITY a "b">' }),
    code: 'documents/document-type',
  },
  {
    name: 'an encoding that hides it',
    bytes: () => replaced(SHEET, { content: Buffer.from('\ufeff<!DOCTYPE x>', 'utf16le') }),
    code: 'documents/encoding',
  },
  {
    name: 'a dimension of the whole sheet',
    bytes: () => buildZip(workbookParts('<dimension ref="A1:XFD1048576"/><sheetData/>')),
    code: 'documents/absurd-size',
    tame: () => buildZip(workbookParts('<dimension ref="A1:J20001"/><sheetData/>')),
  },
  {
    name: 'two cells in opposite corners',
    bytes: () =>
      buildZip(
        workbookParts(
          '<sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData>',
        ),
      ),
    code: 'documents/absurd-size',
    tame: () =>
      buildZip(
        workbookParts(
          '<sheetData><row r="1"><c r="A1"/></row><row r="20001"><c r="AZ20001"/></row></sheetData>',
        ),
      ),
  },
  {
    name: 'far cells in a sheet whose part has an unusual name',
    bytes: () =>
      withPart({ name: 'xl/anything.xml', content: '<x><row r="1048576"><c r="XFD1048576"/></row></x>' }),
    code: 'documents/absurd-size',
  },
  {
    name: 'more cells than any roster has',
    bytes: () => buildZip(workbookParts(`<sheetData>${numbered(2_001_000)}</sheetData>`)),
    code: 'documents/absurd-size',
    tame: () => buildZip(workbookParts(`<sheetData>${numbered(1_500_000)}</sheetData>`)),
  },
  {
    name: 'a macro project',
    bytes: () => withPart({ name: 'xl/vbaProject.bin', content: 'x' }),
    code: 'documents/macros',
  },
  {
    name: 'a macro type without a project',
    bytes: () =>
      replaced('[Content_Types].xml', {
        content:
          '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
    code: 'documents/macros',
  },
  {
    name: 'links to other workbooks',
    bytes: () => withPart({ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }),
    code: 'documents/external-links',
  },
  {
    name: 'an embedded object',
    bytes: () => withPart({ name: 'xl/embeddings/oleObject1.bin', content: 'x' }),
    code: 'documents/embedded-objects',
  },
  {
    name: 'an encrypted entry',
    bytes: () => replaced(SHEET, { local: { flags: 1 }, central: { flags: 1 } }),
    code: 'documents/encrypted',
  },
  {
    name: 'an old .xls',
    bytes: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    code: 'documents/old-format',
  },
  {
    name: 'a web page with another name',
    bytes: () => Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'),
    code: 'documents/not-a-workbook',
  },
  { name: 'nothing', bytes: () => new Uint8Array(), code: 'documents/not-a-workbook' },
  {
    name: 'a Word document',
    bytes: () =>
      buildZip([honest[0] as Part, honest[1] as Part, { name: 'word/document.xml', content: '<x/>' }]),
    code: 'documents/not-a-workbook',
  },
  {
    name: 'an ordinary archive',
    bytes: () => buildZip([{ name: 'a.txt', content: 'a' }]),
    code: 'documents/not-a-workbook',
  },
  {
    name: 'more than ten megabytes',
    bytes: () => Buffer.concat([buildZip(honest), Buffer.alloc(workbookLimits.fileBytes)]),
    code: 'documents/too-large',
  },
];

describe('the guard before any reader', () => {
  test.each(bombs)('refuses $name', async ({ bytes, code }) => {
    const hostile = bytes();
    const started = process.cpuUsage();
    const before = process.memoryUsage.rss();
    const result = await guardWorkbook(hostile);
    if (result.ok) throw new Error('passed');
    expect(result.refusal.code).toBe(code);
    expect(result.refusal.message).toMatch(/[\u4e00-\u9fff]{4}/);
    expect([413, 415, 422]).toContain(result.refusal.status);
    // Processor time: what it takes on an idle machine, on a busy one too.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(2_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
  });

  test.each(bombs.filter((bomb) => bomb.tame))('passes the harmless twin of: $name', async ({ tame }) => {
    expect(await codeOf((tame as () => Uint8Array)())).toBe('ok');
  });

  test('passes an honest workbook', async () => {
    expect(await codeOf(buildZip(honest))).toBe('ok');
  });

  test('passes 20,000 rows of the same word, the most compressible roster there is', async () => {
    const rows = Array.from({ length: 20_000 }, () => Array<string>(20).fill('汉族'));
    const bytes = await writeXlsx({ sheets: [{ name: '名册', rows }], stringMode: 'inline' });
    const result = await guardWorkbook(bytes);
    expect(result.ok && result.value.highestRatio).toBeGreaterThan(15);
    expect(result.ok && result.value.extents[0]).toEqual({
      part: 'xl/worksheets/sheet1.xml',
      rows: 20_000,
      columns: 20,
      cells: 400_000,
    });
  });

  test('passes an archive whose sizes follow the data', async () => {
    const stream = writeXlsxStream([['姓名'], ['王芳']], { name: '名册' });
    expect(await codeOf(new Uint8Array(await new Response(stream).arrayBuffer()))).toBe('ok');
  });

  test('tells a workbook with a password by its container', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: '名册', rows: [['姓名']] }],
      encryption: { password: 'x', spinCount: 1 },
    });
    const result = await guardWorkbook(bytes);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'documents/encrypted', status: 422 } });
  });

  test('counts the cells exactly, wherever chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4_000 }),
        fc.integer({ min: 0, max: 80 }),
        async (count, shift) => {
          const cells = Array.from(
            { length: count },
            (_, i) => `<c r="A${i + 1}" t="n"><v>${i}</v></c>`,
          ).join('');
          const result = await guardWorkbook(
            buildZip(workbookParts(`${' '.repeat(shift)}<sheetData>${cells}</sheetData>`)),
          );
          expect(result.ok && result.value.extents[0]).toMatchObject({
            rows: count,
            columns: 1,
            cells: count,
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('never throws, whatever bytes of an honest workbook are changed', async () => {
    const original = await writeXlsx({
      sheets: [
        {
          name: '名册',
          rows: [
            ['姓名', '电话'],
            ['王芳', 13800000000],
          ],
        },
      ],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(original.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(original.byteLength),
        async (changes, cut) => {
          const bytes = Uint8Array.from(original);
          for (const [at, value] of changes) bytes[at] = value;
          const result = await guardWorkbook(cut % 3 === 0 ? bytes.subarray(0, cut) : bytes);
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a workbook with an outside reference is refused without asking the outside', async () => {
  let hits = 0;
  const canary = createServer((_, reply) => {
    hits++;
    reply.end('x');
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const { port } = canary.address() as { port: number };
  const url = `http://127.0.0.1:${port}/`;
  try {
    await fetch(url);
    expect(hits).toBe(1);
    const bytes = replaced(SHEET, {
      content: `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}">]><worksheet>&e;</worksheet>`,
    });
    expect(await readWorkbook(bytes)).toMatchObject({
      ok: false,
      refusal: { code: 'documents/document-type' },
    });
    expect(hits).toBe(1);
  } finally {
    canary.close();
  }
});
