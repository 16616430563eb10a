import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type GroupsView, type GroupView, readGroups } from '../groups/groups.contract.ts';
import { GroupDialog } from './group-dialog.tsx';
import css from './meetings.module.css';
import { MeetingsNav } from './meetings-nav.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { useBody } from './use-body.tsx';

const m = messages({
  zh: {
    title: '党小组',
    lead: '每个小组有组长、有组员、有活动；组员名单就是小组会的应到名单。',
    add: '设立党小组',
    change: '调整',
    record: '记录活动',
    leader: '组长',
    vacant: '暂缺',
    members: (n: number) => `组员（${n} 人）`,
    met: '本月已开会',
    notMet: '本月未开会',
    year: '今年',
    counts: (meetings: number, activities: number) => `小组会 ${meetings} 次，活动 ${activities} 次`,
    last: '最近',
    next: '下一次',
    none: '还没有',
    without: (names: string) => `还没有编入小组的党员：${names}`,
    empty: '这个支部还没有党小组',
    emptyWhy: '党员较多或分散办公的，设立党小组便于开展活动。选好组长和组员即可。',
  },
  en: {
    title: 'Party groups',
    lead: 'Each group has a leader, members and activities; its members are those due at its meetings.',
    add: 'Set up a group',
    change: 'Change',
    record: 'Record',
    leader: 'Leader',
    vacant: 'vacant',
    members: (n) => `Members (${n})`,
    met: 'met this month',
    notMet: 'not met this month',
    year: 'This year',
    counts: (meetings, activities) => `${meetings} meetings, ${activities} activities`,
    last: 'Latest',
    next: 'Next',
    none: 'none yet',
    without: (names) => `Members of no group: ${names}`,
    empty: 'This branch has no groups',
    emptyWhy: 'A larger or scattered branch works in groups: choose a leader and members.',
  },
});

/** The Party groups of a branch: leaders, members, what they did and what comes next. */
export default function GroupsPage() {
  const t = useMessages(m);
  const { orgId, field } = useBody({ branches: true });
  const [editing, setEditing] = useState<GroupView | 'new' | null>(null);
  const { data, error, refetch } = useCall(
    readGroups,
    { params: { id: orgId } },
    { enabled: orgId !== '', keep: true },
  );
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        data?.mayArrange && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t.add}
          </Button>
        )
      }
    >
      <MeetingsNav />
      {field}
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.groups.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
        </Panel>
      ) : (
        <div className={css['stack']}>
          {data.without.length > 0 && (
            <Note>{t.without(data.without.map((each) => each.name).join('、'))}</Note>
          )}
          <div className={css['cards']}>
            {data.groups.map((group) => (
              <Group key={group.id} group={group} view={data} onChange={() => setEditing(group)} />
            ))}
          </div>
        </div>
      )}
      {editing && data && (
        <GroupDialog
          key={editing === 'new' ? 'new' : editing.id}
          group={editing === 'new' ? null : editing}
          view={data}
          onClose={() => setEditing(null)}
        />
      )}
    </PageFrame>
  );
}

function Group({ group, view, onChange }: { group: GroupView; view: GroupsView; onChange: () => void }) {
  const t = useMessages(m);
  const go = useGo();
  return (
    <Panel
      title={group.name}
      note={
        <StateTag shade={group.metThisMonth ? 'good' : 'warn'}>
          {group.metThisMonth ? t.met : t.notMet}
        </StateTag>
      }
    >
      <Facts
        items={[
          { label: t.leader, value: group.leader?.name ?? t.vacant },
          { label: t.year, value: t.counts(group.meetings, group.activities) },
          {
            label: t.members(group.members.length),
            value: group.members.map((each) => each.name).join('、'),
            wide: true,
          },
          {
            label: t.last,
            value:
              group.last.length === 0
                ? t.none
                : group.last.map((each) => (
                    <div key={each.id} className={css['dated']}>
                      {formatDayShort(each.onDay)} <AppLink to={`/records/${each.id}`}>{each.title}</AppLink>
                    </div>
                  )),
            wide: true,
          },
          group.next && {
            label: t.next,
            value: (
              <AppLink to={`/meeting-plans/${group.next.id}`}>
                {formatDayShort(group.next.onDay)} {group.next.title}
              </AppLink>
            ),
            wide: true,
          },
        ]}
      />
      {group.mayKeep && (
        <div className={css['buttons']}>
          {view.mayArrange && <Button onClick={onChange}>{t.change}</Button>}
          <PlanDialog orgId={group.id} />
          <Button type="primary" onClick={() => go(`/group-meetings/new?org=${group.id}`)}>
            {t.record}
          </Button>
        </div>
      )}
    </Panel>
  );
}
