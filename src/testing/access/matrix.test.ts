import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint, RoleName } from '#platform/http/endpoint.ts';
import { on } from '#platform/http/routes.ts';
import { routes } from '../../routes.ts';
import { type TestApp, testApp } from '../app.ts';
import { forgetAudit } from '../security/probe.ts';
import { addressOf, freshSession, nameOf, send } from '../security/sweep.ts';
import { lineOf, readMatrix, textOf } from './matrix.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const matrix = readMatrix();
let test: TestApp;

beforeAll(async () => {
  test = await testApp({ now: NOW.toISOString(), log: () => {} });
});
afterAll(() => test.close());

/** What the accounts of the test's world hold. */
const holders = {
  clerk: ['clerk'],
  officer: ['officer'],
  secretary: ['secretary', 'member'],
  organiser: ['commissioner', 'member'],
  member: ['member'],
  rater: ['rater'],
  auditor: ['auditor'],
  sysadmin: ['sysadmin'],
  secadmin: ['secadmin'],
} as const satisfies Record<string, readonly RoleName[]>;
type Login = keyof typeof holders;

describe('the table', () => {
  it('has a line for every route, and the declarations agree with it', () => {
    const missing = routes
      .filter((route) => !matrix.has(nameOf(route)))
      .map((route) => lineOf(route.endpoint));
    expect(missing, 'decide who may call these, then add the lines to src/testing/access/matrix.csv').toEqual(
      [],
    );
    const differing = routes
      .filter((route) => textOf(matrix.get(nameOf(route))!) !== lineOf(route.endpoint))
      .map((route) => `declared ${lineOf(route.endpoint)}`);
    expect(differing).toEqual([]);
  });

  it('has no line without a route', () => {
    const served = new Set(routes.map(nameOf));
    expect([...matrix.keys()].filter((name) => !served.has(name))).toEqual([]);
  });

  it('lets the three administrators reach nothing but their own trade', () => {
    const allowed: Partial<Record<RoleName, RegExp>> = {
      sysadmin: / \/accounts(\/|$)/,
      secadmin: / \/(role-grants(\/|$)|organisations$)/,
      auditor: / \/audit(\/|$)/,
    };
    for (const row of matrix.values()) {
      for (const role of ['sysadmin', 'secadmin', 'auditor'] as const) {
        if (row.roles[role]) expect(row.route).toMatch(allowed[role]!);
      }
    }
  });

  it('serves every endpoint that a contract declares', async () => {
    const contracts = import.meta.glob<Record<string, unknown>>('/src/**/*.contract.ts');
    const served = new Set(routes.map(nameOf));
    const idle: string[] = [];
    for (const [path, load] of Object.entries(contracts)) {
      for (const [name, value] of Object.entries(await load())) {
        const declared = value as Partial<Endpoint> | null;
        if (
          typeof declared !== 'object' ||
          !declared?.method ||
          !declared.path ||
          declared.access === undefined
        )
          continue;
        if (!served.has(`${declared.method} ${declared.path}`)) idle.push(`${path}: ${name}`);
      }
    }
    expect(idle).toEqual([]);
  });
});

const sessions = new Map<string, Promise<string>>();

/** A session to call with; the routes that end sessions get one of their own. */
function sessionOf(app: TestApp, login: Login, endpoint: Endpoint): Promise<string> {
  const key = endpoint.path.startsWith('/session') ? `${nameOf({ endpoint })} ${login}` : login;
  const known = app === test ? sessions.get(key) : undefined;
  const session = known ?? freshSession(app, login, NOW);
  if (app === test) sessions.set(key, session);
  return session;
}

/**
 * What a call must come to by the table. A refused one is told by its code: 401 `session/none`, 403 `access/forbidden`;
 * whatever else the route answers to an empty request on an identifier nobody has, it was let in.
 */
async function observe(
  app: TestApp,
  endpoint: Endpoint,
  login: Login | null,
): Promise<'in' | 'out' | 'sign in first'> {
  const cookie = login === null ? undefined : await sessionOf(app, login, endpoint);
  const reply = await send(app, endpoint.method, addressOf(endpoint), {
    cookie,
    headers: { 'if-match': '"1"' },
    ...(endpoint.method === 'GET' ? {} : { payload: {} }),
  });
  const { code } = reply.statusCode >= 400 ? reply.json<{ code: string }>() : { code: '' };
  if (reply.statusCode >= 500) return `failed: ${endpoint.method} ${endpoint.path}` as 'in';
  if (code === 'session/none') return 'sign in first';
  return code === 'access/forbidden' ? 'out' : 'in';
}

function expected(route: string, login: Login | null): string {
  const row = matrix.get(route)!;
  if (row.open === 'public') return 'in';
  if (login === null) return 'sign in first';
  if (row.open === 'signed-in') return 'in';
  return holders[login].some((role) => row.roles[role]) ? 'in' : 'out';
}

describe('every route × every role, and signed out', () => {
  const logins = [null, ...(Object.keys(holders) as Login[])];

  it.each(routes.map((route) => [nameOf(route), route.endpoint] as const))('%s', async (name, endpoint) => {
    const observed: string[] = [];
    const wanted: string[] = [];
    for (const login of logins) {
      observed.push(`${login ?? 'nobody'}: ${await observe(test, endpoint, login)}`);
      wanted.push(`${login ?? 'nobody'}: ${expected(name, login)}`);
    }
    expect(observed).toEqual(wanted);
  });

  it('notices a route that lets the wrong role in (the control of the above)', async () => {
    const open = { ...forgetAudit, path: '/audit', method: 'POST', access: 'signed-in' } as const;
    const faulty = await testApp({
      now: NOW.toISOString(),
      log: () => {},
      routes: [on(open, async () => null)],
    });
    expect(await observe(faulty, open, 'clerk')).not.toBe('out');
    expect(expected('GET /audit', 'clerk')).toBe('out');
    await faulty.close();
  });
});
