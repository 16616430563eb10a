import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import './fusion.tables.ts';
import type { Reading } from './fusion.rules.ts';

/** A business item with its unit, its owner and its last twelve figures, oldest first. */
export type ItemRow = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  title: string;
  owner_id: string;
  owner: string;
  indicator: string;
  measure: string;
  source: string;
  baseline: number;
  target: number;
  baseline_on: Day;
  due_on: Day;
  ended_on: Day | null;
  readings: Reading[];
  links: number;
  confirmed_on: Day | null;
  version: number;
};

/** The last twelve figures of the item `b`, oldest first. */
export const lastReadings = sql`coalesce((
  select jsonb_agg(jsonb_build_object('onDay', r.on_day, 'value', r.value::float8) order by r.on_day)
  from (select on_day, value from business_reading where tenant_id = b.tenant_id and item_id = b.id order by on_day desc limit 12) r), '[]')`;

const items = (where: RawBuilder<unknown>) => sql<ItemRow>`
  select b.id, b.org_id, u.name as org_name, u.path as org_path, b.title, b.owner_id, p.name as owner, b.indicator, b.measure, b.source,
    b.baseline::float8 as baseline, b.target::float8 as target, b.baseline_on, b.due_on, b.ended_on, b.version,
    ${lastReadings} as readings,
    x.links, x.confirmed_on
  from business_item b
  join organisation u on u.tenant_id = b.tenant_id and u.id = b.org_id
  join person p on p.tenant_id = b.tenant_id and p.id = b.owner_id
  cross join lateral (select count(*)::int as links, min(l.confirmed_on) as confirmed_on from fusion_link l
    where l.tenant_id = b.tenant_id and l.item_id = b.id and l.state = 'confirmed') x
  where ${where}`;

/** One item, or undefined. */
export async function loadItem(tx: Tx, tenantId: string, id: string): Promise<ItemRow | undefined> {
  const { rows } = await items(sql`b.tenant_id = ${tenantId} and b.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** Which items: of the units in or over a path (`loose`: without a confirmed link), or those of one person. */
export type ItemsOf = { path: string; q: string; loose: boolean } | { personId: string };

/** Items that are followed, newest first; one more than `limit`. */
export async function itemsOf(
  tx: Tx,
  tenantId: string,
  of: ItemsOf,
  after: readonly [string] | null,
  limit: number,
): Promise<ItemRow[]> {
  const where =
    'personId' in of
      ? sql`b.owner_id = ${of.personId}::uuid`
      : sql`(u.path ^@ ${of.path} or ${of.path} ^@ u.path) ${of.loose ? sql`and x.links = 0` : sql``}
        ${of.q === '' ? sql`` : sql`and b.title like ${anywhere(of.q)}`}`;
  const { rows } = await items(sql`b.tenant_id = ${tenantId} and b.ended_on is null and ${where}
    ${after === null ? sql`` : sql`and b.id < ${after[0]}::uuid`} order by b.id desc limit ${limit + 1}`).execute(
    tx,
  );
  return rows;
}

/** How many items there are in or over a path, and how many have a confirmed link. */
export async function countItems(tx: Tx, tenantId: string, path: string) {
  const { rows } = await sql<{ all: number; linked: number }>`
    select count(*)::int as all, count(*) filter (where exists (select from fusion_link l
      where l.tenant_id = b.tenant_id and l.item_id = b.id and l.state = 'confirmed'))::int as linked
    from business_item b join organisation u on u.tenant_id = b.tenant_id and u.id = b.org_id
    where b.tenant_id = ${tenantId} and b.ended_on is null and (u.path ^@ ${path} or ${path} ^@ u.path)`.execute(
    tx,
  );
  return rows[0] ?? { all: 0, linked: 0 };
}

/** A business item to be written. */
export type NewItem = {
  title: string;
  ownerId: string;
  indicator: string;
  measure: string;
  source: string;
  baseline: number;
  target: number;
  baselineOn: Day;
  dueOn: Day;
};

/** Adds an item to a unit. Null if there is one of that title. */
export async function insertItem(
  tx: Tx,
  tenantId: string,
  unitId: string,
  item: NewItem,
  by: string,
): Promise<string | null> {
  const row = await tx
    .insertInto('business_item')
    .values({
      tenant_id: tenantId,
      id: newId(),
      org_id: unitId,
      title: item.title,
      owner_id: item.ownerId,
      indicator: item.indicator,
      measure: item.measure,
      source: item.source,
      baseline: String(item.baseline),
      target: String(item.target),
      baseline_on: item.baselineOn,
      due_on: item.dueOn,
      made_by: by,
      ended_on: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Changes an item that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateItem(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: { owner_id: string } | { ended_on: Day; note: string },
) {
  return updateAtVersion(tx, 'business_item', { tenantId, id, version }, change);
}

/** Enters the figure of a day; one entered before for that day is replaced. */
export async function putReading(
  tx: Tx,
  tenantId: string,
  itemId: string,
  reading: Reading,
  by: { accountId: string; personId: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('business_reading')
    .values({
      tenant_id: tenantId,
      item_id: itemId,
      on_day: reading.onDay,
      value: String(reading.value),
      account_id: by.accountId,
      person_id: by.personId,
      at: by.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'item_id', 'on_day']).doUpdateSet({
        value: String(reading.value),
        account_id: by.accountId,
        person_id: by.personId,
        at: by.at,
      }),
    )
    .execute();
}
