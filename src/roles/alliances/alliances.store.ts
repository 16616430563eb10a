import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { AllianceMode } from '#standards/packs/alliance-modes.schema.ts';
import './alliances.tables.ts';
import type { AllianceState } from './alliances.rules.ts';

export type AllianceRecord = NonNullable<Awaited<ReturnType<typeof loadAlliance>>>;

/** An alliance with its lead's name and place, and the names of those who approved it and keep its chain. */
export async function loadAlliance(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('alliance as a')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.id', '=', 'a.org_id'),
    )
    .leftJoin('account as approver', (join) =>
      join.onRef('approver.tenant_id', '=', 'a.tenant_id').onRef('approver.id', '=', 'a.approved_by'),
    )
    .leftJoin('alliance_chain as c', (join) =>
      join.onRef('c.tenant_id', '=', 'a.tenant_id').onRef('c.id', '=', 'a.chain_id'),
    )
    .leftJoin('organisation as f', (join) =>
      join.onRef('f.tenant_id', '=', 'a.tenant_id').onRef('f.id', '=', 'a.founded_id'),
    )
    .selectAll('a')
    .select([
      'o.name as lead_name',
      'o.path as lead_path',
      'f.name as founded_name',
      'approver.display_name as approver_name',
      'c.name as chain_name',
    ])
    .where('a.tenant_id', '=', tenantId)
    .where('a.id', '=', id)
    .executeTakeFirst();
}

/** What is written down in an agreement beside its parties. */
export type AgreementColumns = {
  mode: AllianceMode;
  advised: AllianceMode | null;
  rule: string;
  answers: Record<string, string>;
  differs_because: string;
  name: string;
  purpose: string;
  council: string;
  ending: string;
  from_on: Day;
  sunset_on: Day;
  content_hash: string;
};

/** Adds an alliance in preparation. */
export async function insertAlliance(
  tx: Tx,
  tenantId: string,
  row: AgreementColumns & { id: string; leadId: string; by: string },
): Promise<void> {
  const { id, leadId, by, ...columns } = row;
  await tx
    .insertInto('alliance')
    .values({
      tenant_id: tenantId,
      id,
      org_id: leadId,
      ...columns,
      answers: sql`${JSON.stringify(columns.answers)}::jsonb` as never,
      chain_id: null,
      chain_tier: null,
      under_id: null,
      approved_hash: null,
      approved_on: null,
      approved_by: null,
      submitted_by: null,
      ended_on: null,
      proposed_by: by,
    })
    .execute();
}

/** What a change sets in an alliance's row. */
export type AllianceChange = Partial<
  AgreementColumns & {
    state: AllianceState;
    approved_hash: string | null;
    approved_on: Day | null;
    approved_by: string | null;
    submitted_by: string | null;
    ended_on: Day | null;
    chain_id: string | null;
    chain_tier: string | null;
    under_id: string | null;
    founded_id: string;
    dissolved_on: Day;
  }
>;

/** Changes an alliance that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateAlliance(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: AllianceChange,
): Promise<number | undefined> {
  const { answers, ...plain } = change;
  return updateAtVersion(
    tx,
    'alliance',
    { tenantId, id, version },
    { ...plain, ...(answers ? { answers: sql`${JSON.stringify(answers)}::jsonb` as never } : {}) },
  );
}

export type NewAllianceEvent = {
  /** An action of the life, or propose, edit, consent, decline, link. */
  action: string;
  toState: AllianceState;
  partyId?: string | null;
  by: string | null;
  at: Date;
  note?: string;
  hash?: string;
};

/** Adds to what happened; nothing is ever taken out of it. */
export async function addAllianceEvent(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  event: NewAllianceEvent,
): Promise<void> {
  await tx
    .insertInto('alliance_event')
    .values({
      tenant_id: tenantId,
      id: newId(),
      alliance_id: allianceId,
      action: event.action as never,
      to_state: event.toState,
      party_id: event.partyId ?? null,
      account_id: event.by,
      at: event.at,
      note: event.note ?? '',
      content_hash: event.hash ?? null,
    })
    .execute();
}

/** What happened to an alliance, from the first on; at most the last 200. */
export async function selectAllianceEvents(tx: Tx, tenantId: string, allianceId: string) {
  const rows = await tx
    .selectFrom('alliance_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .leftJoin('alliance_party as p', (join) =>
      join.onRef('p.tenant_id', '=', 'e.tenant_id').onRef('p.id', '=', 'e.party_id'),
    )
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.org_id'),
    )
    .select(['e.id', 'e.action', 'e.to_state', 'e.at', 'e.note', 'a.display_name', 'o.name as party_name'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.alliance_id', '=', allianceId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)
    .execute();
  return rows.reverse();
}

/** The predicate that a party of the alliance `a` lies in a scope. */
export function sharedInScope(scope: Scope): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from alliance_party s join organisation so on so.tenant_id = s.tenant_id and so.id = s.org_id
    where s.tenant_id = a.tenant_id and s.alliance_id = a.id and ${inScope(scope, { path: 'so.path', org: 'so.id' })})`;
}

export type AllianceFilter = { state?: AllianceState | 'running'; mode?: AllianceMode; q?: string };

const RUNNING = ['active', 'revising', 'resubmitted'] as const;

/** A page of alliances in scope: the next to end first, those that ended or were withdrawn last. */
export async function selectAlliances(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: AllianceFilter,
  after: readonly [number, Day, string] | null,
  limit: number,
) {
  const over = sql<boolean>`a.state in ('ended', 'withdrawn')`;
  let query = tx
    .selectFrom('alliance as a')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'a.tenant_id').onRef('o.id', '=', 'a.org_id'),
    )
    .selectAll('a')
    .select('o.name as lead_name')
    .where('a.tenant_id', '=', tenantId)
    .where(sharedInScope(scope));
  if (filter.state === 'running') query = query.where('a.state', 'in', RUNNING);
  else if (filter.state) query = query.where('a.state', '=', filter.state);
  if (filter.mode) query = query.where('a.mode', '=', filter.mode);
  if (filter.q) query = query.where('a.name', 'like', anywhere(filter.q));
  if (after)
    query = query.where(
      sql<SqlBool>`(${over}, a.sunset_on, a.id) > (${after[0] === 1}::boolean, ${after[1]}::date, ${after[2]}::uuid)`,
    );
  return query.orderBy(over).orderBy('a.sunset_on').orderBy('a.id').limit(limit).execute();
}
