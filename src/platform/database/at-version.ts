import { type Kysely, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Schema, Tx } from './schema.ts';

type Row = { tenant_id: string; id: string; version: number };

/** The tables whose rows have a version. */
type Versioned = {
  [Name in keyof Schema]: Selectable<Schema[Name]> extends Row ? Name : never;
}[keyof Schema];

/**
 * Changes a row that is still at `version`, and still holds what `still` names, and moves its version on by one. The new
 * version, or undefined if somebody was faster: then nothing is changed. A column given as undefined stays as it is.
 */
export async function updateAtVersion<Name extends Versioned>(
  tx: Tx,
  table: Name,
  row: { tenantId: string; id: string; version: number },
  change?: Omit<UpdateObject<Schema, Name>, keyof Row>,
  still: Partial<Selectable<Schema[Name]>> = {},
): Promise<number | undefined> {
  // What holds of every such table is said of one of that shape: the compiler cannot follow a table that is not named.
  let update = (tx as unknown as Kysely<{ versioned: Row }>)
    .updateTable(table as unknown as 'versioned')
    .set({ ...change, version: sql<number>`version + 1` })
    .where('tenant_id', '=', row.tenantId)
    .where('id', '=', row.id)
    .where('version', '=', row.version);
  for (const [column, value] of Object.entries(still))
    update = update.where(column as keyof Row, 'is not distinct from', value as string);
  const changed = await update.returning('version').executeTakeFirst();
  return changed?.version;
}
