import { type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import './alliances.tables.ts';

/** A party with its name, its place in the tree and who answers for it. */
export type PartyRecord = Awaited<ReturnType<typeof loadParties>>[number];

/** The parties of alliances that have not left, in their order, the lead first. */
export async function loadParties(tx: Tx, tenantId: string, allianceIds: readonly string[]) {
  return tx
    .selectFrom('alliance_party as p')
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.org_id'),
    )
    .leftJoin('person as n', (join) =>
      join.onRef('n.tenant_id', '=', 'p.tenant_id').onRef('n.id', '=', 'p.person_id'),
    )
    .selectAll('p')
    .select([
      'o.path',
      'o.state as org_state',
      'n.name as person_name',
      sql<string>`coalesce(o.name, p.outside_name)`.as('name'),
      sql<
        string | null
      >`(select u.name from organisation u where u.tenant_id = o.tenant_id and u.kind = 'unit' and o.path ^@ u.path and u.id <> o.id limit 1)`.as(
        'unit_name',
      ),
    ])
    .where('p.tenant_id', '=', tenantId)
    .where(sql<SqlBool>`p.alliance_id = any(${[...allianceIds]}::uuid[])`)
    .where('p.left_on', 'is', null)
    .orderBy('p.alliance_id')
    .orderBy('p.lead', 'desc')
    .orderBy('p.place')
    .orderBy('p.id')
    .execute();
}

export type NewParty = {
  orgId: string | null;
  outsideName: string | null;
  lead: boolean;
  place: number;
  duty: string;
  document: string;
};

/** Adds parties, or rewrites those of the same organisation or outside name; an organisation that had left is back. */
export async function saveParties(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  parties: readonly NewParty[],
): Promise<void> {
  const ids = parties.map(() => newId());
  await sql`
    with given as (
      select * from unnest(${ids}::uuid[], ${parties.map((each) => each.orgId)}::uuid[], ${parties.map((each) => each.outsideName)}::text[],
        ${parties.map((each) => each.lead)}::boolean[], ${parties.map((each) => each.place)}::int[], ${parties.map((each) => each.duty)}::text[],
        ${parties.map((each) => each.document)}::text[]) as g(id, org_id, outside_name, lead, place, duty, document)),
    kept as (
      update alliance_party p set duty = g.duty, place = g.place, document = g.document, left_on = null
      from given g where p.tenant_id = ${tenantId} and p.alliance_id = ${allianceId}
        and (p.org_id = g.org_id or p.outside_name = g.outside_name) returning g.id)
    insert into alliance_party (tenant_id, id, alliance_id, org_id, outside_name, lead, place, duty, document)
    select ${tenantId}, g.id, ${allianceId}, g.org_id, g.outside_name, g.lead, g.place, g.duty, g.document
    from given g where g.id not in (select id from kept)`.execute(tx);
}

/** Takes out the parties that are not named: those that left nothing behind entirely, the others with the day they left. */
export async function dropParties(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  keep: { orgIds: readonly string[]; outside: readonly string[] },
  today: Day,
): Promise<void> {
  const gone = sql`p.tenant_id = ${tenantId} and p.alliance_id = ${allianceId} and not p.lead
    and not coalesce(p.org_id = any(${[...keep.orgIds]}::uuid[]), false) and not coalesce(p.outside_name = any(${[...keep.outside]}::text[]), false)`;
  await sql`delete from alliance_party p where ${gone}
    and not exists (select from alliance_entry e where e.tenant_id = p.tenant_id and e.party_id = p.id)
    and not exists (select from alliance_act t where t.tenant_id = p.tenant_id and t.party_id = p.id)
    and not exists (select from alliance_figure f where f.tenant_id = p.tenant_id and f.party_id = p.id)`.execute(
    tx,
  );
  await sql`update alliance_party p set left_on = ${today}::date where ${gone} and p.left_on is null`.execute(
    tx,
  );
}

/** Writes down that a party agreed to a text and who answers for it there; with null that it does not. */
export async function setConsent(
  tx: Tx,
  tenantId: string,
  partyId: string,
  consent: { hash: string; by: string; at: Date; personId: string; served: string[] } | null,
): Promise<void> {
  await tx
    .updateTable('alliance_party')
    .set({
      consented_hash: consent?.hash ?? null,
      consented_by: consent?.by ?? null,
      consented_at: consent?.at ?? null,
      ...(consent ? { person_id: consent.personId, served: consent.served } : {}),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', partyId)
    .execute();
}
