import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { unitAt } from '#organisation/units.store.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ProblemState } from './ledger.rules.ts';
import './intake/intake.tables.ts';
import './ledger.tables.ts';

/** The first problem of the cluster that a problem belongs to: itself where it stands alone. */
export async function clusterRoot(tx: Tx, tenantId: string, problemId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('problem')
    .select(['id', 'cluster_id'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', problemId)
    .executeTakeFirst();
  return row ? (row.cluster_id ?? row.id) : null;
}

/** A problem as its cluster lists it. */
export type ClusterRow = {
  id: string;
  title: string;
  orgName: string;
  state: ProblemState;
  reportedOn: Day;
  reports: number;
  reopened: number;
};

/** The problems of a cluster within a scope, the newest first. */
export async function selectCluster(
  tx: Tx,
  tenantId: string,
  root: string,
  scope: Expression<SqlBool>,
): Promise<ClusterRow[]> {
  const { rows } = await sql<ClusterRow>`
    select p.id, p.title, o.name as "orgName", p.state, (p.reported_at at time zone 'Asia/Shanghai')::date as "reportedOn", p.reports, p.reopened
    from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    where p.tenant_id = ${tenantId} and (p.id = ${root}::uuid or p.cluster_id = ${root}::uuid) and ${scope}
    order by p.reported_at desc, p.id limit 50`.execute(tx);
  return rows;
}

/** Reports that a problem was made of, the newest first: what they say, never who. */
export async function selectJoined(
  tx: Tx,
  tenantId: string,
  problemId: string,
): Promise<{ receivedOn: Day; channel: 'public' | 'member'; text: string }[]> {
  const { rows } = await sql<{ receivedOn: Day; channel: 'public' | 'member'; text: string }>`
    select received_on as "receivedOn", channel, text from ledger_report
    where tenant_id = ${tenantId} and problem_id = ${problemId}::uuid order by received_at desc, id limit 50`.execute(
    tx,
  );
  return rows;
}

/** A problem to compare a text with. */
export type Candidate = {
  id: string;
  title: string;
  text: string;
  orgName: string;
  state: ProblemState;
  dueOn: Day;
  closedOn: Day | null;
  reports: number;
  reopened: number;
};

/**
 * Problems that a new one may be again: of the same unit and within the actor's scope, the newest first, closed ones too, because what
 * comes back was closed once.
 */
export async function selectCandidates(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  around: { orgId: string; since: Day },
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with home as (
      select coalesce(${unitAt('path', tenantId, sql.ref('x.path'))}, x.path) as path
      from organisation x where x.tenant_id = ${tenantId} and x.id = ${around.orgId}::uuid),
    near as (select o.id, o.name from organisation o, home where o.tenant_id = ${tenantId} and o.path ^@ home.path and ${scope})
    select p.id, p.title, p.title || ' ' || left(p.detail, 600) as text, near.name as "orgName", p.state, p.due_on as "dueOn",
      p.closed_on as "closedOn", p.reports, p.reopened
    from (
      select n.id as org, n.name, x.id from near n cross join lateral (
        select p.id, p.reported_at from problem p where p.tenant_id = ${tenantId} and p.org_id = n.id
          and p.reported_at >= ${around.since}::timestamp at time zone 'Asia/Shanghai'
        order by p.reported_at desc, p.id limit ${limit}) x
      order by x.reported_at desc, x.id limit ${limit}) near
    join problem p on p.tenant_id = ${tenantId} and p.id = near.id
    order by p.reported_at desc, p.id`.execute(tx);
  return rows;
}

/** Adds reports to a problem's count. */
export async function addReports(
  tx: Tx,
  tenantId: string,
  problemId: string,
  count: number,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('problem')
    .set((eb) => ({ reports: eb('reports', '+', count), version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', problemId)
    .where('state', '<>', 'closed')
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
