import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import './records.tables.ts';
import type { RecordState } from './records.tables.ts';

/** What a list of records is cut down to. Days both included. */
export type RecordFilter = {
  orgId?: string;
  kinds?: readonly string[];
  state?: RecordState;
  from?: Day;
  to?: Day;
};

/** Kinds that are not for everybody in scope: only within `scope`, and to the person taking part. */
export type PrivateKinds = { kinds: readonly string[]; scope: Scope; personId: string | null };

/**
 * Records within a scope, newest day first, one more than `limit`. Without a filter on state, withdrawn ones are left
 * out. Both orders of the work are indexed: by day over the tenant, and by organisation and day.
 */
export async function listRecordRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  hidden: PrivateKinds,
  filter: RecordFilter,
  after: { occurredOn: Day; id: string } | null,
  limit: number,
) {
  const inside = { path: 'o.path', org: 'o.id' };
  let query = tx
    .selectFrom('record as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .select([
      'r.id',
      'r.org_id',
      'o.name as org_name',
      'r.kind',
      'r.occurred_on',
      'r.title',
      'r.minutes_spent',
      'r.state',
      'r.held_for',
      'r.late_days',
      'r.details',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where(inScope(scope, inside))
    .orderBy('r.occurred_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1);
  if (hidden.kinds.length > 0) {
    query = query.where(
      sql<boolean>`(r.kind <> all(${[...hidden.kinds]}::text[]) or ${inScope(hidden.scope, inside)}
        or exists (select from record_person rp where rp.tenant_id = r.tenant_id and rp.record_id = r.id and rp.person_id = ${hidden.personId}::uuid))`,
    );
  }
  if (filter.orgId) query = query.where('r.org_id', '=', filter.orgId);
  if (filter.kinds) query = query.where(sql<boolean>`r.kind = any(${[...filter.kinds]}::text[])`);
  query = filter.state
    ? query.where('r.state', '=', filter.state)
    : query.where('r.state', '<>', 'withdrawn');
  if (filter.from) query = query.where(sql<boolean>`r.occurred_on >= ${filter.from}::date`);
  if (filter.to) query = query.where(sql<boolean>`r.occurred_on <= ${filter.to}::date`);
  if (after) {
    query = query.where(sql<boolean>`(r.occurred_on, r.id) < (${after.occurredOn}::date, ${after.id}::uuid)`);
  }
  return query.execute();
}

/** What a person did in records of a span of days, one row a part, newest first. Standing records only. */
export async function recordsOfPerson(tx: Tx, tenantId: string, personId: string, from: Day, to: Day) {
  return tx
    .selectFrom('record_person as rp')
    .innerJoin('record as r', (join) =>
      join.onRef('r.tenant_id', '=', 'rp.tenant_id').onRef('r.id', '=', 'rp.record_id'),
    )
    .select(['r.id', 'r.kind', 'r.title', 'r.occurred_on', 'rp.part', 'rp.listed', 'rp.spoke', 'rp.minutes'])
    .where('rp.tenant_id', '=', tenantId)
    .where('rp.person_id', '=', personId)
    .where('rp.occurred_on', '>=', from)
    .where('rp.occurred_on', '<=', to)
    .where('r.state', '=', 'standing')
    .orderBy('rp.occurred_on', 'desc')
    .orderBy('rp.record_id', 'desc')
    .limit(2000)
    .execute();
}

/** Whether a person stands in a record in any part. */
export async function takesPart(
  tx: Tx,
  tenantId: string,
  recordId: string,
  personId: string | null,
): Promise<boolean> {
  if (!personId) return false;
  const row = await tx
    .selectFrom('record_person')
    .select('record_id')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
