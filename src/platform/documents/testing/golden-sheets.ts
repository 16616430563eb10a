import type { SheetToWrite } from '../workbook-writer.ts';

/** What `written.xlsx` beside this file was written from, and `resaved.xlsx` is that file saved again by LibreOffice. */
export const goldenSheets: SheetToWrite[] = [
  {
    name: '党员名册',
    headRows: 2,
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 4 }],
    textColumns: [2],
    rows: [
      [{ value: '党员名册', look: 'title' }, null, null, null, null],
      ['姓名', '出生日期', '手机号', '得分', '在册'],
      ['王芳', { day: '1980-02-29' }, '13800000000', { value: 88.5, format: '0.00' }, true],
      [
        '欧阳 <明&华>',
        { day: '2019-07-01' },
        { value: '1380000', look: 'bad', comment: '应为 11 位手机号' },
        -5,
        false,
      ],
      ['=HYPERLINK("http://x","a")', '＝1+1', '@SUM(A1)', '-1+1', '\t=1'],
      ['#N/A', '_x0041_', '两行\n文字', ' 前后有空格 ', '+cmd'],
    ],
  },
  { name: '说明', rows: [[{ value: '本表由系统生成。', look: 'note' }]], widths: [40], landscape: true },
];

/** The options `written.xlsx` was written with. */
export const goldenOptions = { at: new Date('2026-11-23T00:00:00Z'), title: '党员名册' };
