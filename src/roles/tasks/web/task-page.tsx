import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { TaskBusiness } from '../../fusion/web/task-business.tsx';
import { ReminderList } from '../../reminders/web/reminder-list.tsx';
import { readTask } from '../tasks.contract.ts';
import { isOpen, type TaskAction } from '../tasks.rules.ts';
import { BelowPanel, LinksPanel } from './below-panel.tsx';
import { LettersPanel, TouchesPanel } from './letters-panel.tsx';
import { NextPanel } from './next-panel.tsx';
import { OutcomesPanel } from './outcomes-panel.tsx';
import css from './task-page.module.css';
import { letterWords, stateShade, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    list: '任务',
    title: '任务',
    owner: '责任人',
    org: '组织',
    due: '完成时限',
    given: '布置',
    standard: '完成标准',
    outcome: '报告的结果',
    source: '来自会议',
    history: '经过',
    created: '布置任务',
    moved: '调整时限',
    to: (day: string) => `时限改为 ${day}`,
    parent: '上级任务',
    plan: '所属清单',
    starts: '开始',
    reminded: '谁会在何时被提醒',
    events: {
      'break-down': '分解',
      letters: '调整分工',
      reach: '登记结果',
      link: '调整前置',
      part: '分工进展',
      ledger: '列入台账',
    },
  },
  en: {
    list: 'Tasks',
    title: 'Task',
    owner: 'Owner',
    org: 'Organisation',
    due: 'Due',
    given: 'Given out',
    standard: 'Done when',
    outcome: 'Reported outcome',
    source: 'From the meeting',
    history: 'What happened',
    created: 'Given out',
    moved: 'Deadline moved',
    to: (day) => `deadline moved to ${day}`,
    parent: 'Part of',
    plan: 'List',
    starts: 'Starts',
    reminded: 'Who will be reminded when',
    events: {
      'break-down': 'Broken down',
      letters: 'Letters changed',
      reach: 'Result entered',
      link: 'Links changed',
      part: 'Progress of a part',
      ledger: 'Entered into the ledger',
    },
  },
});

/** One task: who owns it, by when, what came of it, and the next step. */
export default function TaskPage() {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const letters = useMessages(letterWords);
  const id = useParam('id');
  const { data: task, error, refetch } = useCall(readTask, { params: { id } });
  if (!task) {
    const list = { to: '/tasks', label: t.list };
    return <PendingPage narrow title={t.title} back={list} error={error} onRetry={refetch} />;
  }
  return (
    <PageFrame
      narrow
      title={task.title}
      back={{ to: '/tasks', label: t.list }}
      badge={<StateTag shade={stateShade[task.state]}>{words.states[task.state]}</StateTag>}
    >
      <NextPanel task={task} />
      <Panel>
        <Facts
          items={[
            { label: t.owner, value: task.ownerName },
            { label: t.org, value: task.orgName },
            {
              label: t.due,
              value: `${formatDay(task.dueOn)}${isOpen(task.state) ? `（${formatDue(task.dueOn)}）` : ''}`,
            },
            task.parentId !== null && {
              label: t.parent,
              value: <AppLink to={`/tasks/${task.parentId}`}>{task.parentTitle}</AppLink>,
            },
            task.planId !== null && { label: t.plan, value: task.planTitle },
            task.startsOn !== null && { label: t.starts, value: formatDay(task.startsOn) },
            { label: t.given, value: `${formatDay(task.createdOn)} ${task.assignedByName ?? ''}` },
            task.standard !== '' && { label: t.standard, value: task.standard, wide: true },
            task.recordId !== null && {
              label: t.source,
              value: <AppLink to={`/records/${task.recordId}`}>{task.recordTitle}</AppLink>,
              wide: true,
            },
            task.outcome !== '' && { label: t.outcome, value: task.outcome, wide: true },
          ]}
        />
      </Panel>
      <OutcomesPanel task={task} />
      <LettersPanel task={task} />
      <TouchesPanel task={task} />
      <BelowPanel task={task} />
      <LinksPanel task={task} />
      <TaskBusiness taskId={task.id} open={isOpen(task.state)} />
      {isOpen(task.state) && (
        <Panel title={t.reminded}>
          <ReminderList lines={task.reminders} letters={letters} />
        </Panel>
      )}
      <Panel title={t.history} flush>
        <ol className={css['events']}>
          {task.events.map((event) => (
            <li key={event.id}>
              <strong>{labelOf(event.action)}</strong>
              <span className="z-quiet">
                {event.byName} · {formatInstant(event.at)}
              </span>
              {event.note && <p>{event.note}</p>}
              {event.action === 'move' && event.dueOn && <p>{t.to(formatDay(event.dueOn))}</p>}
            </li>
          ))}
        </ol>
      </Panel>
    </PageFrame>
  );

  function labelOf(action: string): string {
    if (action === 'create') return t.created;
    if (action === 'move') return t.moved;
    if (action in t.events) return t.events[action as keyof typeof t.events];
    return words.actions[action as TaskAction];
  }
}
