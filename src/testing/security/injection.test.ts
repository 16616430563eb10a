import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoint } from '#platform/http/endpoint.ts';
import { on } from '#platform/http/routes.ts';
import { routes } from '../../routes.ts';
import { type TestApp, testApp } from '../app.ts';
import { listProbes, probeRoutes, probeTable } from './probe.ts';
import { inputSchema, oddValues, type Schema } from './schema-samples.ts';
import { addressOf, freshSession, nameOf, send } from './sweep.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
let test: TestApp;
const failures: string[] = [];

beforeAll(async () => {
  test = await testApp({
    now: NOW.toISOString(),
    routes: probeRoutes,
    tables: probeTable,
    log: (event, details) => {
      if (event === 'request.failed')
        failures.push(String(details?.['error']).replace(/\s+/g, ' ').slice(0, 300));
    },
  });
});
afterAll(() => test.close());

const words = oddValues.filter((value) => typeof value === 'string');
/** Query strings that no client library would write: broken escapes, repeated and nested names. */
const raw = ['%', '%zz', '%c0%af', '%00', '%ed%a0%80', 'a&a=b', 'a[]=1', 'a[b]=1', ';', '%F0%9F%92%A9', '+'];

type Account = keyof TestApp['world']['accounts'];

/** An account that may call the route, so that the request gets as far as it can. */
function callerOf(access: unknown): Account {
  const roles = access !== null && typeof access === 'object' ? Object.keys(access) : ['clerk'];
  return (roles[0] ?? 'clerk') as Account;
}

describe('odd text in every query parameter (T24)', () => {
  const lists = [...routes, ...probeRoutes].filter(({ endpoint }) => endpoint.method === 'GET');

  it.each(lists.map((route) => [nameOf(route), route] as const))('%s', async (name, { endpoint: list }) => {
    const cookie = await freshSession(test, callerOf(list.access), NOW);
    const url = addressOf(list);
    const schemas = Object.entries({ ...inputSchema(list.query)?.properties, sort: {} as Schema });
    const bad: string[] = [];
    const look = async (query: string) => {
      const begun = performance.now();
      const reply = await send(test, 'GET', `${url}?${query}`, { cookie });
      if (reply.statusCode >= 500)
        bad.push(`${reply.statusCode} ${query.slice(0, 80)} ${failures.at(-1) ?? ''}`);
      if (performance.now() - begun > 3_000) bad.push(`slow ${query.slice(0, 80)}`);
    };
    for (const [parameter, schema] of schemas) {
      // What a schema refuses by its form (an identifier, one of a list) never reaches a query: a few words are enough.
      const free = schema.type === 'string' && !schema.format && !schema.enum;
      for (const word of free ? words : words.slice(0, 6)) await look(`${parameter}=${encode(word)}`);
      for (const word of raw) await look(`${parameter}=${word}`);
      await look(`${parameter}=1&${parameter}=2`);
      await look(`${parameter}[x]=1`);
    }
    expect([name, bad.length, bad.slice(0, 3)]).toEqual([name, 0, []]);
  });

  it('in every path parameter and cursor, too', async () => {
    const bad: string[] = [];
    for (const route of [...routes, ...probeRoutes]) {
      const { path, method, query, access } = route.endpoint;
      if (!path.includes(':') && !query) continue;
      const cookie = await freshSession(test, callerOf(access), NOW);
      for (const word of words) {
        if (word.length > 4000) continue;
        const url = `/api/v1${path.replace(/:\w+/g, encode(word))}`;
        const reply = await send(test, method, url, { cookie, ...(method === 'GET' ? {} : { payload: {} }) });
        if (reply.statusCode >= 500)
          bad.push(`${nameOf(route)} ${JSON.stringify(word).slice(0, 60)}: ${failures.at(-1)}`);
      }
      if (method !== 'GET') continue;
      for (const keys of [
        [],
        [null],
        ['x'],
        [1],
        ['x', 'y'],
        [1, 2],
        ['x', 1, null],
        [{}],
        ['\u0000'],
        [1e308],
        ['2026-13-45', 'x'],
        ['2026-01-01', 'x'],
      ]) {
        const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
        const reply = await send(test, 'GET', `${addressOf(route.endpoint)}?cursor=${cursor}`, { cookie });
        if (reply.statusCode >= 500)
          bad.push(`${nameOf(route)} cursor ${JSON.stringify(keys)}: ${failures.at(-1)}`);
      }
    }
    expect(bad.slice(0, 10)).toEqual([]);
  });

  it('cannot be smuggled into a header or a second line of the log', async () => {
    const cookie = await freshSession(test, 'clerk', NOW);
    const reply = await send(test, 'GET', '/api/v1/probes?title=a%0d%0aX-Injected:%20y', { cookie });
    expect(reply.headers['x-injected']).toBeUndefined();
    expect(reply.statusCode).toBeLessThan(500);
  });

  it('finds an endpoint that trips over it (the control of the above)', async () => {
    const careless = endpoint({ ...listProbes, path: '/careless' });
    const faulty = await testApp({
      now: NOW.toISOString(),
      tables: probeTable,
      log: () => {},
      routes: [
        on(careless, async (ctx, { query }) => {
          await sql.raw(`select * from probe where title = '${query.title ?? ''}'`).execute(ctx.tx);
          return { items: [], next: null };
        }),
      ],
    });
    const cookie = await freshSession(faulty, 'clerk', NOW);
    const statuses: number[] = [];
    for (const word of words)
      statuses.push(
        (await send(faulty, 'GET', `/api/v1/careless?title=${encode(word)}`, { cookie })).statusCode,
      );
    await faulty.close();
    expect(statuses.some((status) => status >= 500)).toBe(true);
  });
});

function encode(word: string): string {
  return word.isWellFormed()
    ? encodeURIComponent(word)
    : encodeURIComponent(word.toWellFormed()).replace(/%EF%BF%BD/g, '%ED%A0%80');
}
