import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { newId } from '#kernel/ids.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { openSession } from '#platform/auth/session.ts';
import { composeServices, createApp } from '../app.ts';
import { buildDemo } from '../cli/demo/build-demo.ts';
import { type TestDatabase, testDatabaseLike } from './database.ts';

/** Who acts in a demo city, and where: `place` is the path of the organisation that the account belongs to. */
export type Principal = { login: string; accountId: string; personId: string | null; place: string | null };

export type DemoApp = TestDatabase & {
  app: FastifyInstance;
  demoTenant: string;
  now: Date;
  principals: Record<string, Principal>;
  /** The paths of the two units that accounts stand in, and of three branches: two of unit A, one of unit B. */
  paths: { unitA: string; unitB: string; branchA: string; branchA2: string; branchB: string };
  /** Sends a request as an account, or as nobody. */
  send(
    login: string | null,
    method: string,
    url: string,
    more?: { payload?: unknown; headers?: Record<string, string> },
  ): Promise<LightMyRequestResponse>;
};

const config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  publicUrl: null,
  trustProxy: false,
  webDir: '/nonexistent',
  contentDir: new URL('../../content', import.meta.url).pathname,
};

async function furnish(test: TestDatabase): Promise<void> {
  const services = composeServices({ config, database: test.database, keys: test.keys, log: () => {} });
  const analyse = async () => void (await test.owner.query('analyze'));
  const demoTenant = await buildDemo(services, { members: 300, seed: 7, now: new Date(), analyse });
  await addCounterparts(test, demoTenant);
  await analyse();
}

/**
 * The whole application on the demo city: the eight documented accounts, and for each a counterpart in another unit
 * (`officerB`, `secretaryB`, `memberB`) or in the branch next door (`secretaryA2`).
 */
