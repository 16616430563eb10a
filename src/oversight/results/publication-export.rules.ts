import { formatBasisPoints, formatHundredths } from '#kernel/decimal.ts';
import type { OfficialBlock, OfficialDocument } from '#platform/documents/official-model.ts';
import type { CellToWrite, SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { PublicationBody } from './publications.contract.ts';

type Group = PublicationBody['groups'][number];
type Entry = Group['entries'][number];

const KINDS: Record<string, string> = {
  unit: '单位',
  organ_committee: '机关党委',
  general_branch: '党总支',
  branch: '党支部',
  joint_branch: '联合党支部',
};

const REASONS: Record<string, string> = {
  'group-too-small': '本组参评组织过少，不作排名',
  'no-difference': '本组得分没有差异，不作排名',
  'not-reliable': '本组差异不足以排名',
  'none-separable': '本组没有能与其他组织明显区分的组织，不列名单',
};

/** A comparable group by name: its category and kind, such as 综合部门·党支部. */
export const groupName = (group: Pick<Group, 'kind' | 'category'>): string =>
  `${group.category || '未分类'}·${KINDS[group.kind] ?? group.kind}`;

/** A list in a sentence: the names in the order of the tree, or why there are none. */
export function listSentence(group: Group, side: 'front' | 'tail'): string {
  const list = group[side];
  if (list.reason) return `${REASONS[list.reason] ?? list.reason}。`;
  const names = group.entries
    .filter((entry) => list.organisations.includes(entry.organisation))
    .map((entry) => entry.name);
  return `${names.join('、')}。`;
}

const scoreText = (entry: Entry) =>
  entry.score === null ? '资料不足，不评分' : formatHundredths(entry.score);
const placeText = (entry: Entry) =>
  entry.best === null || entry.worst === null
    ? '不排名'
    : entry.best === entry.worst
      ? `第${entry.best}位`
      : `第${entry.best}—${entry.worst}位`;

/** A day in words: 2026年6月30日. */
const dayText = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** The published result as a workbook: what it is, the scores group by group, the weights. Numbers are numbers. */
export function publicationSheets(body: PublicationBody, hash: string): SheetToWrite[] {
  const head = (...titles: string[]): CellToWrite[] => titles.map((value) => ({ value, look: 'head' }));
  const rows: CellToWrite[][] = [
    [{ value: body.title, look: 'title' }],
    head(
      '同类组',
      '组织',
      '得分',
      '标准误',
      '可能名次（从）',
      '可能名次（至）',
      '等次建议',
      '有数据的权重',
      '得分说明校验码',
    ),
  ];
  for (const group of body.groups) {
    for (const entry of group.entries) {
      rows.push([
        groupName(group),
        entry.name,
        entry.score === null ? null : { value: entry.score / 100, format: '0.00' },
        entry.standard_error === null ? null : { value: entry.standard_error, format: '0.00' },
        entry.best,
        entry.worst,
        entry.band?.title.zh ?? null,
        formatBasisPoints(entry.coverage),
        entry.explanation,
      ]);
    }
  }
  return [
    {
      name: '得分',
      rows,
      headRows: 2,
      merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 8 }],
      // A digest of 64 characters stands on one line.
      widths: [22, 34, 9, 9, 15, 15, 10, 13, 70],
      landscape: true,
    },
    { name: '名单', rows: listRows(body, head), headRows: 1, widths: [22, 8, 12, 50, 50] },
    {
      name: '权重',
      rows: [
        head('指标', '数据来源', '权重'),
        ...body.scheme.indicators.map((each) => [
          each.title.zh,
          SOURCES[each.source] ?? each.source,
          formatBasisPoints(each.weight),
        ]),
      ],
      headRows: 1,
      widths: [30, 24, 10],
    },
    {
      name: '说明',
      rows: [...notesOf(body).map((text): CellToWrite[] => [text]), [`校验码（SM3）：${hash}`]],
      widths: [110],
    },
  ];
}

const SOURCES: Record<string, string> = {
  obligations: '到期履责事项',
  conduct: '党员责任考评',
  records: '经确认的成效',
  ballot: '分组测评合计',
  ledger: '问题台账',
};

