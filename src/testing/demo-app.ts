import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { newId } from '#kernel/ids.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { openSession } from '#platform/auth/session.ts';
import type { Services } from '#platform/http/context.ts';
import { createApp } from '../app.ts';
import { buildDemo } from '../cli/demo/build-demo.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Who acts in a demo city, and where: `place` is the path of the organisation that the account belongs to. */
export type Principal = { login: string; accountId: string; personId: string | null; place: string | null };

export type DemoApp = TestDatabase & {
  app: FastifyInstance;
  services: Services;
  /** The demo's tenant, beside the empty one of the test database. */
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

/**
 * The whole application on the demo city: the eight documented accounts, and for each a counterpart in another unit
 * (`officerB`, `secretaryB`, `memberB`) or in the branch next door (`secretaryA2`).
 */
export async function demoApp(options: { members?: number; now?: Date } = {}): Promise<DemoApp> {
  const test = await testDatabase();
  const now = options.now ?? new Date();
  const config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: '/nonexistent',
    publicUrl: null,
    trustProxy: false,
    webDir: '/nonexistent',
    contentDir: new URL('../../content', import.meta.url).pathname,
  };
  const { app, services } = await createApp({
    config,
    database: test.database,
    keys: test.keys,
    now: () => now,
    perMinute: 10_000_000,
    log: (event, details) => {
      if (event === 'request.failed') console.error(details?.['route'], details?.['error']);
    },
  });
  const analyse = async () => void (await test.owner.query('analyze'));
  const demoTenant = await buildDemo(services, { members: options.members ?? 300, seed: 7, now, analyse });
  const { principals, paths } = await addCounterparts(test, demoTenant);
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
    services,
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

async function addCounterparts(test: TestDatabase, tenantId: string) {
  const { rows: accounts } = await test.owner.query<{ login: string; id: string; person_id: string | null }>(
    'select login, id, person_id from account where tenant_id = $1',
    [tenantId],
  );
  const placeOf = async (text: string, values: unknown[]) =>
    (await test.owner.query<{ id: string; path: string; person_id: string }>(text, [tenantId, ...values]))
      .rows[0]!;
  const person = (login: string) => accounts.find((each) => each.login === login)!.person_id;
  const branchOf = `select o.id, o.path, m.person_id from membership m join organisation o using (tenant_id)
    where m.tenant_id = $1 and o.id = m.org_id and m.to_on is null`;
  const branchA = await placeOf(`${branchOf} and m.person_id = $2`, [person('secretary')]);
  const unitA = await placeOf(
    `select id, path, id as person_id from organisation where tenant_id = $1 and kind = 'unit' and starts_with($2, path)`,
    [branchA.path],
  );
  const clerk = await placeOf(
    `select id, path, id as person_id from organisation where tenant_id = $1 and parent_id is null`,
    [],
  );
  const secretaryOf = `select o.id, o.path, a.person_id from appointment a join organisation o using (tenant_id)
    where a.tenant_id = $1 and o.id = a.org_id and a.post = 'branch-secretary'`;
  const branchA2 = await placeOf(
    `${secretaryOf} and starts_with(o.path, $2) and o.id <> $3 order by o.path limit 1`,
    [unitA.path, branchA.id],
  );
  const branchB = await placeOf(
    `${secretaryOf} and not starts_with(o.path, $2) order by o.path desc limit 1`,
    [unitA.path],
  );
  const unitB = await placeOf(
    `select id, path, id as person_id from organisation where tenant_id = $1 and kind = 'unit' and starts_with($2, path)`,
    [branchB.path],
  );
  const memberB = await placeOf(
    `${branchOf} and o.id = $2 and m.person_id <> $3 order by m.person_id limit 1`,
    [branchB.id, branchB.person_id],
  );

  const principals: Record<string, Principal> = {};
  const places: Record<string, string> = {
    clerk: clerk.path,
    officer: unitA.path,
    secretary: branchA.path,
    member: branchA.path,
    rater: unitA.path,
  };
  for (const { login, id, person_id } of accounts) {
    principals[login] = { login, accountId: id, personId: person_id, place: places[login] ?? null };
  }
  const added = [
    { login: 'officerB', personId: null, place: unitB.path, orgId: unitB.id },
    { login: 'secretaryA2', personId: branchA2.person_id, place: branchA2.path, orgId: null },
    { login: 'secretaryB', personId: branchB.person_id, place: branchB.path, orgId: null },
    { login: 'memberB', personId: memberB.person_id, place: branchB.path, orgId: null },
  ];
  await test.database.write(tenantId, async (tx) => {
    for (const { login, personId, place, orgId } of added) {
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
      if (orgId) {
        await bindRole(tx, test.keys, {
          tenantId,
          accountId: id,
          role: 'officer',
          orgId,
          fromOn: '2024-01-01',
          toOn: null,
          grantedBy: null,
        });
      }
      principals[login] = { login, accountId: id, personId, place };
    }
    return { commit: true, value: null };
  });
  return {
    principals,
    paths: {
      unitA: unitA.path,
      unitB: unitB.path,
      branchA: branchA.path,
      branchA2: branchA2.path,
      branchB: branchB.path,
    },
  };
}
