import { Button } from 'antd';
import { useCall } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { listTopics, readLeadingGroup, type TopicRowView } from '../leading-group.contract.ts';
import { topicStates } from '../topics.rules.ts';
import css from './leading.module.css';
import { LeadingNav, useGroup } from './leading-nav.tsx';
import { leadingWords, topicShades } from './leading-words.ts';

const m = messages({
  zh: {
    title: '党建议题',
    lead: '机关党委提出，党组书记确定是否上会；缓议、退回都有理由。',
    propose: '提出议题',
    topic: '议题',
    kind: '种类',
    state: '状态',
    proposer: '提出',
    on: '提出日期',
    note: '最近的意见',
    open: '未办结的',
    empty: '还没有议题',
    emptyWhy: '要党组定的事，从这里提出：为什么、依据、请党组决定什么。',
  },
  en: {
    title: 'Topics',
    lead: 'Proposed by the organ committee, admitted by the secretary; deferring and returning need a reason.',
    propose: 'Propose a topic',
    topic: 'Topic',
    kind: 'Kind',
    state: 'State',
    proposer: 'Proposed by',
    on: 'On',
    note: 'Last remark',
    open: 'Open ones',
    empty: 'No topics yet',
    emptyWhy: 'What the leading group has to decide is proposed here.',
  },
});

/** The topics of a leading group. */
export default function TopicsPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const go = useGo();
  const officer = useHolds('officer');
  const { id } = useGroup();
  const group = useCall(readLeadingGroup, { params: { id: id ?? '' } }, { enabled: id !== null });
  const kinds = new Map(group.data?.terms.topics.map((kind) => [kind.id, label(kind.title)]));
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        officer &&
        id && (
          <Button type="primary" onClick={() => go(`/leading-group/topics/new?group=${id}`)}>
            {t.propose}
          </Button>
        )
      }
    >
      <div className={css['column']}>
        <LeadingNav />
        {id !== null && (
          <Panel flush>
            <DataTable
              name="leading-topics"
              label={t.title}
              endpoint={listTopics}
              input={{ params: { id } }}
              filters={[
                {
                  key: 'state',
                  kind: 'select',
                  label: t.state,
                  options: [
                    { value: 'open', label: t.open },
                    ...topicStates.map((state) => ({ value: state, label: words.topics[state] })),
                  ],
                },
              ]}
              columns={[
                { key: 'title', title: t.topic, render: (row: TopicRowView) => row.title },
                { key: 'kind', title: t.kind, render: (row) => kinds.get(row.kind) ?? row.kind },
                {
                  key: 'state',
                  title: t.state,
                  card: 'badge',
                  render: (row) => (
                    <StateTag shade={topicShades[row.state]}>{words.topics[row.state]}</StateTag>
                  ),
                },
                { key: 'note', title: t.note, render: (row) => row.note || '—' },
                { key: 'proposer', title: t.proposer, render: (row) => row.proposer },
                { key: 'on', title: t.on, render: (row) => formatDayShort(row.proposedOn) },
              ]}
              rowKey={(row) => row.id}
              rowTo={(row) => `/leading-group/topics/${row.id}`}
              empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
            />
          </Panel>
        )}
      </div>
    </PageFrame>
  );
}