function listRows(body: PublicationBody, head: (...titles: string[]) => CellToWrite[]): CellToWrite[][] {
  return [
    head('同类组', '组织数', '差异可信度', '靠前', '末位'),
    ...body.groups.map((group): CellToWrite[] => [
      groupName(group),
      group.size,
      group.reliability === null ? null : { value: group.reliability, format: '0.00' },
      listSentence(group, 'front'),
      listSentence(group, 'tail'),
    ]),
  ];
}

/** What every reader of the numbers has to know, in plain sentences. */
function notesOf(body: PublicationBody): string[] {
  return [
    `依据《${body.scheme.title.zh}》（第${body.scheme.version}版，${dayText(body.scheme.adopted_on)}采用），考核期${dayText(body.period.from)}至${dayText(body.period.to)}。`,
    `只在同类组内比较；参评组织不足${body.scheme.min_group}个的组不排名。“可能名次”是${formatBasisPoints(body.scheme.confidence)}把握下的名次范围，范围重叠的组织不分先后。`,
    `没有数据的指标不按零分计，其权重按比例分摊给其他指标；有数据的权重不足${formatBasisPoints(body.scheme.min_coverage)}的不评分。`,
    '测评得分只取达到最少票数的合计；等次为系统建议，由考核机关研究确定。',
    `${dayText(body.notified_on)}向被考核组织反馈，${
      body.objections.lodged === 0
        ? '期内没有收到异议。'
        : `收到异议${body.objections.lodged}件，成立${body.objections.upheld}件，不成立${body.objections.dismissed}件，均已书面答复。`
    }`,
  ];
}

/** The published result as an official document (通报): situation, lists, demands, and the scores as an annex. */
export function publicationDocument(body: PublicationBody, hash: string): OfficialDocument {
  const heading = (level: 1 | 2, text: string): OfficialBlock => ({ kind: 'heading', level, text });
  const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', text });
  const notes = notesOf(body);
  const correction: OfficialBlock[] = body.corrects
    ? [
        heading(1, '更正说明'),
        paragraph(
          `本通报更正此前公布的结果（原校验码 ${body.corrects.hash.slice(0, 16)}…）。更正原因：${body.corrects.reason}`,
        ),
        paragraph(
          body.corrects.changes.length === 0
            ? '各组织得分没有变化。'
            : `得分有变化的组织：${body.corrects.changes
                .map((each) => `${each.name}（${showScore(each.from)}改为${showScore(each.to)}）`)
                .join('、')}。`,
        ),
      ]
    : [];
  return {
    banner: body.organ,
    title: [`关于${body.title}`, '结果的通报'],
    to: '各有关党组织',
    body: [
      paragraph(`根据《${body.scheme.title.zh}》，${body.organ}组织了${body.title}。现将结果通报如下。`),
      ...correction,
      heading(1, '总体情况'),
      ...notes.map(paragraph),
      heading(1, '靠前名单'),
      ...body.groups.flatMap((group) => [
        heading(2, groupName(group)),
        paragraph(listSentence(group, 'front')),
      ]),
      heading(1, '末位名单'),
      ...body.groups.flatMap((group) => [
        heading(2, groupName(group)),
        paragraph(listSentence(group, 'tail')),
      ]),
      heading(1, '有关要求'),
      paragraph(
        '各有关党组织要对照得分说明逐项查找不足。低于提示线的指标列入整改台账，写明责任人和时限，经第二人核验成效后销号。',
      ),
    ],
    annexes: [
      {
        title: '各同类组得分',
        body: [
          ...body.groups.flatMap((group): OfficialBlock[] => [
            {
              kind: 'table',
              caption: `${groupName(group)}（${group.entries.length}个，按组织顺序排列）`,
              columns: [
                { head: '组织', share: 5 },
                { head: '得分', share: 2, align: 'right' },
                { head: '可能名次', share: 2, align: 'center' },
                { head: '等次建议', share: 2, align: 'center' },
              ],
              rows: group.entries.map((entry) => [
                entry.name,
                scoreText(entry),
                placeText(entry),
                entry.band?.title.zh ?? '—',
              ]),
            },
          ]),
          { kind: 'note', text: `校验码（SM3）：${hash}` },
        ],
      },
    ],
    signature: { organ: body.organ, day: body.published_on },
    imprint: { printer: body.organ, day: body.published_on },
  };
}

const showScore = (score: number | null) => (score === null ? '不评分' : formatHundredths(score));
