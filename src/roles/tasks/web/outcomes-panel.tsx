import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Bar, Panel, StateTag } from '#shell/web/panel.tsx';
import { reachTaskOutcome } from '../letters/letters.contract.ts';
import type { readTask } from '../tasks.contract.ts';
import css from './task-page.module.css';

const m = messages({
  zh: {
    title: '进展：看结果，不看百分比',
    outcomes: (done: number, all: number) => `预期结果 ${done} / ${all}`,
    children: (done: number, all: number) => `分解任务 ${done} / ${all}`,
    parts: (done: number, all: number) => `协管、落实收齐 ${done} / ${all}`,
    reached: '已达成',
    waiting: '未达成',
    enter: '登记达成',
    change: '修改',
    back: '撤销登记',
    result: '做成了什么',
    hint: '写看得见的结果：数字、对象、谁确认。',
    save: '登记',
    saved: '已登记',
  },
  en: {
    title: 'Progress by outcome, not by percent',
    outcomes: (done, all) => `Expected outcomes ${done} / ${all}`,
    children: (done, all) => `Tasks below ${done} / ${all}`,
    parts: (done, all) => `Parts received ${done} / ${all}`,
    reached: 'Reached',
    waiting: 'Open',
    enter: 'Enter the result',
    change: 'Change',
    back: 'Take it back',
    result: 'What came of it',
    hint: 'Visible results: numbers, for whom, who confirms.',
    save: 'Enter',
    saved: 'Entered',
  },
});

type Task = ResponseOf<typeof readTask>;

/** How far a task is: its expected outcomes with what came of each, tasks below, parts received. */
export function OutcomesPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const { progress } = task;
  const bars = [
    { text: t.outcomes(progress.reached, progress.outcomes), done: progress.reached, all: progress.outcomes },
    {
      text: t.children(progress.childrenDone, progress.children),
      done: progress.childrenDone,
      all: progress.children,
    },
    { text: t.parts(progress.partsDone, progress.parts), done: progress.partsDone, all: progress.parts },
  ].filter((bar) => bar.all > 0);
  const [asking, setAsking] = useState<Task['expected'][number] | null>(null);
  if (bars.length === 0) return null;
  return (
    <Panel title={t.title} flush>
      <div className={css['bars']}>
        {bars.map((bar) => (
          <div key={bar.text}>
            <span>{bar.text}</span>
            <Bar
              value={bar.done}
              max={bar.all}
              label={bar.text}
              shade={bar.done === bar.all ? 'good' : 'brand'}
            />
          </div>
        ))}
      </div>
      <ul className={css['events']}>
        {task.expected.map((each) => (
          <li key={each.id}>
            <StateTag shade={each.reachedOn ? 'good' : 'neutral'}>
              {each.reachedOn ? t.reached : t.waiting}
            </StateTag>
            <strong>{each.text}</strong>
            {each.reachedOn && (
              <span className="z-quiet">
                {formatDay(each.reachedOn)} {each.reachedBy ?? ''}
              </span>
            )}
            {task.may.includes('reach') && (
              <Button
                size="small"
                onClick={() => setAsking(each)}
                aria-label={`${each.reachedOn ? t.change : t.enter}：${each.text}`}
              >
                {each.reachedOn ? t.change : t.enter}
              </Button>
            )}
            {each.result && <p>{each.result}</p>}
          </li>
        ))}
      </ul>
      {asking && <ResultDialog task={task} outcome={asking} onClose={() => setAsking(null)} />}
    </Panel>
  );
}

type DialogProps = { task: Task; outcome: Task['expected'][number]; onClose: () => void };

function ResultDialog({ task, outcome, onClose }: DialogProps) {
  const t = useMessages(m);
  const [result, setResult] = useState(outcome.result);
  const send = useSend(reachTaskOutcome, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const save = (text: string) =>
    void send.send({
      params: { id: task.id, outcomeId: outcome.id },
      body: { result: text },
      ifMatch: task.version,
    });
  return (
    <FormDialog
      onClose={onClose}
      title={outcome.text}
      confirm={t.save}
      pending={send.pending}
      error={send.error}
      disabled={result.trim() === ''}
      onConfirm={() => save(result.trim())}
      beside={outcome.reachedOn && <Button onClick={() => save('')}>{t.back}</Button>}
    >
      <TextAreaField
        label={t.result}
        hint={t.hint}
        rows={3}
        maxLength={500}
        required
        value={result}
        onChange={setResult}
      />
    </FormDialog>
  );
}
