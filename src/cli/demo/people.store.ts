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
  | ('clerk' | 'officer' | 'secretary' | 'member' | 'rater' | 'auditor' | 'sysadmin' | 'secadmin')
  | ('leader' | 'deputy' | 'second-officer' | 'second-secretary' | 'organiser' | 'head' | 'neighbour'),
  { accountId: string; personId: string | null }
>;

/**
 * Opens the documented accounts. One for each role: the clerk at the work committee, officer, secretary and member in
 * the first unit, the rater with no file of his own, and the three administrators (三员) who belong to nobody's branch.
 * And those whom a step by a second person needs: the leading group's secretary and the deputy in charge, the organ
 * committee's secretary, a branch committee member, the second branch's secretary and the third's head of department,
 * and the next unit's officer.
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
  const next = city.units[1]!;
  const holder = (orgId: string | undefined, post: string) =>
    city.posts.find((each) => each.orgId === orgId && each.post === post)?.personId ?? null;
  const elsewhere = city.members.find((member) => member.employerId === next.id)!;
  const hash = await hashPassword(DEMO_PASSWORD);
  const people: [keyof DemoAccounts, string, string | null, RoleName | null, string | null][] = [
    ['clerk', '市直机关工委 · 组织科', elsewhere.id, 'clerk', city.root],
    [
      'officer',
      '机关党委 · 专职副书记',
      holder(unit.committee, 'organ-committee-deputy'),
      'officer',
      unit.id,
    ],
    ['secretary', '党支部书记', inBranch[0]!.id, null, null],
    ['member', '党员', inBranch[4]!.id, null, null],
    ['rater', '评议代表', null, 'rater', unit.id],
    ['auditor', '审计管理员', null, 'auditor', null],
    ['sysadmin', '系统管理员', null, 'sysadmin', null],
    ['secadmin', '安全管理员', null, 'secadmin', null],
    ['leader', '党组书记', holder(unit.leadingGroup, 'leading-group-secretary'), null, null],
    ['deputy', '分管领导', holder(unit.leadingGroup, 'deputy-in-charge'), null, null],
    [
      'second-officer',
      '机关党委书记',
      holder(unit.committee, 'organ-committee-secretary'),
      'officer',
      unit.id,
    ],
    ['second-secretary', '第二党支部书记', holder(unit.branches[1], 'branch-secretary'), null, null],
    ['organiser', '组织委员', holder(branch, 'organisation-member'), null, null],
    ['head', '处长（保留职责）', holder(unit.branches[2], 'retained-head'), null, null],
    [
      'neighbour',
      '邻近单位机关党委书记',
      holder(next.committee, 'organ-committee-secretary'),
      'officer',
      next.id,
    ],
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
