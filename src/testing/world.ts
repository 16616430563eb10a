import { newId } from '#kernel/ids.ts';
import { addPersons } from '#organisation/persons/persons.store.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { hashPassword } from '#platform/auth/password.ts';
import type { RoleName } from '#platform/http/endpoint.ts';
import type { TestDatabase } from './database.ts';

export const TEST_PASSWORD = 'a quiet test sentence';

export type World = Awaited<ReturnType<typeof buildWorld>>;

/** Hundreds of files sign in; only the tests of signing in need what a password costs in earnest. */
const CHEAP = { memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
let passwordHash: Promise<string> | undefined;

/**
 * A small world: a work committee with two units, each with leading group and organ committee; unit A has branches
 * A1 (9 members) and A2 (8), unit B has B1 (9) and B2 (3). Each branch's first member is its secretary. Accounts, one a
 * role: clerk (work committee), officer (unit A), officerB (unit B), secretary (A1), secretaryA2, secretaryB (B1),
 * organiser (A1's organisation commissioner), member (A1), memberB (B1), rater, auditor, sysadmin, secadmin.
 */
export async function buildWorld(test: TestDatabase) {
  const { tenantId, keys } = test;
  return test.database.write(tenantId, async (tx) => {
    const ids = {
      root: newId(),
      unitA: newId(),
      unitB: newId(),
      groupA: newId(),
      groupB: newId(),
      committeeA: newId(),
      committeeB: newId(),
      a1: newId(),
      a2: newId(),
      b1: newId(),
      b2: newId(),
    };
    await addOrganisations(tx, tenantId, [
      { id: ids.root, kind: 'work_committee', name: '测试市直机关工委', parentId: null },
      { id: ids.unitA, kind: 'unit', name: '市发展改革局', parentId: ids.root, category: '综合部门' },
      { id: ids.unitB, kind: 'unit', name: '市政务服务局', parentId: ids.root, category: '窗口服务' },
      { id: ids.groupA, kind: 'leading_group', name: '市发展改革局党组', parentId: ids.unitA },
      { id: ids.groupB, kind: 'leading_group', name: '市政务服务局党组', parentId: ids.unitB },
      { id: ids.committeeA, kind: 'organ_committee', name: '市发展改革局机关党委', parentId: ids.unitA },
      { id: ids.committeeB, kind: 'organ_committee', name: '市政务服务局机关党委', parentId: ids.unitB },
      { id: ids.a1, kind: 'branch', name: '办公室党支部', parentId: ids.committeeA, category: '综合部门' },
      { id: ids.a2, kind: 'branch', name: '规划处党支部', parentId: ids.committeeA, category: '综合部门' },
      { id: ids.b1, kind: 'branch', name: '大厅党支部', parentId: ids.committeeB, category: '窗口服务' },
      { id: ids.b2, kind: 'branch', name: '后勤党支部', parentId: ids.committeeB, category: '窗口服务' },
    ]);
    const people = async (orgId: string, unitId: string, count: number, prefix: string) => {
      const persons = await addPersons(
        tx,
        keys,
        tenantId,
        Array.from({ length: count }, (_, at) => ({
          name: `${prefix}${'甲乙丙丁戊己庚辛壬癸'[at]}`,
          sex: at % 2 ? ('女' as const) : ('男' as const),
          birth: `198${at % 10}-0${1 + (at % 9)}-15`,
          employerId: unitId,
        })),
      );
      await tx
        .insertInto('membership')
        .values(
          persons.map((personId, at) => ({
            tenant_id: tenantId,
            id: newId(),
            person_id: personId,
            org_id: orgId,
            kind: at === count - 1 && count > 8 ? ('probationary' as const) : ('full' as const),
            joined_on: '2015-07-01',
            confirmed_on: '2016-07-01',
            from_on: '2020-01-01',
            to_on: null,
            batch_id: null,
          })),
        )
        .execute();
      return persons;
    };
    const members = {
      a1: await people(ids.a1, ids.unitA, 9, '赵'),
      a2: await people(ids.a2, ids.unitA, 8, '钱'),
      b1: await people(ids.b1, ids.unitB, 9, '孙'),
      b2: await people(ids.b2, ids.unitB, 3, '李'),
    };
    const appoint = (personId: string, orgId: string, post: string) => ({
      tenant_id: tenantId,
      id: newId(),
      person_id: personId,
      org_id: orgId,
      post,
      from_on: '2024-01-01',
      to_on: null,
      batch_id: null,
    });
    await tx
      .insertInto('appointment')
      .values([
        appoint(members.a1[0]!, ids.a1, 'branch-secretary'),
        appoint(members.a1[2]!, ids.a1, 'organisation-member'),
        appoint(members.a1[3]!, ids.a1, 'publicity-member'),
        appoint(members.a1[4]!, ids.a1, 'discipline-member'),
        appoint(members.a2[0]!, ids.a2, 'branch-secretary'),
        appoint(members.b1[0]!, ids.b1, 'branch-secretary'),
        appoint(members.b2[0]!, ids.b2, 'branch-secretary'),
        appoint(members.a1[5]!, ids.groupA, 'leading-group-secretary'),
        appoint(members.a1[6]!, ids.groupA, 'deputy-in-charge'),
        appoint(members.a2[1]!, ids.committeeA, 'organ-committee-secretary'),
        appoint(members.b1[5]!, ids.groupB, 'leading-group-secretary'),
        appoint(members.b1[6]!, ids.committeeB, 'organ-committee-secretary'),
      ])
      .execute();
    passwordHash ??= hashPassword(TEST_PASSWORD, CHEAP);
    const hash = await passwordHash;
    const account = async (
      login: string,
      personId: string | null,
      role: RoleName | null,
      orgId: string | null,
    ) => {
      const id = newId();
      await tx
        .insertInto('account')
        .values({
          tenant_id: tenantId,
          id,
          login,
          display_name: login,
          person_id: personId,
          password_hash: hash,
        })
        .execute();
      if (role) {
        await bindRole(tx, keys, {
          tenantId,
          accountId: id,
          role,
          orgId,
          fromOn: '2024-01-01',
          toOn: null,
          grantedBy: null,
        });
      }
      return { id, login, personId };
    };
    const accounts = {
      clerk: await account('clerk', null, 'clerk', ids.root),
      officer: await account('officer', null, 'officer', ids.unitA),
      officerB: await account('officerB', null, 'officer', ids.unitB),
      secretary: await account('secretary', members.a1[0]!, null, null),
      secretaryA2: await account('secretaryA2', members.a2[0]!, null, null),
      secretaryB: await account('secretaryB', members.b1[0]!, null, null),
      organiser: await account('organiser', members.a1[2]!, null, null),
      member: await account('member', members.a1[1]!, null, null),
      memberB: await account('memberB', members.b1[1]!, null, null),
      rater: await account('rater', null, 'rater', ids.unitA),
      auditor: await account('auditor', null, 'auditor', null),
      sysadmin: await account('sysadmin', null, 'sysadmin', null),
      secadmin: await account('secadmin', null, 'secadmin', null),
    };
    return { commit: true, value: { tenantId, ids, members, accounts } };
  });
}
