import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import '#records/records.tables.ts';
import '#roles/ledger/ledger.tables.ts';

/** Kind, day and title of records, the earliest first. */
export async function selectRecordLabels(tx: Tx, tenantId: string, ids: readonly string[]) {
  return tx
    .selectFrom('record')
    .select(['id', 'kind', 'occurred_on', 'title'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy('occurred_on')
    .orderBy('id')
    .execute();
}

/** Titles of problems. */
export async function selectProblemLabels(tx: Tx, tenantId: string, ids: readonly string[]) {
  return tx
    .selectFrom('problem')
    .select(['id', 'title'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}
