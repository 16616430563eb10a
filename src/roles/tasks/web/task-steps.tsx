import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { moveTaskDeadline, type readTask } from '../tasks.contract.ts';
import type { TaskAction } from '../tasks.rules.ts';
import { PersonPicker } from './person-picker.tsx';
import { taskWords } from './task-words.ts';

const m = messages({
  zh: {
    note: { report: '完成结果', return: '退回理由', 'send-back': '需要补办什么', withdraw: '撤回理由' },
    hint: { report: '写结果，不写过程：做成了什么、对谁有用。', other: '一两句话即可。' },
    newDue: '新的时限',
    move: '调整时限',
    why: '理由',
    ok: '确定',
    who: '改派给谁',
    whoHint: '不选则仍由原责任人承担',
  },
  en: {
    note: {
      report: 'The outcome',
      return: 'Why it is returned',
      'send-back': 'What is still missing',
      withdraw: 'Why it is withdrawn',
    },
    hint: {
      report: 'The result, not the process: what came of it, and for whom.',
      other: 'A sentence or two.',
    },
    newDue: 'New deadline',
    move: 'Move the deadline',
    why: 'Reason',
    ok: 'Confirm',
    who: 'Give it to',
    whoHint: 'leave empty to keep the owner',
  },
});

type Task = ResponseOf<typeof readTask>;

type NoteProps = {
  action: TaskAction;
  task: Task;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onSend: (more: { note?: string; dueOn?: string; ownerId?: string }) => void;
};

/** What a step has to say: the outcome, a reason; and for giving out again whom to and by when. */
export function NoteDialog({ action, task, pending, error, onClose, onSend }: NoteProps) {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const id = useId();
  const [note, setNote] = useState('');
  const [dueOn, setDueOn] = useState(task.dueOn < today() ? today() : task.dueOn);
  const [owner, setOwner] = useState<Choice | null>(null);
  const again = action === 'reassign';
  const label = action in t.note ? t.note[action as keyof typeof t.note] : t.why;
  return (
    <FormDialog
      title={words.actions[action]}
      confirm={t.ok}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() => onSend(again ? { note, dueOn, ownerId: owner?.id } : { note })}
    >
      {again && (
        <Field label={t.who} id={`${id}-who`} hint={`${task.ownerName}：${t.whoHint}`}>
          <PersonPicker id={`${id}-who`} of={{ taskId: task.id }} value={owner} onChange={setOwner} />
        </Field>
      )}
      {again && <DayField label={t.newDue} required value={dueOn} onChange={setDueOn} />}
      <TextAreaField
        label={label}
        hint={action === 'report' ? t.hint.report : t.hint.other}
        rows={4}
        maxLength={1000}
        required={!again}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}

type MoveProps = { task: Task; onDone: () => void; onClose: () => void };

/** Another deadline, with the reason. */
export function MoveDialog({ task, onDone, onClose }: MoveProps) {
  const t = useMessages(m);
  const [dueOn, setDueOn] = useState(task.dueOn);
  const [note, setNote] = useState('');
  const move = useSend(moveTaskDeadline, { onDone });
  return (
    <FormDialog
      title={t.move}
      confirm={t.ok}
      pending={move.pending}
      error={move.error}
      onClose={onClose}
      onConfirm={() => move.send({ params: { id: task.id }, body: { dueOn, note }, ifMatch: task.version })}
    >
      <DayField label={t.newDue} required value={dueOn} onChange={setDueOn} />
      <TextField label={t.why} maxLength={500} required value={note} onChange={setNote} />
    </FormDialog>
  );
}
