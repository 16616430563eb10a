import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMe } from '#platform/auth/session.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { findGrantees, grantRole, listGrants, revokeRole } from './role-grants.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const rolesOf = async (login: Parameters<TestApp['as']>[0]) => {
  const { body } = await (await test.as(login)).call(readMe);
  return body.grants.map((grant) => grant.role);
};

describe('granting roles', () => {
  it('is the security administrator’s, who cannot use what is granted', async () => {
    const admin = await test.as('secadmin');
    const { body } = await admin.call(listGrants);
    expect(body.items.map((row) => row.login)).toEqual([
      'auditor',
      'clerk',
      'officer',
      'officerB',
      'rater',
      'secadmin',
      'sysadmin',
    ]);
    for (const login of ['sysadmin', 'auditor', 'clerk'] as const) {
      expect((await (await test.as(login)).call(listGrants)).status).toBe(403);
    }
  });

  it('takes effect with the next sign-in, and ends at once when revoked', async () => {
    const admin = await test.as('secadmin');
    const found = await admin.call(findGrantees, { query: { q: 'rater' } });
    const accountId = found.body.items[0]!.id;
    const made = await admin.call(grantRole, {
      body: { accountId, role: 'officer', orgId: test.world.ids.unitB },
    });
    expect([made.status, made.body.state, made.body.orgName]).toEqual([201, 'active', '市政务服务局']);
    expect((await rolesOf('rater')).sort()).toEqual(['officer', 'rater']);
    const stale = await admin.call(revokeRole, { params: { id: made.body.id }, ifMatch: 7 });
    expect(stale.status).toBe(412);
    const rater = await test.as('rater');
    const ended = await admin.call(revokeRole, { params: { id: made.body.id }, ifMatch: 1 });
    expect([ended.status, ended.body.state]).toEqual([200, 'ended']);
    expect((await rater.call(readMe)).status).toBe(401);
    const again = await admin.call(revokeRole, { params: { id: made.body.id }, ifMatch: 2 });
    expect([again.status, again.problem.code]).toEqual([409, 'role-grants/ended']);
  });

  it('never goes to oneself, nor joins what must be apart', async () => {
    const admin = await test.as('secadmin');
    const { accounts, ids } = test.world;
    const code = async (
      login: keyof typeof accounts,
      role: 'clerk' | 'auditor' | 'sysadmin',
      orgId: string | null,
    ) => {
      const reply = await admin.call(grantRole, { body: { accountId: accounts[login].id, role, orgId } });
      return [reply.status, reply.problem.code];
    };
    expect(await code('secadmin', 'clerk', ids.root)).toEqual([409, 'role-grants/oneself']);
    expect(await code('sysadmin', 'auditor', null)).toEqual([409, 'role-grants/separated']);
    expect(await code('sysadmin', 'clerk', ids.root)).toEqual([409, 'role-grants/separated']);
    expect(await code('clerk', 'sysadmin', null)).toEqual([409, 'role-grants/separated']);
    // A member by the organisation, not by a grant.
    expect(await code('member', 'auditor', null)).toEqual([409, 'role-grants/separated']);
    expect(await code('clerk', 'clerk', ids.root)).toEqual([409, 'role-grants/held']);
    expect(await code('officer', 'clerk', ids.a1)).toEqual([400, 'role-grants/place']);
    expect(await code('officer', 'auditor', ids.root)).toEqual([400, 'role-grants/place']);
  });

  it('cannot be taken from oneself', async () => {
    const admin = await test.as('secadmin');
    const { body } = await admin.call(listGrants, { query: { q: 'secadmin' } });
    const own = await admin.call(revokeRole, { params: { id: body.items[0]!.id }, ifMatch: 1 });
    expect([own.status, own.problem.code]).toEqual([409, 'role-grants/oneself']);
  });

  it('two grants at once that must be apart do not pass each other', async () => {
    const admin = await test.as('secadmin');
    const { rows } = await test.owner.query(
      `insert into account (tenant_id, id, login, display_name, password_hash) values ($1, gen_random_uuid(), 'fresh', 'fresh', 'x') returning id`,
      [test.tenantId],
    );
    const replies = await Promise.all(
      (['auditor', 'sysadmin'] as const).map((role) =>
        admin.call(grantRole, { body: { accountId: rows[0].id, role, orgId: null } }),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409]);
  });
});
