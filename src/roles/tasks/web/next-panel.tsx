import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { type Step, StepList } from '#shell/web/step-list.tsx';
import { checkReport } from '../cascade.rules.ts';
import type { readTask } from '../tasks.contract.ts';
import { actOnTask } from '../tasks.contract.ts';
import { isOpen, needsNote, type TaskAction } from '../tasks.rules.ts';
import { LedgerDialog } from './ledger-dialog.tsx';
import { PartSteps } from './letters-panel.tsx';
import css from './task-page.module.css';
import { MoveDialog, NoteDialog } from './task-steps.tsx';
import { letterDoes, letterWords, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    title: '下一步',
    mine: '您在其中',
    nothing: '现在不需要您做什么。',
    waits: {
      assigned: (who: string) => `等${who}接受或说明理由退回。`,
      accepted: (who: string) => `${who}正在办理。`,
      returned: () => '等布置人重新布置或撤回。',
      reported: () => '等布置人或上级党组织确认结果。',
    },
    why: (text: string) => `退回理由：${text}`,
    move: '调整时限',
    ledger: '列入问题台账',
    saved: '已办理',
    about: {
      accept: '接受后进入您的待办，可以分解到人。',
      return: '说明理由退给布置人，由其改期或改派。',
      reassign: '改派给别人，或改期后再次布置。',
      report: '写结果，不写过程；由别人确认后办结。',
      confirm: '结果属实、达到标准：办结并记为一条工作记录。',
      'send-back': '还差什么，写明后退回继续办。',
      withdraw: '不再需要的任务及时撤回，不再催办。',
      move: '写明理由改期；已发生的逾期保留。',
      ledger: '久拖不决：写明卡在哪里，由台账责任人限期解决、他人核验销号。',
    },
    stuck: { late: '长期逾期', returned: '多次退回', moved: '多次延期' },
    stuckNote: (why: string) => `这项任务久拖不决（${why}）。`,
    problem: '已列入问题台账',
    late: (day: string) => `自 ${day} 起逾期，此事实不因改期或办结而消除。`,
    left: '责任人已离开本单位。请由布置人改派。',
    record: '结果已记为一条工作记录，不需要再填一次。',
  },
  en: {
    title: 'Next',
    mine: 'Your part',
    nothing: 'Nothing is asked of you now.',
    waits: {
      assigned: (who: string) => `Waits for ${who} to accept or to return it with a reason.`,
      accepted: (who: string) => `${who} is at work on it.`,
      returned: () => 'Waits for whoever gave it out to give it out again, or to withdraw it.',
      reported: () => 'Waits for whoever gave it out, or the superior body, to confirm the outcome.',
    },
    why: (text) => `Why it was returned: ${text}`,
    move: 'Move the deadline',
    ledger: 'Enter into the ledger',
    saved: 'Done',
    about: {
      accept: 'It enters your queue, and you can break it down to people.',
      return: 'Back to whoever gave it out, with a reason; they put it off or give it to somebody else.',
      reassign: 'To somebody else, or again with a new deadline.',
      report: 'The result, not the process; done once somebody else confirms it.',
      confirm: 'The result is true and good enough: done, and on record as work.',
      'send-back': 'Say what is missing; work goes on.',
      withdraw: 'What is no longer needed is withdrawn; nobody is reminded of it.',
      move: 'With a reason; lateness that has happened stays.',
      ledger: 'It is stuck: say where. Somebody solves it by a date, and somebody else verifies.',
    },
    stuck: { late: 'long overdue', returned: 'returned again and again', moved: 'put off again and again' },
    stuckNote: (why) => `This task is stuck (${why}).`,
    problem: 'Entered into the ledger',
    late: (day) => `Late since ${day}. Neither a new deadline nor completion takes this back.`,
    left: 'The owner has left the unit. Whoever gave it out has to give it to somebody else.',
    record: 'The outcome stands as a record of work; nobody is asked for it again.',
  },
});

type Task = ResponseOf<typeof readTask>;
type Action = Exclude<TaskAction, 'expire'>;
type Choice = Action | 'move' | 'ledger';
/** The steps that lead on. Giving out again is one only where the task came back. */
const leadsOn = (state: Task['state']): ReadonlySet<Choice> =>
  new Set<Choice>(state === 'returned' ? ['reassign'] : ['accept', 'report', 'confirm']);

