import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadVocabulary } from '../load-vocabulary.ts';
import { remarksInEnglish } from './remarks-in-english.ts';

const folder = new URL('../', import.meta.url);

test('every remark that a line can get has an English sentence, and no sentence is left over', () => {
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.rules.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const literal = [...source.matchAll(/'([a-z]+(?:-[a-z]+)*\/[a-z-]+)'/g)].map((match) => match[1] as string);
  // Closed lists and lines of text make their codes from the column's.
  const made = [...source.matchAll(/code: '([a-z-]+)', title: /g)].map((match) => match[1] as string);
  const possible = new Set([
    ...literal,
    ...made.flatMap((column) => [`${column}/unknown`, `${column}/too-long`]),
  ]);
  const needed = literal.filter((code) => !code.startsWith('import/'));
  expect(needed.length).toBeGreaterThan(50);
  expect(needed.filter((code) => !(code in remarksInEnglish))).toEqual([]);
  expect(Object.keys(remarksInEnglish).filter((code) => !possible.has(code))).toEqual([]);
});

test('every column and table has an English title', () => {
  const vocabulary = loadVocabulary(new URL('../../../../content', import.meta.url).pathname);
  for (const { title } of [...vocabulary.fields, ...vocabulary.sheets])
    expect(title.en).toMatch(/^[\x20-\x7e]+$/);
});
