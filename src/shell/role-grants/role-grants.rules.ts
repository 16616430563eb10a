import { type Day, isDay } from '#kernel/dates.ts';
import { refuse } from '#kernel/result.ts';
import { mayHoldTogether, separatedRoles } from '#platform/access/binding.ts';
import type { RoleName } from '#platform/http/endpoint.ts';

/** The kinds of organisation at which a role is held; null for a role of the whole tenant. */
export const heldAt: Readonly<Record<string, readonly string[] | null>> = {
  clerk: ['work_committee'],
  officer: ['unit', 'organ_committee', 'leading_group', 'general_branch'],
  rater: [
    'work_committee',
    'unit',
    'organ_committee',
    'leading_group',
    'general_branch',
    'branch',
    'joint_branch',
  ],
  auditor: null,
  sysadmin: null,
  secadmin: null,
};

export type Wish = { role: RoleName; orgKind: string | null; fromOn: Day; toOn: Day | null };

/** The account that a role is wished for: `held` are all roles of its person, on whatever account, now or later. */
export type Grantee = { id: string; state: 'active' | 'disabled'; held: readonly RoleName[]; same: boolean };

/**
 * Why a role may not be granted, or null. Nobody grants to oneself, so that no one extends one's own power; the three
 * administrators are three persons and hold nothing else (三员分立, GB/T 22239—2019).
 */
export function grantRefusal(actorAccountId: string, grantee: Grantee, wish: Wish) {
  const { role, orgKind, fromOn, toOn } = wish;
  if (grantee.id === actorAccountId) {
    return refuse('role-grants/oneself', '不能给自己授予角色，请由另一位安全管理员办理。');
  }
  if (grantee.state !== 'active') {
    return refuse('role-grants/disabled', '该账号已停用，请先由系统管理员启用。');
  }
  const places = heldAt[role] ?? null;
  if (places === null && orgKind !== null) return wrongPlace('此角色属于整个系统，不能限定在某个组织。');
  if (places !== null && orgKind === null) return wrongPlace('请选择此角色在哪个组织行使。');
  if (places !== null && orgKind !== null && !places.includes(orgKind)) {
    return wrongPlace('此角色不能在这一类组织行使，请另选组织。');
  }
  if (!isDay(fromOn) || (toOn !== null && !isDay(toOn))) return wrongDays('日期不存在，请核对。');
  if (toOn !== null && toOn <= fromOn) return wrongDays('停用日期应晚于启用日期。');
  if (!mayHoldTogether(grantee.held, role)) {
    const three = separatedRoles.includes(role);
    return refuse(
      'role-grants/separated',
      three
        ? '三员（系统、安全、审计管理员）须由不同的人担任，且不得兼任其他角色或绑定人员。请为此另建专用账号。'
        : '该账号担任三员之一，不得兼任业务角色。请为业务工作另用账号。',
    );
  }
  if (grantee.same) return refuse('role-grants/held', '该账号在这个组织已有此角色，无需重复授予。');
  return null;
}

function wrongPlace(message: string) {
  return refuse('role-grants/place', message, { status: 400, errors: [{ path: 'body.orgId', message }] });
}

function wrongDays(message: string) {
  return refuse('role-grants/days', message, { status: 400, errors: [{ path: 'body.toOn', message }] });
}
