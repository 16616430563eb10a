import type { OfficialBlock, OfficialDocument } from '#platform/documents/official-model.ts';
import type { FollowState, Verdict } from './sessions.rules.ts';

/** A decision as the printed log has it. */
export type LogLine = {
  onDay: string;
  topic: string;
  verdict: Verdict;
  text: string;
  subject: string | null;
  owner: string | null;
  dueOn: string | null;
  state: FollowState;
};

/** What verdicts are called on paper. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  decided: '决定',
  agreed: '原则同意',
  postponed: '缓议',
  'sent-back': '退回',
};
const stateWords: Readonly<Record<FollowState, string>> = {
  overdue: '逾期未落实',
  open: '正在落实',
  standing: '长期有效',
  done: '已落实',
  ended: '已废止',
  dropped: '已撤回',
  none: '—',
};

/** A day as it stands in documents: 2026年11月23日. */
export function dayText(text: string): string {
  const [year, month, date] = text.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The log of decisions as an official document, session by session, with where each stands on the day of printing. */
export function decisionsDocument(
  lines: readonly LogLine[],
  head: { group: string; year: number; day: string; sessions: number; must: number },
): OfficialDocument {
  const days = [...new Set(lines.map((line) => line.onDay))].sort();
  const open = lines.filter((line) => line.state === 'overdue').length;
  const table = (rows: readonly LogLine[]): OfficialBlock => ({
    kind: 'table',
    columns: [
      { head: '序号', share: 5, align: 'center' },
      { head: '议题', share: 16, align: 'left' },
      { head: '结论', share: 8 },
      { head: '决定', share: 24, align: 'left' },
      { head: '责任主体和责任人', share: 16, align: 'left' },
      { head: '期限', share: 11 },
      { head: '落实情况', share: 10 },
    ],
    rows: rows.map((line, at) => [
      at + 1,
      line.topic,
      verdictWords[line.verdict],
      line.text,
      [line.subject, line.owner].filter(Boolean).join(' '),
      line.dueOn ?? '',
      stateWords[line.state],
    ]),
  });
  return {
    title: [head.group, `${head.year}年议党建决定及落实情况`],
    body: [
      {
        kind: 'paragraph',
        text: `截至${dayText(head.day)}，${head.year}年共研究机关党建${head.sessions}次（应不少于${head.must}次），议定事项${lines.length}项，逾期未落实${open}项。落实情况读自任务和问题台账，不另行填报。`,
      },
      ...days.flatMap((day): OfficialBlock[] => [
        { kind: 'heading', level: 1, text: `${dayText(day)}党组会议` },
        table(lines.filter((line) => line.onDay === day)),
      ]),
    ],
    signature: { organ: head.group, day: head.day },
    author: '责链',
  };
}
