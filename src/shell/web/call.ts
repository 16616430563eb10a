import type { BodyInputOf, Endpoint, ParamsOf, QueryInputOf, ResponseOf } from '#platform/http/endpoint.ts';
import { ProblemError } from './problem-error.ts';

type Needed<Name extends string, Value> = undefined extends Value
  ? { readonly [Key in Name]?: Value }
  : { readonly [Key in Name]: Value };
type Params<E> = keyof ParamsOf<E> extends never
  ? { readonly params?: Record<string, never> }
  : { readonly params: ParamsOf<E> };
type Query<E extends Endpoint> =
  Record<never, never> extends QueryInputOf<E>
    ? { readonly query?: QueryInputOf<E> }
    : { readonly query: QueryInputOf<E> };

/** What a call of an endpoint needs: its path parameters, query and body, and the version edited where it edits. */
export type CallInput<E extends Endpoint> = Params<E> &
  Query<E> &
  Needed<'body', BodyInputOf<E>> & {
    /** The file of an `upload` endpoint. */
    readonly file?: File;
    /** The version that the edit was made on. */
    readonly ifMatch?: number;
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
  };

type LooseInput = {
  params?: Record<string, string>;
  query?: unknown;
  body?: unknown;
  file?: File;
  ifMatch?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Calls an endpoint and returns its reply; throws `ProblemError` for a refusal or when no answer comes. */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ResponseOf<E>> {
  const response = await send(endpoint, input as LooseInput);
  if (response.status === 204) return undefined as ResponseOf<E>;
  return (await response.json()) as ResponseOf<E>;
}

/** Calls a `download` endpoint and hands the file to the browser under the name the server gave it. */
export async function saveFile<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<void> {
  const response = await send(endpoint, input as LooseInput);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name ? decodeURIComponent(name) : 'download';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function send(endpoint: Endpoint, input: LooseInput): Promise<Response> {
  const headers = new Headers({ 'x-zelian': '1', accept: 'application/json' });
  if (input.ifMatch !== undefined) headers.set('if-match', `"${input.ifMatch}"`);
  if (input.idempotencyKey) headers.set('idempotency-key', input.idempotencyKey);
  let body: BodyInit | undefined;
  if (input.file) {
    body = new FormData();
    body.set('file', input.file, input.file.name);
  } else if (input.body !== undefined) {
    headers.set('content-type', 'application/json');
    body = JSON.stringify(input.body);
  }
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, input), {
      method: endpoint.method,
      headers,
      body,
      signal: input.signal,
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw new ProblemError({ code: 'network/unreachable', message: '', status: 0 });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The address of a call: parameters filled in, empty query values left out. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  input: Pick<LooseInput, 'params' | 'query'>,
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(key, String(each));
  }
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : undefined;
  try {
    const problem = await response.json();
    return new ProblemError({
      code: String(problem.code ?? 'service/failed'),
      message: String(problem.title ?? ''),
      status: response.status,
      errors: Array.isArray(problem.errors) ? problem.errors : [],
      data: problem.data ?? {},
      retryAfter,
    });
  } catch {
    // A proxy in between answered with a page of its own.
    return new ProblemError({ code: 'service/failed', message: '', status: response.status, retryAfter });
  }
}
