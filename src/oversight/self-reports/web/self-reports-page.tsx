import type { ResponseOf } from '#platform/http/endpoint.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listSelfReports } from '../self-reports.contract.ts';
import { periodName, reportWords, stateShade } from './report-words.ts';

const m = messages({
  zh: {
    title: '党员填报',
    lead: '党员自主填报，支部核对后接收。看得见的是已提交的；没提交的只有本人看得见。',
    who: '姓名',
    org: '支部',
    period: '时段',
    state: '状态',
    at: '提交时间',
    added: '补充',
    unverified: '其中待核',
    empty: '还没有提交的填报',
    teach: '每到一期，党员在“自主填报”里核对系统已有的事实、补充缺的，提交后出现在这里。',
  },
  en: {
    title: 'Members’ reports',
    lead: 'Members report for themselves, the branch checks and accepts. Only submitted reports are seen here.',
    who: 'Name',
    org: 'Branch',
    period: 'Period',
    state: 'State',
    at: 'Submitted',
    added: 'Added',
    unverified: 'to be checked',
    empty: 'No report has been submitted yet',
    teach:
      'Each period, members check what is on record, add what is missing and submit; it then appears here.',
  },
});

type Row = ResponseOf<typeof listSelfReports>['items'][number];

/** The self-reports of a branch, or of those under an organ committee. */
export default function SelfReportsPage() {
  const t = useMessages(m);
  const words = useMessages(reportWords);
  const columns: Column<Row>[] = [
    { key: 'who', title: t.who, width: 120, render: (row) => row.personName },
    {
      key: 'state',
      title: t.state,
      width: 100,
      card: 'badge',
      render: (row) => <StateTag shade={stateShade[row.state]}>{words.states[row.state]}</StateTag>,
    },
    { key: 'period', title: t.period, render: (row) => periodName(row.periodFrom, row.periodTo) },
    { key: 'org', title: t.org, render: (row) => row.orgName },
    { key: 'added', title: t.added, width: 90, align: 'right', render: (row) => row.statements },
    { key: 'unverified', title: t.unverified, width: 110, align: 'right', render: (row) => row.unverified },
    { key: 'at', title: t.at, width: 160, render: (row) => formatInstant(row.submittedAt) },
  ];
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <Panel flush>
        <DataTable
          name="self-reports"
          label={t.title}
          endpoint={listSelfReports}
          columns={columns}
          rowKey={(row) => row.id}
          rowTo={(row) => `/self-reports/${row.id}`}
          filters={[
            {
              key: 'state',
              label: t.state,
              kind: 'select',
              options: (['submitted', 'returned', 'accepted'] as const).map((value) => ({
                value,
                label: words.states[value],
              })),
            },
          ]}
          empty={<EmptyState title={t.empty}>{t.teach}</EmptyState>}
        />
      </Panel>
    </PageFrame>
  );
}