export async function demoApp(): Promise<DemoApp> {
  const test = await testDatabaseLike('zelian_demo', furnish);
  const { rows } = await test.owner.query<{ id: string; now: Date }>(
    `select t.tenant_id as id, h.at as now from tenant t join audit_head h on h.tenant_id = t.tenant_id`,
  );
  const { id: demoTenant, now: last } = rows[0]!;
  const now = new Date(Math.max(Date.now(), last.getTime()));
  const { app } = await createApp({
    config,
    database: test.database,
    keys: test.keys,
    now: () => now,
    perMinute: 10_000_000,
    log: (event, details) => {
      if (event === 'request.failed') console.error(details?.['route'], details?.['error']);
    },
  });
  const { principals, paths } = await standing(test, demoTenant);
  let sent = 0;
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = (login: string) => {
    const known = cookies.get(login);
    if (known) return known;
    const { accountId } = principals[login]!;
    const made = test.database.write(demoTenant, async (tx) => ({
      commit: true,
      value: await openSession(tx, { tenantId: demoTenant, id: accountId }, now, 'test'),
    }));
    cookies.set(login, made);
    return made;
  };
  return {
    ...test,
    app,
    demoTenant,
    now,
    principals,
    paths,
    async send(login, method, url, more = {}) {
      const cookie = login === null ? null : await cookieOf(login);
      sent += 1;
      const reply = await app.inject({
        method: method as 'GET',
        url,
        // Each from another address, so that the limits of requests a minute stay out of the way.
        remoteAddress: `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
        headers: { 'x-zelian': '1', ...(cookie ? { cookie: `zelian=${cookie}` } : {}), ...more.headers },
        ...(more.payload === undefined ? {} : { payload: more.payload as object }),
      });
      // A session that was ended is opened anew by the account's next request.
      if (login !== null && (reply.statusCode === 401 || (method === 'DELETE' && url.endsWith('/session'))))
        cookies.delete(login);
      return reply;
    },
    async close() {
      await app.close();
      await test.close();
    },
  };
}

/** The corners of the city that the accounts stand in, as seen from the demo's own secretary. */
async function cornersOf(test: TestDatabase, tenantId: string) {
  type Corner = { id: string; path: string; person: string };
  const corner = async (text: string, values: unknown[]) =>
    (await test.owner.query<Corner>(text, [tenantId, ...values])).rows[0]!;
  const unitOver = `select id, path, id as person from organisation
    where tenant_id = $1 and kind = 'unit' and starts_with($2, path)`;
  const secretaries = `select o.id, o.path, a.person_id as person from appointment a
    join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
    where a.tenant_id = $1 and a.post = 'branch-secretary'`;
  const branchA = await corner(
    `${secretaries} and a.person_id = (select person_id from account where tenant_id = $1 and login = 'secretary')`,
    [],
  );
  const unitA = await corner(unitOver, [branchA.path]);
  const branchA2 = await corner(
    `${secretaries} and starts_with(o.path, $2) and o.id <> $3 order by o.path limit 1`,
    [unitA.path, branchA.id],
  );
  const branchB = await corner(
    `${secretaries} and not starts_with(o.path, $2) order by o.path desc limit 1`,
    [unitA.path],
  );
  const unitB = await corner(unitOver, [branchB.path]);
  const memberB = await corner(
    `select o.id, o.path, m.person_id as person from membership m
     join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id
     where m.tenant_id = $1 and m.to_on is null and o.id = $2 and m.person_id <> $3 order by m.person_id limit 1`,
    [branchB.id, branchB.person],
  );
  const root = await corner(
    'select id, path, id as person from organisation where tenant_id = $1 and parent_id is null',
    [],
  );
  return { root, unitA, unitB, branchA, branchA2, branchB, memberB };
}

async function addCounterparts(test: TestDatabase, tenantId: string): Promise<void> {
  const { unitB, branchA2, branchB, memberB } = await cornersOf(test, tenantId);
  const added = [
    { login: 'officerB', personId: null, orgId: unitB.id },
    { login: 'secretaryA2', personId: branchA2.person, orgId: null },
    { login: 'secretaryB', personId: branchB.person, orgId: null },
    { login: 'memberB', personId: memberB.person, orgId: null },
  ];
  await test.database.write(tenantId, async (tx) => {
    for (const { login, personId, orgId } of added) {
      const id = newId();
      await tx
        .insertInto('account')
        .values({
          tenant_id: tenantId,
          id,
          login,
          display_name: login,
          person_id: personId,
          password_hash: 'none',
        })
        .execute();
      if (!orgId) continue;
      const binding = { tenantId, accountId: id, role: 'officer', orgId, grantedBy: null } as const;
      await bindRole(tx, test.keys, { ...binding, fromOn: '2024-01-01', toOn: null });
    }
    return { commit: true, value: null };
  });
}

async function standing(
  test: TestDatabase,
  tenantId: string,
): Promise<Pick<DemoApp, 'principals' | 'paths'>> {
  const { root, unitA, unitB, branchA, branchA2, branchB } = await cornersOf(test, tenantId);
  const places: Record<string, string> = {
    clerk: root.path,
    officer: unitA.path,
    officerB: unitB.path,
    secretary: branchA.path,
    secretaryA2: branchA2.path,
    secretaryB: branchB.path,
    member: branchA.path,
    memberB: branchB.path,
    rater: unitA.path,
  };
  const { rows } = await test.owner.query<{ login: string; id: string; person_id: string | null }>(
    'select login, id, person_id from account where tenant_id = $1',
    [tenantId],
  );
  return {
    principals: Object.fromEntries(
      rows.map(({ login, id, person_id }) => [
        login,
        { login, accountId: id, personId: person_id, place: places[login] ?? null },
      ]),
    ),
    paths: {
      unitA: unitA.path,
      unitB: unitB.path,
      branchA: branchA.path,
      branchA2: branchA2.path,
      branchB: branchB.path,
    },
  };
}
