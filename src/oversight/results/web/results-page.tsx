import { Button } from 'antd';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listResults, type ResultRow } from '../results.contract.ts';
import { resultStates } from '../results.rules.ts';
import { resultShades, resultWords } from './results-words.ts';

const m = messages({
  zh: {
    title: '考核结果',
    lead: '计分 → 审核 → 反馈不少于 5 个工作日 → 公布。公布后只能以新版本更正。',
    create: '计分',
    name: '考核',
    state: '状态',
    next: '下一步',
    org: '组织者',
    period: '考核期',
    size: '组织数',
    correction: '更正版',
    empty: '还没有考核结果',
    emptyWhy: '测评合计完成后，按已采用的方案计分。',
    steps: {
      draft: '计分人核对后送审',
      'under-review': '由计分人以外的人审核',
      approved: '反馈被考核组织',
      published: '按低分指标列入整改',
      corrected: '看更正后的版本',
    },
    wait: (day: string) => `反馈期至 ${day} 前一日`,
    open: (n: number) => `先办结 ${n} 件异议`,
  },
  en: {
    title: 'Results',
    lead: 'Score → review → at least 5 working days of notice → publish. What is published is corrected by a new version only.',
    create: 'Score a round',
    name: 'Appraisal',
    state: 'State',
    next: 'Next',
    org: 'Held by',
    period: 'Period',
    size: 'Organisations',
    correction: 'correction',
    empty: 'No results yet',
    emptyWhy: 'When a round has been tallied, score it by the adopted scheme.',
    steps: {
      draft: 'Scorer checks and submits',
      'under-review': 'Review by someone who did not score',
      approved: 'Make known to the assessed',
      published: 'Follow up low indicators',
      corrected: 'See the correction',
    },
    wait: (day) => `notice until the day before ${day}`,
    open: (n) => `${n} objections to decide first`,
  },
});

/** The results desk: what stands where, and what has to be done next. */
export default function ResultsPage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const go = useGo();
  const next = (row: ResultRow): string => {
    if (row.openObjections > 0) return t.open(row.openObjections);
    if (row.state === 'notified') return t.wait(formatDayShort(row.earliestOn));
    return t.steps[row.state];
  };
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <Button type="primary" onClick={() => go('/results/new')}>
          {t.create}
        </Button>
      }
    >
      <DataTable
        name="results"
        label={t.title}
        endpoint={listResults}
        rowKey={(row) => row.id}
        rowTo={(row) => `/results/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: resultStates.map((value) => ({ value, label: words.states[value] })),
          },
        ]}
        columns={[
          {
            key: 'title',
            title: t.name,
            render: (row) => (row.correctsId ? `${row.title} · ${t.correction}` : row.title),
          },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={resultShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'next', title: t.next, render: next },
          { key: 'org', title: t.org, render: (row) => row.orgName },
          {
            key: 'period',
            title: t.period,
            render: (row) => `${formatDayShort(row.periodFrom)} — ${formatDayShort(row.periodTo)}`,
          },
          { key: 'size', title: t.size, align: 'right', render: (row) => row.size },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
