import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDayShort } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import {
  discardTaskPlan,
  editTaskPlan,
  issueTaskPlan,
  type PlanDetail,
  readTaskPlan,
} from '../plans/plans.contract.ts';
import css from './plan.module.css';
import { EntryDialog } from './plan-entry-dialog.tsx';
import { Findings } from './plan-findings.tsx';
import { PlanMatrix } from './plan-matrix.tsx';
import { planShade, planWords } from './plan-words.ts';
import { stateShade, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    back: '任务清单',
    period: (from: string, to: string) => `${from}至${to}`,
    expires: '到期自动终止',
    issue: '下达清单',
    issueTitle: '下达这份清单？',
    issueText: (n: number) =>
      `${n} 项任务将下达给主管本人接受，领导、指导、协管、落实、知会同时生效。下达后内容与此刻核对的一致。`,
    issued: '已下达',
    discard: '作废草稿',
    discardTitle: '作废这份草稿？',
    discardText: '草稿从列表中移除，不通知任何人。',
    holes: (n: number) => `还有 ${n} 处缺口，补齐后才能下达`,
    hints: (n: number) => `另有 ${n} 处提示，不影响下达`,
    clean: '没有缺口，可以下达。',
    matrix: '谁在哪项任务里：主体 × 事项',
    findings: '逐处修补',
    tasks: '任务',
    add: '添加任务',
    edit: '修改',
    saved: '已保存',
    empty: '清单里还没有任务',
    teach: '添加第一项任务：写清做到什么，再定六种分工。',
    due: (day: string) => `${day} 前`,
    given: '下达的任务',
    late: '逾期',
    progress: (done: number, all: number) => `结果 ${done}/${all}`,
    hash: '下达时的内容校验值',
  },
  en: {
    back: 'Task lists',
    period: (from, to) => `${from} to ${to}`,
    expires: 'ends by itself',
    issue: 'Issue the list',
    issueTitle: 'Issue this list?',
    issueText: (n) =>
      `${n} tasks go to their owners for acceptance; the other letters take effect at once. What is issued is exactly what you see now.`,
    issued: 'Issued',
    discard: 'Discard the draft',
    discardTitle: 'Discard this draft?',
    discardText: 'It leaves the list; nobody is told.',
    holes: (n) => `${n} holes left to repair before it can be issued`,
    hints: (n) => `${n} hints besides, which do not hinder`,
    clean: 'No holes: it can be issued.',
    matrix: 'Who is in which task',
    findings: 'Repair one by one',
    tasks: 'Tasks',
    add: 'Add a task',
    edit: 'Edit',
    saved: 'Saved',
    empty: 'No task in the list yet',
    teach: 'Add the first one: what it takes to be done, then the six letters.',
    due: (day) => `by ${day}`,
    given: 'Tasks given out',
    late: 'late',
    progress: (done, all) => `outcomes ${done}/${all}`,
    hash: 'Digest of what was issued',
  },
});

type Entry = PlanDetail['entries'][number];

/** One list of tasks: the draft with its heat map and what is to be repaired, or the tasks that came of it. */
export default function PlanPage() {
  const t = useMessages(m);
  const words = useMessages(planWords);
  const id = useParam('id');
  const { data: plan, error, refetch } = useCall(readTaskPlan, { params: { id } });
  const back = { to: '/task-plans', label: t.back };
  if (!plan) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={plan.title}
      back={back}
      badge={<StateTag shade={planShade[plan.state]}>{words[plan.state]}</StateTag>}
      lead={`${plan.orgName} · ${t.period(formatDay(plan.fromOn), formatDay(plan.toOn))}${plan.expires ? ` · ${t.expires}` : ''}`}
      actions={<PlanActions plan={plan} />}
    >
      {plan.state === 'draft' ? <Draft plan={plan} /> : <Given plan={plan} />}
    </PageFrame>
  );
}

