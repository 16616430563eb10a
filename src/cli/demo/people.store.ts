import { newId } from '#kernel/ids.ts';
import { addPersons } from '#organisation/persons/persons.store.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { hashPassword } from '#platform/auth/password.ts';
import { DEMO_PASSWORD } from '#platform/auth/session.routes.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoleName } from '#platform/http/endpoint.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';

/** Writes the organisations, persons, memberships and posts of a drawn city. */
export async function settle(tx: Tx, keys: Keys, tenantId: string, city: City): Promise<void> {
  await addOrganisations(tx, tenantId, city.organisations);
  await addPersons(tx, keys, tenantId, city.members);
  const memberships = city.members.map((member) => ({
    tenant_id: tenantId,
    id: newId(),
    person_id: member.id,
    org_id: member.branch,
    kind: member.kind,
    joined_on: member.joinedOn,
    confirmed_on: member.confirmedOn,
    from_on: member.joinedOn > '2020-01-01' ? member.joinedOn : '2020-01-01',
    to_on: null,
    batch_id: null,
  }));
  for (let at = 0; at < memberships.length; at += 3000) {
    await tx
      .insertInto('membership')
      .values(memberships.slice(at, at + 3000))
      .execute();
  }
  const posts = city.posts.map((post) => ({
    tenant_id: tenantId,
    id: newId(),
    person_id: post.personId,
    org_id: post.orgId,
    post: post.post,
    from_on: '2024-03-01',
    to_on: null,
    batch_id: null,
  }));
  for (let at = 0; at < posts.length; at += 3000) {
    await tx
      .insertInto('appointment')
      .values(posts.slice(at, at + 3000))
      .execute();
  }
}

/** The demo's accounts by login: who they are and what is granted to them beside what their posts give. */
export type DemoAccounts = Record<
  'clerk' | 'officer' | 'secretary' | 'member' | 'rater' | 'auditor' | 'sysadmin' | 'secadmin',
  { accountId: string; personId: string | null }
>;

/**
 * Opens the eight documented accounts: the clerk at the work committee, officer, secretary and member in the first
 * unit, the rater with no file of his own, and the three administrators (三员) who belong to nobody's branch.
 */
export async function openAccounts(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  city: City,
  seed: number,
): Promise<DemoAccounts> {
  const unit = city.units[0]!;
  const branch = unit.branches[0]!;
  const inBranch = city.members.filter((member) => member.branch === branch);
  const deputy = city.posts.find(
    (post) => post.orgId === unit.committee && post.post === 'organ-committee-deputy',
  );
  const elsewhere = city.members.find((member) => member.employerId === city.units[1]!.id)!;
  const hash = await hashPassword(DEMO_PASSWORD);
  const people: [keyof DemoAccounts, string, string | null, RoleName | null, string | null][] = [
    ['clerk', '市直机关工委 · 组织科', elsewhere.id, 'clerk', city.root],
    ['officer', '机关党委 · 专职副书记', deputy?.personId ?? null, 'officer', unit.id],
    ['secretary', '党支部书记', inBranch[0]!.id, null, null],
    ['member', '党员', inBranch[4]!.id, null, null],
    ['rater', '评议代表', null, 'rater', unit.id],
    ['auditor', '审计管理员', null, 'auditor', null],
    ['sysadmin', '系统管理员', null, 'sysadmin', null],
    ['secadmin', '安全管理员', null, 'secadmin', null],
  ];
  const accounts = {} as DemoAccounts;
  for (const [number, [login, displayName, personId, role, orgId]] of people.entries()) {
    const id = demoId(seed, 'account', number);
    await tx
      .insertInto('account')
      .values({
        tenant_id: tenantId,
        id,
        login,
        display_name: displayName,
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
    accounts[login] = { accountId: id, personId };
  }
  return accounts;
}
