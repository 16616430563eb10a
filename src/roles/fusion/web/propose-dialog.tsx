import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import type { FusionView } from '../fusion.contract.ts';
import { listBusinessItems, proposeFusionLink } from '../fusion.contract.ts';
import css from './fusion.module.css';

const m = messages({
  zh: {
    title: '连到业务事项',
    task: '党建任务',
    item: '业务事项',
    itemHint: '没有的，先“登记业务事项”',
    how: '怎样起作用',
    howHint: '一句话，例如：党员先锋岗盯住超时件，一件一析',
    send: '请业务责任人确认',
    sent: '已请业务责任人确认',
  },
  en: {
    title: 'Tie to business',
    task: 'Party task',
    item: 'Business item',
    itemHint: 'Not there? Add it first',
    how: 'How it helps',
    howHint: 'In a sentence',
    send: 'Ask who answers for it',
    sent: 'Whoever answers for it is asked',
  },
});

type Props = { view: FusionView; taskId: string | null; onClose: () => void };

/** The dialog in which a Party task is tied to a business item. It counts only once the business side has confirmed it. */
export function ProposeDialog({ view, taskId, onClose }: Props) {
  const t = useMessages(m);
  const id = useId();
  const tasks = view.looseTasks.map((task) => ({
    id: task.id,
    label: task.title,
    detail: `${task.orgName} · ${formatDay(task.dueOn)}`,
  }));
  const [typed, setTyped] = useState('');
  const [task, setTask] = useState<Choice | null>(tasks.find((each) => each.id === taskId) ?? null);
  const [q, setQ] = useState('');
  const [item, setItem] = useState<Choice | null>(null);
  const [how, setHow] = useState('');
  const items = useCall(listBusinessItems, { params: { id: view.org.id }, query: { q } }, { keep: true });
  const { send, pending, error } = useSend(proposeFusionLink, {
    onDone: () => {
      notify(t.sent);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.title}
      confirm={t.send}
      width={640}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() => void send({ body: { taskId: task?.id ?? '', itemId: item?.id ?? '', how } })}
    >
      <div className={css['form']}>
        <Field label={t.task} id={`${id}-task`} problem={fieldError(error, 'taskId')} required>
          <SearchPicker
            id={`${id}-task`}
            value={task}
            onChange={setTask}
            onType={setTyped}
            least={0}
            choices={tasks.filter((each) => each.label.includes(typed))}
          />
        </Field>
        <Field
          label={t.item}
          id={`${id}-item`}
          hint={t.itemHint}
          problem={fieldError(error, 'itemId')}
          required
        >
          <SearchPicker
            id={`${id}-item`}
            value={item}
            onChange={setItem}
            onType={setQ}
            least={0}
            choices={(items.data?.items ?? []).map((each) => ({
              id: each.id,
              label: each.title,
              detail: `${each.owner.name} · ${each.indicator}`,
            }))}
          />
        </Field>
        <TextField
          label={t.how}
          hint={t.howHint}
          problem={fieldError(error, 'how')}
          maxLength={200}
          required
          value={how}
          onChange={setHow}
        />
      </div>
    </FormDialog>
  );
}
