import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { addAct, findLinkable, type WorkView } from '../alliance-work.contract.ts';
import css from './alliances.module.css';

const m = messages({
  zh: {
    title: '登记共同活动',
    save: '登记',
    saved: '已登记，同时成为一条工作记录',
    host: '主办方',
    record: '已有记录',
    recordHint: '活动如果已经作为会议、主题党日等记录过，选它就行，不必再填',
    fresh: '没有，新记一笔',
    on: '日期',
    what: '办了什么',
    minutes: '时长（分钟）',
    outcome: '结果',
    outcomeHint: '改变了什么、谁得到了什么',
    gains: '哪些成员受益',
    gainsHint: '只服务群众的可不选',
  },
  en: {
    title: 'Add a joint activity',
    save: 'Add',
    saved: 'Added; it is a work record at the same time',
    host: 'Hosted by',
    record: 'Existing record',
    recordHint: 'If it was recorded as a meeting or theme day, choose that record; nothing more is needed',
    fresh: 'None: write it down now',
    on: 'Day',
    what: 'What was done',
    minutes: 'Minutes',
    outcome: 'Result',
    outcomeHint: 'What changed, and who got what',
    gains: 'Parties that gained',
    gainsHint: 'leave open if it served the public only',
  },
});

type Props = { id: string; work: WorkView; onClose: () => void };

/** A dialog that links an existing record as a joint activity, or writes one down. */
export function ActDialog({ id, work, onClose }: Props) {
  const t = useMessages(m);
  const field = useId();
  const { data } = useCall(findLinkable, { params: { id } });
  const [partyId, setPartyId] = useState(work.mine[0]?.id ?? '');
  const [recordId, setRecordId] = useState('');
  const [gains, setGains] = useState<string[]>([]);
  const [typed, setTyped] = useState({ onDay: today(), title: '', outcome: '', minutes: 60 });
  const { send, pending, error } = useSend(addAct, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const offered = (data?.items ?? []).filter((item) => item.partyId === partyId);
  const parties = work.mine.map((party) => ({ value: party.id, label: party.name }));
  const save = () =>
    void send({
      params: { id },
      body: { partyId, gains, ...(recordId ? { recordId } : { done: typed }) },
    });
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      error={error}
      width={560}
      onConfirm={save}
      onClose={onClose}
    >
      {parties.length > 1 && (
        <SelectField
          label={t.host}
          required
          value={partyId}
          onChange={(value) => {
            setPartyId(value);
            setRecordId('');
          }}
          options={parties}
        />
      )}
      <SelectField
        label={t.record}
        hint={t.recordHint}
        value={recordId}
        onChange={setRecordId}
        options={[
          { value: '', label: t.fresh },
          ...offered.map((item) => ({
            value: item.id,
            label: `${formatDay(item.onDay)} ${item.title} · ${item.orgName}`,
          })),
        ]}
      />
      {recordId === '' && (
        <>
          <div className={css['pair']}>
            <DayField
              label={t.on}
              problem={fieldError(error, 'done.onDay')}
              max={today()}
              required
              value={typed.onDay}
              onChange={(value) => setTyped({ ...typed, onDay: value })}
            />
            <Field
              label={t.minutes}
              id={`${field}-minutes`}
              problem={fieldError(error, 'done.minutes')}
              required
            >
              <InputNumber
                id={`${field}-minutes`}
                min={1}
                max={1440}
                style={{ width: '100%' }}
                value={typed.minutes}
                onChange={(minutes) => setTyped({ ...typed, minutes: minutes ?? 0 })}
              />
            </Field>
          </div>
          <TextField
            label={t.what}
            problem={fieldError(error, 'done.title')}
            maxLength={80}
            required
            value={typed.title}
            onChange={(value) => setTyped({ ...typed, title: value })}
          />
          <TextAreaField
            label={t.outcome}
            hint={t.outcomeHint}
            problem={fieldError(error, 'done.outcome')}
            rows={2}
            required
            value={typed.outcome}
            onChange={(value) => setTyped({ ...typed, outcome: value })}
          />
        </>
      )}
      <SelectField
        label={t.gains}
        hint={t.gainsHint}
        mode="multiple"
        value={gains}
        onChange={setGains}
        options={work.parties.map((party) => ({ value: party.id, label: party.name }))}
      />
    </FormDialog>
  );
}
