import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { TEST_PASSWORD } from '#testing/world.ts';
import { changePassword, listSessions, readMe, signIn, signOut } from './session.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

describe('signing in', () => {
  it('tells who I am and what I hold', async () => {
    const secretary = await test.as('secretary');
    const reply = await secretary.call(readMe);
    expect(reply.status).toBe(200);
    expect(reply.body.grants).toEqual([
      { role: 'member', orgId: test.world.ids.a1, orgName: '办公室党支部' },
      { role: 'secretary', orgId: test.world.ids.a1, orgName: '办公室党支部' },
    ]);
  });

  it('refuses a request without a session', async () => {
    const reply = await (await test.as(null)).call(readMe);
    expect([reply.status, reply.problem.code]).toEqual([401, 'session/none']);
  });

  it('ends a session at once when its person signs out', async () => {
    const first = await (await test.as(null)).call(signIn, {
      body: { login: 'rater', password: TEST_PASSWORD },
    });
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const rater = await test.as('rater');
    expect((await rater.call(signOut)).status).toBe(204);
    expect((await rater.call(readMe)).status).toBe(401);
  });

  it('slows a guesser down and still lets the right person in from elsewhere later', async () => {
    const anybody = await test.as(null);
    for (let at = 0; at < 5; at++) {
      expect((await anybody.call(signIn, { body: { login: 'auditor', password: 'wrong' } })).status).toBe(
        401,
      );
    }
    const sixth = await anybody.call(signIn, { body: { login: 'auditor', password: TEST_PASSWORD } });
    expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '30']);
    const elsewhere = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: '10.9.9.9',
      headers: { 'x-zelian': '1' },
      payload: { login: 'auditor', password: TEST_PASSWORD },
    });
    expect(elsewhere.statusCode).toBe(200);
  });

  it('refuses a request that another site forged', async () => {
    const clerk = await test.as('clerk');
    const forged = await clerk.call(signOut, { headers: { 'x-zelian': '0' } });
    expect([forged.status, forged.problem.code]).toEqual([403, 'request/cross-site']);
    const foreign = await clerk.call(signOut, { headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect((await clerk.call(readMe)).status).toBe(200);
  });

  it('refuses weak passwords and ends the other sessions on a change', async () => {
    const member = await test.as('member');
    const weak = await member.call(changePassword, { body: { current: TEST_PASSWORD, next: 'Party@2026' } });
    expect([weak.status, weak.problem.code]).toEqual([400, 'session/weak-password']);
    const before = await member.call(listSessions);
    expect(before.body.items).toHaveLength(1);
    const done = await member.call(changePassword, {
      body: { current: TEST_PASSWORD, next: '山清水秀 处处好风光 走一走看一看' },
    });
    expect(done.status).toBe(200);
    expect((await member.call(readMe)).status).toBe(401);
  });

  it('drops a role that was edited behind the program', async () => {
    const officer = await test.as('officerB');
    expect((await officer.call(readMe)).body.grants).toHaveLength(1);
    await test.owner.query(`update role_binding set role = 'clerk' where account_id = $1`, [
      test.world.accounts.officerB.id,
    ]);
    expect((await officer.call(readMe)).body.grants).toHaveLength(0);
  });
});
