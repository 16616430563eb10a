import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listKnownEntries } from '../scores.contract.ts';
import { resultShades, resultWords, scoreText } from './results-words.ts';

const m = messages({
  zh: {
    title: '本组织得分',
    lead: '已反馈的考核得分。每个得分都能打开，看到指标、权重和每一条依据；有异议请在期限内提出。',
    appraisal: '考核',
    org: '组织',
    score: '得分',
    place: '可能名次',
    band: '等次建议',
    low: '低分指标',
    state: '状态',
    until: '异议截止',
    empty: '还没有反馈给本组织的考核得分',
    emptyWhy: '考核机关审核后会先反馈得分和依据，期满才公布。',
  },
  en: {
    title: 'Our scores',
    lead: 'Scores that were made known to us. Each opens down to its indicators, weights and records; object in time where something is wrong.',
    appraisal: 'Appraisal',
    org: 'Organisation',
    score: 'Score',
    place: 'Possible places',
    band: 'Proposed band',
    low: 'Low indicators',
    state: 'State',
    until: 'Objections until',
    empty: 'No score has been made known to us yet',
    emptyWhy: 'After review, score and grounds are made known first and published later.',
  },
});

/** The scores that were made known to the organisations within reach. */
export default function ScoresPage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="scores"
        label={t.title}
        endpoint={listKnownEntries}
        rowKey={(row) => row.scoreId}
        rowTo={(row) => `/scores/${row.scoreId}`}
        columns={[
          { key: 'org', title: t.org, render: (row) => row.orgName },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={resultShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'title', title: t.appraisal, render: (row) => row.title },
          {
            key: 'score',
            title: t.score,
            align: 'right',
            render: (row) => scoreText(row.score) ?? words.ungraded,
          },
          {
            key: 'place',
            title: t.place,
            render: (row) =>
              row.best === null || row.worst === null ? words.unranked : words.place(row.best, row.worst),
          },
          { key: 'band', title: t.band, render: (row) => (row.band ? pick(row.band.title) : '—') },
          {
            key: 'low',
            title: t.low,
            render: (row) => row.low.map((each) => pick(each.title)).join('、') || '—',
          },
          { key: 'until', title: t.until, render: (row) => formatDayShort(row.objectionsUntil) },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
