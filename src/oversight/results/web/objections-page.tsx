import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort, formatInstant } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listObjections } from '../objections.contract.ts';
import { objectionStates } from '../results.rules.ts';
import { objectionShades, resultWords } from './results-words.ts';

const m = messages({
  zh: {
    title: '异议',
    lead: '由我办理的和由我提出的。每件异议由未参与计分的人书面答复，30 日内办结。',
    org: '组织',
    about: '针对',
    whole: '整体得分',
    result: '考核',
    state: '状态',
    open: '未办结',
    lodged: '提出时间',
    by: '办理期限',
    late: '已超期',
    empty: '没有异议',
    emptyWhy: '被考核组织的书记或机关党委可以在得分页提出。',
  },
  en: {
    title: 'Objections',
    lead: 'Those to be handled by me and those I lodged. Each gets a written answer by someone who did not score, within 30 days.',
    org: 'Organisation',
    about: 'About',
    whole: 'whole score',
    result: 'Appraisal',
    state: 'State',
    open: 'Open',
    lodged: 'Lodged',
    by: 'Decide by',
    late: 'overdue',
    empty: 'No objections',
    emptyWhy: 'Spokesmen of the assessed lodge them on the page of their score.',
  },
});

/** Objections to be handled, and those one lodged. */
export default function ObjectionsPage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const [address] = useQuery();
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="objections"
        label={t.title}
        endpoint={listObjections}
        query={address['result'] ? { result: address['result'] } : {}}
        rowKey={(row) => row.id}
        rowTo={(row) => `/objections/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: [
              { value: 'open', label: t.open },
              ...objectionStates.map((value) => ({ value, label: words.objectionStates[value] })),
            ],
          },
        ]}
        columns={[
          { key: 'org', title: t.org, render: (row) => row.orgName },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => (
              <StateTag shade={objectionShades[row.state]}>{words.objectionStates[row.state]}</StateTag>
            ),
          },
          {
            key: 'about',
            title: t.about,
            render: (row) => (row.indicator ? pick(row.indicator.title) : t.whole),
          },
          { key: 'result', title: t.result, render: (row) => row.resultTitle },
          { key: 'lodged', title: t.lodged, render: (row) => formatInstant(row.lodgedAt) },
          {
            key: 'by',
            title: t.by,
            render: (row) => (
              <>
                {formatDayShort(row.decideBy)} {row.overdue && <StateTag shade="bad">{t.late}</StateTag>}
              </>
            ),
          },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
