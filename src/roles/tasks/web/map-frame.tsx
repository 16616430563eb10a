import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useGo, useQuery } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { TableFilters } from '#shell/web/table-filters.tsx';
import { type MapItem, readTaskMap } from '../map/map.contract.ts';
import css from './map.module.css';

const m = messages({
  zh: {
    views: { list: '列表', board: '看板', tree: '树', timeline: '时间线' },
    lists: '任务清单',
    label: '换一种看法',
    view: '看哪些',
    mine: '与我有关的',
    plan: '清单',
    span: '期间',
    year: '今年全部',
    open: '未结束的',
    give: '布置任务',
    empty: '没有要看的任务',
    teach: '从任务清单下达，或把一项任务分解到人，这里就会画出来。',
    more: '任务较多，只画出时限最近的 300 项。请用筛选缩小范围。',
  },
  en: {
    views: { list: 'List', board: 'Board', tree: 'Tree', timeline: 'Timeline' },
    lists: 'Task lists',
    label: 'Another view',
    view: 'Which',
    mine: 'Mine',
    plan: 'List',
    span: 'Span',
    year: 'All of this year',
    open: 'Not ended',
    give: 'Give out a task',
    empty: 'No tasks to show',
    teach: 'Issue a list of tasks, or break one down to people, and it is drawn here.',
    more: 'There are many tasks: only the 300 with the nearest deadlines are drawn. Narrow the filters.',
  },
});

const views = {
  list: '/tasks',
  board: '/tasks/board',
  tree: '/tasks/tree',
  timeline: '/tasks/timeline',
} as const;
type View = keyof typeof views;

/** The switch between the four ways of looking at tasks. */
export function ViewSwitch({ here }: { here: View }) {
  const t = useMessages(m);
  return (
    <nav className={css['views']} aria-label={t.label}>
      {(Object.keys(views) as View[]).map((view) => (
        <AppLink
          key={view}
          to={views[view]}
          className={view === here ? css['here'] : undefined}
          aria-current={view === here ? 'page' : undefined}
        >
          {t.views[view]}
        </AppLink>
      ))}
    </nav>
  );
}

type Props = {
  view: View;
  title: string;
  lead: string;
  children: (items: readonly MapItem[], today: string) => ReactNode;
};

/** The frame of board, tree and timeline: switch, filters, and the picture of what they leave. */
export function MapFrame({ view, title, lead, children }: Props) {
  const t = useMessages(m);
  const go = useGo();
  const [query, setQuery] = useQuery();
  const assigns = useHolds('secretary', 'officer', 'clerk');
  const { data, error, refetch } = useCall(
    readTaskMap,
    {
      query: {
        view: query['view'] === 'mine' ? 'mine' : 'all',
        span: query['span'] === 'year' ? 'year' : 'open',
        planId: query['planId'],
      },
    },
    { keep: true },
  );
  return (
    <PageFrame
      title={title}
      lead={lead}
      actions={
        assigns ? (
          <>
            <Button onClick={() => go('/task-plans')}>{t.lists}</Button>
            <Button type="primary" onClick={() => go('/tasks/new')}>
              {t.give}
            </Button>
          </>
        ) : undefined
      }
    >
      <ViewSwitch here={view} />
      <TableFilters
        values={query}
        onChange={setQuery}
        filters={[
          { key: 'view', label: t.view, kind: 'select', options: [{ value: 'mine', label: t.mine }] },
          {
            key: 'planId',
            label: t.plan,
            kind: 'select',
            options: (data?.plans ?? []).map((plan) => ({ value: plan.id, label: plan.title })),
          },
          {
            key: 'span',
            label: t.span,
            kind: 'select',
            all: t.open,
            options: [{ value: 'year', label: t.year }],
          },
        ]}
      />
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.items.length === 0 ? (
        <EmptyState title={t.empty}>{t.teach}</EmptyState>
      ) : (
        <>
          {data.more && <Note>{t.more}</Note>}
          {children(data.items, data.today)}
        </>
      )}
    </PageFrame>
  );
}
