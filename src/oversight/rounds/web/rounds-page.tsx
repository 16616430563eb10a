import { Button } from 'antd';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { listRounds, roundStates } from '../rounds.contract.ts';
import { roundWords, stateShades } from './round-words.ts';

const m = messages({
  zh: {
    title: '民主测评',
    lead: '上级、党员、职工群众分组评议被评组织。开放前先做匿名预检；人数不足的组合并，或改为实名。',
    create: '新建测评',
    name: '名称',
    state: '状态',
    mode: '方式',
    holder: '组织者',
    ratees: '被评组织',
    closes: '截止日期',
    empty: '还没有测评',
    emptyWhy: '新建一轮测评，选择考核方案、被评组织和评议主体。',
  },
  en: {
    title: 'Rounds of rating',
    lead: 'Superiors, members and staff rate organisations in groups. An anonymity check comes before opening; groups too small are merged, or the round is held by name.',
    create: 'New round',
    name: 'Name',
    state: 'State',
    mode: 'Mode',
    holder: 'Held by',
    ratees: 'Organisations',
    closes: 'Closes',
    empty: 'No rounds yet',
    emptyWhy: 'Make one: choose a scheme, the organisations and the groups of raters.',
  },
});

/** The rounds within reach. */
export default function RoundsPage() {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const go = useGo();
  const create = (
    <Button type="primary" onClick={() => go('/rounds/new')}>
      {t.create}
    </Button>
  );
  return (
    <PageFrame title={t.title} lead={t.lead} actions={create}>
      <DataTable
        name="rounds"
        label={t.title}
        endpoint={listRounds}
        rowKey={(row) => row.id}
        rowTo={(row) => `/rounds/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: roundStates.options.map((value) => ({ value, label: words.states[value] })),
          },
        ]}
        columns={[
          { key: 'title', title: t.name, render: (row) => row.title },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={stateShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'mode', title: t.mode, render: (row) => words.modes[row.mode] },
          { key: 'holder', title: t.holder, render: (row) => row.orgName },
          { key: 'ratees', title: t.ratees, align: 'right', render: (row) => row.ratees },
          { key: 'closes', title: t.closes, render: (row) => formatDayShort(row.closesOn) },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
