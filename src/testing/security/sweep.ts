import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { newId } from '#kernel/ids.ts';
import { openSession } from '#platform/auth/session.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import type { Route } from '#platform/http/routes.ts';
import type { TestApp } from '../app.ts';

/** An identifier that no object has. */
export const nobodysId = newId();

/** The address of an endpoint with every parameter filled in; parameters that are no UUIDs get a plain word. */
export function addressOf(endpoint: Endpoint, ids: Record<string, string> = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(ids[name] ?? (endpoint.params?.[name] ? 'x' : nobodysId)),
  );
  return `/api/v1${path}`;
}

/** `GET /problems/:id` */
export function nameOf({ endpoint }: Pick<Route, 'endpoint'>): string {
  return `${endpoint.method} ${endpoint.path}`;
}

/** The value of a fresh session cookie of an account, without the cost of a password. */
export async function freshSession(
  test: TestApp,
  login: keyof TestApp['world']['accounts'],
  now: Date,
): Promise<string> {
  const account = test.world.accounts[login];
  return test.database.write(test.tenantId, async (tx) => ({
    commit: true,
    value: await openSession(tx, { tenantId: test.tenantId, id: account.id }, now, 'test'),
  }));
}

/** Sends one request as it stands: nothing is added but what a page of ours sends with every request. */
export function send(
  test: TestApp,
  method: string,
  url: string,
  options: {
    cookie?: string;
    headers?: Record<string, string>;
    payload?: InjectOptions['payload'];
    address?: string;
  } = {},
): Promise<LightMyRequestResponse> {
  return test.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: options.address ?? '127.0.0.1',
    headers: {
      'x-zelian': '1',
      ...(options.cookie ? { cookie: `zelian=${options.cookie}` } : {}),
      ...options.headers,
    },
    ...(options.payload === undefined ? {} : { payload: options.payload }),
  });
}

/** A digest of every row of every table: what must be equal before and after a request that changes nothing. */
export async function digestOfDatabase(
  test: Pick<TestApp, 'owner'>,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const tables = await test.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.rows) {
    if (except.includes(name)) continue;
    const { rows } = await test.owner.query<{ digest: string }>(
      `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as digest from "${name}" t`,
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}
