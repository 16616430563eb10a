import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listPublications } from '../publications.contract.ts';

const m = messages({
  zh: {
    title: '结果公布',
    lead: '只公布组织，只在同类组内比较；差异不足以区分的不列名单。公布后不改动，有错以新版本更正。',
    name: '考核',
    org: '公布单位',
    at: '公布时间',
    state: '状态',
    corrected: '已更正',
    correction: '更正版',
    current: '有效',
    empty: '还没有公布的结果',
    emptyWhy: '反馈期满、异议办结后公布。',
  },
  en: {
    title: 'Publications',
    lead: 'Organisations only, inside comparable groups; no list where the differences do not carry one. What is published stays; errors are corrected by a new version.',
    name: 'Appraisal',
    org: 'Published by',
    at: 'Published',
    state: 'State',
    corrected: 'Corrected',
    correction: 'Correction',
    current: 'In force',
    empty: 'Nothing has been published yet',
    emptyWhy: 'Results are published when the notice is over and objections are decided.',
  },
});

/** What has been published, the newest first. */
export default function PublicationsPage() {
  const t = useMessages(m);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="publications"
        label={t.title}
        endpoint={listPublications}
        rowKey={(row) => row.id}
        rowTo={(row) => `/publications/${row.id}`}
        columns={[
          { key: 'title', title: t.name, render: (row) => row.title },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => (
              <StateTag shade={row.correctedBy ? 'warn' : 'good'}>
                {row.correctedBy ? t.corrected : row.correctsId ? t.correction : t.current}
              </StateTag>
            ),
          },
          { key: 'org', title: t.org, render: (row) => row.orgName },
          { key: 'at', title: t.at, render: (row) => formatInstant(row.publishedAt) },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
