import type { RoleName } from '#platform/http/endpoint.ts';

/** The text that a role binding's seal authenticates: editing any part of the row in the database breaks it (T04). */
export function bindingText(
  tenantId: string,
  accountId: string,
  role: string,
  orgId: string | null,
  fromOn: string,
  toOn: string | null,
): string {
  return ['role-binding', tenantId, accountId, role, orgId ?? '', fromOn, toOn ?? ''].join('|');
}

/** 三员: no account, and no person, may hold two of them, nor one of them beside any other granted role (GB/T 22239 安全管理中心). */
export const separatedRoles: readonly RoleName[] = ['sysadmin', 'secadmin', 'auditor'];

/** Whether an account that holds `held` may be granted `wanted` under 三员分立. */
export function mayHoldTogether(held: readonly RoleName[], wanted: RoleName): boolean {
  const others = held.filter((role) => role !== wanted);
  if (separatedRoles.includes(wanted)) return others.length === 0;
  return !others.some((role) => separatedRoles.includes(role));
}
