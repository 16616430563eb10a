import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Choice } from '#shell/web/search-picker.tsx';
import { actOnPart, touchTask } from '../letters/letters.contract.ts';
import { partNeedsNote } from '../letters/parts.rules.ts';
import type { PartView } from '../task-shapes.contract.ts';
import type { readTask } from '../tasks.contract.ts';
import { LettersDialog } from './letters-dialog.tsx';
import { PersonPicker } from './person-picker.tsx';
import css from './task-page.module.css';
import { letterDoes, letterWords, partShade, partWords } from './task-words.ts';

const m = messages({
  zh: {
    title: '谁做什么',
    edit: '调整分工',
    due: (day: string) => `${day} 前`,
    next: { lead: (day: string) => `${day} 前过问`, guide: (day: string) => `${day} 前指导` },
    touch: { lead: '留下过问意见', guide: '留下指导' },
    touchHint: '一句话：看到了什么，建议怎么做。',
    text: '内容',
    guidance: '指导和过问',
    note: { deliver: '交付了什么、在哪里', other: '理由' },
    who: '改由谁承担',
    newDue: '新的时限',
    ok: '确定',
    saved: '已办理',
    alone: '这项任务由主管一人承担。需要别人领导、指导、配合时，可以调整分工。',
    late: (day: string) => `${day} 起逾期`,
  },
  en: {
    title: 'Who does what',
    edit: 'Change the letters',
    due: (day) => `by ${day}`,
    next: { lead: (day: string) => `steps in by ${day}`, guide: (day: string) => `guides by ${day}` },
    touch: { lead: 'Set the direction', guide: 'Leave guidance' },
    touchHint: 'A sentence: what you saw, and what you advise.',
    text: 'Text',
    guidance: 'Guidance and direction',
    note: { deliver: 'What was delivered, and where', other: 'Reason' },
    who: 'Who takes it over',
    newDue: 'New deadline',
    ok: 'Confirm',
    saved: 'Done',
    alone: 'The owner does this alone. Change the letters when others should lead, guide or help.',
    late: (day) => `late since ${day}`,
  },
});

type Task = ResponseOf<typeof readTask>;

const others = ['lead', 'guide', 'assist', 'do', 'inform'] as const;

