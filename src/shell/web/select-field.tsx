import type { SelectProps } from 'antd';
import { type ReactNode, useId } from 'react';
import { Field } from './field.tsx';
import { Select } from './select.tsx';

type Props<Value> = SelectProps<Value> & {
  label: string;
  /** What to choose, under the label. */
  hint?: ReactNode;
  /** What is wrong with it. */
  problem?: string;
  required?: boolean;
};

/** A choice from a list in a form. */
export function SelectField<Value>({ label, hint, problem, required, ...select }: Props<Value>) {
  const id = useId();
  return (
    <Field label={label} id={id} hint={hint} problem={problem} required={required}>
      <Select<Value> {...select} id={id} status={problem ? 'error' : undefined} style={{ width: '100%' }} />
    </Field>
  );
}
