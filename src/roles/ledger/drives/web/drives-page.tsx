import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort, formatDue } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, StateTag } from '#shell/web/panel.tsx';
import { LedgerNav } from '../../web/ledger-nav.tsx';
import { listDrives } from '../drives.contract.ts';
import { driveStates } from '../drives.rules.ts';
import { driveShades, driveWords } from './drive-words.ts';
import css from './drives.module.css';

const m = messages({
  zh: {
    title: '专项整顿',
    lead: '反复发生或长期逾期的问题，由规则提请专项整顿，由书记或上级启动。每次都有范围、牵头人、期限和退出条件。',
    name: '名称',
    state: '状态',
    org: '组织',
    progress: '进展',
    empty: '没有专项整顿',
    emptyWhy: '问题多次反映、反复或长期逾期时，系统按规则提请；也可以从一个问题的页面直接开展。',
  },
  en: {
    title: 'Special drives',
    lead: 'On what keeps coming back or stays overdue, a rule proposes a drive and a person starts it. Each has a scope, a lead, an end and exit criteria.',
    name: 'Name',
    state: 'State',
    org: 'Organisation',
    progress: 'Progress',
    empty: 'No drives',
    emptyWhy:
      'When problems are reported again and again or stay overdue, the rules propose one; or open one from a problem’s page.',
  },
});

/** The drives within reach, those that run first. */
export default function DrivesPage() {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <LedgerNav />
      <DataTable
        name="drives"
        label={t.title}
        endpoint={listDrives}
        rowKey={(row) => row.id}
        rowTo={(row) => `/ledger/drives/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: driveStates.map((value) => ({ value, label: words.states[value] })),
          },
        ]}
        columns={[
          { key: 'title', title: t.name, render: (row) => row.title },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={driveShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'lead', title: words.lead, render: (row) => row.leadName ?? '—' },
          {
            key: 'ends',
            title: words.ends,
            render: (row) => (
              <>
                <span className={css['day']}>{formatDayShort(row.endsOn)}</span>
                {(row.state === 'running' || row.state === 'review') && (
                  <small className={`${css['quiet']} ${css['day']}`}> {formatDue(row.endsOn)}</small>
                )}
              </>
            ),
          },
          {
            key: 'progress',
            title: t.progress,
            render: (row) => (
              <Bar
                value={row.problems - row.unsolved}
                max={row.problems}
                label={row.title}
                shade="good"
                text={words.solved(row.problems - row.unsolved, row.problems)}
              />
            ),
          },
          { key: 'org', title: t.org, render: (row) => row.orgName },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