/** The six letters of a task: who has which, what each owes, and the step that is the reader's. */
export function LettersPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const does = useMessages(letterDoes);
  const [editing, setEditing] = useState(false);
  const edit = task.may.includes('share-out') && <Button onClick={() => setEditing(true)}>{t.edit}</Button>;
  return (
    <Panel title={t.title} actions={edit} flush>
      <ul className={css['letters']}>
        <li>
          <span className={css['letter']}>
            <strong>{letters.own}</strong>
            <small>{does.own}</small>
          </span>
          <span className={css['holder']}>{task.ownerName}</span>
        </li>
        {others.map((letter) => {
          const parts = task.parts.filter((part) => part.letter === letter);
          return parts.length === 0 ? null : (
            <li key={letter}>
              <span className={css['letter']}>
                <strong>{letters[letter]}</strong>
                <small>{does[letter]}</small>
              </span>
              <div className={css['holders']}>
                {parts.map((part) => (
                  <PartLine key={part.id} task={task} part={part} />
                ))}
              </div>
            </li>
          );
        })}
      </ul>
      {task.parts.length === 0 && <p className={css['teach']}>{t.alone}</p>}
      {editing && <LettersDialog task={task} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

function PartLine({ task, part }: { task: Task; part: PartView }) {
  const t = useMessages(m);
  const words = useMessages(partWords);
  const worked = part.letter === 'assist' || part.letter === 'do';
  return (
    <div className={css['holder']}>
      <span>
        {part.personName}
        {part.deliverable && <>：{part.deliverable}</>}
      </span>
      {worked && (
        <span className="z-quiet">
          <StateTag shade={partShade[part.state]}>{words.states[part.state]}</StateTag>{' '}
          {part.dueOn && part.state === 'open' && t.due(formatDay(part.dueOn))}{' '}
          {part.firstLateOn && <StateTag shade="bad">{t.late(formatDay(part.firstLateOn))}</StateTag>}{' '}
          {part.note}
        </span>
      )}
      {part.nextOn && (part.letter === 'lead' || part.letter === 'guide') && (
        <span className="z-quiet">
          {t.next[part.letter](formatDay(part.nextOn))}{' '}
          {part.nextOn < today() && <StateTag shade="bad">{formatDue(part.nextOn)}</StateTag>}
        </span>
      )}
      <PartSteps task={task} part={part} />
    </div>
  );
}

type PartAction = PartView['actions'][number];

/** The steps of a part that are the reader's. */
export function PartSteps({ task, part }: { task: Task; part: PartView }) {
  const t = useMessages(m);
  const words = useMessages(partWords);
  const id = useId();
  const [asking, setAsking] = useState<PartAction | null>(null);
  const [note, setNote] = useState('');
  const [person, setPerson] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState('');
  const act = useSend(actOnPart, {
    onDone: () => {
      setAsking(null);
      setNote('');
      notify(t.saved);
    },
  });
  const send = (action: PartAction) =>
    void act.send({
      params: { id: task.id, partId: part.id },
      body: {
        action,
        note,
        ...(action === 'renew' && person ? { personId: person.id } : {}),
        ...(action === 'renew' && dueOn ? { dueOn } : {}),
      },
      ifMatch: part.version,
    });
  if (part.actions.length === 0) return null;
  return (
    <span className={css['steps']}>
      {part.actions.map((action) => (
        <Button
          key={action}
          size="small"
          type={action === 'deliver' || action === 'receive' ? 'primary' : 'default'}
          onClick={() => (partNeedsNote.has(action) || action === 'renew' ? setAsking(action) : send(action))}
          aria-label={`${words.actions[action]}：${part.personName}`}
        >
          {words.actions[action]}
        </Button>
      ))}
      {act.error && asking === null && <ErrorSentence error={act.error} compact />}
      {asking && (
        <FormDialog
          title={words.actions[asking]}
          confirm={t.ok}
          pending={act.pending}
          onConfirm={() => send(asking)}
          onClose={() => setAsking(null)}
        >
          {asking === 'renew' ? (
            <>
              <Field label={t.who} id={`${id}-who`} hint={part.personName}>
                <PersonPicker id={`${id}-who`} of={{ taskId: task.id }} value={person} onChange={setPerson} />
              </Field>
              <DayField label={t.newDue} value={dueOn} onChange={setDueOn} />
            </>
          ) : (
            <TextAreaField
              label={asking === 'deliver' ? t.note.deliver : t.note.other}
              rows={3}
              maxLength={500}
              required
              value={note}
              onChange={setNote}
            />
          )}
          {act.error && <ErrorSentence error={act.error} compact />}
        </FormDialog>
      )}
    </span>
  );
}

/** Guidance and directions given so far, and the form of whoever has to give the next. */
export function TouchesPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const letters = useMessages(letterWords);
  const mine = (['guide', 'lead'] as const).filter((letter) =>
    task.may.includes(letter === 'guide' ? 'guide' : 'direct'),
  );
  const [text, setText] = useState('');
  const touch = useSend(touchTask, {
    onDone: () => {
      setText('');
      notify(t.saved);
    },
  });
  if (task.touches.length === 0 && mine.length === 0) return null;
  return (
    <Panel title={t.guidance} flush>
      {mine.length > 0 && (
        <div className={css['touch']}>
          <TextAreaField
            label={t.text}
            hint={t.touchHint}
            rows={2}
            maxLength={500}
            value={text}
            onChange={setText}
          />
          {touch.error && <ErrorSentence error={touch.error} compact />}
          {mine.map((letter) => (
            <Button
              key={letter}
              type="primary"
              disabled={text.trim() === ''}
              loading={touch.pending}
              onClick={() =>
                void touch.send({ params: { id: task.id }, body: { letter, text: text.trim() } })
              }
            >
              {t.touch[letter]}
            </Button>
          ))}
        </div>
      )}
      <ul className={css['events']}>
        {task.touches.map((each) => (
          <li key={each.id}>
            <strong>{each.name}</strong>
            <span className="z-quiet">
              {letters[each.letter]} · {formatDay(each.onDay)}
            </span>
            <p>{each.text}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
