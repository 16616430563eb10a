import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#organisation/organisation.tables.ts';
import type { HeldFor, RecordDetails, RecordPart, RecordState, Tally } from './records.tables.ts';

/** A record's own columns, as they are written. */
export type RecordRow = {
  id: string;
  orgId: string;
  kind: string;
  occurredOn: Day;
  lateDays: number;
  state: RecordState;
  heldFor: HeldFor | null;
  title: string;
  minutesSpent: number;
  outcome: string;
  details: RecordDetails;
  eventKey: Buffer;
};

/** One part of one person in a record. */
export type PersonRow = {
  personId: string;
  part: RecordPart;
  listed?: boolean;
  spoke?: boolean;
  votes?: boolean;
  minutes?: number;
  note?: string;
};

/** A decision as it is written. */
export type DecisionRow = {
  id: string;
  no: number;
  text: string;
  rule: string | null;
  tally: Tally | null;
  result: 'noted' | 'passed' | 'failed';
};

const columnsOf = (row: RecordRow) => ({
  org_id: row.orgId,
  kind: row.kind,
  occurred_on: row.occurredOn,
  late_days: row.lateDays,
  state: row.state,
  held_for: row.heldFor,
  title: row.title,
  minutes_spent: row.minutesSpent,
  outcome: row.outcome,
  details: sql<RecordDetails>`${JSON.stringify(row.details)}::jsonb`,
  event_key: row.eventKey,
});

/** Adds a record unless the same event stands already; answers whether it was added. A twin in another transaction is waited for. */
export async function insertRecord(
  tx: Tx,
  tenantId: string,
  row: RecordRow,
  entry: { receivedAt: Date; enteredBy: string | null },
): Promise<boolean> {
  const added = await tx
    .insertInto('record')
    .values({
      tenant_id: tenantId,
      id: row.id,
      received_at: entry.receivedAt,
      entered_by: entry.enteredBy,
      batch_id: null,
      ...columnsOf(row),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'org_id', 'event_key']).where('state', '<>', 'withdrawn').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** The standing record of the same event, or undefined. */
export async function findSameEvent(tx: Tx, tenantId: string, orgId: string, eventKey: Buffer) {
  return tx
    .selectFrom('record')
    .select(['id', 'title', 'occurred_on'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('event_key', '=', eventKey)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
}

/** Changes a record that is still at `version`; answers the new version, or undefined if somebody was faster. */
export async function updateRecord(tx: Tx, tenantId: string, row: RecordRow, version: number) {
  return updateAtVersion(tx, 'record', { tenantId, id: row.id, version }, columnsOf(row));
}

/** Moves a record to another state; answers the new version, or undefined if it is no longer at `version`. */
export async function setRecordState(
  tx: Tx,
  tenantId: string,
  id: string,
  next: { state: RecordState; heldFor: HeldFor | null },
  version: number,
) {
  return updateAtVersion(
    tx,
    'record',
    { tenantId, id, version },
    { state: next.state, held_for: next.heldFor },
  );
}

/** Writes who took part, in place of what was there. */
export async function replacePersons(
  tx: Tx,
  tenantId: string,
  recordId: string,
  occurredOn: Day,
  persons: readonly PersonRow[],
): Promise<void> {
  await tx
    .deleteFrom('record_person')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .execute();
  if (persons.length === 0) return;
  await tx
    .insertInto('record_person')
    .values(
      persons.map((each) => ({
        tenant_id: tenantId,
        record_id: recordId,
        person_id: each.personId,
        part: each.part,
        occurred_on: occurredOn,
        listed: each.listed ?? true,
        spoke: each.spoke ?? false,
        votes: each.votes ?? false,
        minutes: each.minutes ?? 0,
        note: each.note ?? '',
        acknowledged_at: null,
      })),
    )
    .execute();
}

/** Writes what was decided, in place of what was there. */
export async function replaceDecisions(
  tx: Tx,
  tenantId: string,
  recordId: string,
  decisions: readonly DecisionRow[],
): Promise<void> {
  await tx
    .deleteFrom('record_decision')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .execute();
  if (decisions.length === 0) return;
  await tx
    .insertInto('record_decision')
    .values(
      decisions.map((each) => ({
        tenant_id: tenantId,
        id: each.id,
        record_id: recordId,
        no: each.no,
        text: each.text,
        rule: each.rule,
        tally: each.tally === null ? null : sql<Tally>`${JSON.stringify(each.tally)}::jsonb`,
        result: each.result,
      })),
    )
    .execute();
}

/** Keeps what a record said before it is changed. */
export async function keepVersion(
  tx: Tx,
  tenantId: string,
  recordId: string,
  version: number,
  snapshot: unknown,
  change: { by: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('record_version')
    .values({
      tenant_id: tenantId,
      record_id: recordId,
      version,
      snapshot: sql`${JSON.stringify(snapshot)}::jsonb`,
      changed_by: change.by,
      changed_at: change.at,
    })
    .execute();
}

/** A record with its organisation and who entered it, or undefined. Locks it when it is to be changed. */
export async function findRecord(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = tx
    .selectFrom('record as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.entered_by'),
    )
    .selectAll('r')
    .select([
      'o.name as org_name',
      'o.kind as org_kind',
      'o.path as org_path',
      'a.display_name as entered_by_name',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', id);
  return (lock ? query.forUpdate(['r']) : query).executeTakeFirst();
}

/** Who took part in a record, by name. */
export async function personsOf(tx: Tx, tenantId: string, recordId: string) {
  return tx
    .selectFrom('record_person as rp')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'rp.tenant_id').onRef('p.id', '=', 'rp.person_id'),
    )
    .selectAll('rp')
    .select('p.name')
    .where('rp.tenant_id', '=', tenantId)
    .where('rp.record_id', '=', recordId)
    .orderBy('p.name')
    .orderBy('rp.person_id')
    .orderBy('rp.part')
    .execute();
}

/** What was decided, in order. */
export async function decisionsOf(tx: Tx, tenantId: string, recordId: string) {
  return tx
    .selectFrom('record_decision')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .orderBy('no')
    .execute();
}

/** What shows that it happened, or that something came of it. */
export async function evidenceOf(tx: Tx, tenantId: string, recordId: string) {
  return tx
    .selectFrom('record_evidence')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
}

/**
 * Of `personIds`, those who may stand in a record of an organisation: people employed by, or members or office-holders
 * under, the unit it belongs to (the whole tenant where it belongs to none). Others are as unknown as those who do not exist.
 */
export async function personsWithin(
  tx: Tx,
  tenantId: string,
  orgPath: string,
  personIds: readonly string[],
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    with ids as (select distinct unnest(${[...personIds]}::uuid[]) as id),
    home as (
      select coalesce(
        (select u.path from organisation u where u.tenant_id = ${tenantId} and u.kind = 'unit' and ${orgPath} like u.path || '%'
         order by length(u.path) desc limit 1), '') as path
    )
    select p.id from ids join person p on p.tenant_id = ${tenantId} and p.id = ids.id cross join home
    where home.path = ''
      or exists (select from organisation o where o.tenant_id = p.tenant_id and o.id = p.employer_id and o.path like home.path || '%')
      or exists (select from membership m join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id
                 where m.tenant_id = p.tenant_id and m.person_id = p.id and o.path like home.path || '%')
      or exists (select from attachment t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
                 where t.tenant_id = p.tenant_id and t.person_id = p.id and o.path like home.path || '%')
      or exists (select from appointment a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
                 where a.tenant_id = p.tenant_id and a.person_id = p.id and o.path like home.path || '%')`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}
