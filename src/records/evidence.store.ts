import type { Tx } from '#platform/database/schema.ts';
import type { Confirmation, EvidenceType } from './records.rules.ts';
import './records.tables.ts';

/** Adds a piece of evidence to a record. */
export async function insertEvidence(
  tx: Tx,
  tenantId: string,
  row: { id: string; recordId: string; kind: string; type: EvidenceType; text: string },
  entry: { by: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('record_evidence')
    .values({
      tenant_id: tenantId,
      id: row.id,
      record_id: row.recordId,
      kind: row.kind,
      type: row.type,
      text: row.text,
      entered_by: entry.by,
      entered_at: entry.at,
      confirmed: null,
      confirmed_by: null,
      confirmed_at: null,
    })
    .execute();
}

/** Marks a result as confirmed unless it is already; answers whether it was done. */
export async function setConfirmed(
  tx: Tx,
  tenantId: string,
  id: string,
  confirmation: { as: Confirmation; by: string | null; at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('record_evidence')
    .set({ confirmed: confirmation.as, confirmed_by: confirmation.by, confirmed_at: confirmation.at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('confirmed', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Marks the person a record is about as having said that it happened; answers whether there was something to say. */
export async function setAcknowledged(
  tx: Tx,
  tenantId: string,
  recordId: string,
  personId: string,
  answer: { at: Date; remark: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('record_person')
    .set({ acknowledged_at: answer.at, note: answer.remark })
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .where('person_id', '=', personId)
    .where('part', '=', 'subject')
    .where('acknowledged_at', 'is', null)
    .returning('record_id')
    .executeTakeFirst();
  return row !== undefined;
}
