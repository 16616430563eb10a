import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { OwnerField } from '#roles/ledger/web/owner-field.tsx';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { type readOwnHand, writeDelegation } from '../own-hand.contract.ts';
import css from './own-hand.module.css';

const m = messages({
  zh: {
    title: '书面委托',
    save: '写下委托',
    saved: '委托已写下',
    to: '受委托人',
    reason: '事由',
    own: '（必须亲为的只在此类事由可委托）',
    duties: '委托哪几项',
    must: '必须亲为',
    from: '自',
    until: '至',
    untilHint: (n: number) => `最长 ${n} 天`,
    scope: '范围和要求（可不写）',
  },
  en: {
    title: 'Delegation in writing',
    save: 'Write it down',
    saved: 'Written down',
    to: 'To',
    reason: 'Reason',
    own: ' (also for what must be done in person)',
    duties: 'Which duties',
    must: 'in person',
    from: 'From',
    until: 'Until',
    untilHint: (n) => `At most ${n} days`,
    scope: 'Scope (optional)',
  },
});

type Props = {
  orgId: string;
  form: NonNullable<ResponseOf<typeof readOwnHand>['form']>;
  onClose: () => void;
};

/** Writes a delegation: to whom, of what, why, from when to when. */
export function DelegateDialog({ orgId, form, onClose }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const [to, setTo] = useState<Choice | null>(null);
  const [reason, setReason] = useState(form.reasons[0]?.id ?? '');
  const [duties, setDuties] = useState<readonly string[]>([]);
  const [fromOn, setFrom] = useState(today());
  const [toOn, setUntil] = useState('');
  const [scope, setScope] = useState('');
  const { send, pending, error } = useSend(writeDelegation, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const ownAllowed = form.reasons.find((each) => each.id === reason)?.own ?? false;
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      error={error}
      width={560}
      onConfirm={() =>
        send({
          params: { id: orgId },
          body: { toId: to?.id ?? '', duties: [...duties], reason, scope, fromOn, toOn },
        })
      }
      onClose={onClose}
    >
      {form.colleagues ? (
        <SelectField<string>
          label={t.to}
          problem={fieldError(error, 'toId')}
          required
          value={to?.id ?? null}
          onChange={(value) => setTo({ id: value, label: value })}
          options={form.colleagues.map((each) => ({
            value: each.id,
            label: `${each.name} · ${pick(each.post)}`,
          }))}
        />
      ) : (
        <OwnerField
          label={t.to}
          orgId={orgId}
          value={to}
          onChange={setTo}
          problem={fieldError(error, 'toId')}
        />
      )}
      <SelectField<string>
        label={t.reason}
        problem={fieldError(error, 'reason')}
        required
        value={reason}
        onChange={(value) => {
          setReason(value);
          setDuties([]);
        }}
        options={form.reasons.map((each) => ({
          value: each.id,
          label: `${pick(each.title)}${each.own ? t.own : ''}`,
        }))}
      />
      <fieldset className={css['choices']}>
        <legend>{t.duties}</legend>
        {form.duties.map((duty) => (
          <label key={duty.code} htmlFor={`${id}-${duty.code}`}>
            <input
              id={`${id}-${duty.code}`}
              type="checkbox"
              disabled={duty.own && !ownAllowed}
              checked={duties.includes(duty.code)}
              onChange={(event) =>
                setDuties(
                  event.target.checked ? [...duties, duty.code] : duties.filter((code) => code !== duty.code),
                )
              }
            />
            <span>
              {pick(duty.title)} {duty.own && <small className={css['quiet']}>{t.must}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      {fieldError(error, 'duties') && <p role="alert">{fieldError(error, 'duties')}</p>}
      <div className={css['pair']}>
        <DayField
          label={t.from}
          problem={fieldError(error, 'fromOn')}
          min={today()}
          required
          value={fromOn}
          onChange={setFrom}
        />
        <DayField
          label={t.until}
          hint={t.untilHint(form.mostDays)}
          problem={fieldError(error, 'toOn')}
          min={fromOn}
          required
          value={toOn}
          onChange={setUntil}
        />
      </div>
      <TextField
        label={t.scope}
        problem={fieldError(error, 'scope')}
        maxLength={200}
        value={scope}
        onChange={setScope}
      />
    </FormDialog>
  );
}
