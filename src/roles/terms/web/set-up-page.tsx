import { kindLabels } from '#organisation/web/kind-labels.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listSetUp, type SetUpRow } from '../terms.contract.ts';
import { caseShades, headShades, severityShades, termWords } from './term-words.ts';
import css from './terms.module.css';

const m = messages({
  zh: {
    title: '设置与换届',
    lead: '党组织设置是否合规、届期到哪一天、书记是否由主要负责人担任。按 3、7、50、100 人的规定和届期自动核对。',
    org: '党组织',
    kind: '类型',
    members: '党员（正式）',
    found: '情形',
    none: '没有问题',
    secretary: '书记',
    head: '任职核对',
    coming: (who: string) => `拟任 ${who}`,
    term: '届满',
    show: '只看',
    options: { found: '有待处理的', must: '必须处理的', term: '换届的' },
    empty: '没有待处理的情形',
    emptyWhy: '设置、任职和届期都已核对。到换届前 6 个月，这里和待办里会提醒。',
  },
  en: {
    title: 'Set-up and terms',
    lead: 'Whether organisations are set up as they should be, when terms end, and whether the secretary is the head. Checked against 3, 7, 50, 100 members and the terms.',
    org: 'Organisation',
    kind: 'Kind',
    members: 'Members (full)',
    found: 'Findings',
    none: 'Sound',
    secretary: 'Secretary',
    head: 'Head check',
    coming: (who) => `Next: ${who}`,
    term: 'Term ends',
    show: 'Show',
    options: { found: 'with something to do', must: 'that must be seen to', term: 'elections' },
    empty: 'Nothing to do',
    emptyWhy:
      'Set-up, posts and terms are checked. Six months before a term ends you are reminded here and in the to-do.',
  },
});

/** The set-up of every organisation in reach, with what was found. */
export default function SetUpPage() {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const pick = useLabel();
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="set-up"
        label={t.title}
        endpoint={listSetUp}
        rowKey={(row) => row.id}
        rowTo={(row) => `/set-up/${row.id}`}
        filters={[
          {
            key: 'show',
            label: t.show,
            kind: 'select',
            options: (['found', 'must', 'term'] as const).map((value) => ({
              value,
              label: t.options[value],
            })),
          },
        ]}
        columns={[
          { key: 'org', title: t.org, render: (row) => row.name },
          { key: 'found', title: t.found, render: (row) => <Findings row={row} none={t.none} /> },
          { key: 'members', title: t.members, render: (row) => `${row.members}（${row.fullMembers}）` },
          { key: 'secretary', title: t.secretary, render: (row) => <Secretary row={row} /> },
          {
            key: 'head',
            title: t.head,
            render: (row) =>
              row.head ? <StateTag shade={headShades[row.head]}>{words.heads[row.head]}</StateTag> : '—',
          },
          {
            key: 'term',
            title: t.term,
            // How it stands is among the findings.
            render: (row) => (row.term ? formatDayShort(row.term.dueOn) : '—'),
          },
          {
            key: 'kind',
            title: t.kind,
            optional: true,
            render: (row) => pick(kindLabels[row.kind as keyof typeof kindLabels]),
          },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}

function Findings({ row, none }: { row: SetUpRow; none: string }) {
  const pick = useLabel();
  if (row.findings.length === 0) return <span className={css['quiet']}>{none}</span>;
  return (
    <span className={css['tags']}>
      {row.findings.map((finding) => (
        <StateTag key={finding.code} shade={severityShades[finding.severity]}>
          {pick(finding.title)}
        </StateTag>
      ))}
    </span>
  );
}

/** Who holds the post, and whose appointment is on its way. */
function Secretary({ row }: { row: SetUpRow }) {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const pick = useLabel();
  return (
    <span className={css['tags']}>
      {row.secretary ?? '—'}
      {row.pending.map((each) => (
        <span key={each.id} title={`${pick(each.title)} · ${words.pending[each.state]}`}>
          <StateTag shade={caseShades[each.state]}>{t.coming(each.person)}</StateTag>
        </span>
      ))}
    </span>
  );
}
