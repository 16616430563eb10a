import { Input } from 'antd';
import { addDays } from '#kernel/dates.ts';
import { Field } from '#shell/web/field.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import type { Terms } from '../leading-group.contract.ts';
import { levelOf } from '../risks.rules.ts';
import css from './leading.module.css';

const m = messages({
  zh: {
    likelihood: '可能性',
    impact: '影响',
    review: '下次复核',
    level: (name: string, days: number) => `等级：${name}，最迟 ${days} 天内复核`,
  },
  en: {
    likelihood: 'Likelihood',
    impact: 'Impact',
    review: 'Next review',
    level: (name, days) => `Level ${name}: reviewed within ${days} days`,
  },
});

/** How a risk is weighed, as it is filled in. An empty day takes the latest that its level allows. */
export type Weight = { likelihood: number; impact: number; reviewOn: string };

type Scales = Pick<Terms, 'likelihood' | 'impact' | 'levels'>;

/** The level of a weight, and the last day of its next review. */
export function weighed(scales: Scales, weight: Weight) {
  const levels = scales.levels.map((level) => ({ ...level, review_days: level.reviewDays }));
  const level = levelOf(levels, weight.likelihood, weight.impact);
  const latest = addDays(today(), level.review_days);
  return { level, latest, reviewOn: weight.reviewOn || latest };
}

type Props = {
  id: string;
  scales: Scales;
  value: Weight;
  onChange: (value: Weight) => void;
  error: ProblemError | null;
};

/** Likelihood, impact and the next review on the declared scales. */
export function ScaleFields({ id, scales, value, onChange, error }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const { level, latest, reviewOn } = weighed(scales, value);
  return (
    <>
      <div className={css['row']}>
        {(['likelihood', 'impact'] as const).map((key) => (
          <SelectField
            key={key}
            label={t[key]}
            problem={fieldError(error, key)}
            required
            value={value[key]}
            onChange={(next) => onChange({ ...value, [key]: next })}
            options={scales[key].map((step) => ({
              value: step.level,
              label: `${step.level} ${label(step.title)}`,
            }))}
          />
        ))}
        <Field label={t.review} id={`${id}-review`} problem={fieldError(error, 'reviewOn')} required>
          <Input
            id={`${id}-review`}
            type="date"
            min={today()}
            max={latest}
            value={reviewOn}
            onChange={(event) => onChange({ ...value, reviewOn: event.target.value })}
          />
        </Field>
      </div>
      <p className={css['quiet']} aria-live="polite">
        {t.level(label(level.title), level.review_days)}
      </p>
    </>
  );
}