/** What the reader has to do in a task now, and why; else whom it waits for. */
export function NextPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const [asking, setAsking] = useState<Choice | null>(null);
  const done = () => {
    setAsking(null);
    notify(t.saved);
  };
  const act = useSend(actOnTask, { onDone: done });
  const send = (action: Action, more: { note?: string; dueOn?: string; ownerId?: string } = {}) =>
    void act.send({ params: { id: task.id }, body: { action, ...more }, ifMatch: task.version });
  const choose = (action: Choice) => {
    act.reset();
    if (action === 'move' || action === 'ledger' || action === 'reassign' || needsNote.has(action))
      setAsking(action);
    else send(action);
  };
  const close = () => setAsking(null);
  const steps = useSteps(task);
  const parts = task.parts.filter((part) => part.actions.includes('deliver'));
  const asked = steps.length + parts.length > 0 || task.may.includes('guide') || task.may.includes('direct');
  return (
    <Panel title={t.title}>
      <Standing task={task} asked={asked} />
      {parts.map((part) => (
        <p key={part.id} className={css['mine']}>
          {part.deliverable} <PartSteps task={task} part={part} />
        </p>
      ))}
      {steps.length > 0 && <StepList steps={steps} forward={leadsOn(task.state)} onChoose={choose} />}
      {act.error && asking === null && <ErrorSentence error={act.error} compact />}
      {asking === 'move' && <MoveDialog task={task} onDone={done} onClose={close} />}
      {asking === 'ledger' && <LedgerDialog task={task} onClose={close} />}
      {asking && asking !== 'move' && asking !== 'ledger' && (
        <NoteDialog
          action={asking}
          task={task}
          pending={act.pending}
          error={act.error}
          onClose={close}
          onSend={(more) => send(asking, more)}
        />
      )}
    </Panel>
  );
}

/** The steps that are the reader's, the one that leads on first; reporting says what is still missing. */
function useSteps(task: Task): Step<Choice>[] {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const ready = checkReport(
    task.progress,
    task.needs.filter((need) => isOpen(need.state)).map((need) => need.title),
  );
  const forward = leadsOn(task.state);
  const main = (action: Choice) => (forward.has(action) ? 0 : 1);
  const steps: Step<Choice>[] = [...task.actions]
    .sort((a, b) => main(a) - main(b))
    .map((action) => ({
      action,
      label: words.actions[action],
      about: t.about[action],
      reason: action === 'report' && !ready.ok ? ready.refusal : null,
    }));
  const moves = task.actions.includes('withdraw') || task.actions.includes('confirm');
  if (isOpen(task.state) && moves) steps.push({ action: 'move', label: t.move, about: t.about.move });
  if (task.may.includes('enter-ledger'))
    steps.push({ action: 'ledger', label: t.ledger, about: t.about.ledger });
  return steps;
}

/** Whom it waits for, the reader's letters with what each brings, and what has happened that stays. */
function Standing({ task, asked }: { task: Task; asked: boolean }) {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const does = useMessages(letterDoes);
  const { state } = task;
  const open = state in t.waits;
  const returned =
    state === 'returned' ? task.events.findLast((event) => event.action === 'return') : undefined;
  return (
    <>
      {task.letters.length > 0 && (
        <p className={css['mine']}>
          <span className="z-quiet">{t.mine}</span>
          {task.letters.map((letter) => (
            <span key={letter}>
              <StateTag shade="brand">{letters[letter]}</StateTag> {does[letter]}
            </span>
          ))}
        </p>
      )}
      {open && !task.actions.includes('accept') && !task.actions.includes('report') && (
        <p className={css['mine']}>
          {t.waits[state as keyof typeof t.waits](task.ownerName)}
          {!asked && ` ${t.nothing}`}
        </p>
      )}
      {returned && <Note shade="warn">{t.why(returned.note)}</Note>}
      {task.ownerLeft && <Note shade="warn">{t.left}</Note>}
      {task.stuck.length > 0 && (
        <Note shade="warn">
          {t.stuckNote(task.stuck.map((why) => t.stuck[why]).join('、'))}{' '}
          {task.problemId && <AppLink to={`/ledger/${task.problemId}`}>{t.problem}</AppLink>}
        </Note>
      )}
      {task.firstLateOn && <p className={css['late']}>{t.late(formatDay(task.firstLateOn))}</p>}
      {state === 'done' && <p className="z-quiet">{t.record}</p>}
    </>
  );
}
