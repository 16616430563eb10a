import { useCall } from '#shell/web/api.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { listSeries } from '../plans/plans.contract.ts';

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
  const { data } = useCall(listSeries, { params: { id: orgId } }, { enabled: orgId !== '' });
  return (
    <SelectField
      label={t.kinds}
      hint={t.hint}
      problem={fieldError(error, 'kinds')}
      required
      mode="multiple"
      placeholder={t.choose}
      optionFilterProp="label"
      value={value}
      onChange={onChange}
      options={(data?.kinds ?? []).map((kind) => ({ value: kind.code, label: label(kind.title) }))}
    />
  );
}
