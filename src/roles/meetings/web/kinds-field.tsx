import { useId } from 'react';
import { useCall } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { Select } from '#shell/web/select.tsx';
import { listSeries } from '../plans/plans.contract.ts';
import css from './meetings.module.css';

const m = messages({
  zh: { kinds: '会议类别', hint: '一次会兼开几种的，全部选上', choose: '请选择' },
  en: { kinds: 'Kind', hint: 'If it is several at once, choose them all', choose: 'Choose' },
});

type Props = {
  orgId: string;
  value: string[];
  onChange: (kinds: string[]) => void;
  error: ProblemError | null;
};

/** The kinds of meeting that an organisation may plan. */
export function KindsField({ orgId, value, onChange, error }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const id = useId();
  const { data } = useCall(listSeries, { params: { id: orgId } }, { enabled: orgId !== '' });
  return (
    <Field label={t.kinds} id={id} hint={t.hint} problem={fieldError(error, 'kinds')} required>
      <Select
        id={id}
        mode="multiple"
        className={css['wide']}
        placeholder={t.choose}
        optionFilterProp="label"
        value={value}
        onChange={onChange}
        options={(data?.kinds ?? []).map((kind) => ({ value: kind.code, label: label(kind.title) }))}
      />
    </Field>
  );
}
