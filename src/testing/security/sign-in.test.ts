import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { mayHoldTogether, separatedRoles } from '#platform/access/binding.ts';
import { hashPassword, passwordFlaw } from '#platform/auth/password.ts';
import { listSessions, readMe, revokeSession, signIn, signOut } from '#platform/auth/session.contract.ts';
import { roleNames } from '#platform/http/endpoint.ts';
import { type TestApp, testApp } from '../app.ts';
import { TEST_PASSWORD } from '../world.ts';
import { addProbe, listProbes, probeRoutes, probeTable, readProbe } from './probe.ts';
import { freshSession, send } from './sweep.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
let test: TestApp;
const forged: unknown[] = [];

beforeAll(async () => {
  test = await testApp({
    now: NOW.toISOString(),
    routes: probeRoutes,
    tables: probeTable,
    log: (event, details) => {
      if (event === 'access.forged-binding') forged.push(details);
    },
  });
  await test.owner.query('update account set password_hash = $1', [await hashPassword(TEST_PASSWORD)]);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.travel(NOW);
  octet += 1;
  home = `203.0.113.${octet}`;
  await test.owner.query('delete from sign_in_failure');
});

// Each test sends from an address of its own, so that the limit of requests a minute stays out of the way.
let octet = 0;
let home = '';
const tryPassword = (login: string, password: string, address = home, headers: Record<string, string> = {}) =>
  send(test, 'POST', '/api/v1/session', { payload: { login, password }, address, headers });
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('guessing passwords (T12)', () => {
  it('is slowed after five failures, the right password included, and the wait is named', async () => {
    for (let at = 0; at < 5; at++) expect((await tryPassword('officer', 'wrong')).statusCode).toBe(401);
    const sixth = await tryPassword('officer', TEST_PASSWORD);
    expect(sixth.statusCode).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    // A colleague elsewhere is not locked out, and the same address gets in after the wait.
    expect((await tryPassword('officer', TEST_PASSWORD, '198.51.100.9')).statusCode).toBe(200);
    test.travel(later(31));
    expect((await tryPassword('officer', TEST_PASSWORD)).statusCode).toBe(200);
  });

  it('is counted guess by guess when forty come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => tryPassword('officer', 'wrong')));
    expect(replies.filter((reply) => reply.statusCode === 401).length).toBe(5);
    expect(replies.filter((reply) => reply.statusCode === 429).length).toBe(35);
  });

  it('gains nothing from turning the hand of an IPv6 /64, or from naming other addresses in a header', async () => {
    for (let at = 0; at < 5; at++) await tryPassword('officer', 'wrong', `2001:db8:1:2:${at}::${at + 1}`);
    expect((await tryPassword('officer', 'wrong', '2001:db8:1:2:ffff::9')).statusCode).toBe(429);
    expect((await tryPassword('officer', 'wrong', '2001:db8:1:3::9')).statusCode).toBe(401);
    await test.owner.query('delete from sign_in_failure');
    for (let at = 0; at < 5; at++)
      await tryPassword('officer', 'wrong', home, { 'x-forwarded-for': `9.9.9.${at}` });
    expect((await tryPassword('officer', 'wrong', home, { 'x-forwarded-for': '9.9.9.99' })).statusCode).toBe(
      429,
    );
  });

  it('is slowed for one address that tries one password on many accounts', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 34; at++)
      statuses.push((await tryPassword(`nobody${at}`, 'Zelian 2026 spring')).statusCode);
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429]);
    // From an attacked login's own colleague the wait is at most a minute.
    await test.owner.query(`update sign_in_failure set failures = 500`);
    test.travel(later(121));
    expect((await tryPassword('clerk', TEST_PASSWORD)).statusCode).toBe(200);
  });

  it('is answered alike for an account that exists and one that does not', async () => {
    const known = await tryPassword('member', 'wrong');
    const unknown = await tryPassword('nobody', 'wrong');
    const bare = (body: string) => body.replace(/urn:uuid:[^"]+/, '');
    expect([unknown.statusCode, bare(unknown.body)]).toEqual([known.statusCode, bare(known.body)]);
    const times: Record<string, number[]> = { member: [], nobody: [] };
    for (let round = 0; round < 14; round++) {
      for (const login of ['member', 'nobody']) {
        await test.owner.query('delete from sign_in_failure');
        const begun = performance.now();
        await tryPassword(login, 'wrong');
        times[login]!.push(performance.now() - begun);
      }
    }
    const fastest = (list: number[]) => list.sort((a, b) => a - b)[3]!;
    const ratio = fastest(times['member']!) / fastest(times['nobody']!);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });
});

