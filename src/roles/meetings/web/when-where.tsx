import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import css from './meetings.module.css';

const m = messages({
  zh: { on: '日期', at: '时间', minutes: '时长（分钟）', place: '地点', optional: '可不填' },
  en: { on: 'Day', at: 'Time', minutes: 'Minutes', place: 'Where', optional: 'May be left empty' },
});

/** What these fields are called, for a refusal that names one. */
export const whenWhereWords = m;

/** At what hour, how long and where a meeting is held. */
export type WhenWhere = { startsAt: string; minutes: number; place: string };

/** An afternoon of an hour: what most branches take. */
export const usualWhenWhere: WhenWhere = { startsAt: '14:30', minutes: 60, place: '' };

type Props = {
  value: WhenWhere;
  onChange: (value: WhenWhere) => void;
  error: ProblemError | null;
  /** The day, where one is chosen here; a rule gives its own days. */
  day?: { value: string; onChange: (day: string) => void };
};

/** The fields of when and where a planned meeting is held. */
export function WhenWhereFields({ value, onChange, error, day }: Props) {
  const t = useMessages(m);
  const id = useId();
  const set = (change: Partial<WhenWhere>) => onChange({ ...value, ...change });
  return (
    <div className={css['pair']}>
      {day && (
        <DayField
          label={t.on}
          problem={fieldError(error, 'onDay')}
          min={today()}
          required
          value={day.value}
          onChange={day.onChange}
        />
      )}
      <Field label={t.at} id={`${id}-at`} problem={fieldError(error, 'startsAt')}>
        <Input
          id={`${id}-at`}
          type="time"
          value={value.startsAt}
          onChange={(event) => set({ startsAt: event.target.value })}
        />
      </Field>
      <MinutesField
        value={value.minutes}
        onChange={(minutes) => set({ minutes: minutes || usualWhenWhere.minutes })}
        error={error}
      />
      <PlaceField value={value.place} onChange={(place) => set({ place })} error={error} />
    </div>
  );
}

type FieldProps<T> = {
  value: T;
  onChange: (value: T) => void;
  error: ProblemError | null;
  required?: boolean;
};

/** How long a meeting takes; 0 while nothing stands there. */
export function MinutesField({ value, onChange, error, required }: FieldProps<number>) {
  const t = useMessages(m);
  const id = useId();
  return (
    <Field label={t.minutes} id={id} problem={fieldError(error, 'minutes')} required={required}>
      <InputNumber
        id={id}
        // What is too long is refused in words, not cut to the longest unseen.
        min={0}
        step={15}
        className={css['wide']}
        value={value}
        onChange={(minutes) => onChange(minutes ?? 0)}
      />
    </Field>
  );
}

/** Where a meeting is held. */
export function PlaceField({ value, onChange, error }: FieldProps<string>) {
  const t = useMessages(m);
  return (
    <TextField
      label={t.place}
      problem={fieldError(error, 'place')}
      maxLength={100}
      placeholder={t.optional}
      value={value}
      onChange={onChange}
    />
  );
}
