import { newId } from '#kernel/ids.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoleName } from '#platform/http/endpoint.ts';
import { bindingText } from './binding.ts';
import '#platform/auth/auth.tables.ts';

/** Writes a sealed role binding. Callers have decided that it may be granted (`mayHoldTogether`, authority, scope). */
export async function bindRole(
  tx: Tx,
  keys: Keys,
  binding: {
    tenantId: string;
    accountId: string;
    role: RoleName;
    orgId: string | null;
    fromOn: string;
    toOn: string | null;
    grantedBy: string | null;
  },
): Promise<string> {
  const id = newId();
  const { tenantId, accountId, role, orgId, fromOn, toOn } = binding;
  await tx
    .insertInto('role_binding')
    .values({
      tenant_id: tenantId,
      id,
      account_id: accountId,
      role,
      org_id: orgId,
      from_on: fromOn,
      to_on: toOn,
      granted_by: binding.grantedBy,
      seal: keys.mac(bindingText(tenantId, accountId, role, orgId, fromOn, toOn)),
    })
    .execute();
  return id;
}
