import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import { isNarrow } from './narrow-scope.store.ts';
import './records.tables.ts';
import type { HeldFor, RecordDetails, RecordState } from './records.tables.ts';

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

/** A record as a list shows it. */
export type RecordListRow = {
  id: string;
  org_id: string;
  org_name: string;
  kind: string;
  occurred_on: Day;
  title: string;
  minutes_spent: number;
  state: RecordState;
  held_for: HeldFor | null;
  late_days: number;
  details: RecordDetails;
};

/**
 * Records within a scope, newest day first, one more than `limit`. Without a filter on state, withdrawn ones are left
 * out. A narrow scope reads the newest of each of its organisations and merges them; a wide one walks the tenant's
 * order by day. Both are indexed.
 */
export async function listRecordRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  hidden: PrivateKinds,
  filter: RecordFilter,
  after: { occurredOn: Day; id: string } | null,
  limit: number,
): Promise<RecordListRow[]> {
  const inside = { path: 'o.path', org: 'o.id' };
  const where = [sql`r.tenant_id = ${tenantId}`];
  where.push(filter.state ? sql`r.state = ${filter.state}` : sql`r.state <> 'withdrawn'`);
  if (filter.kinds) where.push(sql`r.kind = any(${[...filter.kinds]}::text[])`);
  if (filter.from) where.push(sql`r.occurred_on >= ${filter.from}::date`);
  if (filter.to) where.push(sql`r.occurred_on <= ${filter.to}::date`);
  if (after) where.push(sql`(r.occurred_on, r.id) < (${after.occurredOn}::date, ${after.id}::uuid)`);
  if (hidden.kinds.length > 0) {
    where.push(sql`(r.kind <> all(${[...hidden.kinds]}::text[]) or ${inScope(hidden.scope, inside)}
      or exists (select from record_person rp where rp.tenant_id = r.tenant_id and rp.record_id = r.id and rp.person_id = ${hidden.personId}::uuid))`);
  }
  const place = sql`o.tenant_id = ${tenantId} and ${inScope(scope, inside)} ${filter.orgId ? sql`and o.id = ${filter.orgId}::uuid` : sql``}`;
  const order = sql`r.occurred_on desc, r.id desc limit ${limit + 1}`;
  const shown = sql`r.id, r.org_id, o.name as org_name, r.kind, r.occurred_on, r.title, r.minutes_spent, r.state, r.held_for, r.late_days, r.details`;
  const narrow = filter.orgId !== undefined || (await isNarrow(tx, tenantId, scope));
  const { rows } = narrow
    ? await sql<RecordListRow>`
        select ${shown} from organisation o
        cross join lateral (select r.* from record r where r.org_id = o.id and ${sql.join(where, sql` and `)} order by ${order}) r
        where ${place} order by ${order}`.execute(tx)
    : await sql<RecordListRow>`
        select ${shown} from record r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
        where ${sql.join(where, sql` and `)} and ${place} order by ${order}`.execute(tx);
  return rows;
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
