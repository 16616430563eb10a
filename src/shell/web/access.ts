import type { Me } from '#platform/auth/session.contract.ts';
import type { AccessRule, RoleName } from '#platform/http/endpoint.ts';

/** Whether any role of the person may call the endpoint: for what a page offers; the server decides again. */
export function mayCallWith(me: Me, endpoint: { readonly access: AccessRule }): boolean {
  const rule: AccessRule = endpoint.access;
  if (rule === 'public' || rule === 'signed-in') return true;
  return me.grants.some((grant: { role: RoleName }) => rule[grant.role] !== undefined);
}
