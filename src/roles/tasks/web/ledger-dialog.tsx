import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { enterStuckTask } from '../stuck/stuck.contract.ts';
import type { readTask } from '../tasks.contract.ts';
import { PersonPicker } from './person-picker.tsx';

const m = messages({
  zh: {
    title: '列入问题台账',
    detail: '卡在哪里',
    hint: '写清是谁的事、缺什么，不写“重视不够”。',
    owner: '由谁解决',
    due: '解决时限',
    measures: '打算怎么办',
  },
  en: {
    title: 'Enter into the ledger',
    detail: 'Where it is stuck',
    hint: 'Whose matter it is and what is missing, not “too little attention”.',
    owner: 'Who solves it',
    due: 'By',
    measures: 'What is to be done',
  },
});

/** How many days are offered for solving it. */
const OFFERED_DAYS = 30;

/** A stuck task becomes a problem of the ledger: where it is stuck, who solves it, by when. */
export function LedgerDialog({ task, onClose }: { task: ResponseOf<typeof readTask>; onClose: () => void }) {
  const t = useMessages(m);
  const id = useId();
  const go = useGo();
  const [owner, setOwner] = useState<Choice | null>(null);
  const [typed, setTyped] = useState({ detail: '', measures: '', dueOn: addDays(today(), OFFERED_DAYS) });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const enter = useSend(enterStuckTask, { onDone: (problem) => go(`/ledger/${problem.id}`) });
  return (
    <FormDialog
      title={t.title}
      pending={enter.pending}
      disabled={!owner || typed.detail.trim() === ''}
      error={enter.error}
      onClose={onClose}
      onConfirm={() => enter.send({ params: { id: task.id }, body: { ...typed, ownerId: owner?.id ?? '' } })}
    >
      <TextAreaField
        label={t.detail}
        hint={t.hint}
        rows={3}
        maxLength={1000}
        required
        value={typed.detail}
        onChange={(value) => set({ detail: value })}
      />
      <Field label={t.owner} id={`${id}-owner`} required>
        <PersonPicker id={`${id}-owner`} of={{ taskId: task.id }} value={owner} onChange={setOwner} />
      </Field>
      <DayField
        label={t.due}
        min={today()}
        required
        value={typed.dueOn}
        onChange={(value) => set({ dueOn: value })}
      />
      <TextAreaField
        label={t.measures}
        rows={2}
        maxLength={1000}
        value={typed.measures}
        onChange={(value) => set({ measures: value })}
      />
    </FormDialog>
  );
}
