import { Button } from 'antd';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { letters } from '#standards/packs/tasks.schema.ts';
import type { TaskView } from '../task-shapes.contract.ts';
import { listTasks } from '../tasks.contract.ts';
import { ViewSwitch } from './map-frame.tsx';
import { letterWords, stateShade, taskWords } from './task-words.ts';
import { WaitingPanel } from './waiting-panel.tsx';

const m = messages({
  zh: {
    title: '任务',
    lead: '每项任务一名责任人；办结由他人确认；逾期如实留痕，改期不抹去。',
    give: '布置任务',
    plans: '任务清单',
    letter: '我的分工',
    expired: '到期终止',
    task: '任务',
    owner: '责任人',
    org: '组织',
    due: '时限',
    state: '状态',
    from: '布置日期',
    by: '布置人',
    view: '看哪些',
    mine: '我负责的',
    waiting: '等我答复的',
    open: '未办结',
    any: '全部',
    late: '逾期过的',
    done: '已办结',
    withdrawn: '已撤回',
    empty: '还没有任务',
    teach: '会议决议可以直接分派为任务；也可以在这里单独布置。',
  },
  en: {
    title: 'Tasks',
    lead: 'One owner a task; somebody else confirms that it is done; lateness stays on record, whatever the new deadline.',
    give: 'Give out a task',
    plans: 'Task lists',
    letter: 'My letter',
    expired: 'Ended with its period',
    task: 'Task',
    owner: 'Owner',
    org: 'Organisation',
    due: 'Due',
    state: 'State',
    from: 'Given out',
    by: 'By',
    view: 'Which',
    mine: 'Mine',
    waiting: 'Waiting for my answer',
    open: 'Open',
    any: 'All',
    late: 'Ever late',
    done: 'Done',
    withdrawn: 'Withdrawn',
    empty: 'No tasks yet',
    teach: 'A decision of a meeting can give out tasks directly; you can also give one out here.',
  },
});

/** The task list. */
export default function TasksPage() {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const letterNames = useMessages(letterWords);
  const assigns = useHolds('secretary', 'officer', 'clerk');
  const go = useGo();
  const give = assigns ? (
    <Button type="primary" onClick={() => go('/tasks/new')}>
      {t.give}
    </Button>
  ) : undefined;
  const columns: Column<TaskView>[] = [
    { key: 'title', title: t.task, render: (task) => task.title },
    {
      key: 'state',
      title: t.state,
      width: 100,
      card: 'badge',
      render: (task) => <StateTag shade={stateShade[task.state]}>{words.states[task.state]}</StateTag>,
    },
    { key: 'owner', title: t.owner, width: 110, render: (task) => task.ownerName },
    {
      key: 'due',
      title: t.due,
      width: 210,
      render: (task) => (
        <>
          <span className="z-number">{formatDayShort(task.dueOn)}</span>{' '}
          {task.firstLateOn && (
            <StateTag shade="bad">{words.late(formatDayShort(task.firstLateOn))}</StateTag>
          )}
        </>
      ),
    },
    { key: 'org', title: t.org, render: (task) => task.orgName },
    {
      key: 'from',
      title: t.from,
      width: 120,
      optional: true,
      render: (task) => formatDayShort(task.createdOn),
    },
    { key: 'by', title: t.by, width: 120, optional: true, render: (task) => task.assignedByName ?? '—' },
  ];
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        assigns ? (
          <>
            <Button onClick={() => go('/task-plans')}>{t.plans}</Button>
            {give}
          </>
        ) : undefined
      }
    >
      <WaitingPanel />
      <ViewSwitch here="list" />
      <Panel flush>
        <DataTable
          name="tasks"
          label={t.title}
          endpoint={listTasks}
          query={{ state: 'open' }}
          columns={columns}
          rowKey={(task) => task.id}
          rowTo={(task) => `/tasks/${task.id}`}
          filters={[
            {
              key: 'view',
              label: t.view,
              kind: 'select',
              options: [
                { value: 'mine', label: t.mine },
                ...(assigns ? [{ value: 'waiting', label: t.waiting }] : []),
              ],
            },
            {
              key: 'state',
              label: t.state,
              kind: 'select',
              all: t.open,
              options: [
                { value: 'any', label: t.any },
                { value: 'late', label: t.late },
                { value: 'done', label: t.done },
                { value: 'withdrawn', label: t.withdrawn },
                { value: 'expired', label: t.expired },
              ],
            },
            {
              key: 'letter',
              label: t.letter,
              kind: 'select',
              options: letters.map((letter) => ({ value: letter, label: letterNames[letter] })),
            },
          ]}
          empty={
            <EmptyState title={t.empty} action={give}>
              {t.teach}
            </EmptyState>
          }
        />
      </Panel>
    </PageFrame>
  );
}
