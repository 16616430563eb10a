import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { OrganisationKind } from '../organisation.tables.ts';

export type NewOrganisation = {
  id?: string;
  kind: OrganisationKind;
  name: string;
  shortName?: string | null;
  parentId: string | null;
  category?: string | null;
  batchId?: string | null;
};

/**
 * Takes `count` numbers of the tenant's counter for path labels and returns the first. The counter's row is locked
 * until the commit, so that no label is given twice.
 */
export async function takeNumbers(tx: Tx, tenantId: string, count: number): Promise<number> {
  const row = await tx
    .updateTable('tenant')
    .set((eb) => ({ organisation_counter: eb('organisation_counter', '+', count) }))
    .where('tenant_id', '=', tenantId)
    .returning('organisation_counter')
    .executeTakeFirstOrThrow();
  return row.organisation_counter - count + 1;
}

/**
 * Adds organisations in one statement each way. A parent must stand before its children or exist already. Returns the
 * ids in the given order.
 */
export async function addOrganisations(
  tx: Tx,
  tenantId: string,
  list: readonly NewOrganisation[],
): Promise<string[]> {
  if (list.length === 0) return [];
  const first = await takeNumbers(tx, tenantId, list.length);
  const given = new Set(list.map((each) => each.id));
  const outside = [
    ...new Set(list.map((each) => each.parentId).filter((id) => id !== null && !given.has(id))),
  ] as string[];
  const parents = outside.length
    ? await tx
        .selectFrom('organisation')
        .select(['id', 'path'])
        .where('tenant_id', '=', tenantId)
        .where(sql<boolean>`id = any(${outside}::uuid[])`)
        .execute()
    : [];
  const pathOf = new Map(parents.map((row) => [row.id, row.path]));
  const rows = list.map((each, at) => {
    const id = each.id ?? newId();
    const parentPath = each.parentId === null ? '' : pathOf.get(each.parentId);
    if (parentPath === undefined) throw new Error('a parent organisation must be added before its children');
    const path = `${parentPath}${first + at}.`;
    pathOf.set(id, path);
    return {
      tenant_id: tenantId,
      id,
      kind: each.kind,
      name: each.name,
      short_name: each.shortName ?? null,
      parent_id: each.parentId,
      no: first + at,
      path,
      category: each.category ?? null,
      batch_id: each.batchId ?? null,
    };
  });
  for (let at = 0; at < rows.length; at += 2000) {
    await tx
      .insertInto('organisation')
      .values(rows.slice(at, at + 2000))
      .execute();
  }
  return rows.map((row) => row.id);
}

/** The organisation with this id, or undefined. */
export async function findOrganisation(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('organisation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Names of some organisations by id, dissolved ones too, in the order of the names. */
export async function organisationNames(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .orderBy('name')
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
