import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verifyChain } from '#platform/audit/chain.ts';
import { readMe, readTenant, signIn } from '#platform/auth/session.contract.ts';
import { keysFrom } from '#platform/crypto/keys.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { setUp } from './setup.contract.ts';
import { isSetupCode, setupCode } from './setup-code.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query('truncate tenant, sign_in_failure cascade');
});

const account = (login: string, displayName: string, password: string) => ({ login, displayName, password });
const request = () => ({
  code: setupCode(app.keys),
  name: '某市直属机关工委',
  sysadmin: account('root.sys', '甲同志', '清晨跑步的时候听见窗外鸟叫声声'),
  secadmin: account('root.sec', '乙同志', '周末常去江边钓鱼看夕阳慢慢地西下'),
  auditor: account('root.aud', '丙同志', '书架第三层放着一本很旧的大字典'),
});
const send = async (body: ReturnType<typeof request>) => (await app.as(null)).call(setUp, { body });

test('makes a tenant with three administrators, each with one role, and seals the door behind it', async () => {
  const before = await (await app.as(null)).call(readTenant);
  expect(before.body.needsSetup).toBe(true);
  const reply = await send(request());
  expect([reply.status, reply.body]).toEqual([201, { name: '某市直属机关工委' }]);

  const again = await send({ ...request(), name: '另一个工委' });
  expect([again.status, again.problem.code]).toEqual([410, 'setup/sealed']);
  const wrongCode = await send({ ...request(), code: 'AAAA-AAAA-AAAA-AAAA' });
  expect(wrongCode.status).toBe(410);

  const { sysadmin, secadmin, auditor } = request();
  for (const [role, each] of Object.entries({ sysadmin, secadmin, auditor })) {
    const session = await (await app.as(null)).call(signIn, {
      body: { login: each.login, password: each.password },
    });
    expect(session.status).toBe(200);
    const cookie = /zelian=([^;]+)/.exec(String(session.headers['set-cookie']))?.[1];
    const me = await (await app.as(null)).call(readMe, { headers: { cookie: `zelian=${cookie}` } });
    expect(me.body.grants.map((grant) => grant.role)).toEqual([role]);
  }
  const { rows } = await app.owner.query('select tenant_id, name, demo from tenant');
  expect(rows).toMatchObject([{ name: '某市直属机关工委', demo: false }]);
  const chain = await app.database.read(rows[0].tenant_id, (tx) => verifyChain(tx, rows[0].tenant_id));
  expect(chain.firstBad).toBeNull();
  expect(chain.entries).toBeGreaterThanOrEqual(4);
});

test('refuses a wrong code, weak passwords, and one person in two chairs; nothing is written', async () => {
  const wrong = await send({ ...request(), code: 'ABCD-EFGH-JKLM-NPQR' });
  expect([wrong.status, wrong.problem.code]).toEqual([403, 'setup/wrong-code']);

  const base = request();
  const twice = await send({ ...base, auditor: account('ROOT.SYS', '甲 同志', base.sysadmin.password) });
  expect(twice.status).toBe(400);
  expect(twice.problem.errors?.map((each) => each.path)).toEqual([
    'body.auditor.login',
    'body.auditor.displayName',
    'body.auditor.password',
  ]);
  const weak = await send({ ...base, secadmin: { ...base.secadmin, password: 'password123' } });
  expect(weak.problem.errors?.map((each) => each.path)).toEqual(['body.secadmin.password']);
  expect((await app.owner.query('select from tenant')).rowCount).toBe(0);
});

test('of two set-ups at once exactly one succeeds', async () => {
  const replies = await Promise.all([send(request()), send(request()), send(request())]);
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 410, 410]);
  expect((await app.owner.query('select from tenant')).rowCount).toBe(1);
});

test('the code is the installation’s own, and forgiving about its form', () => {
  const keys = keysFrom(Buffer.alloc(32, 1));
  const code = setupCode(keys);
  expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
  expect(isSetupCode(keys, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
  expect(isSetupCode(keys, setupCode(keysFrom(Buffer.alloc(32, 2))))).toBe(false);
  expect(isSetupCode(keys, '')).toBe(false);
});
