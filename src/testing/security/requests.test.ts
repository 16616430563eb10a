import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { assertDeclared, on } from '#platform/http/routes.ts';
import { routes } from '../../routes.ts';
import { type TestApp, testApp } from '../app.ts';
import {
  addProbe,
  breakDown,
  editProbe,
  forgetAudit,
  listProbes,
  probeRoutes,
  probeTable,
  readProbe,
  refuseLate,
  secretOfFailure,
} from './probe.ts';
import { addressOf, digestOfDatabase, nameOf, send } from './sweep.ts';

let test: TestApp;
const logged: [string, Record<string, unknown> | undefined][] = [];
const all = [...routes, ...probeRoutes];
const unsafe = all.filter(({ endpoint }) => endpoint.method !== 'GET');

beforeAll(async () => {
  test = await testApp({
    routes: probeRoutes,
    tables: probeTable,
    log: (event, details) => void logged.push([event, details]),
  });
});
afterAll(() => test.close());

const addOne = async (title = '一条') => {
  const clerk = await test.as('clerk');
  const reply = await clerk.call(addProbe, { body: { orgId: test.world.ids.a1, title } });
  expect(reply.status).toBe(201);
  return reply.body;
};

describe('side doors (T02)', () => {
  it('serves HEAD under the same rule as GET, without a body', async () => {
    const { cookie } = await test.as('auditor');
    for (const { endpoint } of all.filter(
      (route) => route.endpoint.method === 'GET' && route.kind === 'signed-in',
    )) {
      const url = addressOf(endpoint);
      const outside = await send(test, 'HEAD', url);
      expect([nameOf({ endpoint }), outside.statusCode, outside.body]).toEqual([
        nameOf({ endpoint }),
        401,
        '',
      ]);
      const asGet = await send(test, 'GET', url, { cookie });
      const asHead = await send(test, 'HEAD', url, { cookie });
      expect([nameOf({ endpoint }), asHead.statusCode, asHead.body]).toEqual([
        nameOf({ endpoint }),
        asGet.statusCode,
        '',
      ]);
    }
  });

  it('answers no other verb, and no preflight', async () => {
    const { cookie } = await test.as('clerk');
    const served = new Set(all.map(nameOf));
    for (const { endpoint } of all) {
      for (const method of [
        'GET',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'OPTIONS',
        'TRACE',
        'PROPFIND',
        'LINK',
      ]) {
        if (served.has(`${method} ${endpoint.path}`)) continue;
        const url = addressOf(endpoint);
        const reply = await send(test, method, url, {
          cookie,
          headers: { origin: 'https://evil.example' },
        }).catch(() => null);
        if (!reply) continue;
        // A neighbour's address with a parameter may match and refuse for its own reasons.
        expect([method, url, reply.statusCode < 500 && reply.statusCode >= 400]).toEqual([method, url, true]);
        expect(reply.headers['access-control-allow-origin']).toBeUndefined();
        expect(reply.headers['access-control-allow-methods']).toBeUndefined();
      }
    }
  });

  it('takes the verb of the request, whatever a header says', async () => {
    const probe = await addOne();
    const { cookie } = await test.as('clerk');
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const reply = await send(test, 'GET', `/api/v1/probes/${probe.id}`, {
        cookie,
        headers: { [name]: 'DELETE' },
      });
      expect([reply.statusCode, reply.json().title]).toEqual([200, '一条']);
      const hidden = await send(test, 'POST', `/api/v1/probes/${probe.id}?_method=PATCH`, {
        cookie,
        headers: { [name]: 'PATCH', 'if-match': '"1"' },
        payload: { title: '变了' },
      });
      expect(hidden.statusCode).toBe(404);
    }
    expect((await (await test.as('clerk')).call(readProbe, { params: { id: probe.id } })).body.version).toBe(
      1,
    );
  });

  it('does not start with a route that says not who may call it', () => {
    const handle = async () => null;
    const bad: unknown[] = [
      undefined,
      null,
      {},
      'everybody',
      { nobody: 'tenant' },
      { clerk: 'everything' },
      { clerk: undefined },
    ];
    for (const access of bad) {
      expect(() => assertDeclared([on({ ...readProbe, access } as never, handle as never)])).toThrow(
        /GET \/probes/,
      );
    }
    expect(() => assertDeclared([on({ ...readProbe, access: 'public' } as never, handle as never)])).toThrow(
      /GET \/probes/,
    );
    expect(() => assertDeclared(all)).not.toThrow();
  });

  it('has no route twice', () => {
    const names = all.map(nameOf);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe('an address', () => {
  it('that is mangled leads nowhere, like one that never was', async () => {
    const clerk = await test.as('clerk');
    for (const id of ['abc', newId()]) {
      const reply = await clerk.call(readProbe, { params: { id } });
      expect([id, reply.status, reply.problem.code]).toEqual([id, 404, 'not-found']);
    }
  });
});

describe('what a body may hold (T03)', () => {
  it('refuses keys that nobody declared, at the top of bodies and queries', async () => {
    const probe = await addOne();
    const clerk = await test.as('clerk');
    const before = await digestOfDatabase(test);
    for (const extra of [
      { score: 100 },
      { version: 9 },
      { tenant_id: test.tenantId },
      { orgId: test.world.ids.b1 },
      { approvedBy: 'x' },
    ]) {
      const reply = await clerk.call(editProbe, {
        params: { id: probe.id },
        ifMatch: 1,
        body: { title: '好', ...extra } as never,
      });
      expect([extra, reply.status, reply.problem.code]).toEqual([extra, 400, 'request/invalid']);
    }
    const query = await clerk.call(listProbes, { query: { role: 'clerk' } as never });
    expect(query.status).toBe(400);
    expect(await digestOfDatabase(test)).toEqual(before);
  });

  it.each(['__proto__', 'constructor'])(
    'refuses a body that reaches for the prototype by %s',
    async (key) => {
      const probe = await addOne();
      const { cookie } = await test.as('clerk');
      const poison = key === '__proto__' ? '{"polluted":"yes"}' : '{"prototype":{"polluted":"yes"}}';
      for (const payload of [`{"title":"x","${key}":${poison}}`, `{"title":{"${key}":${poison}}}`]) {
        const reply = await send(test, 'PATCH', `/api/v1/probes/${probe.id}`, {
          cookie,
          headers: { 'content-type': 'application/json', 'if-match': '"1"' },
          payload,
        });
        expect(reply.statusCode).toBe(400);
        expect(Reflect.get({}, 'polluted')).toBeUndefined();
      }
      expect(
        (await (await test.as('clerk')).call(readProbe, { params: { id: probe.id } })).body.version,
      ).toBe(1);
    },
  );

  it('lets no field out that the reply does not declare', async () => {
    const probe = await addOne();
    const reply = await (await test.as('clerk')).call(readProbe, { params: { id: probe.id } });
    expect(Object.keys(reply.body).sort()).toEqual(['id', 'note', 'orgId', 'title', 'version']);
  });
});

describe('requests forged from another site (T16)', () => {
  const wrongs: [string, Record<string, string>, string | undefined][] = [
    ['without our header', { 'x-zelian': '' }, '{}'],
    ['from a foreign origin', { origin: 'https://evil.example' }, '{}'],
    ['from no origin', { origin: 'null' }, '{}'],
    ['from another site, says the browser', { 'sec-fetch-site': 'cross-site' }, '{}'],
    ['from a sister site, says the browser', { 'sec-fetch-site': 'same-site' }, '{}'],
    ['as plain text', { 'content-type': 'text/plain' }, '{}'],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1'],
  ];

  it.each(wrongs)('changes nothing %s', async (_how, headers, payload) => {
    const before = await digestOfDatabase(test, ['session']);
    for (const route of unsafe) {
      const { cookie } = await test.as('clerk');
      const reply = await send(test, route.endpoint.method, addressOf(route.endpoint), {
        cookie,
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      });
      expect([nameOf(route), [403, 415].includes(reply.statusCode)]).toEqual([nameOf(route), true]);
    }
    expect(await digestOfDatabase(test, ['session'])).toEqual(before);
  });

  it('lets our own page through (the control of the above)', async () => {
    const probe = await addOne();
    const reply = await (await test.as('clerk')).call(editProbe, {
      params: { id: probe.id },
      ifMatch: 1,
      body: { title: '改' },
      headers: { origin: 'http://localhost:80', host: 'localhost:80', 'sec-fetch-site': 'same-origin' },
    });
    expect(reply.status).toBe(200);
  });

  it('reads without changing anything', async () => {
    const before = await digestOfDatabase(test, ['session']);
    for (const login of Object.keys(test.world.accounts) as (keyof TestApp['world']['accounts'])[]) {
      const { cookie } = await test.as(login);
      for (const { endpoint } of all) {
        if (endpoint.method === 'GET' && !endpoint.audits)
          await send(test, 'GET', addressOf(endpoint), { cookie });
      }
    }
    // The sign-ins of this test itself stand in the audit trail; nothing else may.
    const changed = Object.entries(await digestOfDatabase(test, ['session'])).filter(
      ([table, digest]) => before[table] !== digest,
    );
    const { rows } = await test.owner.query(`select distinct action from audit_entry order by action`);
    expect(changed.map(([table]) => table).filter((table) => !table.startsWith('audit_'))).toEqual([]);
    expect(
      rows.map((row) => row.action).filter((action: string) => !/^(session|probe)\./.test(action)),
    ).toEqual([]);
  });
});

describe('what a reply gives away (T25)', () => {
  it('carries the security headers on every route, also when it refuses', async () => {
    const { cookie } = await test.as('clerk');
    const urls = all.map(({ endpoint }) => [endpoint.method, addressOf(endpoint)] as const);
    for (const [method, url] of [
      ...urls,
      ['GET', '/nowhere'],
      ['GET', '/api/v1/nowhere'],
      ['GET', '/healthz'],
      ['GET', '/api/docs'],
    ] as const) {
      const reply = await send(test, method, url, method === 'GET' ? { cookie } : {});
      const { headers } = reply;
      const policy = String(headers['content-security-policy']);
      expect([url, policy.includes("default-src 'none'") || policy.includes('sandbox')]).toEqual([url, true]);
      expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|http|data:|blob:)/);
      expect([url, headers['x-content-type-options']]).toEqual([url, 'nosniff']);
      expect([url, headers['x-frame-options']]).toEqual([url, 'SAMEORIGIN']);
      expect([url, headers['referrer-policy']]).toEqual([url, 'no-referrer']);
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
      if (url.startsWith('/api/v1')) expect([url, headers['cache-control']]).toEqual([url, 'no-store']);
    }
  });

  it('says of an inner failure its number only, and logs the rest', async () => {
    const reply = await (await test.as('clerk')).call(breakDown);
    expect([reply.status, reply.problem.code]).toEqual([500, 'service/failed']);
    expect(reply.raw.toString()).not.toContain(secretOfFailure);
    expect(reply.raw.toString()).not.toMatch(/\bat \w+ \(|\.ts:\d+|node_modules|stack/);
    const number = reply.problem.instance?.replace('urn:uuid:', '');
    expect(reply.problem.title).toContain(number);
    expect(logged.some(([event, details]) => event === 'request.failed' && details?.['id'] === number)).toBe(
      true,
    );
  });

  it.each([
    '/api/v1/debug',
    '/debug',
    '/metrics',
    '/.env',
    '/.git/config',
    '/api/v1/../../package.json',
    '/assets/../../package.json',
    '/server-status',
    '/actuator',
    '/assets/main.js.map',
  ])('has nothing at %s', async (url) => {
    expect((await send(test, 'GET', url)).statusCode).toBe(404);
  });

  it('rolls back what a use case wrote before it refused, and what left no audit entry', async () => {
    const probe = await addOne();
    const clerk = await test.as('clerk');
    const before = await digestOfDatabase(test);
    expect((await clerk.call(refuseLate, { params: { id: probe.id } })).problem.code).toBe('probe/late');
    expect((await clerk.call(forgetAudit)).status).toBe(500);
    expect(await digestOfDatabase(test)).toEqual(before);
  });
});
