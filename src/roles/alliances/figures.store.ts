import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './alliances.tables.ts';
import type { FigureState } from './figures.rules.ts';

export type FigureRow = {
  id: string;
  alliance_id: string;
  alliance_name: string;
  party_id: string;
  party_name: string;
  measure: string;
  scope: string;
  value: string;
  from_on: Day;
  to_on: Day;
  source: string;
  calibre: string;
  part_of: string | null;
  state: FigureState;
  reported_by: string;
  reporter_name: string;
  judge_name: string | null;
  note: string;
  version: number;
};

/** The figures of alliances in the order in which they came in; at most 2,000. */
export async function selectFigures(
  tx: Tx,
  tenantId: string,
  allianceIds: readonly string[],
): Promise<FigureRow[]> {
  if (allianceIds.length === 0) return [];
  const { rows } = await sql<FigureRow>`
    select f.id, f.alliance_id, a.name as alliance_name, f.party_id, coalesce(o.name, p.outside_name) as party_name, f.measure, f.scope,
      f.value::text as value, f.from_on, f.to_on, f.source, f.calibre, f.part_of, f.state, f.reported_by,
      r.display_name as reporter_name, j.display_name as judge_name, f.note, f.version
    from alliance_figure f
    join alliance a on a.tenant_id = f.tenant_id and a.id = f.alliance_id
    join alliance_party p on p.tenant_id = f.tenant_id and p.id = f.party_id
    left join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join account r on r.tenant_id = f.tenant_id and r.id = f.reported_by
    left join account j on j.tenant_id = f.tenant_id and j.id = f.judged_by
    where f.tenant_id = ${tenantId} and f.alliance_id = any(${[...allianceIds]}::uuid[])
    order by f.reported_at, f.id limit 2000`.execute(tx);
  return rows;
}

/** Adds a reported figure. */
export async function insertFigure(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    allianceId: string;
    partyId: string;
    measure: string;
    scope: string;
    value: string;
    fromOn: Day;
    toOn: Day;
    source: string;
    calibre: string;
    partOf: string | null;
    by: string;
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('alliance_figure')
    .values({
      tenant_id: tenantId,
      id: row.id,
      alliance_id: row.allianceId,
      party_id: row.partyId,
      measure: row.measure,
      scope: row.scope,
      value: row.value,
      from_on: row.fromOn,
      to_on: row.toOn,
      source: row.source,
      calibre: row.calibre,
      part_of: row.partOf,
      reported_by: row.by,
      reported_at: row.at,
      judged_by: null,
      judged_at: null,
    })
    .execute();
}

/** Judges a figure that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateFigure(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: { state: FigureState; note: string; by: string; at: Date },
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'alliance_figure',
    { tenantId, id, version },
    { state: change.state, note: change.note, judged_by: change.by, judged_at: change.at },
  );
}
