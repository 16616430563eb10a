import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import '#platform/audit/audit.tables.ts';
import '#platform/auth/auth.tables.ts';

const LOCK = 7_264_002;

/** Makes set-ups wait for each other until the commit, over all servers of a database. */
export async function oneSetUpAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
}

/** Whether there is a tenant. To be asked outside a tenant's transaction, which sees its own rows only. */
export async function anyTenant(lookup: Tx): Promise<boolean> {
  const found = await lookup.selectFrom('tenant').select('tenant_id').limit(1).execute();
  return found.length > 0;
}

/** Adds accounts that belong to no person of the register. */
export async function addFirstAccounts(
  tx: Tx,
  tenantId: string,
  accounts: readonly { id: string; login: string; displayName: string; hash: string }[],
): Promise<void> {
  const rows = accounts.map(({ id, login, displayName, hash }) => ({
    tenant_id: tenantId,
    id,
    login,
    display_name: displayName,
    person_id: null,
    password_hash: hash,
  }));
  await tx.insertInto('account').values(rows).execute();
}
