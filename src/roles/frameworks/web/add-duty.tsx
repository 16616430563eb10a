import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence, englishFor } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import { addOwnDuty, readDutyForm } from '../../duties/editing.contract.ts';
import { dutyWords } from '../../duties/web/duty-words.ts';
import { EvidencePicker, type EvidenceSet } from '../../duties/web/evidence-picker.tsx';
import type { FrameworkView } from '../frameworks.contract.ts';
import css from './gaps.module.css';

const m = messages({
  zh: {
    add: '新增责任项',
    title: '新增一项本单位的责任',
    lead: '由谁负责、谁落实、谁督导和所需的权先按本类通例，保存后可以在责任项里改。',
    subject: '责任主体',
    row: '层级',
    column: '岗位',
    alike: '与同类责任放在一起',
    name: '名称',
    text: '责任内容',
    standard: '标准',
    result: '要达到的结果',
    often: '频次',
    kinds: {
      monthly: '每月一次',
      quarterly: '每季度一次',
      'half-yearly': '每半年一次',
      yearly: '每年一次',
      'on-event': '按事项',
    },
    hands: '履责方式',
    regulation: '依据',
    article: '条款',
    noArticle: '不指明条款',
    record: '由哪种记录体现',
    cancel: '取消',
    save: '新增',
  },
  en: {
    add: 'Add a duty',
    title: 'Add a duty of the unit’s own',
    lead: 'Who answers, carries out and guides, and the right it takes, are those of its subject; edit them afterwards.',
    subject: 'Subject',
    row: 'Level',
    column: 'Post',
    alike: 'Beside the others of its subject',
    name: 'Name',
    text: 'Duty',
    standard: 'Standard',
    result: 'Result',
    often: 'How often',
    kinds: {
      monthly: 'monthly',
      quarterly: 'quarterly',
      'half-yearly': 'half-yearly',
      yearly: 'yearly',
      'on-event': 'when it comes up',
    },
    hands: 'By whose hand',
    regulation: 'Basis',
    article: 'Clause',
    noArticle: 'No clause named',
    record: 'Shown by which record',
    cancel: 'Cancel',
    save: 'Add',
  },
});

englishFor({
  'duties/unknown-choice': 'Something chosen is not in the lists. Choose again.',
  'duties/too-many': 'The numbers of this subject are used up.',
  'duties/no-such-list': 'This framework has no list of this subject.',
});

type Kind = keyof typeof m.zh.kinds;

/** Adds a duty of the unit's own to a draft. */
export function AddDuty({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.add}</Button>
      {open && <AddDialog framework={framework} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ framework, onClose }: { framework: FrameworkView; onClose: () => void }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const id = useId();
  const go = useGo();
  const choices = useCall(readDutyForm, {});
  const [form, setForm] = useState({
    subject: framework.lists[0]?.subject ?? '',
    row: '',
    column: framework.columns[0]?.id ?? '',
    title: '',
    text: '',
    standard: '',
    result: '',
    kind: 'quarterly' as Kind,
    hands: 'delegable' as const,
    evidence: [{ kind: 'minutes', enough: 1 }] as EvidenceSet,
    regulation: 'organ-2019',
    article: '',
    record: 'report',
  });
  const set = (change: Partial<Record<keyof typeof form, string | EvidenceSet>>) =>
    setForm((before) => ({ ...before, ...change }) as typeof form);
  const add = useSend(addOwnDuty, { onDone: (reply) => go(`/duties/${reply.id}`) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { row, column, kind, article, record, ...rest } = form;
    void add.send({
      params: { id: framework.id },
      ifMatch: framework.version,
      body: {
        ...rest,
        cell: row ? { row, column } : null,
        cadence: kind === 'on-event' ? { kind } : { kind, times: 1 },
        article: article || null,
        recordKind: record,
      },
    });
  };
  const pick = (
    key: Exclude<keyof typeof form, 'evidence'>,
    name: string,
    options: readonly { value: string; text: string }[],
  ) => (
    <Field label={name} id={`${id}-${key}`}>
      <select
        id={`${id}-${key}`}
        className={css['pick']}
        value={form[key]}
        onChange={(event) => set({ [key]: event.target.value })}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Field>
  );
  const area = (key: 'text' | 'standard' | 'result', name: string, rows: number) => (
    <TextAreaField
      label={name}
      problem={fieldError(add.error, key)}
      rows={rows}
      maxLength={400}
      required
      value={form[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  const titled = (items: readonly { id: string; title: { zh: string; en: string } }[]) =>
    items.map((item) => ({ value: item.id, text: label(item.title) }));
  const regulation = choices.data?.regulations.find((each) => each.id === form.regulation);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title}
      width={640}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="primary" htmlType="submit" form={`${id}-form`} loading={add.pending}>
            {t.save}
          </Button>
        </>
      }
    >
      <p className={`${css['lead']} z-quiet`}>{t.lead}</p>
      <form id={`${id}-form`} onSubmit={submit}>
        {pick(
          'subject',
          t.subject,
          framework.lists.map((list) => ({ value: list.subject, text: label(list.responsibility) })),
        )}
        {pick('row', t.row, [{ value: '', text: t.alike }, ...titled(framework.rows)])}
        {form.row !== '' && pick('column', t.column, titled(framework.columns))}
        <TextField
          label={t.name}
          problem={fieldError(add.error, 'title')}
          maxLength={60}
          required
          value={form.title}
          onChange={(value) => set({ title: value })}
        />
        {area('text', t.text, 2)}
        {area('standard', t.standard, 2)}
        {area('result', t.result, 1)}
        {pick(
          'kind',
          t.often,
          (Object.keys(t.kinds) as Kind[]).map((kind) => ({ value: kind, text: t.kinds[kind] })),
        )}
        {pick(
          'hands',
          t.hands,
          (['own', 'delegable', 'devolve'] as const).map((hands) => ({
            value: hands,
            text: words.hands[hands],
          })),
        )}
        <EvidencePicker
          value={form.evidence}
          options={choices.data?.evidence ?? []}
          onChange={(evidence) => set({ evidence })}
        />
        {pick(
          'regulation',
          t.regulation,
          (choices.data?.regulations ?? []).map((each) => ({ value: each.id, text: each.title })),
        )}
        {pick('article', t.article, [
          { value: '', text: t.noArticle },
          ...(regulation?.articles ?? []).map((no) => ({ value: no, text: no })),
        ])}
        {pick('record', t.record, titled(choices.data?.recordKinds ?? []))}
        {add.error && <ErrorSentence error={add.error} />}
      </form>
    </Dialog>
  );
}
