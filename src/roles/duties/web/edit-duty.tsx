import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { Cadence } from '#kernel/cadence.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Strength } from '#standards/packs/packs.schema.ts';
import type { DutyView } from '../duties.contract.ts';
import { editDuty, readDutyForm } from '../editing.contract.ts';
import css from './duty-page.module.css';
import { dutyWords } from './duty-words.ts';
import { EvidencePicker, type EvidenceSet } from './evidence-picker.tsx';
import { LeaveOutDialog } from './leave-out-dialog.tsx';

const m = messages({
  zh: {
    edit: '修改',
    editTitle: '修改责任项',
    title: '名称',
    text: '责任内容',
    standard: '标准',
    result: '要达到的结果',
    cadence: '频次',
    amount: '次数（学时、年数）',
    strength: '要求程度',
    hands: '履责方式',
    firstDay: '从哪天起',
    lastDay: '到哪天为止（含当日）',
    timeHint: '不填即随本版。填了就只在这段时间内生成到期事项。',
    kinds: {
      monthly: '每月',
      quarterly: '每季度',
      'half-yearly': '每半年',
      yearly: '每年',
      'hours-per-year': '每年学时',
      'every-years': '每几年一届',
      'on-event': '按事项',
    },
    leaveOut: '删减',
    restore: '恢复此项',
    cancel: '取消',
    save: '保存',
    done: '已保存。',
  },
  en: {
    edit: 'Edit',
    editTitle: 'Edit the duty',
    title: 'Name',
    text: 'Duty',
    standard: 'Standard',
    result: 'Result',
    cadence: 'How often',
    amount: 'Times (hours, years)',
    strength: 'How strictly',
    hands: 'By whose hand',
    firstDay: 'From',
    lastDay: 'To (that day included)',
    timeHint: 'Empty: as long as this edition. Else it falls due only within these days.',
    kinds: {
      monthly: 'Monthly',
      quarterly: 'Quarterly',
      'half-yearly': 'Half-yearly',
      yearly: 'Yearly',
      'hours-per-year': 'Class hours a year',
      'every-years': 'Every so many years',
      'on-event': 'When it comes up',
    },
    leaveOut: 'Leave out',
    restore: 'Take in again',
    cancel: 'Cancel',
    save: 'Save',
    done: 'Saved.',
  },
});

type Kind = Exclude<Cadence['kind'], 'by-date'>;
const kinds: readonly Kind[] = [
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'hours-per-year',
  'every-years',
  'on-event',
];

