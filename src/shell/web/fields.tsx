import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { Field } from './field.tsx';

type Common = {
  label: string;
  /** What to enter, under the label. */
  hint?: ReactNode;
  /** What is wrong with it. */
  problem?: string;
  required?: boolean;
  disabled?: boolean;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
};

/** A line of text in a form. */
export function TextField({ onChange, maxLength, ...rest }: Common & { maxLength?: number }) {
  const { field, input } = useParts(rest);
  return (
    <Field {...field}>
      <Input {...input} maxLength={maxLength} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** Some lines of text in a form. */
export function TextAreaField({
  onChange,
  rows = 4,
  maxLength,
  ...rest
}: Common & { rows?: number; maxLength?: number }) {
  const { field, input } = useParts(rest);
  return (
    <Field {...field}>
      <Input.TextArea
        {...input}
        rows={rows}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** A day in a form, `YYYY-MM-DD`; empty while nothing is chosen. */
export function DayField({ onChange, min, max, ...rest }: Common & { min?: string; max?: string }) {
  const { field, input } = useParts(rest);
  return (
    <Field {...field}>
      <Input {...input} type="date" min={min} max={max} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** What the frame of a field takes, and what its input. */
function useParts({
  label,
  hint,
  problem,
  required,
  disabled,
  placeholder,
  value,
}: Omit<Common, 'onChange'>) {
  const id = useId();
  const status: 'error' | undefined = problem ? 'error' : undefined;
  return {
    field: { label, id, hint, problem, required },
    input: { id, disabled, placeholder, value, status },
  };
}
