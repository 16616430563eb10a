import type { OfficialBlock, OfficialDocument } from '#platform/documents/official-model.ts';
import type { CellToWrite, SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { ConductPack } from '#standards/packs/content.ts';
import type { CaseState } from './conduct.rules.ts';
import type { ExportCase } from './export.store.ts';

type Words = Pick<ConductPack, 'aspects' | 'marks' | 'grades'>;

/** What an export says of the round. `organ` signs, `day` is the day it was made on. */
export type ExportHead = {
  organ: string;
  unit: string;
  year: number;
  day: string;
  draw: { percent: number; seed: string; rosterHash: string; commitment: string; recommitted: number } | null;
};

const stages: Record<CaseState, string> = {
  pending: '待支部评价',
  evaluated: '待审核',
  checked: '已核对，待审核',
  reviewed: '待党组审定',
  approved: '已审定，待告知',
  told: '已告知',
  objected: '有异议，待答复',
  returned: '已退回',
  settled: '已办结',
};

const APPROVED = new Set<CaseState>(['approved', 'told', 'objected', 'settled']);

/** Whether the leading group has approved it: before that a grade is a branch's proposal, which no export carries. */
export const isApproved = (row: Pick<ExportCase, 'state'>): boolean => APPROVED.has(row.state);

/** A member's grade in words, as far as it may be told. */
export function gradeText(row: Pick<ExportCase, 'state' | 'kind' | 'grade'>, words: Words): string {
  if (row.kind === 'probationary') return '不评等次';
  if (!isApproved(row)) return '未审定';
  return titleIn(words.grades, row.grade);
}

const titleIn = (list: readonly { id: string; title: { zh: string } }[], id: string | null | undefined) =>
  list.find((each) => each.id === id)?.title.zh ?? '';

function checkText(row: ExportCase): string {
  if (!row.sampled) return '未抽中';
  if (row.state === 'evaluated') return '待核对';
  return row.differed > 0 ? '核出不一致，已退回重评' : row.state === 'pending' ? '待核对' : '属实';
}

/** What the member said to the result, and what came of it. */
export function ownWord(
  row: Pick<ExportCase, 'objected' | 'answer' | 'accepted' | 'state' | 'toldOn'>,
): string {
  if (row.objected) {
    return row.answer === null
      ? '有异议，待答复'
      : row.answer === 'uphold'
        ? '有异议，已答复维持'
        : '有异议，已退回重评';
  }
  if (row.accepted) return '没有异议';
  if (row.state === 'settled') return '期满未提出';
  return row.toldOn === null ? '' : '待表态';
}

/** A round as a worksheet to be printed on A4 across: the facts, the evaluation, and how it came to its end. */
export function roundSheets(rows: readonly ExportCase[], head: ExportHead, words: Words): SheetToWrite[] {
  const columns = [
    '序号',
    '姓名',
    '党支部',
    '组织生活',
    '学习小时',
    '任务',
    '责任事项',
    '联系次数',
    '自主填报',
    ...words.aspects.map((each) => each.title.zh),
    '等次',
    '支部评价依据',
    '抽考',
    '进度',
    '本人意见',
    '办结日期',
  ];
  const lines = rows.map((row, at): CellToWrite[] => {
    const { facts } = row;
    return [
      at + 1,
      row.name,
      row.orgName,
      facts ? `${facts.meetings.attended}/${facts.meetings.due}` : null,
      facts ? { value: facts.studyMinutes / 60, format: '0.0' } : null,
      facts ? `${facts.tasks.done}/${facts.tasks.late}` : null,
      facts ? `${facts.obligations.fulfilled}/${facts.obligations.late}` : null,
      facts?.contacts ?? null,
      facts ? facts.reports.submitted + facts.reports.accepted : null,
      ...words.aspects.map((aspect) => (isApproved(row) ? titleIn(words.marks, row.marks[aspect.id]) : null)),
      gradeText(row, words),
      isApproved(row) ? row.words : null,
      checkText(row),
      stages[row.state],
      ownWord(row),
      row.settledOn,
    ];
  });
  const last = columns.length - 1;
  return [
    {
      name: '责任考评',
      rows: [
        [{ value: `${head.unit}${head.year}年度党员责任考评登记表`, look: 'title' }],
        [
          {
            value: `截至 ${head.day}，共 ${rows.length} 人。按党支部、姓名排列，不是名次；党组审定前不显示评价和等次。`,
            look: 'note',
          },
        ],
        columns.map((value) => ({ value, look: 'head' as const })),
        ...lines,
      ],
      headRows: 3,
      merges: [0, 1].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: last })),
      widths: [5, 8, 17, 7, 7, 7, 7, 7, 7, ...words.aspects.map(() => 9), 9, 34, 10, 10, 13, 11],
      fitRows: true,
      landscape: true,
    },
    {
      name: '说明',
      rows: [
        [
          '组织生活为“参加/应到”次数，任务、责任事项为“完成/逾期”项数。事实取自工作记录，是支部评价时看到的，没有另外填报。',
        ],
        ['办结的结果计入党员年终考核。考评不排个人名次，登录、在线时长、上传数量不作依据。'],
        ...drawLines(head).map((text): CellToWrite[] => [text]),
      ],
      widths: [110],
    },
  ];
}

