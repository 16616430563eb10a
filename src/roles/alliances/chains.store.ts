import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { AllianceMode } from '#standards/packs/alliance-modes.schema.ts';
import './alliances.tables.ts';
import type { AllianceState } from './alliances.rules.ts';

export type ChainRow = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  template: string;
  name: string;
  purpose: string;
  created_on: Day;
  version: number;
  links: number;
  members: number;
};

const columns = sql`
  c.id, c.org_id, o.name as org_name, o.path as org_path, c.template, c.name, c.purpose, c.created_on, c.version,
  (select count(*) from alliance a where a.tenant_id = c.tenant_id and a.chain_id = c.id and a.state in ('active', 'revising', 'resubmitted'))::int as links,
  (select count(distinct coalesce(p.org_id::text, p.outside_name)) from alliance a
    join alliance_party p on p.tenant_id = a.tenant_id and p.alliance_id = a.id and p.left_on is null
    where a.tenant_id = c.tenant_id and a.chain_id = c.id and a.state in ('active', 'revising', 'resubmitted'))::int as members`;

/** A page of chains, the newest first. */
export async function selectChains(
  tx: Tx,
  tenantId: string,
  after: readonly [Day, string] | null,
  limit: number,
) {
  const { rows } = await sql<ChainRow>`
    select ${columns} from alliance_chain c join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    where c.tenant_id = ${tenantId}
      and ${after === null ? sql`true` : sql`(c.created_on < ${after[0]}::date or (c.created_on = ${after[0]}::date and c.id > ${after[1]}::uuid))`}
    order by c.created_on desc, c.id limit ${limit}`.execute(tx);
  return rows;
}

/** One chain, or undefined. */
export async function loadChain(tx: Tx, tenantId: string, id: string): Promise<ChainRow | undefined> {
  const { rows } = await sql<ChainRow>`
    select ${columns} from alliance_chain c join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    where c.tenant_id = ${tenantId} and c.id = ${id}`.execute(tx);
  return rows[0];
}

export type LinkRow = {
  id: string;
  name: string;
  mode: AllianceMode;
  state: AllianceState;
  chain_tier: string;
  under_id: string | null;
  lead_name: string;
};

/** The alliances of a chain that run. */
export async function selectLinks(tx: Tx, tenantId: string, chainId: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select a.id, a.name, a.mode, a.state, a.chain_tier, a.under_id, o.name as lead_name
    from alliance a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
    where a.tenant_id = ${tenantId} and a.chain_id = ${chainId} and a.state in ('active', 'revising', 'resubmitted')
    order by a.id limit 500`.execute(tx);
  return rows;
}

/** Every place that is taken in a chain, whatever the state of who holds it. */
export async function selectPlaces(tx: Tx, tenantId: string, chainId: string) {
  const rows = await tx
    .selectFrom('alliance')
    .select(['id', 'chain_tier as tier', 'under_id as underId'])
    .where('tenant_id', '=', tenantId)
    .where('chain_id', '=', chainId)
    .where('state', 'in', ['active', 'revising', 'resubmitted'])
    .execute();
  return rows.map((row) => ({ ...row, tier: row.tier ?? '' }));
}

/** Adds a chain. */
export async function insertChain(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    orgId: string;
    template: string;
    name: string;
    purpose: string;
    by: string;
    on: Day;
  },
): Promise<void> {
  await tx
    .insertInto('alliance_chain')
    .values({
      tenant_id: tenantId,
      id: row.id,
      org_id: row.orgId,
      template: row.template,
      name: row.name,
      purpose: row.purpose,
      created_by: row.by,
      created_on: row.on,
    })
    .execute();
}

/** Counts a change of a chain that is still at `version`; the new version, or undefined if somebody was faster. */
export async function touchChain(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
): Promise<number | undefined> {
  return updateAtVersion(tx, 'alliance_chain', { tenantId, id, version });
}
