import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import './ledger.tables.ts';

/** The latest problem that was made of something, by the source's id. */
export async function problemFrom(tx: Tx, tenantId: string, sourceId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from problem where tenant_id = ${tenantId} and source_id = ${sourceId}::uuid order by reported_at desc limit 1`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
}
