import { writeXlsx } from 'hucre/xlsx';
import type { CellRange } from '#platform/documents/cells.ts';
import type { Given } from './sheets.ts';

/** A sheet of a workbook to make for tests. */
export type GivenSheet = { name: string; rows: Given[][]; merges?: CellRange[]; hidden?: boolean };

const span = (startRow: number, startCol: number, endRow: number, endCol: number): CellRange => ({
  startRow,
  startCol,
  endRow,
  endCol,
});

/**
 * A roster as organs really keep them, for the world of two units (市发展改革局 with 办公室党支部, 规划处党支部;
 * 市政务服务局 with 大厅党支部, 后勤党支部). Each line's mess is named at its end; `messyFaults` has what must be said of it.
 */
// biome-ignore format: a line of code is a row of the sheet
export const messySheets: GivenSheet[] = [
  {
    name: '党员名册',
    merges: [
      span(0, 0, 0, 13), span(1, 0, 1, 13), span(3, 0, 4, 0), span(3, 1, 4, 1), span(3, 2, 4, 2), span(3, 3, 4, 3), span(3, 4, 4, 4),
      span(3, 5, 4, 5), span(3, 6, 3, 7), span(3, 8, 4, 8), span(3, 9, 4, 9), span(3, 10, 3, 11), span(3, 12, 4, 12), span(3, 13, 4, 13),
      span(5, 8, 7, 8),
    ],
    rows: [
      ['市直机关党员花名册'],
      ['填报单位(盖章):市发展改革局    填报时间:2026年11月    注:日期请按“年.月”填写'],
      [],
      ['序号', '姓 名\n*', '性别', '民族', '出生\n年月', '学历(全日制)', '入党', null, '所在党支部', '单位名称', '党内职务', null, '手机号码（11位）', '备注'],
      [null, null, null, null, null, null, '时间', '转正时间', null, null, '职务', '任职时间', null, null],
      /* 6 */ [1, '王 芳', '女', '汉', '1985.3', '本科', '2010年7月1日', '2011.7', '办公室支部', '市发展改革局', '', '', '１３８００００００１１', '空格、全角、月份'],
      /* 7 */ [2, '李\u3000强', 1, '汉族', { day: '1980-05-06' }, '大学', 20050701, 200607, null, '市发展改革局', '', '', 13800000012, '合并单元格'],
      /* 8 */ [3, "'张伟", 'M', '01', 29221, '研究生', '２００１．１２．２５', '二〇〇二年十二月', null, '市发展改革局', '无', '', "'13800000013", '撇号、序列号'],
      [],
      /* 10 */ ['序号', '姓名', '性别', '民族', '出生年月', '学历', '入党时间', '转正时间', '所在党支部', '单位名称', '党内职务', '任职时间', '手机号码', '备注'],
      /* 11 */ [4, '赵敏（女）', '', '畲', '1990-02-30', '大学', '2015.7', '2016.7', '规划处党支部', '市发展改革局', '', '', '13800000014', '没有的日子'],
      /* 12 */ [5, '周涛', '男', '汉族', '85.3', '大学', '2010.7', '2011.7', '规划处党支部', '市发展改革局', '', '', '', '两位年份'],
      /* 13 */ [6, '吴磊', '男', '火星族', '1986.4', '大学', 2010.1, '2011.10', '规划处党支部', '市发展改革局', '', '', '', '未知民族、两可日期'],
      /* 14 */ [7, { error: '#N/A' }, '男', '汉族', '1986.4', '大学', '2010.7', '2011.7', '规划处党支部', '市发展改革局', '', '', '', '错误值'],
      /* 15 */ [8, '郑洁', '女', '汉族', '1987.4', '大学', '2012.7', '2011.7', '规划处党支部', '市发展改革局', '', '', '', '转正早于入党'],
      /* 16 */ [9, '冯军', '男', '汉族', '2000.4', '大学', '2015.7', '2016.7', '规划处党支部', '市发展改革局', '', '', '', '入党不满18岁'],
      /* 17 */ [10, '陈晨', '女', '汉族', '1988.4', '博学', '2027.7', '', '规划处党支部', '市发展改革局', '', '', '1380000001', '未来日期、学历、短号码'],
      /* 18 */ [11, '褚健', '男', '汉族', { formula: 'B1' }, '大学', '2012.7', '2013.7', '规划处党支部', '市发展改革局', '', '', '1.38E+10', '无结果公式、科学计数'],
      /* 19 */ [12, '卫东', '男', '汉族', { formula: 'DATE(1975,1,1)', result: '1975-01-01' }, '大学', '2000.7', '2001.7', '规划处党支部', '市发展改革局', '', '', '', '有结果公式'],
      /* 20 */ [13, '王芳', '女', '汉族', '1985.3', '大学', '2010.7', '2011.7', '办公室支部', '市发展改革局', '', '', '13800000011', '重复的行'],
      /* 21 */ [14, '王芳', '女', '汉族', '1985.3', '大学', '2010.7', '2011.7', '规划处党支部', '市发展改革局', '', '', '13800000011', '同一人两个支部'],
      /* 22 */ [15, '蒋丽', '女', '汉族', '1992.6', '大学', '2018.7', '2019.7', '新能源处党支部', '市发展改革局', '', '', '13800000013', '新支部、别人的号码'],
      /* 23 */ [16, '沈飞', '男', '汉族', '1991.6', '大学', '2017.7', '2018.7', '新能源处支部', '市发展改革局', '书记', '2024.3', '', '新支部的书记'],
      /* 24 */ [17, '韩雪', '女', '汉族', '1991.8', '大学', '2017.7', '2018.7', '新能源处党支部', '市发展改革局', '支部书记', '2025.3', '', '第二个书记'],
      /* 25 */ [18, '杨帆', '男', '汉族', '1993.8', '大学', '2019.7', '2020.7', '办公室党支部', '市发展改革局', '委员', '', '', '不分工的委员'],
      /* 26 */ [19, '朱明', '男', '汉族', '1993.9', '大学', '2019.7', '2020.7', '', '市发展改革局', '', '', '', '没有支部'],
      /* 27 */ [20, '秦岚', '女', '汉族', '1994.9', '大学', '2025.12', '', '办公室党支部', '市发展改革局', '青年委员', '', '', '预备期'],
      /* 28 */ [21, '许 ', '男', '汉族', '1994.9', '大学', '2019.7', '2020.7', '办公室党支部', '市发展改革局', '', '', '', '一个字'],
      /* 29 */ ['合计', '21人'],
      ['填表人:王芳', null, null, '审核人:李强'],
      [],
      [null, ' ', '　'],
    ],
  },
  {
    name: '分支部名单',
    merges: [span(0, 0, 0, 5), span(2, 0, 2, 5), span(5, 0, 5, 5)],
    rows: [
      ['市政务服务局党员名单(分支部)'],
      ['序号', '姓名', '身份证号码', '党员类别', '行政职务', '工作单位'],
      /* 3 */ ['一、大厅党支部(2人)'],
      /* 4 */ [1, '钱程', '110101199003077715', '正式党员', '窗口负责人', '市政务服务局'],
      /* 5 */ [2, '尤佳', 110101199203077720, '正式党员', '', '市政务服务局'],
      /* 6 */ ['二、后勤党支部:1人'],
      /* 7 */ [3, '何静', '110101199003077716', '预备', '', '市政务服务局'],
      /* 8 */ [4, '吕方', '', '正式', '', '市政务服务局'],
      /* 9 */ [5, '施展', '', '群众', '', '市政务服务局'],
    ],
  },
  {
    name: '任职',
    rows: [
      ['姓名', '任职党组织', '党内职务', '任职时间', '工作单位'],
      /* 2 */ ['李强', '市发展改革局机关党委', '机关党委副书记', '2025.3', '市发展改革局'],
      /* 3 */ ['查无此人', '市发展改革局机关党委', '组织委员', '2025.3', ''],
      /* 4 */ ['张伟', '不存在的党支部', '书记', '2025.3', '市发展改革局'],
    ],
  },
  { name: '填表说明', rows: [['一、本表每半年报送一次。'], ['二、手机号请填本人号码。']] },
  { name: '旧数据', hidden: true, rows: [['姓名', '性别'], ['不应导入', '男']] },
];

