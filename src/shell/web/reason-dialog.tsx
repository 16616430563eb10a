import { type ComponentProps, useState } from 'react';
import { TextAreaField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import { fieldError, type ProblemError } from './problem-error.ts';

type Props = Omit<ComponentProps<typeof FormDialog>, 'onConfirm' | 'disabled' | 'error'> & {
  /** What is to be written. */
  label: string;
  hint?: string;
  /** Nothing need be written. */
  optional?: boolean;
  rows?: number;
  maxLength?: number;
  /** What the text is called in the request, to find what was wrong with it. */
  field?: 'note' | 'reason';
  error: ProblemError | null;
  /** Sends it with what was written. */
  onConfirm: (text: string) => unknown;
};

/** A dialog that takes a step with a sentence on why, or on what was found. */
export function ReasonDialog(props: Props) {
  const { label, hint, optional = false, rows = 3, maxLength, field = 'note', children, ...dialog } = props;
  const [text, setText] = useState('');
  return (
    <FormDialog {...dialog} onConfirm={() => dialog.onConfirm(text)}>
      {children}
      <TextAreaField
        label={label}
        hint={hint}
        problem={fieldError(dialog.error, field)}
        rows={rows}
        maxLength={maxLength}
        required={!optional}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}
