import { useSyncExternalStore } from 'react';
import type { ProblemError } from './problem-error.ts';

let current: ProblemError | null = null;
const listeners = new Set<() => void>();

/** Opens the conflict dialog for a stale edit (412); null closes it. */
export function reportConflict(error: ProblemError | null): void {
  current = error;
  for (const listener of listeners) listener();
}

/** The stale edit to be shown, if any. */
export function useConflict(): ProblemError | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
