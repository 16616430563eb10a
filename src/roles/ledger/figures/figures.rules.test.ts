import { describe, expect, it } from 'vitest';
import { medianOf, monthsUpTo, openAtEnds, spansOf } from './figures.rules.ts';
import { type LedgerLine, ledgerCells, ledgerColumns, ledgerSheet } from './ledger-export.rules.ts';

describe('figures', () => {
  it('have spans without gap or overlap', () => {
    expect(spansOf([30, 60, 90])).toEqual([
      { from: 0, to: 30 },
      { from: 31, to: 60 },
      { from: 61, to: 90 },
      { from: 91, to: null },
    ]);
  });

  it('have the middle of counted values, and none of nothing', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([{ value: 3, count: 1 }])).toBe(3);
    expect(
      medianOf([
        { value: 1, count: 2 },
        { value: 9, count: 2 },
      ]),
    ).toBe(5);
    expect(
      medianOf([
        { value: 1, count: 2 },
        { value: 9, count: 3 },
      ]),
    ).toBe(9);
  });

  it('have months across the year, and what stood open at their ends', () => {
    expect(monthsUpTo('2026-02-15', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(
      openAtEnds(5, [
        { entered: 3, closed: 1 },
        { entered: 0, closed: 4 },
      ]),
    ).toEqual([7, 3]);
  });
});

describe('the exported ledger', () => {
  const line: LedgerLine = {
    title: '排队时间长',
    source: 'masses',
    org_name: '大厅党支部',
    owner_name: '孙甲',
    measures: '增开窗口',
    due_on: '2026-11-30',
    late_on: null,
    state: 'in-progress',
    progress: '已增开两个窗口',
    closed_on: null,
    effect: '',
    evidence: [],
    closedBy: null,
    reports: 3,
    reopened: 1,
  };

  it('has the columns that organs keep, in their order', () => {
    expect(ledgerColumns.filter((name) => name !== '所在组织').join('、')).toBe(
      '序号、问题、来源、责任人、整改措施、时限、进展、销号日期、佐证、审核人',
    );
    const cells = ledgerCells(line, 1, new Map());
    expect(cells).toHaveLength(ledgerColumns.length);
    expect(cells).toContain('排队时间长（反映或反复 4 次）');
    expect(cells).toContain('整改中：已增开两个窗口');
  });

  it('says what shows the effect of a closed one, and when it was late', () => {
    const closed = ledgerCells(
      {
        ...line,
        state: 'closed',
        closed_on: '2026-11-20',
        late_on: '2026-11-01',
        effect: '等候十分钟。',
        evidence: [{ kind: 'figure', text: '叫号数据' }],
      },
      2,
      new Map([['figure', '有来源的数据']]),
    );
    expect(closed).toContain('等候十分钟。\n有来源的数据：叫号数据');
    expect(closed).toContain('2026-11-30\n2026-11-01 起逾期');
    expect(closed).toContain('已销号');
  });

  it('is one sheet with its title over the whole table', () => {
    const sheet = ledgerSheet([line], { organ: '大厅党支部', day: '2026-11-23' }, new Map());
    expect(sheet.rows).toHaveLength(4);
    // A row is as high as its words: printed from any program, nothing lies over anything else.
    expect(sheet.fitRows).toBe(true);
    expect(sheet.merges?.[0]).toMatchObject({ startCol: 0, endCol: ledgerColumns.length - 1 });
  });
});