/** What an officer can do with a duty of a draft. */
export function EditActions({ duty }: { duty: DutyView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState<'edit' | 'leave-out' | null>(null);
  const restore = useSend(editDuty, { onDone: () => notify(t.done) });
  const close = () => setOpen(null);
  return (
    <>
      {duty.dropped === null ? (
        <Button onClick={() => setOpen('leave-out')}>{t.leaveOut}</Button>
      ) : (
        <Button
          loading={restore.pending}
          onClick={() =>
            void restore.send({ params: { id: duty.id }, body: { dropped: null }, ifMatch: duty.version })
          }
        >
          {t.restore}
        </Button>
      )}
      <Button type="primary" onClick={() => setOpen('edit')}>
        {t.edit}
      </Button>
      {open === 'edit' && <EditDialog duty={duty} onClose={close} />}
      {open === 'leave-out' && <LeaveOutDialog duty={duty} onClose={close} />}
    </>
  );
}

type Props = { duty: DutyView; onClose: () => void };

function EditDialog({ duty, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const id = useId();
  const [form, setForm] = useState(() => ({
    title: duty.title.zh,
    text: duty.text,
    standard: duty.standard,
    result: duty.result,
    kind: duty.cadence && duty.cadence.kind !== 'by-date' ? duty.cadence.kind : ('yearly' as Kind),
    amount: duty.cadence ? amountOf(duty.cadence) : 1,
    strength: duty.strength,
    hands: duty.hands,
    firstDay: duty.firstDay ?? '',
    lastDay: duty.lastDay ?? '',
    evidence: duty.evidence.map(({ id: kind, enough }): EvidenceSet[number] => ({ kind, enough })),
  }));
  const choices = useCall(readDutyForm, {}).data;
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const save = useSend(editDuty, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { kind, amount, firstDay, lastDay, ...rest } = form;
    const cadence = cadenceOf(kind, amount);
    // An end that stays as it was is not sent: it may have passed by now, and nobody set it anew.
    const end = lastDay === (duty.lastDay ?? '') ? {} : { lastDay: lastDay || null };
    const body = { ...rest, cadence, firstDay: firstDay || null, ...end };
    void save.send({ params: { id: duty.id }, body, ifMatch: duty.version });
  };
  const day = (name: 'firstDay' | 'lastDay') => (
    <Field label={t[name]} id={`${id}-${name}`} problem={fieldError(save.error, name)}>
      <input
        id={`${id}-${name}`}
        type="date"
        value={form[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  );
  const area = (name: 'text' | 'standard' | 'result', rows: number) => (
    <TextAreaField
      label={t[name]}
      problem={fieldError(save.error, name)}
      rows={rows}
      maxLength={400}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.editTitle}
      width={640}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="primary" htmlType="submit" form={`${id}-form`} loading={save.pending}>
            {t.save}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} className={css['form']} onSubmit={submit}>
        <TextField
          label={t.title}
          problem={fieldError(save.error, 'title')}
          maxLength={60}
          required
          value={form.title}
          onChange={(value) => set({ title: value })}
        />
        {area('text', 2)}
        {area('standard', 2)}
        {area('result', 1)}
        <Field label={t.cadence} id={`${id}-kind`} problem={fieldError(save.error, 'cadence')}>
          <select
            id={`${id}-kind`}
            value={form.kind}
            onChange={(event) => set({ kind: event.target.value as Kind })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        </Field>
        {form.kind !== 'on-event' && (
          <Field label={t.amount} id={`${id}-amount`}>
            <input
              id={`${id}-amount`}
              type="number"
              min={1}
              max={2000}
              value={form.amount}
              onChange={(event) => set({ amount: Number(event.target.value) })}
            />
          </Field>
        )}
        <Field label={t.strength} id={`${id}-strength`} hint={words.strengthHint[form.strength]}>
          <select
            id={`${id}-strength`}
            value={form.strength}
            onChange={(event) => set({ strength: event.target.value as Strength })}
          >
            {(['hard', 'soft', 'local', 'article'] as const).map((strength) => (
              <option key={strength} value={strength}>
                {words.strength[strength]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t.hands} id={`${id}-hands`}>
          <select
            id={`${id}-hands`}
            value={form.hands}
            onChange={(event) => set({ hands: event.target.value as DutyView['hands'] })}
          >
            {(['own', 'delegable', 'devolve'] as const).map((hands) => (
              <option key={hands} value={hands}>
                {words.hands[hands]}
              </option>
            ))}
          </select>
        </Field>
        <EvidencePicker
          value={form.evidence}
          options={choices?.evidence ?? []}
          onChange={(evidence) => set({ evidence })}
        />
        <div className={css['days']}>
          {day('firstDay')}
          {day('lastDay')}
        </div>
        <p className="z-quiet">{t.timeHint}</p>
        {save.error && <ErrorSentence error={save.error} />}
      </form>
    </Dialog>
  );
}

function amountOf(cadence: Cadence): number {
  if ('times' in cadence) return cadence.times;
  if ('hours' in cadence) return cadence.hours;
  return 'years' in cadence ? cadence.years : 1;
}

function cadenceOf(kind: Kind, amount: number): Cadence {
  if (kind === 'on-event') return { kind };
  if (kind === 'hours-per-year') return { kind, hours: amount };
  if (kind === 'every-years') return { kind, years: amount };
  return { kind, times: amount };
}