/** Every fault of `messySheets`, by sheet and address. */
export const messyFaults: [sheet: string, cell: string, code: string][] = [
  ['党员名册', 'E11', 'date/impossible'],
  ['党员名册', 'E12', 'date/two-digit-year'],
  ['党员名册', 'D13', 'ethnicity/unknown'],
  ['党员名册', 'G13', 'date/ambiguous'],
  ['党员名册', 'B14', 'cell/error'],
  ['党员名册', 'H15', 'confirmed/before-joined'],
  ['党员名册', 'G16', 'joined/under-age'],
  ['党员名册', 'F17', 'education/unknown'],
  ['党员名册', 'G17', 'date/future'],
  ['党员名册', 'M17', 'phone/wrong'],
  ['党员名册', 'E18', 'cell/formula-without-result'],
  ['党员名册', 'M18', 'phone/scientific'],
  ['党员名册', 'I21', 'duplicate/conflict'],
  ['党员名册', 'M22', 'phone/taken'],
  ['党员名册', 'K24', 'post/held'],
  ['党员名册', 'K25', 'post/which-member'],
  ['党员名册', 'I26', 'branch/blank'],
  ['党员名册', 'B28', 'name/one-character'],
  ['分支部名单', 'C5', 'identity-number/stored-as-number'],
  ['分支部名单', 'C7', 'identity-number/check-digit'],
  ['分支部名单', 'D9', 'member-kind/unknown'],
  ['任职', 'A3', 'person/not-found'],
  ['任职', 'B4', 'post/at-unknown'],
];

/** Makes an .xlsx of given sheets, formulas and errors included, which our own writer never writes. */
export async function writeGiven(sheets: readonly GivenSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges, hidden }) => {
      const cells = new Map<string, { formula: string; formulaResult?: string | number }>();
      const plain = rows.map((row, r) =>
        row.map((given, c) => {
          if (given === null || typeof given !== 'object') return given;
          if ('day' in given) return new Date(`${given.day}T00:00:00Z`);
          // The writer makes an error cell of a text that is an error code.
          if ('error' in given) return given.error;
          const { result } = given;
          cells.set(`${r},${c}`, {
            formula: given.formula,
            formulaResult: typeof result === 'object' ? result.error : result,
          });
          return null;
        }),
      );
      return { name, rows: plain, cells, merges, hidden };
    }),
  });
}
