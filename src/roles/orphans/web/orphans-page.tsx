import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listOrphans, orphanKinds } from '../orphans.contract.ts';

const m = messages({
  zh: {
    title: '无主检查',
    lead: '工作有人抓、问题有人管、责任有人担：每一项没办完的事都要有一个在岗的责任人。',
    kinds: { duty: '责任', obligation: '到期事项', task: '任务', part: '协管和落实', problem: '问题' },
    of: (n: number) => `共 ${n} 项在办`,
    fine: '没有无主的事：未办结的责任、到期事项、任务和问题都有在岗的责任人。',
    list: '没有在岗责任人的',
    what: '事项',
    kind: '种类',
    org: '组织',
    person: '原责任人',
    due: '期限',
    why: '原因',
    reasons: { left: '责任人已离开', nobody: '没有指定' },
    next: {
      duty: '请补任职务，或修订清单指定责任人；任职变动后自动转给新任的人。',
      obligation: '请补任原责任人的职务，到期事项随职务转给新任的人。',
      task: '请打开任务，改派给在岗的人。',
      part: '请打开任务，重新安排协管或落实的人。',
      problem: '请打开问题，改派给在岗的人。',
    },
    how: '怎么办',
    empty: '没有无主的事',
    emptyText: '责任人离开或职务空缺时，没有接上的事会出现在这里。',
  },
  en: {
    title: 'Nobody’s business',
    lead: 'Every duty, task and problem that is open has to have an owner who is there.',
    kinds: {
      duty: 'Duties',
      obligation: 'What is due',
      task: 'Tasks',
      part: 'Parts in tasks',
      problem: 'Problems',
    },
    of: (n) => `of ${n} open`,
    fine: 'Nothing is without an owner: whatever is open has somebody who is there.',
    list: 'Without an owner who is there',
    what: 'What',
    kind: 'Kind',
    org: 'Organisation',
    person: 'Last owner',
    due: 'Due',
    why: 'Why',
    reasons: { left: 'The owner has left', nobody: 'Nobody was named' },
    next: {
      duty: 'Fill the post, or revise the lists and name somebody; whoever takes up the post follows by itself.',
      obligation: 'Fill the post; what is due goes over to whoever takes it up.',
      task: 'Open the task and give it to somebody else.',
      part: 'Open the task and give the part to somebody else.',
      problem: 'Open the problem and give it to somebody else.',
    },
    how: 'What to do',
    empty: 'Nothing is without an owner',
    emptyText: 'When an owner leaves or a post falls vacant, what was not taken over appears here.',
  },
});

type Orphan = ResponseOf<typeof listOrphans>['items'][number];

/** What is open and has no living owner, and how to give it one. */
export default function OrphansPage() {
  const t = useMessages(m);
  const { data } = useCall(listOrphans, { query: { limit: 1 } });
  const columns: Column<Orphan>[] = [
    { key: 'what', title: t.what, render: (row) => row.title },
    {
      key: 'why',
      title: t.why,
      card: 'badge',
      render: (row) => <StateTag shade="bad">{t.reasons[row.why]}</StateTag>,
    },
    { key: 'kind', title: t.kind, render: (row) => t.kinds[row.kind] },
    { key: 'org', title: t.org, render: (row) => row.org.name },
    { key: 'person', title: t.person, render: (row) => row.person?.name ?? '—' },
    { key: 'due', title: t.due, render: (row) => (row.dueOn ? formatDay(row.dueOn) : '—') },
    { key: 'how', title: t.how, render: (row) => <span className="z-quiet">{t.next[row.kind]}</span> },
  ];
  const total = data?.summary.reduce((sum, each) => sum + each.orphans, 0);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      {data && (
        <Panel>
          <Figures>
            {data.summary.map((each) => (
              <Figure
                key={each.kind}
                label={t.kinds[each.kind]}
                value={each.orphans}
                note={t.of(each.open)}
              />
            ))}
          </Figures>
          {total === 0 && (
            <div style={{ marginTop: 16 }}>
              <Note shade="good">{t.fine}</Note>
            </div>
          )}
        </Panel>
      )}
      {total !== 0 && (
        <DataTable
          name="orphans"
          label={t.list}
          endpoint={listOrphans}
          query={{ limit: 50 }}
          columns={columns}
          filters={[
            {
              key: 'kind',
              label: t.kind,
              kind: 'select',
              options: orphanKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
            },
          ]}
          rowKey={(row) => `${row.kind} ${row.id} ${row.org.id}`}
          rowTo={(row) => row.link}
          empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
        />
      )}
    </PageFrame>
  );
}
