import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { secureTables } from '#platform/database/migrate.ts';
import type { BodyInputOf, Endpoint, ParamsOf, QueryInputOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { Problem } from '#platform/http/problem.ts';
import type { Route } from '#platform/http/routes.ts';
import { createApp } from '../app.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { buildWorld, TEST_PASSWORD, type World } from './world.ts';

export type CallInput<E extends Endpoint> = {
  params?: ParamsOf<E>;
  query?: QueryInputOf<E>;
  body?: BodyInputOf<E>;
  file?: { name: string; bytes: Uint8Array };
  ifMatch?: number;
  idempotencyKey?: string;
  headers?: Record<string, string>;
};

export type CallReply<E extends Endpoint> = {
  status: number;
  body: ResponseOf<E>;
  problem: Problem;
  headers: LightMyRequestResponse['headers'];
  raw: Buffer;
};

export type Caller = {
  /** Sends a request through the whole server, as this account. `body` is the reply if it succeeded, `problem` if not. */
  call<E extends Endpoint>(endpoint: E, input?: CallInput<E>): Promise<CallReply<E>>;
  cookie: string | undefined;
};

export type TestApp = TestDatabase & {
  app: FastifyInstance;
  world: World;
  /** Signs in as an account of the world (once) and returns its caller; `null` calls without signing in. */
  as(login: keyof World['accounts'] | null): Promise<Caller>;
  /** Moves the server's clock. */
  travel(to: Date | string): void;
};

export type TestOptions = {
  now?: string;
  publicUrl?: string;
  trustProxy?: boolean;
  /** Requests a minute from one address; practically unlimited if not given. */
  perMinute?: number;
  /** Routes beside the product's, and the SQL of their tables. */
  routes?: readonly Route[];
  tables?: string;
  log?: (event: string, details?: Record<string, unknown>) => void;
};

/** The whole application on a fresh database with the small world. Close it in `afterAll`. */
export async function testApp(options: TestOptions = {}): Promise<TestApp> {
  const test = await testDatabase();
  if (options.tables) await addTables(test, options.tables);
  const world = await buildWorld(test);
  let clock = new Date(options.now ?? '2026-11-23T02:00:00Z');
  const { app } = await createApp({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir: '/nonexistent',
      publicUrl: options.publicUrl ?? null,
      trustProxy: options.trustProxy ?? false,
      webDir: '/nonexistent',
      contentDir: new URL('../../content', import.meta.url).pathname,
    },
    database: test.database,
    keys: test.keys,
    now: () => clock,
    perMinute: options.perMinute ?? 1_000_000,
    moreRoutes: options.routes,
    log: (event, details) => {
      if (options.log) options.log(event, details);
      else if (event === 'request.failed') console.error(details?.['error']);
    },
  });
  const callers = new Map<string, Caller>();
  const as = async (login: string | null): Promise<Caller> => {
    if (login === null) return callerOf(app, undefined);
    const known = callers.get(login);
    if (known) return known;
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'x-zelian': '1' },
      payload: { login, password: TEST_PASSWORD },
    });
    if (reply.statusCode !== 200) throw new Error(`${login} could not sign in: ${reply.body}`);
    const caller = callerOf(app, reply.cookies[0]!.value);
    callers.set(login, caller);
    return caller;
  };
  return {
    ...test,
    app,
    world,
    as,
    travel(to) {
      clock = new Date(to);
      callers.clear();
    },
    async close() {
      await app.close();
      await test.close();
    },
  };
}

async function addTables(test: TestDatabase, tables: string): Promise<void> {
  await test.owner.query(tables);
  await secureTables(test.owner);
}

function callerOf(app: FastifyInstance, cookie: string | undefined): Caller {
  return {
    cookie,
    async call(endpoint, input = {}) {
      const params = (input.params ?? {}) as Record<string, string>;
      const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? ''),
      );
      const query: Record<string, string> = {};
      for (const [key, value] of Object.entries(input.query ?? {})) {
        if (value !== undefined) query[key] = `${value as string | number | boolean}`;
      }
      const form = input.file ? multipart(input.file) : null;
      const reply = await app.inject({
        method: endpoint.method,
        url: `/api/v1${path}`,
        query,
        headers: {
          'x-zelian': '1',
          ...(cookie ? { cookie: `zelian=${cookie}` } : {}),
          ...(input.ifMatch === undefined ? {} : { 'if-match': `"${input.ifMatch}"` }),
          ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
          ...(form ? { 'content-type': form.type } : {}),
          ...input.headers,
        },
        ...(form
          ? { payload: form.body }
          : input.body === undefined
            ? {}
            : { payload: input.body as object }),
      });
      const json = /json/.test(String(reply.headers['content-type'])) ? JSON.parse(reply.body) : null;
      return {
        status: reply.statusCode,
        body: json,
        problem: json,
        headers: reply.headers,
        raw: reply.rawPayload,
      };
    },
  };
}

function multipart(file: { name: string; bytes: Uint8Array }): { type: string; body: Buffer } {
  const boundary = '----zelian-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), Buffer.from(file.bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
