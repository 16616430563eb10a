import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import './schemes.tables.ts';

export type NewAdoption = {
  id: string;
  orgId: string;
  scheme: Scheme;
  hash: string;
  periodFrom: Day;
  periodTo: Day;
  adoptedOn: Day;
  adoptedBy: string;
};

/** Writes an adoption; it is never changed afterwards. */
export async function insertAdoption(tx: Tx, tenantId: string, adoption: NewAdoption): Promise<void> {
  await tx
    .insertInto('scheme_adoption')
    .values({
      tenant_id: tenantId,
      id: adoption.id,
      org_id: adoption.orgId,
      scheme_id: adoption.scheme.id,
      scheme_version: adoption.scheme.version,
      body: sql<Scheme>`${JSON.stringify(adoption.scheme)}::jsonb`,
      hash: adoption.hash,
      period_from: adoption.periodFrom,
      period_to: adoption.periodTo,
      adopted_on: adoption.adoptedOn,
      adopted_by: adoption.adoptedBy,
    })
    .execute();
}

const rows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('scheme_adoption as s')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 's.tenant_id').onRef('o.id', '=', 's.org_id'),
    )
    .select([
      's.id',
      's.org_id',
      'o.name as org_name',
      'o.path',
      's.scheme_id',
      's.scheme_version',
      's.hash',
      's.period_from',
      's.period_to',
      's.adopted_on',
      sql<{ zh: string; en: string }>`s.body->'title'`.as('title'),
    ])
    .where('s.tenant_id', '=', tenantId);

/** A page of adoptions, the latest period first; `after` is the last row's period and id. */
export async function selectAdoptions(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  after: readonly [Day, string] | null,
  limit: number,
) {
  let query = rows(tx, tenantId).where(scope);
  if (after)
    query = query.where(sql<SqlBool>`(s.period_from, s.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  return query.orderBy('s.period_from', 'desc').orderBy('s.id', 'desc').limit(limit).execute();
}

/** One adoption with its whole scheme, or undefined. */
export async function selectAdoption(tx: Tx, tenantId: string, id: string) {
  return rows(tx, tenantId).select('s.body').where('s.id', '=', id).executeTakeFirst();
}
