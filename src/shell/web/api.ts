import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '#kernel/ids.ts';
import { readMe } from '#platform/auth/session.contract.ts';
import type { Endpoint, QueryInputOf, ResponseOf } from '#platform/http/endpoint.ts';
import { type CallInput, call } from './call.ts';
import { reportConflict } from './conflict.ts';
import { inTurn, objectOf } from './own-edits.ts';
import { ProblemError } from './problem-error.ts';

/** The one cache of replies. Reading is retried once when no answer came; a refusal is an answer and is not. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 1 && error instanceof ProblemError && [0, 502, 503, 504].includes(error.status),
      retryDelay: 1_500,
      refetchOnWindowFocus: false,
    },
  },
});

/** When any reply says that nobody is signed in, it is asked anew who is: the frame then shows the sign-in. */
function noticeEnd(error: unknown): void {
  if (!(error instanceof ProblemError) || error.code !== 'session/none') return;
  const who = keyOf(readMe);
  if (queries.getQueryData(who) !== undefined && queries.getQueryState(who)?.error === null) {
    void queries.invalidateQueries({ queryKey: who });
  }
}

/** The key under which a reply is kept: by endpoint first, so that all calls of one can be refreshed together. */
export function keyOf(
  endpoint: Endpoint,
  input: { params?: unknown; query?: unknown } = {},
): readonly unknown[] {
  return [`${endpoint.method} ${endpoint.path}`, input.params ?? {}, input.query ?? {}];
}

/** Reads an endpoint, cached. `enabled: false` waits; `keep` shows the last reply while the next one loads. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: { enabled?: boolean; keep?: boolean; staleTime?: number } = {},
): UseQueryResult<ResponseOf<E>, ProblemError> {
  return useQuery<ResponseOf<E>, ProblemError>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, { ...input, signal }),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? (keepPreviousData as never) : undefined,
    staleTime: options.staleTime,
  });
}

type Paged = { items: readonly unknown[]; next: string | null; total?: number };

/** Reads a list page by page: the rows so far, and how to get more. `query` without `cursor`. */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: Omit<CallInput<E>, 'query'> & { query?: Omit<QueryInputOf<E>, 'cursor'> },
  options: { enabled?: boolean } = {},
) {
  type Row = ResponseOf<E> extends { items: readonly (infer Item)[] } ? Item : never;
  const result = useInfiniteQuery<Paged, ProblemError, { pages: Paged[] }, readonly unknown[], string | null>(
    {
      queryKey: [...keyOf(endpoint, input), 'pages'],
      queryFn: async ({ pageParam, signal }) => {
        const query = { ...(input.query as object), cursor: pageParam ?? undefined };
        return (await call(endpoint, { ...input, query, signal } as CallInput<E>)) as Paged;
      },
      initialPageParam: null,
      getNextPageParam: (last) => last.next,
      placeholderData: keepPreviousData as never,
      enabled: options.enabled ?? true,
    },
  );
  const pages = result.data?.pages ?? [];
  return {
    rows: pages.flatMap((one) => one.items) as Row[],
    total: pages[0]?.total,
    loading: result.isPending,
    /** The rows shown belong to the filters before these. */
    stale: result.isPlaceholderData,
    error: result.error,
    more: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
    retry: () => void result.refetch(),
  };
}

/** Options of a write: what to do with the reply, and which endpoints' replies are out of date after it (default: all). */
export type SendOptions<E extends Endpoint> = {
  onDone?: (reply: ResponseOf<E>, input: CallInput<E>) => void;
  onRefused?: (error: ProblemError) => void;
  invalidates?: readonly Endpoint[];
  /** What the fields of the body are called: the conflict dialog then shows both versions of those that differ. */
  fields?: Readonly<Record<string, string>>;
};

/**
 * Writes through an endpoint. `send(input)` answers whether it went through; the refusal is in `error`. A stale edit (412)
 * opens the conflict dialog; edits of one object that one page makes go out in turn. A create is sent under one idempotency key until it succeeds, so that a second press or a
 * retry after a lost answer does not do it twice.
 */
export function useSend<E extends Endpoint>(endpoint: E, options: SendOptions<E> = {}) {
  const client = useQueryClient();
  const attempt = useRef<{ text: string; key: string } | null>(null);
  const mutation = useMutation<ResponseOf<E>, ProblemError, CallInput<E>>({
    mutationFn: async (input) => {
      if (input.ifMatch !== undefined) {
        const object = objectOf(endpoint, input.params as Record<string, string> | undefined);
        return inTurn(object, input.ifMatch, (ifMatch) => call(endpoint, { ...input, ifMatch }), refresh);
      }
      const sent = endpoint.idempotent ? { ...input, idempotencyKey: keyFor(input) } : input;
      const reply = await call(endpoint, sent);
      await refresh();
      return reply;
    },
    onSuccess: (reply, input) => {
      attempt.current = null;
      options.onDone?.(reply, input);
    },
    onError: (error, input) => {
      if (error.status === 412) {
        const body = (input.body ?? {}) as Record<string, unknown>;
        reportConflict({ error, body, fields: options.fields ?? {} });
      }
      options.onRefused?.(error);
    },
  });

  /** What is shown and may have changed is read again. */
  function refresh(): Promise<void> {
    const stale = options.invalidates?.map((each) => keyOf(each)[0]);
    return client.invalidateQueries(
      stale ? { predicate: (query) => stale.includes(query.queryKey[0]) } : undefined,
    );
  }

  function keyFor(input: CallInput<E>): string {
    const text = JSON.stringify([input.params, input.query, input.body]);
    if (attempt.current?.text !== text) attempt.current = { text, key: newId() };
    return attempt.current.key;
  }

  return {
    send: (input: CallInput<E>): Promise<boolean> =>
      mutation.mutateAsync(input).then(
        () => true,
        (error) => {
          if (error instanceof ProblemError) return false;
          throw error;
        },
      ),
    pending: mutation.isPending,
    error: mutation.error,
    reply: mutation.data,
    reset: mutation.reset,
  };
}
