import { toDay } from '#kernel/dates.ts';
import type { OfficialBlock, OfficialDocument } from '#platform/documents/official-model.ts';
import { dueText, sourceTitles, stateTitles } from '../ledger-titles.rules.ts';
import type { Sheet, SheetClosed, SheetItem } from './sessions.rules.ts';

/** What a signed sheet is printed with. */
export type Signed = { hash: string; signedBy: string; signedAt: Date };

type Decisions = readonly { id: string; title: { zh: string } }[];

/** A signed sheet as organs print it: the columns of the ledger, the word on each problem, and what was closed. */
export function sessionDocument(sheet: Sheet, signed: Signed, decisions: Decisions): OfficialDocument {
  const day = toDay(signed.signedAt);
  return {
    across: true,
    title: [sheet.orgName, `${monthText(sheet.month)}问题对账单`],
    body: [
      {
        kind: 'paragraph',
        text: `截至 ${day}，未解决的问题 ${sheet.items.length} 个，本月销号 ${sheet.closed.length} 个。逐项对账意见如下。`,
      },
      ...openItems(sheet.items, decisions),
      ...closedItems(sheet.closed),
      { kind: 'note', text: `签字：${signed.signedBy}。内容校验值（SM3）：${signed.hash}` },
    ],
    signature: { organ: sheet.orgName, day },
  };
}

function openItems(items: readonly SheetItem[], decisions: Decisions): OfficialBlock[] {
  if (items.length === 0) return [];
  const said = (id: string | null) => decisions.find((each) => each.id === id)?.title.zh ?? '';
  return [
    { kind: 'heading', level: 1, text: '未解决的问题' },
    {
      kind: 'table',
      columns: [
        { head: '序号', share: 6, align: 'center' },
        { head: '问题', share: 19, align: 'left' },
        { head: '来源', share: 9 },
        { head: '责任人', share: 8 },
        { head: '整改措施', share: 16, align: 'left' },
        { head: '时限', share: 11 },
        { head: '进展', share: 9 },
        { head: '对账意见', share: 22, align: 'left' },
      ],
      rows: items.map((item, at) => [
        at + 1,
        item.title,
        sourceTitles[item.source],
        item.ownerName,
        item.measures || '—',
        dueText(item.dueOn, item.firstLateOn),
        stateTitles[item.state],
        `${said(item.decision)}。${item.note}`,
      ]),
    },
  ];
}

function closedItems(items: readonly SheetClosed[]): OfficialBlock[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: '本月销号的问题' },
    {
      kind: 'table',
      columns: [
        { head: '序号', share: 6, align: 'center' },
        { head: '问题', share: 26, align: 'left' },
        { head: '责任人', share: 10 },
        { head: '成效', share: 34, align: 'left' },
        { head: '销号日期', share: 12 },
        { head: '审核人', share: 12 },
      ],
      rows: items.map((item, at) => [
        at + 1,
        item.title,
        item.ownerName,
        item.effect,
        item.closedOn,
        item.closedBy,
      ]),
    },
  ];
}

const monthText = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
