import { useState } from 'react';
import { listRecords } from '#roles/work-records/work-records.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import type { Terms } from '../leading-group.contract.ts';

const m = messages({
  zh: {
    kind: '种类',
    title: '议题',
    titleHint: '一句话，例如：保障支部活动经费',
    why: '为什么要议',
    basis: '依据',
    basisHint: '哪条规定、哪次部署；可不填',
    ask: '请党组决定什么',
    askHint: '写成可以直接表决的一句话',
    materials: '材料',
    materialsHint: '要点或链接；可不填',
    records: '引用已有记录',
    recordsHint: '已经记录过的不用再写；最多 5 条',
    none: '可不选',
    most: '最多引用 5 条记录',
  },
  en: {
    kind: 'Kind',
    title: 'Topic',
    titleHint: 'In a sentence',
    why: 'Why',
    basis: 'Basis',
    basisHint: 'Which rule or order; may be empty',
    ask: 'What it is asked to decide',
    askHint: 'As a sentence that can be voted on',
    materials: 'Materials',
    materialsHint: 'Main points or a link; may be empty',
    records: 'Records that show it',
    recordsHint: 'What is recorded is not typed again; at most 5',
    none: 'None',
    most: 'At most 5 records',
  },
});

/** A topic as it is filled in. */
export type TopicDraft = {
  kind: string;
  title: string;
  why: string;
  basis: string;
  ask: string;
  materials: string;
  recordIds: string[];
};

/** A topic with nothing in it. */
export const emptyTopic: TopicDraft = {
  kind: 'strategy',
  title: '',
  why: '',
  basis: '',
  ask: '',
  materials: '',
  recordIds: [],
};

type Props = {
  terms: Terms;
  first: TopicDraft;
  known: readonly { id: string; title: string; onDay: string }[];
  button: string;
  pending: boolean;
  error: ProblemError | null;
  onSend: (draft: TopicDraft) => void;
};

/** The fields of a topic: why, on what basis, what the group is asked to decide. */
export function TopicForm({ terms, first, known, button, pending, error, onSend }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const [draft, setDraft] = useState(first);
  const set = (change: Partial<TopicDraft>) => setDraft({ ...draft, ...change });
  const { data } = useCall(listRecords, { query: { limit: 50 } });
  const listed = new Map([
    ...known.map((row) => [row.id, `${formatDayShort(row.onDay)} ${row.title}`] as const),
    ...(data?.items ?? []).map((row) => [row.id, `${formatDayShort(row.occurredOn)} ${row.title}`] as const),
  ]);
  const text = (key: 'why' | 'ask' | 'materials', max: number, rows: number, hint?: string) => (
    <TextAreaField
      label={t[key]}
      hint={hint}
      problem={fieldError(error, key)}
      rows={rows}
      maxLength={max}
      required={key !== 'materials'}
      value={draft[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <Form
      wide
      onSubmit={() => {
        onSend(draft);
      }}
      submit={button}
      pending={pending}
      error={error}
    >
      <SelectField
        label={t.kind}
        problem={fieldError(error, 'kind')}
        required
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        options={terms.topics.map((kind) => ({
          value: kind.id,
          label: `${label(kind.title)} · ${label(kind.note)}`,
        }))}
      />
      <TextField
        label={t.title}
        hint={t.titleHint}
        problem={fieldError(error, 'title')}
        maxLength={80}
        required
        value={draft.title}
        onChange={(value) => set({ title: value })}
      />
      {text('why', 1000, 3)}
      {text('ask', 400, 2, t.askHint)}
      <TextField
        label={t.basis}
        hint={t.basisHint}
        problem={fieldError(error, 'basis')}
        maxLength={400}
        value={draft.basis}
        onChange={(value) => set({ basis: value })}
      />
      <SelectField
        label={t.records}
        hint={t.recordsHint}
        problem={fieldError(error, 'recordIds')}
        mode="multiple"
        placeholder={t.none}
        optionFilterProp="label"
        maxCount={5}
        value={draft.recordIds}
        onChange={(recordIds) => set({ recordIds })}
        options={[...listed].map(([value, title]) => ({ value, label: title }))}
      />
      {text('materials', 2000, 2, t.materialsHint)}
    </Form>
  );
}
