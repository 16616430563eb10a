import type { Tx } from '#platform/database/schema.ts';

declare module '#platform/database/schema.ts' {
  interface Schema {
    rules_acknowledgement: { tenant_id: string; account_id: string; version: number; hash: string; at: Date };
  }
}

/** When an account acknowledged a version, or null. */
export async function acknowledgedAt(
  tx: Tx,
  tenantId: string,
  accountId: string,
  version: number,
): Promise<Date | null> {
  const row = await tx
    .selectFrom('rules_acknowledgement')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Notes that accounts have read a version; the first time counts. */
export async function addAcknowledgements(
  tx: Tx,
  tenantId: string,
  accountIds: readonly string[],
  read: { version: number; hash: string; at: Date },
): Promise<void> {
  if (accountIds.length === 0) return;
  await tx
    .insertInto('rules_acknowledgement')
    .values(accountIds.map((id) => ({ tenant_id: tenantId, account_id: id, ...read })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id', 'version']).doNothing())
    .execute();
}
