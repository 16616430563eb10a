import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort, formatDue } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { LedgerNav } from '../../web/ledger-nav.tsx';
import { groupReports, listReports } from '../intake.contract.ts';
import { reportChannels, reportStates } from '../intake.rules.ts';
import css from './intake.module.css';
import { intakeWords, reportShades } from './intake-words.ts';

const m = messages({
  zh: {
    title: '反映受理',
    lead: '党员群众反映的问题先到这里：列入台账、并入已有问题，或写明理由不予受理。反映人凭查询码可以看到。',
    waiting: '待受理',
    late: '超过受理期限',
    groups: '很可能说的是同一件事',
    groupsNote: '打开后可以一并受理',
    group: (n: number) => `${n} 条`,
    text: '内容',
    state: '状态',
    channel: '渠道',
    from: '来处',
    org: '受理组织',
    by: '受理期限',
    empty: '还没有反映',
    emptyWhy: '在“公开反映码”里生成二维码，打印张贴；党员也可以登录后实名反映。',
    codes: '去生成反映码',
  },
  en: {
    title: 'Reports',
    lead: 'What members and masses report comes here first: into the ledger, to a problem that stands, or declined with a reason. Reporters can look it up.',
    waiting: 'Waiting',
    late: 'Waiting too long',
    groups: 'Probably the same thing',
    groupsNote: 'open one to decide on them together',
    group: (n) => `${n} reports`,
    text: 'Report',
    state: 'State',
    channel: 'Channel',
    from: 'From',
    org: 'Sent to',
    by: 'Decide by',
    empty: 'No reports yet',
    emptyWhy: 'Make a public code, print it and hang it up. Members can report by name after signing in.',
    codes: 'Make a code',
  },
});

/** What was reported and waits to be decided on, with those first that speak of the same thing. */
export default function ReportsPage() {
  const t = useMessages(m);
  const words = useMessages(intakeWords);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <LedgerNav />
      <Groups />
      <DataTable
        name="ledger-reports"
        label={t.title}
        endpoint={listReports}
        rowKey={(row) => row.id}
        rowTo={(row) => `/ledger/reports/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: reportStates.map((value) => ({ value, label: words.states[value] })),
          },
          {
            key: 'channel',
            label: t.channel,
            kind: 'select',
            options: reportChannels.map((value) => ({ value, label: words.channels[value] })),
          },
        ]}
        columns={[
          {
            key: 'text',
            title: t.text,
            render: (row) => (row.text.length > 60 ? `${row.text.slice(0, 59)}…` : row.text),
          },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={reportShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          {
            key: 'by',
            title: t.by,
            render: (row) => (
              <>
                <span className={css['day']}>{formatDayShort(row.triageBy)}</span>
                {row.state === 'new' && <small className={css['quiet']}> {formatDue(row.triageBy)}</small>}
              </>
            ),
          },
          { key: 'channel', title: t.channel, render: (row) => words.channels[row.channel] },
          { key: 'from', title: t.from, render: (row) => row.reporter ?? row.label ?? '—' },
          { key: 'org', title: t.org, render: (row) => row.orgName },
        ]}
        empty={
          <EmptyState title={t.empty} action={<AppLink to="/ledger/codes">{t.codes}</AppLink>}>
            {t.emptyWhy}
          </EmptyState>
        }
      />
    </PageFrame>
  );
}

function Groups() {
  const t = useMessages(m);
  const { data } = useCall(groupReports, {});
  if (!data || data.waiting === 0) return null;
  return (
    <Panel
      title={data.groups.length > 0 ? t.groups : t.waiting}
      note={data.groups.length > 0 && t.groupsNote}
    >
      <Figures>
        <Figure label={t.waiting} value={data.waiting} />
        <Figure label={t.late} value={data.late} />
      </Figures>
      {data.groups.length > 0 && (
        <ul className={css['groups']}>
          {data.groups.slice(0, 8).map((group) => (
            <li key={group.ids[0]}>
              <AppLink to={`/ledger/reports/${group.ids[0]}`}>
                {group.text.length > 40 ? `${group.text.slice(0, 39)}…` : group.text}
              </AppLink>
              <StateTag shade="warn">{t.group(group.ids.length)}</StateTag>
              <span className={css['quiet']}>{group.orgName}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
