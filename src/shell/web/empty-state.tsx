import type { ReactNode } from 'react';
import css from './empty-state.module.css';

type Props = {
  /** What is not there, in a sentence. */
  title: string;
  /** What would put something there, or why nothing is fine. */
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
};

/** A list or page with nothing in it yet: says so, says why, and offers the next step. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={css['empty']}>
      <svg width="56" height="28" viewBox="0 0 56 28" fill="none" aria-hidden="true" focusable="false">
        <rect x="2" y="5" width="30" height="18" rx="9" stroke="var(--z-line)" strokeWidth="3" />
        <rect
          x="24"
          y="5"
          width="30"
          height="18"
          rx="9"
          stroke="var(--z-line)"
          strokeWidth="3"
          strokeDasharray="4 5"
        />
      </svg>
      <p className={css['title']}>{title}</p>
      {children && <div className={css['text']}>{children}</div>}
      {action && <div className={css['action']}>{action}</div>}
    </div>
  );
}
