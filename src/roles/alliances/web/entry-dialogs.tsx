import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { inBrackets } from '#shell/web/punctuation.ts';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { addEntry, type EntryView, stepEntry, type WorkView } from '../alliance-work.contract.ts';
import type { EntryList, EntryStep } from '../work.rules.ts';
import { allianceWords } from './alliance-words.ts';

const m = messages({
  zh: {
    save: '列入清单',
    saved: '已列入清单',
    title: (list: string) => `列一条${list}`,
    party: '哪一方',
    what: '是什么',
    whats: {
      need: '一句话写清楚缺什么、谁在等',
      resource: '一句话写清楚能拿出什么',
      project: '一句话写清楚办成什么',
    },
    detail: '具体情况（可不填）',
    due: '完成时间',
    answers: '对接哪条需求',
    none: '不对接需求',
    steps: { finish: '报告结果', confirm: '确认结果', 'send-back': '退回', drop: '移出清单' },
    notes: {
      finish: '结果：办成了什么，怎么知道',
      confirm: '确认意见：看到了什么变化',
      'send-back': '还差什么',
      drop: '为什么移出',
    },
    done: '已办理',
  },
  en: {
    save: 'Add',
    saved: 'Added',
    title: (list) => `Add to ${list.toLowerCase()}`,
    party: 'Whose',
    what: 'What',
    whats: {
      need: 'In a sentence: what is missing, and who waits for it',
      resource: 'In a sentence: what can be offered',
      project: 'In a sentence: what will be achieved',
    },
    detail: 'Details (optional)',
    due: 'By',
    answers: 'Which need it answers',
    none: 'None',
    steps: { finish: 'Report the result', confirm: 'Confirm', 'send-back': 'Send back', drop: 'Take out' },
    notes: {
      finish: 'The result, and how one knows',
      confirm: 'What has changed',
      'send-back': 'What is still missing',
      drop: 'Why it is taken out',
    },
    done: 'Done',
  },
});

type EntryProps = { id: string; list: EntryList; work: WorkView; onClose: () => void };

/** A dialog that puts an entry on one of the lists. */
export function EntryDialog({ id, list, work, onClose }: EntryProps) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const [partyId, setPartyId] = useState(work.mine[0]?.id ?? '');
  const [typed, setTyped] = useState({ title: '', detail: '', dueOn: '' });
  const [answersId, setAnswersId] = useState('');
  const { send, pending, error } = useSend(addEntry, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const needs = work.entries.filter((entry) => entry.list === 'need' && entry.state === 'open');
  const save = () =>
    void send({
      params: { id },
      body: {
        list,
        partyId,
        title: typed.title,
        detail: typed.detail,
        dueOn: typed.dueOn || undefined,
        answersId: answersId || undefined,
      },
    });
  return (
    <FormDialog
      title={t.title(words.lists[list])}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={save}
      onClose={onClose}
    >
      {work.mine.length > 1 && (
        <SelectField
          label={t.party}
          required
          value={partyId}
          onChange={setPartyId}
          options={work.mine.map((party) => ({ value: party.id, label: party.name }))}
        />
      )}
      {list === 'project' && needs.length > 0 && (
        <SelectField
          label={t.answers}
          problem={fieldError(error, 'answersId')}
          value={answersId}
          onChange={setAnswersId}
          options={[
            { value: '', label: t.none },
            ...needs.map((need) => ({ value: need.id, label: need.title + inBrackets(need.partyName) })),
          ]}
        />
      )}
      <TextField
        label={t.what}
        hint={t.whats[list]}
        problem={fieldError(error, 'title')}
        maxLength={80}
        required
        value={typed.title}
        onChange={(value) => setTyped({ ...typed, title: value })}
      />
      {list === 'project' && (
        <DayField
          label={t.due}
          problem={fieldError(error, 'dueOn')}
          min={today()}
          required
          value={typed.dueOn}
          onChange={(value) => setTyped({ ...typed, dueOn: value })}
        />
      )}
      <TextAreaField
        label={t.detail}
        problem={fieldError(error, 'detail')}
        rows={2}
        value={typed.detail}
        onChange={(value) => setTyped({ ...typed, detail: value })}
      />
    </FormDialog>
  );
}

type StepProps = { id: string; entry: EntryView; step: EntryStep; onClose: () => void };

/** A dialog that takes a step with an entry; each step says something. */
export function EntryStepDialog({ id, entry, step, onClose }: StepProps) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(stepEntry, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.notes[step]}
      title={t.steps[step]}
      pending={pending}
      error={error}
      onConfirm={(note) =>
        send({
          params: { id, entryId: entry.id },
          ifMatch: entry.version,
          body: { step, note },
        })
      }
      onClose={onClose}
    >
      <p>{entry.title}</p>
    </ReasonDialog>
  );
}
