import { refuse } from '#kernel/result.ts';
import type { RoleName } from '#platform/http/endpoint.ts';

/** What is to be done with an account. */
export type AccountAction = 'disable' | 'enable' | 'reset' | 'rename';

type Account = { id: string; roles: readonly RoleName[] };

/**
 * Why the system administrator may not do this with an account, or null. Whoever could set the password of the security
 * or audit administrator could act as them; so their accounts are touched only after the security administrator has
 * revoked the role: two persons, both noted (三员分立).
 */
export function accountRefusal(actorAccountId: string, account: Account, action: AccountAction) {
  if (action === 'rename' || action === 'enable') return null;
  if (account.id === actorAccountId) {
    return refuse(
      'accounts/oneself',
      action === 'reset'
        ? '自己的密码请在个人菜单「修改密码」中修改。'
        : '不能停用自己的账号，请由另一位系统管理员操作。',
    );
  }
  const guarded = account.roles.some((role) => role === 'secadmin' || role === 'auditor');
  if (!guarded) return null;
  return refuse(
    'accounts/separated',
    '该账号担任安全管理员或审计管理员。请先由安全管理员撤销其角色，办完后再重新授予：这样一个人不能借改密码同时掌握两种权限。',
  );
}
