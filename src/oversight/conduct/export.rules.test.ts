import { describe, expect, it } from 'vitest';
import { gradeText, ownWord, roundDocument, roundSheets } from './export.rules.ts';
import type { ExportCase } from './export.store.ts';

const words = {
  aspects: [{ id: 'life', title: { zh: '参加组织生活', en: 'Life' } }],
  marks: [
    { id: 'met', title: { zh: '做到', en: 'Done' } },
    { id: 'partly', title: { zh: '基本做到', en: 'Mostly' } },
  ],
  grades: [
    { id: 'excellent', title: { zh: '优秀', en: 'Excellent' }, top: true },
    { id: 'qualified', title: { zh: '合格', en: 'Qualified' } },
  ],
};
const head = { organ: '市局机关党委', unit: '市局', year: 2026, day: '2026-11-23', draw: null };
const row = (change: Partial<ExportCase> = {}): ExportCase => ({
  name: '王芳',
  orgName: '办公室党支部',
  kind: 'full',
  state: 'settled',
  sampled: false,
  grade: 'excellent',
  marks: { life: 'met' },
  words: '按期参加组织生活。',
  facts: null,
  toldOn: '2026-11-10',
  settledOn: '2026-11-18',
  objected: false,
  answer: null,
  accepted: false,
  returns: 0,
  differed: 0,
  ...change,
});
const textOf = (value: unknown) => JSON.stringify(value);

describe('a grade', () => {
  it('is told once the leading group approved it, and a probationary member has none', () => {
    expect(gradeText(row(), words)).toBe('优秀');
    expect(gradeText(row({ state: 'reviewed' }), words)).toBe('未审定');
    expect(gradeText(row({ kind: 'probationary', grade: null }), words)).toBe('不评等次');
  });

  it('does not leave the house before: neither it nor the marks nor the reasons', () => {
    for (const state of ['pending', 'evaluated', 'checked', 'reviewed', 'returned'] as const) {
      const sheet = textOf(roundSheets([row({ state })], head, words)[0]?.rows.slice(3));
      expect(sheet).not.toMatch(/优秀|做到|按期参加/);
    }
    expect(textOf(roundSheets([row()], head, words)[0]?.rows.slice(3))).toMatch(/优秀.*按期参加/);
  });
});

describe('what the member said', () => {
  it.each([
    [{ accepted: true }, '没有异议'],
    [{}, '期满未提出'],
    [{ state: 'told' as const }, '待表态'],
    [{ state: 'approved' as const, toldOn: null }, ''],
    [{ objected: true, state: 'objected' as const }, '有异议，待答复'],
    [{ objected: true, answer: 'uphold' as const }, '有异议，已答复维持'],
    [{ objected: true, answer: 'return' as const }, '有异议，已退回重评'],
  ])('%o', (change, word) => {
    expect(ownWord(row(change))).toBe(word);
  });
});

describe('the document', () => {
  it('names only whom the leading group approved, and counts the rest', () => {
    const document = roundDocument(
      [row(), row({ name: '李雷', state: 'reviewed', sampled: true, differed: 1, returns: 1 })],
      head,
      words,
    );
    const names = textOf(document.annexes?.[0]);
    expect(names).toContain('王芳');
    expect(names).not.toContain('李雷');
    const body = textOf(document.body);
    expect(body).toContain('参加考评的党员2名');
    expect(body).toContain('党组已审定1名');
    expect(body).toContain('核出不一致1名');
    expect(body).toContain('["办公室党支部",2,1,0,0,1]');
    expect(body).not.toMatch(/名次第|排名第/);
  });
});