function PlanActions({ plan }: { plan: PlanDetail }) {
  const t = useMessages(m);
  const issue = useSend(issueTaskPlan, { onDone: () => notify(t.issued) });
  const discard = useSend(discardTaskPlan);
  const holes = plan.findings.some((finding) => finding.severity === 'must');
  const params = { id: plan.id };
  return (
    <>
      {plan.may.includes('discard') && (
        <ConfirmButton
          label={t.discard}
          title={t.discardTitle}
          pending={discard.pending}
          error={discard.error}
          onConfirm={() => discard.send({ params, ifMatch: plan.version })}
        >
          {t.discardText}
        </ConfirmButton>
      )}
      {plan.may.includes('issue') && (
        <ConfirmButton
          main
          label={t.issue}
          title={t.issueTitle}
          disabled={holes || plan.entries.length === 0}
          pending={issue.pending}
          error={issue.error}
          onConfirm={() => issue.send({ params, body: { hash: plan.hash }, ifMatch: plan.version })}
        >
          {t.issueText(plan.entries.length)}
        </ConfirmButton>
      )}
    </>
  );
}

function Draft({ plan }: { plan: PlanDetail }) {
  const t = useMessages(m);
  const [editing, setEditing] = useState<Entry | 'new' | null>(null);
  const edit = useSend(editTaskPlan, {
    onDone: () => {
      setEditing(null);
      notify(t.saved);
    },
  });
  const save = (entries: Entry[]) => {
    const { title, fromOn, toOn, expires } = plan;
    void edit.send({
      params: { id: plan.id },
      body: { title, fromOn, toOn, expires, entries },
      ifMatch: plan.version,
    });
  };
  const must = plan.findings.filter((finding) => finding.severity === 'must');
  const should = plan.findings.length - must.length;
  const add = plan.may.includes('edit') && <Button onClick={() => setEditing('new')}>{t.add}</Button>;
  return (
    <>
      {plan.entries.length > 0 && (
        <Note shade={must.length > 0 ? 'warn' : 'good'}>
          {must.length > 0 ? t.holes(must.length) : t.clean}
          {should > 0 ? ` ${t.hints(should)}。` : ''}
        </Note>
      )}
      {plan.entries.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty} action={add || undefined}>
            {t.teach}
          </EmptyState>
        </Panel>
      ) : (
        <>
          {plan.findings.length > 0 && (
            <Panel title={t.findings} flush>
              <Findings plan={plan} pending={edit.pending} onSave={save} onEdit={setEditing} />
            </Panel>
          )}
          <Panel title={t.matrix} flush>
            <PlanMatrix plan={plan} onOpen={(entry) => setEditing(entry)} />
          </Panel>
        </>
      )}
      {plan.entries.length > 0 && (
        <Panel title={t.tasks} actions={add} flush>
          <ul className={css['rows']}>
            {plan.entries.map((entry) => (
              <li key={entry.key}>
                <strong>{entry.title}</strong>
                <span className="z-quiet">
                  {entry.dueOn ? t.due(formatDayShort(entry.dueOn)) : ''} {entry.outcomes.join('；')}
                </span>
                <Button
                  size="small"
                  onClick={() => setEditing(entry)}
                  aria-label={`${t.edit}：${entry.title}`}
                >
                  {t.edit}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {edit.error && editing === null && <ErrorSentence error={edit.error} />}
      {editing && (
        <EntryDialog
          plan={plan}
          entry={editing === 'new' ? null : editing}
          pending={edit.pending}
          error={edit.error}
          onSave={save}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Given({ plan }: { plan: PlanDetail }) {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  return (
    <>
      <Panel title={t.given} flush>
        <ul className={css['rows']}>
          {plan.given.map((task) => (
            <li key={task.id}>
              <StateTag shade={stateShade[task.state]}>{words.states[task.state]}</StateTag>
              <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>
              <span className="z-quiet">
                {task.ownerName} · {formatDayShort(task.dueOn)}
                {task.progress.outcomes > 0
                  ? ` · ${t.progress(task.progress.reached, task.progress.outcomes)}`
                  : ''}
              </span>
              {task.firstLateOn && <StateTag shade="bad">{t.late}</StateTag>}
            </li>
          ))}
        </ul>
      </Panel>
      {plan.issuedHash && (
        <p className="z-quiet">
          {t.hash} {plan.issuedHash.slice(0, 16)} · {formatDay(plan.issuedOn)}
        </p>
      )}
    </>
  );
}
