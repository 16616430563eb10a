import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { useHolds, useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import type { Filter } from '#shell/web/table-filters.tsx';
import { dutyWords } from '../../duties/web/duty-words.ts';
import { listObligations, type ObligationView } from '../obligations.contract.ts';
import { DueDay, ObligationState, useProgress } from './obligation-state.tsx';

const m = messages({
  zh: {
    title: '到期事项',
    lead: '责任清单按频次生成的事项。记录一次，对应的事项自动完成，不需要在这里打勾。',
    what: '事项',
    org: '组织',
    person: '责任人',
    due: '到期',
    state: '情况',
    progress: '进度',
    states: { open: '未完成', late: '逾期', fulfilled: '已完成', excused: '已说明理由', all: '全部' },
    mine: '范围',
    mineYes: '只看我负责的',
    subject: '责任主体',
    from: '到期日从',
    to: '到期日到',
    empty: '没有未完成的事项',
    emptyText: '单位发布责任清单后，到期事项按频次自动生成。',
  },
  en: {
    title: 'What is due',
    lead: 'What the duty lists ask for, by date. Record a thing once and whatever it meets is done; there is nothing to tick off here.',
    what: 'What',
    org: 'Organisation',
    person: 'Who answers',
    due: 'Due',
    state: 'State',
    progress: 'Progress',
    states: { open: 'Open', late: 'Late', fulfilled: 'Done', excused: 'Excused', all: 'All' },
    mine: 'Whose',
    mineYes: 'Only mine',
    subject: 'Subject',
    from: 'Due from',
    to: 'Due to',
    empty: 'Nothing is left to do',
    emptyText: 'Once the unit has issued its duty lists, their cadences appear here by date.',
  },
});

/** Obligations within reach, by due day. */
export default function ObligationsPage() {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const progress = useProgress();
  const wide = useHolds('officer', 'clerk', 'secretary');
  const me = useMe();
  const columns: Column<ObligationView>[] = [
    {
      key: 'what',
      title: t.what,
      render: (row) => (
        <>
          <span className="z-number z-quiet">{row.dutyCode}</span> {label(row.title)}
        </>
      ),
    },
    { key: 'state', title: t.state, card: 'badge', render: (row) => <ObligationState of={row} /> },
    { key: 'due', title: t.due, render: (row) => <DueDay of={row} /> },
    { key: 'org', title: t.org, render: (row) => row.org.name },
    { key: 'person', title: t.person, render: (row) => row.person.name },
    { key: 'progress', title: t.progress, optional: true, card: 'hide', render: progress },
  ];
  const filters: Filter[] = [
    {
      key: 'state',
      label: t.state,
      kind: 'select',
      all: t.states.open,
      options: (['late', 'fulfilled', 'excused', 'all'] as const).map((value) => ({
        value,
        label: t.states[value],
      })),
    },
  ];
  if (wide && me?.personId)
    filters.push({
      key: 'mine',
      label: t.mine,
      kind: 'select',
      options: [{ value: 'yes', label: t.mineYes }],
    });
  if (wide) {
    const options = Object.entries(words.subjects).map(([value, text]) => ({ value, label: text }));
    filters.push({ key: 'subject', label: t.subject, kind: 'select', options });
  }
  filters.push({ key: 'from', label: t.from, kind: 'day' }, { key: 'to', label: t.to, kind: 'day' });
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="obligations"
        label={t.title}
        endpoint={listObligations}
        // What is still to be done comes first; the rest is found by its state.
        query={{ state: 'open' }}
        columns={columns}
        filters={filters}
        rowKey={(row) => row.id}
        rowTo={(row) => `/obligations/${row.id}`}
        empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
      />
    </PageFrame>
  );
}
