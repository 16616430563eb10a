import type { OfficialDocument } from '#platform/documents/official-model.ts';
import type { SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { ProblemSource, ProblemState } from '../ledger.rules.ts';
import { dueText, sourceTitles, stateTitles } from '../ledger-titles.rules.ts';

/** A problem as the exported ledger has it. */
export type LedgerLine = {
  title: string;
  source: ProblemSource;
  org_name: string;
  owner_name: string;
  measures: string;
  due_on: string;
  late_on: string | null;
  state: ProblemState;
  progress: string;
  closed_on: string | null;
  effect: string;
  evidence: readonly { kind: string; text: string }[];
  closedBy: string | null;
  reports: number;
  reopened: number;
};

/** What an export says of itself. */
export type ExportHead = { organ: string; day: string };

/** The columns of 问题台账 as organs keep it, in their order. */
export const ledgerColumns = [
  '序号',
  '问题',
  '来源',
  '所在组织',
  '责任人',
  '整改措施',
  '时限',
  '进展',
  '销号日期',
  '佐证',
  '审核人',
] as const;

type Kinds = ReadonlyMap<string, string>;

/** A line in the order of the columns. `kinds` gives the words of kinds of evidence. */
export function ledgerCells(line: LedgerLine, no: number, kinds: Kinds): (string | number)[] {
  const again = line.reports - 1 + line.reopened;
  const proof = [
    line.effect,
    ...line.evidence.map(({ kind, text }) => `${kinds.get(kind) ?? kind}：${text}`),
  ].filter((text) => text !== '');
  return [
    no,
    again > 0 ? `${line.title}（反映或反复 ${again + 1} 次）` : line.title,
    sourceTitles[line.source],
    line.org_name,
    line.owner_name,
    line.measures,
    dueText(line.due_on, line.late_on),
    [stateTitles[line.state], line.state === 'closed' ? '' : line.progress].filter(Boolean).join('：'),
    line.closed_on ?? '',
    proof.join('\n'),
    line.closedBy ?? '',
  ];
}

/** The ledger as a worksheet, to be printed on A4 across. */
export function ledgerSheet(lines: readonly LedgerLine[], head: ExportHead, kinds: Kinds): SheetToWrite {
  const width = ledgerColumns.length;
  return {
    name: '问题台账',
    rows: [
      [{ value: `${head.organ}问题台账`, look: 'title' }],
      [{ value: `截至 ${head.day}，共 ${lines.length} 项。未解决的在前，按时限排列。`, look: 'note' }],
      ledgerColumns.map((value) => ({ value, look: 'head' as const })),
      ...lines.map((line, at) => ledgerCells(line, at + 1, kinds)),
    ],
    headRows: 3,
    merges: [0, 1].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: width - 1 })),
    widths: [6, 30, 14, 22, 10, 30, 18, 24, 12, 34, 12],
    landscape: true,
    fitRows: true,
  };
}

/** The ledger as an official document. */
export function ledgerDocument(
  lines: readonly LedgerLine[],
  head: ExportHead,
  kinds: Kinds,
): OfficialDocument {
  const shares = [5, 14, 8, 10, 7, 13, 12, 11, 12, 14, 8];
  return {
    across: true,
    title: `${head.organ}问题台账`,
    body: [
      { kind: 'paragraph', text: `截至 ${head.day}，台账共 ${lines.length} 项，未解决的在前。` },
      {
        kind: 'table',
        columns: ledgerColumns.map((name, at) => ({
          head: name,
          share: shares[at] ?? 8,
          align: at === 0 ? ('center' as const) : ('left' as const),
        })),
        rows: lines.map((line, at) => ledgerCells(line, at + 1, kinds)),
      },
    ],
    signature: { organ: head.organ, day: head.day },
  };
}
