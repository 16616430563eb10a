import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chineseDay, chineseNumber } from './official-blocks.ts';
import { renderOfficialDocument } from './official-document.ts';
import type { OfficialDocument } from './official-model.ts';
import { readZipDirectory } from './zip-directory.ts';

async function partsOf(content: OfficialDocument): Promise<(name: string) => string> {
  const bytes = await renderOfficialDocument(content);
  const directory = readZipDirectory(Uint8Array.from(bytes), 100);
  if (!directory.ok) throw new Error(directory.refusal.code);
  return (name) => {
    const entry = directory.value.find((each) => each.name === name);
    if (!entry) throw new Error(`no ${name}`);
    const data = bytes.subarray(entry.start, entry.start + entry.compressedSize);
    return new TextDecoder().decode(entry.method === 'stored' ? data : inflateRawSync(data));
  };
}

const textOf = (xml: string) =>
  xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t[ >][^<]*|<w:tab\/>/g)]
        .map((m) => (m[0] === '<w:tab/>' ? '\t' : m[0].replace(/^<w:t[^>]*>/, '')))
        .join(''),
    )
    .filter((text) => text !== '');

const notice: OfficialDocument = {
  banner: '中共测试市直属机关工作委员会',
  number: '测直党〔2026〕12号',
  title: ['关于上半年考核结果的', '通报'],
  to: '市直各单位党组',
  body: [
    { kind: 'paragraph', text: '现将有关情况通报如下。' },
    { kind: 'heading', level: 1, text: '总体情况' },
    { kind: 'heading', level: 2, text: '责任落实' },
    { kind: 'heading', level: 2, text: '问题整改' },
    { kind: 'heading', level: 3, text: '已完成' },
    { kind: 'heading', level: 1, text: '要求' },
    { kind: 'heading', level: 2, text: '从头编号' },
    { kind: 'table', columns: [{ head: '单位', share: 3 }, { head: '得分' }], rows: [['=1+1', 88.5]] },
  ],
  attachments: ['明细', '说明'],
  signature: { organ: '中共测试市直属机关工作委员会', day: '2026-03-05' },
  imprint: { copies: '市委组织部', printer: '工委办公室', day: '2026-03-05' },
};

describe('an official document by GB/T 9704-2012', () => {
  test('lies across where it is asked to, its table as wide as the text area', async () => {
    const document = (await partsOf({ ...notice, across: true }))('word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/);
    // 247 mm in twentieths of a point.
    expect(document).toMatch(/<w:tblW w:type="dxa" w:w="14003"/);
  });

  test('has the page, margins and lines of the standard', async () => {
    const part = await partsOf(notice);
    const document = part('word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    // 37, 26, 35 and 28 mm in twentieths of a point.
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(part('word/styles.xml')).toMatch(/<w:spacing [^>]*w:line="560"[^>]*w:lineRule="exact"/);
    expect(part('word/styles.xml')).toContain('<w:sz w:val="32"/>');
    expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  });

  test('numbers its headings, each level anew under the one above', async () => {
    const lines = textOf((await partsOf(notice))('word/document.xml'));
    expect(lines.slice(4, 12)).toEqual([
      '市直各单位党组：',
      '现将有关情况通报如下。',
      '一、总体情况',
      '（一）责任落实',
      '（二）问题整改',
      '1.已完成',
      '二、要求',
      '（一）从头编号',
    ]);
  });

  test('ends with attachments, signature, date and imprint in their order', async () => {
    const lines = textOf((await partsOf(notice))('word/document.xml'));
    expect(lines.slice(-6)).toEqual([
      '附件：1.明细',
      '2.说明',
      '中共测试市直属机关工作委员会',
      '2026年3月5日',
      '抄送：市委组织部。',
      '工委办公室\t2026年3月5日印发',
    ]);
  });

  test('page numbers stand right on odd and left on even pages, between dashes', async () => {
    const part = await partsOf(notice);
    const footers = [part('word/footer1.xml'), part('word/footer2.xml')];
    expect(footers.map((xml) => /w:jc w:val="(\w+)"/.exec(xml)?.[1])).toEqual(['right', 'left']);
    for (const xml of footers) expect(xml).toMatch(/— .*PAGE.* —/s);
    const document = part('word/document.xml');
    expect(document).toMatch(/<w:footerReference w:type="default"/);
    expect(document).toMatch(/<w:footerReference w:type="even"/);
  });

  test('names what to take where a font is missing', async () => {
    const fonts = (await partsOf(notice))('word/fontTable.xml');
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
    expect(fonts).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
  });

  test('texts with markup, control characters or lone surrogates do not break the file', async () => {
    const part = await partsOf({
      title: 'a',
      body: [{ kind: 'paragraph', text: '<w:p>&\u0001\ud800"结束' }],
    });
    expect(part('word/document.xml')).toContain('&lt;w:p&gt;&amp;\ufffd');
  });

  test('a bare document has neither banner nor signature', async () => {
    const document = (await partsOf({ title: '得分说明', body: [] }))('word/document.xml');
    expect(textOf(document)).toEqual(['得分说明']);
    expect(document).not.toContain('FF0000');
  });
});

test('Chinese numbers and days', () => {
  expect([1, 9, 10, 11, 19, 20, 23, 90, 99].map(chineseNumber)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '十九',
    '二十',
    '二十三',
    '九十',
    '九十九',
  ]);
  expect(chineseDay('2026-03-05')).toBe('2026年3月5日');
});
