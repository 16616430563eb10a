import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCsv } from './csv.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** A strict reader of RFC 4180, written apart from the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        if (at >= text.length) throw new Error('unterminated field');
        if (text[at] === '"' && text[at + 1] === '"') {
          field += '"';
          at += 2;
        } else if (text[at] === '"') {
          at++;
          break;
        } else field += text[at++];
      }
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error('bare quote or line feed');
        field += text[at++];
      }
    }
    row.push(field);
    if (text[at] === ',') at++;
    else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`expected a line end at ${at}`);
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('writing comma-separated values', () => {
  test('begins with a byte-order mark and ends lines with CR LF', () => {
    expect(
      decode(
        writeCsv([
          ['姓名', '得分'],
          ['王芳', 88.5],
        ]),
      ),
    ).toBe('\uFEFF姓名,得分\r\n王芳,88.5\r\n');
  });

  test.each([
    '=HYPERLINK("http://x","a")',
    '+cmd',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠a',
    ' =1',
    '\u200b=1',
    '　=1',
  ])('a text like a formula gets an apostrophe: %j', (text) => {
    const [row] = parse(decode(writeCsv([[text]])).slice(1));
    expect(row).toEqual([`'${text}`]);
  });

  test('numbers stay numbers, also negative ones; ordinary texts stay as they are', () => {
    expect(decode(writeCsv([[-5, 0, 'a-b', '1=1', null, true]]))).toBe('\uFEFF-5,0,a-b,1=1,,true\r\n');
  });

  test('what is written is read back, but for the apostrophe', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 }),
        (rows) => {
          const wellFormed = rows.map((row) =>
            row.map((text) => text.toWellFormed().replaceAll('\uFEFF', '')),
          );
          // A row of one empty field and no row are the same line of text.
          fc.pre(wellFormed.every((row) => row.length > 1 || row[0] !== ''));
          const back = parse(decode(writeCsv(wellFormed)).slice(1));
          expect(back.length).toBe(wellFormed.length);
          for (const [r, row] of wellFormed.entries()) {
            for (const [c, text] of row.entries()) {
              const got = back[r]?.[c];
              expect(got === text || got === `'${text}`).toBe(true);
            }
          }
        },
      ),
    );
  });
});
