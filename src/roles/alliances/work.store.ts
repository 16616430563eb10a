import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './alliances.tables.ts';
import type { EntryList, EntryState } from './work.rules.ts';

const entries = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('alliance_entry as e')
    .innerJoin('alliance_party as p', (join) =>
      join.onRef('p.tenant_id', '=', 'e.tenant_id').onRef('p.id', '=', 'e.party_id'),
    )
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.org_id'),
    )
    .leftJoin('alliance_entry as n', (join) =>
      join.onRef('n.tenant_id', '=', 'e.tenant_id').onRef('n.id', '=', 'e.answers_id'),
    )
    .selectAll('e')
    .select([
      sql<string>`coalesce(o.name, p.outside_name)`.as('party_name'),
      'n.title as answers_title',
      'n.party_id as need_party_id',
    ])
    .where('e.tenant_id', '=', tenantId);

/** The three lists of an alliance, open ones first; at most 500 entries. */
export async function selectEntries(tx: Tx, tenantId: string, allianceId: string) {
  return entries(tx, tenantId)
    .where('e.alliance_id', '=', allianceId)
    .orderBy(sql`e.state in ('confirmed', 'dropped')`)
    .orderBy(sql`e.due_on nulls last`)
    .orderBy('e.id')
    .limit(500)
    .execute();
}

/** One entry of an alliance, or undefined. */
export async function findEntry(tx: Tx, tenantId: string, allianceId: string, id: string) {
  return entries(tx, tenantId)
    .where('e.alliance_id', '=', allianceId)
    .where('e.id', '=', id)
    .executeTakeFirst();
}

/** Adds an entry to a list. */
export async function insertEntry(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    allianceId: string;
    partyId: string;
    list: EntryList;
    title: string;
    detail: string;
    dueOn: Day | null;
    answersId: string | null;
    by: string;
    on: Day;
  },
): Promise<void> {
  await tx
    .insertInto('alliance_entry')
    .values({
      tenant_id: tenantId,
      id: row.id,
      alliance_id: row.allianceId,
      party_id: row.partyId,
      list: row.list,
      title: row.title,
      detail: row.detail,
      due_on: row.dueOn,
      answers_id: row.answersId,
      done_on: null,
      done_by: null,
      confirmed_on: null,
      confirmed_by: null,
      entered_by: row.by,
      entered_on: row.on,
    })
    .execute();
}

/** What a step changes in an entry. */
export type EntryChange = {
  state: EntryState;
  result?: string;
  done?: { on: Day; by: string } | null;
  confirmed?: { on: Day; by: string };
};

/** Changes an entry that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateEntry(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: EntryChange,
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'alliance_entry',
    { tenantId, id, version },
    {
      state: change.state,
      result: change.result,
      ...(change.done === undefined
        ? {}
        : { done_on: change.done?.on ?? null, done_by: change.done?.by ?? null }),
      ...(change.confirmed ? { confirmed_on: change.confirmed.on, confirmed_by: change.confirmed.by } : {}),
    },
  );
}

/** Marks a need as met; one that was dropped meanwhile stays as it is. */
export async function meetNeed(tx: Tx, tenantId: string, id: string, on: Day): Promise<void> {
  await tx
    .updateTable('alliance_entry')
    .set({ state: 'confirmed', confirmed_on: on })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

/** The joint activities of an alliance whose records stand, the latest first; at most 100. */
export async function selectActs(tx: Tx, tenantId: string, allianceId: string) {
  return tx
    .selectFrom('alliance_act as t')
    .innerJoin('record as r', (join) =>
      join.onRef('r.tenant_id', '=', 't.tenant_id').onRef('r.id', '=', 't.record_id'),
    )
    .select([
      't.id',
      't.party_id',
      't.on_day',
      't.gains',
      'r.id as record_id',
      'r.title',
      'r.outcome',
      'r.minutes_spent',
    ])
    .where('t.tenant_id', '=', tenantId)
    .where('t.alliance_id', '=', allianceId)
    .where('r.state', '=', 'standing')
    .orderBy('t.on_day', 'desc')
    .orderBy('t.id')
    .limit(100)
    .execute();
}

/** Adds a joint activity; false when this record is linked already. */
export async function insertAct(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    allianceId: string;
    partyId: string;
    recordId: string;
    onDay: Day;
    gains: readonly string[];
    by: string;
  },
): Promise<boolean> {
  const added = await tx
    .insertInto('alliance_act')
    .values({
      tenant_id: tenantId,
      id: row.id,
      alliance_id: row.allianceId,
      party_id: row.partyId,
      record_id: row.recordId,
      on_day: row.onDay,
      gains: sql`${[...row.gains]}::uuid[]` as never,
      entered_by: row.by,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'alliance_id', 'record_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export type LinkableRow = { id: string; title: string; on_day: Day; org_name: string; party_id: string };

/** Standing records of parties since a day that are of no private kind and not linked to this alliance yet, the latest first. */
export async function selectLinkable(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  of: { partyIds: readonly string[]; privateKinds: readonly string[]; since: Day; recordId?: string },
  limit: number,
): Promise<LinkableRow[]> {
  const { rows } = await sql<LinkableRow>`
    select r.id, r.title, r.occurred_on as on_day, o.name as org_name, p.id as party_id
    from alliance_party p
    join organisation po on po.tenant_id = p.tenant_id and po.id = p.org_id
    join organisation o on o.tenant_id = po.tenant_id and o.path ^@ po.path
    join record r on r.tenant_id = o.tenant_id and r.org_id = o.id
    where p.tenant_id = ${tenantId} and p.alliance_id = ${allianceId} and p.id = any(${[...of.partyIds]}::uuid[])
      and r.state = 'standing' and r.occurred_on >= ${of.since}::date and r.kind <> all(${[...of.privateKinds]}::text[])
      and ${of.recordId === undefined ? sql`true` : sql`r.id = ${of.recordId}::uuid`}
      and not exists (select from alliance_act t where t.tenant_id = r.tenant_id and t.alliance_id = p.alliance_id and t.record_id = r.id)
    order by r.occurred_on desc, r.id limit ${limit}`.execute(tx);
  return rows;
}