function drawLines(head: ExportHead): string[] {
  if (!head.draw) return ['还没有抽取。'];
  const { percent, seed, rosterHash, commitment, recommitted } = head.draw;
  return [
    `抽考按层抽取，每层 ${percent}%，不少于 1 人。名册冻结前由上级承诺随机数，冻结后揭示，只抽一次${
      recommitted > 0 ? `；其中重新承诺 ${recommitted} 次，都写明了理由` : ''
    }。任何参评人都可以复算。`,
    `承诺值：${commitment}`,
    `名册摘要：${rosterHash}`,
    `种子：${seed}`,
  ];
}

/** The approved results as an official document: how they came about, the grades branch by branch, and each member's in an annex. */
export function roundDocument(rows: readonly ExportCase[], head: ExportHead, words: Words): OfficialDocument {
  const heading = (text: string): OfficialBlock => ({ kind: 'heading', level: 1, text });
  const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', text });
  const count = (test: (row: ExportCase) => boolean) => rows.filter(test).length;
  const approved = rows.filter(isApproved);
  const sampled = rows.filter((row) => row.sampled);
  const told = rows.filter((row) => row.toldOn !== null);
  const objections = rows.filter((row) => row.objected);
  const differed = count((row) => row.differed > 0);
  const returns = rows.reduce((sum, row) => sum + row.returns, 0);
  return {
    title: [`${head.unit}${head.year}年度`, '党员责任考评结果'],
    body: [
      paragraph(
        `按照党员自主填报、支部综合评价、机关党委随机抽考、党组分层审核的办法，${head.organ}组织了${head.year}年度党员责任考评。截至${dayText(head.day)}，情况如下。`,
      ),
      heading('总体情况'),
      paragraph(
        `参加考评的党员${rows.length}名，其中正式党员${count((row) => row.kind === 'full')}名、预备党员${count((row) => row.kind === 'probationary')}名。有自主填报的${count((row) => (row.facts?.reports.submitted ?? 0) + (row.facts?.reports.accepted ?? 0) > 0)}名。党组已审定${approved.length}名，已办结${count((row) => row.state === 'settled')}名。`,
      ),
      heading('抽考和审核'),
      paragraph(
        `抽考${sampled.length}名，由其他支部的同志依据外部来源核对，${differed > 0 ? `核出不一致${differed}名，均退回支部重评` : '没有核出不一致的'}。${returns > 0 ? `各环节退回重评共${returns}次，都写明了理由。` : '各环节没有退回。'}`,
      ),
      heading('告知和异议'),
      paragraph(
        objections.length === 0
          ? `审定结果告知本人${told.length}名，没有收到异议。`
          : `审定结果告知本人${told.length}名。提出异议${objections.length}名，其中维持${count((row) => row.answer === 'uphold')}名、退回重评${count((row) => row.answer === 'return')}名、正在办理${count((row) => row.objected && row.answer === null)}名，由没有经手的同志答复。`,
      ),
      heading('等次'),
      gradeTable(rows, words),
      heading('结果运用'),
      paragraph('办结的结果计入党员年终考核，作为评优评先的依据之一。考评不排个人名次，名单不对外公布。'),
    ],
    annexes: [
      { title: '已审定人员名单（按党支部、姓名排列）', body: [nameTable(approved, words)] },
      {
        title: '抽取依据',
        body: drawLines(head).map((text): OfficialBlock => ({ kind: 'note', text })),
      },
    ],
    signature: { organ: head.organ, day: head.day },
  };
}

function gradeTable(rows: readonly ExportCase[], words: Words): OfficialBlock {
  const branches = Map.groupBy(rows, (row) => row.orgName);
  return {
    kind: 'table',
    caption: '各党支部已审定的等次（名）',
    columns: [
      { head: '党支部', share: 4.6 },
      { head: '参评', share: 1.6, align: 'right' as const },
      ...words.grades.map((grade) => ({ head: grade.title.zh, share: 1.6, align: 'right' as const })),
      { head: '不评等次', share: 2.2, align: 'right' as const },
      { head: '未审定', share: 2, align: 'right' as const },
    ],
    rows: [...branches].map(([name, members]) => {
      const approved = members.filter(isApproved);
      const graded = (id: string) => approved.filter((row) => row.kind === 'full' && row.grade === id).length;
      return [
        name,
        members.length,
        ...words.grades.map((grade) => graded(grade.id)),
        approved.filter((row) => row.kind === 'probationary').length,
        members.length - approved.length,
      ];
    }),
  };
}

function nameTable(rows: readonly ExportCase[], words: Words): OfficialBlock {
  return {
    kind: 'table',
    columns: [
      { head: '序号', share: 1, align: 'center' },
      { head: '姓名', share: 1.6 },
      { head: '党支部', share: 4 },
      { head: '等次', share: 1.6, align: 'center' },
      { head: '抽考', share: 1.8 },
      { head: '本人意见', share: 2.4 },
      { head: '办结日期', share: 2, align: 'center' },
    ],
    rows: rows.map((row, at) => [
      at + 1,
      row.name,
      row.orgName,
      gradeText(row, words),
      checkText(row),
      ownWord(row),
      row.settledOn ?? '',
    ]),
  };
}

/** A day in words: 2026年6月30日. */
function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
