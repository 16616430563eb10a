import { Button, InputNumber } from 'antd';
import { addDays } from '#kernel/dates.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import type { Terms } from '../leading-group.contract.ts';
import css from './leading.module.css';
import type { ResourceDraft } from './session-draft.ts';

const m = messages({
  zh: {
    add: '给资源',
    remove: '去掉这项资源',
    kind: '资源种类',
    what: '给什么',
    whatHint: '例如：支部活动经费',
    amount: (unit: string) => `数量（${unit}）`,
    source: '来源',
    sourceHint: '例如：部门预算',
    to: '受益组织',
    choose: '请选择',
    due: '何时到位',
  },
  en: {
    add: 'Give a resource',
    remove: 'Remove this resource',
    kind: 'Kind of resource',
    what: 'What',
    whatHint: 'Such as funds for activities',
    amount: (unit) => `Amount (${unit})`,
    source: 'From',
    sourceHint: 'Such as the budget',
    to: 'For',
    choose: 'Choose',
    due: 'Delivered by',
  },
});

type Props = {
  id: string;
  at: number;
  terms: Terms;
  places: readonly { id: string; name: string }[];
  value: readonly ResourceDraft[];
  onChange: (value: ResourceDraft[]) => void;
  error: ProblemError | null;
};

/** What a decision gives: kind, amount, from where, to whom, by when. */
export function ResourceField({ id, at, terms, places, value, onChange, error }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const put = (key: number, change: Partial<ResourceDraft>) =>
    onChange(value.map((each) => (each.key === key ? { ...each, ...change } : each)));
  const add = () =>
    onChange([
      ...value,
      {
        key: Math.max(0, ...value.map((each) => each.key)) + 1,
        kind: terms.resources[0]?.id ?? '',
        what: '',
        amount: null,
        source: '',
        beneficiaryId: '',
        dueOn: addDays(today(), 60),
      },
    ]);
  return (
    <>
      {value.map((each, no) => {
        const kind = terms.resources.find((one) => one.id === each.kind);
        const key = `${id}-r${each.key}`;
        const problem = (field: string) => fieldError(error, `decisions.${at}.resources.${no}.${field}`);
        return (
          <div key={each.key} className={css['box']}>
            <div className={css['row']}>
              <SelectField
                label={t.kind}
                required
                value={each.kind}
                onChange={(value) => put(each.key, { kind: value })}
                options={terms.resources.map((one) => ({ value: one.id, label: label(one.title) }))}
              />
              <TextField
                label={t.what}
                problem={problem('what')}
                maxLength={100}
                placeholder={t.whatHint}
                required
                value={each.what}
                onChange={(value) => put(each.key, { what: value })}
              />
              <Field
                label={t.amount(kind ? label(kind.unit) : '')}
                id={`${key}-amount`}
                problem={problem('amount')}
                required
              >
                <InputNumber
                  id={`${key}-amount`}
                  className={css['wide']}
                  min={0}
                  precision={kind?.decimals ?? 0}
                  value={each.amount}
                  onChange={(amount) => put(each.key, { amount })}
                />
              </Field>
            </div>
            <div className={css['row']}>
              <SelectField
                label={t.to}
                problem={problem('beneficiaryId')}
                required
                showSearch
                optionFilterProp="label"
                placeholder={t.choose}
                value={each.beneficiaryId || undefined}
                onChange={(beneficiaryId) => put(each.key, { beneficiaryId })}
                options={places.map((place) => ({ value: place.id, label: place.name }))}
              />
              <TextField
                label={t.source}
                problem={problem('source')}
                maxLength={60}
                placeholder={t.sourceHint}
                required
                value={each.source}
                onChange={(value) => put(each.key, { source: value })}
              />
              <DayField
                label={t.due}
                problem={problem('dueOn')}
                min={today()}
                required
                value={each.dueOn}
                onChange={(value) => put(each.key, { dueOn: value })}
              />
            </div>
            <div className={css['buttons']}>
              <Button size="small" onClick={() => onChange(value.filter((one) => one.key !== each.key))}>
                {t.remove}
              </Button>
            </div>
          </div>
        );
      })}
      <div className={css['buttons']}>
        <Button size="small" onClick={add}>
          {t.add}
        </Button>
      </div>
    </>
  );
}
