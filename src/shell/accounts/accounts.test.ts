import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMe, signIn } from '#platform/auth/session.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { TEST_PASSWORD } from '#testing/world.ts';
import {
  changeAccount,
  createAccount,
  listAccounts,
  listCandidates,
  resetPassword,
} from './accounts.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const enter = async (login: string, password: string) =>
  (await test.as(null)).call(signIn, { body: { login, password } });

describe('accounts', () => {
  it('are the system administrator’s, and nobody else’s', async () => {
    expect((await (await test.as('sysadmin')).call(listAccounts)).body.items.length).toBe(13);
    for (const login of ['secadmin', 'auditor', 'clerk', 'member'] as const) {
      expect((await (await test.as(login)).call(listAccounts)).status).toBe(403);
    }
  });

  it('are opened for a person found by two characters, with a password that must be changed', async () => {
    const admin = await test.as('sysadmin');
    const found = await admin.call(listCandidates, { query: { q: '赵戊' } });
    expect(found.body.items.map((row) => [row.name, row.place])).toEqual([['赵戊', '办公室党支部']]);
    expect((await admin.call(listCandidates, { query: { q: '赵乙' } })).body.items).toEqual([]);
    const body = { login: 'zhaowu', displayName: '赵戊', personId: found.body.items[0]!.id };
    const made = await admin.call(createAccount, { body });
    expect(made.status).toBe(201);
    const first = await enter('zhaowu', made.body.initialPassword);
    expect([first.status, first.body.mustChangePassword]).toEqual([200, true]);
    const twice = await admin.call(createAccount, { body: { ...body, login: 'zhaowu2' } });
    expect([twice.status, twice.problem.code]).toEqual([409, 'accounts/person-taken']);
    const taken = await admin.call(createAccount, { body: { ...body, login: 'ZhaoWu', personId: null } });
    expect([taken.status, taken.problem.code]).toEqual([409, 'accounts/login-taken']);
  });

  it('are shut at once when disabled, and only on the version that was seen', async () => {
    const admin = await test.as('sysadmin');
    const rater = await test.as('rater');
    const id = test.world.accounts.rater.id;
    expect((await rater.call(readMe)).status).toBe(200);
    const stale = await admin.call(changeAccount, {
      params: { id },
      body: { state: 'disabled' },
      ifMatch: 99,
    });
    expect(stale.status).toBe(412);
    expect((await admin.call(changeAccount, { params: { id }, body: { state: 'disabled' } })).status).toBe(
      428,
    );
    const done = await admin.call(changeAccount, { params: { id }, body: { state: 'disabled' }, ifMatch: 1 });
    expect([done.status, done.body.state]).toEqual([200, 'disabled']);
    expect((await rater.call(readMe)).status).toBe(401);
    expect((await enter('rater', TEST_PASSWORD)).status).toBe(401);
  });

  it('of the other two administrators, and one’s own, are out of reach', async () => {
    const admin = await test.as('sysadmin');
    const codes = async (login: 'secadmin' | 'auditor' | 'sysadmin') => {
      const params = { id: test.world.accounts[login].id };
      const reset = await admin.call(resetPassword, { params });
      const shut = await admin.call(changeAccount, { params, body: { state: 'disabled' }, ifMatch: 1 });
      return [reset.problem.code, shut.problem.code];
    };
    expect(await codes('secadmin')).toEqual(['accounts/separated', 'accounts/separated']);
    expect(await codes('auditor')).toEqual(['accounts/separated', 'accounts/separated']);
    expect(await codes('sysadmin')).toEqual(['accounts/oneself', 'accounts/oneself']);
    const reset = await admin.call(resetPassword, { params: { id: test.world.accounts.officer.id } });
    expect((await enter('officer', reset.body.initialPassword)).status).toBe(200);
    expect((await enter('officer', TEST_PASSWORD)).status).toBe(401);
  });
});
