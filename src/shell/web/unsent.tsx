import { createContext, type FormEvent, useCallback, useContext, useEffect, useMemo, useRef } from 'react';

const Touched = createContext<() => void>(() => {});

/** Surrounds the fields of a form, so that those that are no plain inputs can tell it of a change. */
export const TouchedProvider = Touched.Provider;

/** For a field that the browser does not know as one: tells the form around it that something was chosen. */
export const useTouched = () => useContext(Touched);

/**
 * Keeps whether a form holds something that was filled in and not sent: what is on its way is not lost when the page
 * goes on, what was refused is.
 */
export function useUnsent({ pending, error }: { pending?: boolean; error?: unknown }) {
  const state = useRef<'untouched' | 'filled' | 'sent'>('untouched');
  useEffect(() => {
    if (pending && state.current === 'filled') state.current = 'sent';
  }, [pending]);
  useEffect(() => {
    if (error && state.current === 'sent') state.current = 'filled';
  }, [error]);
  const touch = useCallback(() => {
    state.current = 'filled';
  }, []);
  const isUnsent = useCallback(() => state.current === 'filled', []);
  const forget = useCallback(() => {
    state.current = 'untouched';
  }, []);
  // Words typed to find something in a list are no entry; choosing is, and tells so itself.
  const onChange = useCallback(
    (event: FormEvent) => {
      if ((event.target as Element).getAttribute('role') !== 'combobox') touch();
    },
    [touch],
  );
  return useMemo(() => ({ isUnsent, touch, forget, onChange }), [isUnsent, touch, forget, onChange]);
}
