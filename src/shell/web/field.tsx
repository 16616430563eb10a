import type { ReactNode } from 'react';
import css from './field.module.css';

type Props = {
  label: string;
  /** The id of the input inside. */
  id: string;
  /** What to enter, under the label. */
  hint?: ReactNode;
  /** What is wrong with it. */
  problem?: string;
  required?: boolean;
  children: ReactNode;
};

/** One field of a form: label over input, and what is wrong with it under it, read aloud. */
export function Field({ label, id, hint, problem, required = false, children }: Props) {
  return (
    <div className={css['field']}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className={css['required']} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {hint && <p className={css['hint']}>{hint}</p>}
      {children}
      {problem && (
        <p className={css['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
