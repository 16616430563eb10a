import { Button } from 'antd';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort, formatMinutes } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listRecords, type RecordItem } from '../work-records.contract.ts';
import { recordWords, useRecordKinds } from './record-words.ts';

const m = messages({
  zh: {
    title: '工作记录',
    lead: '做过的事只记一次，责任清单、考核、述职都从这里取数。看结果，不看材料多少。',
    meeting: '记录会议',
    work: '记一笔',
    what: '事项',
    kind: '种类',
    on: '日期',
    org: '组织',
    people: '实到 / 应到',
    length: '时长',
    family: '类别',
    meetings: '会议',
    others: '其他工作',
    from: '从',
    to: '到',
    state: '状态',
    held: '待确认',
    withdrawn: '已撤回',
    standing: '有效',
    empty: '还没有工作记录',
    teach: '开过会、谈过话、做过事，在这里记一次就够了。',
  },
  en: {
    title: 'Records of work',
    lead: 'What was done is recorded once; duty lists, appraisals and reports read it from here. Results count, not paper.',
    meeting: 'Record a meeting',
    work: 'Record other work',
    what: 'What',
    kind: 'Kind',
    on: 'Day',
    org: 'Organisation',
    people: 'Present / due',
    length: 'Length',
    family: 'Family',
    meetings: 'Meetings',
    others: 'Other work',
    from: 'From',
    to: 'To',
    state: 'State',
    held: 'Waiting',
    withdrawn: 'Withdrawn',
    standing: 'Standing',
    empty: 'No records yet',
    teach: 'A meeting held, a talk given, a piece of work done: once here is enough.',
  },
});

/** The list of records: meetings and other work. */
export default function RecordsPage() {
  const t = useMessages(m);
  const words = useMessages(recordWords);
  const kinds = useRecordKinds();
  const go = useGo();
  const keeps = useHolds('secretary', 'officer', 'clerk');
  const columns: Column<RecordItem>[] = [
    { key: 'title', title: t.what, render: (record) => record.title },
    { key: 'on', title: t.on, width: 110, render: (record) => formatDayShort(record.occurredOn) },
    {
      key: 'kind',
      title: t.kind,
      width: 150,
      card: 'hide',
      render: (record) => [record.kind, ...record.includes].map(kinds.nameOf).join('、'),
    },
    { key: 'org', title: t.org, render: (record) => record.orgName },
    {
      key: 'people',
      title: t.people,
      width: 110,
      align: 'right',
      render: (record) => (record.counts ? `${record.counts.present} / ${record.counts.due}` : '—'),
    },
    {
      key: 'length',
      title: t.length,
      width: 110,
      align: 'right',
      optional: true,
      render: (record) => (record.minutesSpent > 0 ? formatMinutes(record.minutesSpent) : '—'),
    },
    {
      key: 'state',
      title: t.state,
      width: 130,
      card: 'badge',
      render: (record) => <RecordTags record={record} words={words} />,
    },
  ];
  const actions = keeps ? (
    <>
      <Button onClick={() => go('/records/new')}>{t.work}</Button>
      <Button type="primary" onClick={() => go('/meetings/new')}>
        {t.meeting}
      </Button>
    </>
  ) : undefined;
  return (
    <PageFrame title={t.title} lead={t.lead} actions={actions}>
      <Panel flush>
        <DataTable
          name="records"
          label={t.title}
          endpoint={listRecords}
          columns={columns}
          rowKey={(record) => record.id}
          rowTo={(record) => `/records/${record.id}`}
          filters={[
            {
              key: 'family',
              label: t.family,
              kind: 'select',
              options: [
                { value: 'meeting', label: t.meetings },
                { value: 'work', label: t.others },
              ],
            },
            {
              key: 'kind',
              label: t.kind,
              kind: 'select',
              options: kinds.kinds.map((kind) => ({ value: kind.id, label: kinds.nameOf(kind.id) })),
            },
            { key: 'from', label: t.from, kind: 'day' },
            { key: 'to', label: t.to, kind: 'day' },
            {
              key: 'state',
              label: t.state,
              kind: 'select',
              options: [
                { value: 'standing', label: t.standing },
                { value: 'held', label: t.held },
                { value: 'withdrawn', label: t.withdrawn },
              ],
            },
          ]}
          empty={
            <EmptyState title={t.empty} action={actions}>
              {t.teach}
            </EmptyState>
          }
        />
      </Panel>
    </PageFrame>
  );
}

type TagsProps = {
  record: Pick<RecordItem, 'state' | 'heldFor' | 'lateDays'>;
  words: (typeof recordWords)['zh'];
};

/** What is not usual about a record, in words; nothing where all is well. */
export function RecordTags({ record, words }: TagsProps) {
  return (
    <>
      {record.state === 'withdrawn' && <StateTag>{words.withdrawn}</StateTag>}
      {record.heldFor && <StateTag shade="info">{words.held[record.heldFor]}</StateTag>}{' '}
      {record.lateDays > 0 && <StateTag shade="warn">{words.late(record.lateDays)}</StateTag>}
    </>
  );
}
