import { useId, useState } from 'react';
import { OrganisationField } from '#roles/ledger/web/organisation-field.tsx';
import { useCall, useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { enterRedLine, listRedLineRules } from '../red-lines.contract.ts';
import css from './red-lines.module.css';

const m = messages({
  zh: {
    title: '录入红线情形',
    org: '组织',
    rule: '情形',
    document: '文号',
    organ: '作出机关',
    issued: '文书日期',
    from: '影响期开始',
    to: '影响期结束',
    toHint: '文书没有写明的留空',
    save: '录入，待另一人确认',
  },
  en: {
    title: 'Enter a red line',
    org: 'Organisation',
    rule: 'Case',
    document: 'Number of the document',
    organ: 'Organ that issued it',
    issued: 'Issued on',
    from: 'In effect from',
    to: 'In effect until',
    toHint: 'Empty if the document sets no end',
    save: 'Enter; another person confirms',
  },
});

/** The form by which a formal document is entered. */
export function EnterDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(m);
  const pick = useLabel();
  const base = useId();
  const rules = useCall(listRedLineRules, {});
  const [org, setOrg] = useState<Choice | null>(null);
  const [rule, setRule] = useState('');
  const [document, setDocument] = useState('');
  const [organ, setOrgan] = useState('');
  const [days, setDays] = useState({ issuedOn: '', fromOn: '', toOn: '' });
  const { send, pending, error } = useSend(enterRedLine, { onDone: onClose });
  const save = () =>
    send({
      body: {
        orgId: org?.id ?? '',
        rule: rule || (rules.data?.items[0]?.id ?? ''),
        document,
        organ,
        issuedOn: days.issuedOn,
        fromOn: days.fromOn,
        toOn: days.toOn || null,
      },
    });
  const day = (key: keyof typeof days, label: string, hint?: string) => (
    <DayField
      label={label}
      hint={hint}
      problem={fieldError(error, key)}
      required={key !== 'toOn'}
      value={days[key]}
      onChange={(value) => setDays({ ...days, [key]: value })}
    />
  );
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={save}
      onClose={onClose}
    >
      <OrganisationField label={t.org} value={org} onChange={setOrg} problem={fieldError(error, 'orgId')} />
      <Field label={t.rule} id={`${base}-rule`} problem={fieldError(error, 'rule')} required>
        <select
          id={`${base}-rule`}
          className={css['select']}
          value={rule}
          onChange={(event) => setRule(event.target.value)}
        >
          {(rules.data?.items ?? []).map((each) => (
            <option key={each.id} value={each.id}>
              {pick(each.title)}
            </option>
          ))}
        </select>
      </Field>
      <div className={css['pair']}>
        <TextField
          label={t.document}
          problem={fieldError(error, 'document')}
          required
          value={document}
          onChange={setDocument}
        />
        <TextField
          label={t.organ}
          problem={fieldError(error, 'organ')}
          required
          value={organ}
          onChange={setOrgan}
        />
        {day('issuedOn', t.issued)}
        {day('fromOn', t.from)}
        {day('toOn', t.to, t.toHint)}
      </div>
    </FormDialog>
  );
}
