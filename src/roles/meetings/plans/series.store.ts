import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { SeriesRule } from './series.rules.ts';
import '#organisation/organisation.tables.ts';
import './plans.tables.ts';

/** Adds a series. */
export async function insertSeries(
  tx: Tx,
  tenantId: string,
  series: {
    id: string;
    orgId: string;
    homeId: string;
    kinds: readonly string[];
    title: string;
    rule: SeriesRule;
    from: Day;
    to: Day;
    startsAt: string;
    place: string;
    minutes: number;
    madeBy: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('meeting_series')
    .values({
      tenant_id: tenantId,
      id: series.id,
      org_id: series.orgId,
      home_id: series.homeId,
      kinds: [...series.kinds],
      title: series.title,
      rule: sql<SeriesRule>`${JSON.stringify(series.rule)}::jsonb`,
      from_on: series.from,
      to_on: series.to,
      starts_at: series.startsAt,
      place: series.place,
      minutes: series.minutes,
      made_by: series.madeBy,
    })
    .execute();
}

/** Holds back others who plan the meetings of this organisation until the transaction ends: two at once would not see each other. */
export async function lockPlanning(tx: Tx, tenantId: string, orgId: string): Promise<void> {
  await tx
    .selectFrom('organisation')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', orgId)
    .forNoKeyUpdate()
    .execute();
}

/** Whether an organisation has a running series of one of these kinds in a span. */
export async function seriesOver(
  tx: Tx,
  tenantId: string,
  orgId: string,
  kinds: readonly string[],
  span: { from: Day; to: Day },
) {
  return tx
    .selectFrom('meeting_series')
    .select(['id', 'title'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('state', '=', 'active')
    .where('from_on', '<=', span.to)
    .where('to_on', '>=', span.from)
    .where(sql<boolean>`kinds && ${[...kinds]}::text[]`)
    .limit(1)
    .executeTakeFirst();
}

/** A series as stored. */
export type SeriesRow = {
  id: string;
  title: string;
  kinds: string[];
  rule: SeriesRule;
  from_on: Day;
  to_on: Day;
  version: number;
  left: number;
  held: number;
  next: Day | null;
};

/** The running series of an organisation, with what is left of each. */
export async function seriesOf(tx: Tx, tenantId: string, orgId: string, today: Day): Promise<SeriesRow[]> {
  const { rows } = await sql<SeriesRow>`
    select s.id, s.title, s.kinds, s.rule, s.from_on, s.to_on, s.version,
      count(l.id) filter (where l.state in ('planned', 'announced') and l.on_day >= ${today}::date)::int as left,
      count(l.id) filter (where l.state = 'held')::int as held,
      min(l.on_day) filter (where l.state in ('planned', 'announced') and l.on_day >= ${today}::date) as next
    from meeting_series s left join meeting_plan l on l.tenant_id = s.tenant_id and l.series_id = s.id
    where s.tenant_id = ${tenantId} and s.org_id = ${orgId}::uuid and s.state = 'active' and s.to_on >= ${today}::date
    group by s.tenant_id, s.id order by s.from_on, s.id limit 50`.execute(tx);
  return rows;
}

/** A series by its id, locked. */
export async function findSeries(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('meeting_series')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends a series still at `version` and calls off what was not announced yet; answers how many, or undefined if stale. */
export async function stopSeries(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  step: { today: Day; reason: string },
): Promise<string[] | undefined> {
  const ended = await updateAtVersion(
    tx,
    'meeting_series',
    { tenantId, id, version },
    { state: 'ended' },
    { state: 'active' },
  );
  if (!ended) return undefined;
  const { rows } = await sql<{ id: string }>`
    update meeting_plan set state = 'cancelled', cancel_reason = ${step.reason}, version = version + 1
    where tenant_id = ${tenantId} and series_id = ${id}::uuid and state = 'planned' and on_day >= ${step.today}::date
    returning id`.execute(tx);
  return rows.map((each) => each.id);
}
