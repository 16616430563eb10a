import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { useHolds, useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { type LiaisonRow, listLiaison } from '../liaison.contract.ts';
import { BranchLiaison } from './branch-liaison.tsx';
import css from './liaison.module.css';

const m = messages({
  zh: {
    title: '双联系',
    lead: '支委联系党员、党员联系非党员：哪些支部还没有管到人头。这里只有数字，没有人名。',
    branch: '党支部',
    covered: '有联系人',
    touched: '近期联系过',
    tasked: '今年有任务',
    talked: '今年谈过话',
    load: '每名支委最多 / 最少',
    outsiders: '非党员',
    gaps: '有缺口',
    onlyGaps: '只看有人没有联系人的',
    find: '支部名称',
    empty: '没有党支部',
    teach: '组织树里有了党支部和党员，这里就会列出覆盖情况。',
  },
  en: {
    title: 'Liaison',
    lead: 'Committee members keep contact with members, members with people outside the Party: where a branch does not reach everybody yet. Numbers only, no names.',
    branch: 'Branch',
    covered: 'Have a contact',
    touched: 'In touch lately',
    tasked: 'Task this year',
    talked: 'Talk this year',
    load: 'Most / fewest a keeper',
    outsiders: 'Outside the Party',
    gaps: 'Gaps',
    onlyGaps: 'Only where somebody has nobody',
    find: 'Name of the branch',
    empty: 'There is no branch',
    teach: 'Once the tree has branches with members, their coverage is listed here.',
  },
});

/** Coverage of the branches within reach; who leads or arranges one branch comes straight to it. */
export default function LiaisonPage() {
  const t = useMessages(m);
  const me = useMe();
  const above = useHolds('clerk', 'officer');
  const opens = useHolds('officer', 'secretary', 'commissioner');
  const led = [
    ...new Set(
      me?.grants
        .filter(({ role }) => role === 'secretary' || role === 'commissioner')
        .map((grant) => grant.orgId),
    ),
  ];
  if (me && !above && led.length === 1 && led[0]) return <BranchLiaison id={led[0]} back={false} />;
  const of = (count: number, row: LiaisonRow) => (
    <span className={count < row.members ? css['gap'] : undefined}>
      {count} / {row.members}
    </span>
  );
  const columns: Column<LiaisonRow>[] = [
    { key: 'branch', title: t.branch, render: (row) => row.orgName },
    { key: 'covered', title: t.covered, align: 'right', render: (row) => of(row.covered, row) },
    {
      key: 'touched',
      title: t.touched,
      align: 'right',
      render: (row) => `${row.touched} / ${row.members}`,
    },
    { key: 'tasked', title: t.tasked, align: 'right', render: (row) => `${row.tasked} / ${row.members}` },
    { key: 'talked', title: t.talked, align: 'right', render: (row) => `${row.talked} / ${row.members}` },
    { key: 'load', title: t.load, align: 'right', render: (row) => `${row.most} / ${row.least}` },
    { key: 'outsiders', title: t.outsiders, align: 'right', render: (row) => row.outsiders },
  ];
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <Panel flush>
        <DataTable
          name="liaison"
          label={t.title}
          endpoint={listLiaison}
          columns={columns}
          rowKey={(row) => row.orgId}
          rowTo={(row) => (opens ? `/liaison/${row.orgId}` : undefined)}
          filters={[
            { key: 'q', label: t.find, kind: 'text' },
            { key: 'gaps', label: t.gaps, kind: 'select', options: [{ value: 'yes', label: t.onlyGaps }] },
          ]}
          empty={<EmptyState title={t.empty}>{t.teach}</EmptyState>}
        />
      </Panel>
    </PageFrame>
  );
}
