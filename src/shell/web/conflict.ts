import { useSyncExternalStore } from 'react';
import type { ProblemError } from './problem-error.ts';

/** A stale edit: the refusal, what was about to be saved, and what its fields are called. */
export type Conflict = {
  error: ProblemError;
  body: Readonly<Record<string, unknown>>;
  fields: Readonly<Record<string, string>>;
};

let current: Conflict | null = null;
const listeners = new Set<() => void>();

/** Opens the conflict dialog for a stale edit (412); null closes it. */
export function reportConflict(conflict: Conflict | null): void {
  current = conflict;
  for (const listener of listeners) listener();
}

/** The stale edit to be shown, if any. */
export function useConflict(): Conflict | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** The named fields in which what was to be saved differs from what is there now. */
export function differencesOf(conflict: Conflict): { name: string; now: string; mine: string }[] {
  const now = (conflict.error.data['current'] ?? {}) as Record<string, unknown>;
  return Object.entries(conflict.fields)
    .filter(
      ([key]) => key in conflict.body && JSON.stringify(conflict.body[key]) !== JSON.stringify(now[key]),
    )
    .map(([key, name]) => ({ name, now: inWords(now[key]), mine: inWords(conflict.body[key]) }));
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