describe('passwords (T15)', () => {
  it.each([
    'Party@2026',
    'password',
    'passwordpassword',
    'aaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    'qwertyuiopasdfghjkl',
    '12345678901234567890',
    'zhangsan',
    'zhangsanzhangsan1',
    'dangjian20261123',
    '',
  ])('refuses %j', (password) => {
    expect(passwordFlaw(password, ['zhangsan', '张三'])).not.toBeNull();
  });

  it.each(['山清水秀 处处好风光 走一走看一看', 'correct horse battery staple', 'three blue kettles at noon'])(
    'takes %j',
    (password) => {
      expect(passwordFlaw(password, ['zhangsan', '张三'])).toBeNull();
    },
  );
});

describe('sessions (T15)', () => {
  it('are never taken over from before the sign-in, and only a hash of them is stored', async () => {
    const planted = `${test.tenantId}.${'A'.repeat(43)}`;
    const reply = await send(test, 'POST', '/api/v1/session', {
      cookie: planted,
      payload: { login: 'clerk', password: TEST_PASSWORD },
    });
    const cookie = reply.cookies[0]!;
    expect(cookie.value).not.toBe(planted);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect((await send(test, 'GET', '/api/v1/session', { cookie: planted })).statusCode).toBe(401);
    const secret = cookie.value.slice(37);
    const { rows } = await test.owner.query('select session::text as row from session');
    expect(
      rows.some(({ row }) => row.includes(secret) || row.includes(Buffer.from(secret).toString('hex'))),
    ).toBe(false);
  });

  it('end idle after half an hour, and after twelve hours in any case', async () => {
    const cookie = await freshSession(test, 'clerk', NOW);
    const at = async (minutes: number) => {
      test.travel(later(minutes * 60));
      return (await send(test, 'GET', '/api/v1/session', { cookie })).statusCode;
    };
    expect(await at(29)).toBe(200);
    expect(await at(58)).toBe(200);
    expect(await at(89)).toBe(401);
    const busy = await freshSession(test, 'clerk', NOW);
    let alive = 0;
    for (let minutes = 0; minutes < 13 * 60; minutes += 25) {
      test.travel(later(minutes * 60));
      if ((await send(test, 'GET', '/api/v1/session', { cookie: busy })).statusCode === 200) alive = minutes;
    }
    expect(alive).toBeGreaterThan(11 * 60);
    expect(alive).toBeLessThan(12 * 60);
  });

  it('are not revived by a clock that went back, nor stretched by it (F05)', async () => {
    const cookie = await freshSession(test, 'clerk', NOW);
    test.travel(later(-3600));
    expect((await send(test, 'GET', '/api/v1/session', { cookie })).statusCode).toBe(401);
    test.travel(later(86_400));
    expect((await send(test, 'GET', '/api/v1/session', { cookie })).statusCode).toBe(401);
    test.travel(NOW);
    expect((await send(test, 'GET', '/api/v1/session', { cookie })).statusCode).toBe(200);
  });

  it('end at once when the account is disabled', async () => {
    const cookie = await freshSession(test, 'rater', NOW);
    expect((await send(test, 'GET', '/api/v1/session', { cookie })).statusCode).toBe(200);
    await test.owner.query(`update account set state = 'disabled' where login = 'rater'`);
    expect((await send(test, 'GET', '/api/v1/session', { cookie })).statusCode).toBe(401);
    expect((await tryPassword('rater', TEST_PASSWORD)).statusCode).toBe(401);
    await test.owner.query(`update account set state = 'active' where login = 'rater'`);
  });

  it('are listed and ended by their own person only', async () => {
    const mine = await (await test.as('member')).call(listSessions);
    const other = await test.as('memberB');
    const reply = await other.call(revokeSession, { params: { id: mine.body.items[0]!.id } });
    expect(reply.status).toBe(404);
    expect((await (await test.as('member')).call(readMe)).status).toBe(200);
  });

  it.each([
    '',
    'x',
    '.',
    `${newId()}.`,
    `${newId()}.${'A'.repeat(43)}`,
    'A'.repeat(4000),
    "' or 1=1 --",
    '../../etc',
  ])('are not made up: %j', async (cookie) => {
    expect(
      (await send(test, 'GET', '/api/v1/session', { cookie: encodeURIComponent(cookie) })).statusCode,
    ).toBe(401);
  });

  it('live in a __Host- cookie where the address is https', async () => {
    const secure = await testApp({ publicUrl: 'https://dj.example.gov.cn' }).catch((error: Error) => error);
    expect(secure).not.toBeInstanceOf(Error);
    if (secure instanceof Error) return;
    const reply = await send(secure, 'POST', '/api/v1/session', {
      headers: { origin: 'https://dj.example.gov.cn' },
      payload: { login: 'clerk', password: TEST_PASSWORD },
    });
    expect(reply.cookies[0]).toMatchObject({
      name: '__Host-zelian',
      secure: true,
      httpOnly: true,
      path: '/',
    });
    expect(reply.cookies[0]).not.toHaveProperty('domain');
    expect(reply.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    const foreign = await send(secure, 'POST', '/api/v1/session', {
      headers: { origin: 'http://dj.example.gov.cn' },
      payload: { login: 'clerk', password: TEST_PASSWORD },
    });
    expect(foreign.statusCode).toBe(403);
    await secure.close();
  });
});

describe('what a role reaches changes with the next request (T04)', () => {
  const addAt = async (orgId: string, personId?: string) =>
    (await (await test.as('clerk')).call(addProbe, { body: { orgId, title: '一条', personId } })).body.id;

  it('moves with the person', async () => {
    const { ids, members, accounts } = test.world;
    const here = await addAt(ids.a1);
    const there = await addAt(ids.b1);
    const secretary = await test.as('secretary');
    const reads = async (id: string) => (await secretary.call(readProbe, { params: { id } })).status;
    expect([await reads(here), await reads(there)]).toEqual([200, 404]);
    await test.owner.query(
      `update appointment set to_on = '2026-11-23' where person_id = $1 and post = 'branch-secretary'`,
      [members.a1[0]],
    );
    expect(await reads(here)).toBe(404);
    await test.owner.query(
      `insert into appointment (tenant_id, id, person_id, org_id, post, from_on) values ($1, $2, $3, $4, 'branch-secretary', '2026-11-23')`,
      [test.tenantId, newId(), accounts.secretary.personId, ids.b1],
    );
    expect([await reads(here), await reads(there)]).toEqual([404, 200]);
    await test.owner.query(
      `update appointment set from_on = '2026-11-24' where person_id = $1 and org_id = $2`,
      [accounts.secretary.personId, ids.b1],
    );
    expect(await reads(there)).toBe(404);
  });

  it('ends with the organisation', async () => {
    const { ids } = test.world;
    const id = await addAt(ids.b1);
    const secretary = await test.as('secretaryB');
    expect((await secretary.call(readProbe, { params: { id } })).status).toBe(200);
    await test.owner
      .query(`update organisation set state = 'dissolved' where id = $1`, [ids.b1])
      .catch(async () => {
        const { rows } = await test.owner.query(
          `select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = 'organisation'::regclass`,
        );
        throw new Error(JSON.stringify(rows));
      });
    expect((await secretary.call(readProbe, { params: { id } })).status).not.toBe(200);
    await test.owner.query(`update organisation set state = 'active' where id = $1`, [ids.b1]);
  });

  it.each([
    ['the role', `role = 'clerk'`],
    ['the organisation', 'org_id = (select id from organisation where parent_id is null)'],
    ['the term', `from_on = '2020-01-01'`],
    ['the account', `account_id = (select id from account where login = 'memberB')`],
  ])('falls away when %s was edited behind the program, and raises an alarm', async (_what, change) => {
    const officer = await test.as('officerB');
    const account = test.world.accounts.officerB.id;
    expect((await officer.call(listProbes)).status).toBe(200);
    await test.owner.query('create temp table kept as select * from role_binding where account_id = $1', [
      account,
    ]);
    forged.length = 0;
    await test.owner.query(`update role_binding set ${change} where account_id = $1`, [account]);
    expect((await officer.call(listProbes)).status).toBe(403);
    if (!change.startsWith('account_id')) expect(forged).toHaveLength(1);
    const thief = await test.as('memberB');
    expect((await thief.call(readMe)).body.grants.every((grant) => grant.role === 'member')).toBe(true);
    await test.owner.query('delete from role_binding b using kept k where b.id = k.id');
    await test.owner.query('insert into role_binding table kept; drop table kept');
    expect((await officer.call(listProbes)).status).toBe(200);
  });

  it('begins and ends on the days of its term', async () => {
    const { tenantId, keys } = test;
    const account = test.world.accounts.rater.id;
    await test.database.write(tenantId, async (tx) => {
      const binding = {
        tenantId,
        accountId: account,
        role: 'officer' as const,
        orgId: test.world.ids.unitA,
        grantedBy: null,
      };
      await bindRole(tx, keys, { ...binding, fromOn: '2026-11-24', toOn: '2026-11-26' });
      return { commit: true, value: null };
    });
    const on = async (day: string) => {
      test.travel(`${day}T03:00:00Z`);
      const cookie = await freshSession(test, 'rater', new Date(`${day}T03:00:00Z`));
      return (await send(test, 'GET', '/api/v1/probes', { cookie })).statusCode;
    };
    expect([
      await on('2026-11-23'),
      await on('2026-11-24'),
      await on('2026-11-25'),
      await on('2026-11-26'),
    ]).toEqual([403, 200, 200, 403]);
  });
});

describe('the three administrators (T08)', () => {
  it('never hold two of the three roles, nor one beside another granted role', () => {
    for (const one of separatedRoles) {
      for (const other of roleNames) {
        if (other !== one) expect([one, other, mayHoldTogether([one], other)]).toEqual([one, other, false]);
      }
      expect(mayHoldTogether([], one)).toBe(true);
    }
    expect(mayHoldTogether(['clerk'], 'officer')).toBe(true);
  });
});

describe('signing in leaves its trace', () => {
  it('for each attempt on an account that exists, and each end', async () => {
    const count = async (action: string) =>
      Number(
        (await test.owner.query('select count(*) as n from audit_entry where action = $1', [action])).rows[0]
          .n,
      );
    const before = {
      open: await count('session.open'),
      refuse: await count('session.refuse'),
      close: await count('session.close'),
    };
    await tryPassword('member', 'wrong');
    const anybody = await test.as(null);
    await anybody.call(signIn, { body: { login: 'member', password: TEST_PASSWORD } });
    const cookie = await freshSession(test, 'member', NOW);
    await send(test, 'DELETE', '/api/v1/session', { cookie });
    expect(signOut.method).toBe('DELETE');
    expect({
      open: await count('session.open'),
      refuse: await count('session.refuse'),
      close: await count('session.close'),
    }).toEqual({
      open: before.open + 1,
      refuse: before.refuse + 1,
      close: before.close + 1,
    });
  });
});
