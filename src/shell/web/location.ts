import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** A parameter of the page's address (`/ledger/:id` → `useParam('id')`). */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
}

/** Goes to an address of the application. `unasked`: also away from a form with something in it, without a question. */
export function useGo(): (to: string, options?: { replace?: boolean; unasked?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to, options) => {
      const url = new URL(to, 'http://page');
      const search = Object.fromEntries(url.searchParams);
      void navigate({
        to: url.pathname,
        search: () => search,
        hash: url.hash.slice(1),
        replace: options?.replace ?? false,
        ignoreBlocker: options?.unasked ?? false,
      });
    },
    [navigate],
  );
}

/** The path of the page now, without query. */
export function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}

/**
 * The query of the address as plain strings, and a function that changes some of it; an empty value removes its key.
 * What a reader filtered can so be bookmarked, shared and found again with the back button.
 */
export function useQuery(): [
  Readonly<Record<string, string>>,
  (change: Record<string, string | undefined>) => void,
] {
  const navigate = useNavigate();
  const search = useRouterState({ select: (state) => state.location.search as Record<string, unknown> });
  const query = useMemo(() => {
    return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]));
  }, [search]);
  const change = useCallback(
    (next: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Record<string, unknown>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined && value !== ''),
          ),
      }),
    [navigate],
  );
  return [query, change];
}
