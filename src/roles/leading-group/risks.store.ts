import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './leading-group.tables.ts';
import type { RiskState } from './risks.rules.ts';

/** A risk as stored, with its owner by name. */
export type RiskRow = {
  id: string;
  org_id: string;
  area: string;
  title: string;
  detail: string;
  measures: string;
  likelihood: number;
  impact: number;
  owner_id: string;
  owner: string;
  review_on: Day;
  opened_on: Day;
  state: RiskState;
  asked_by: string | null;
  asked_person: string | null;
  asker: string | null;
  reason: string;
  closed_on: Day | null;
  problem_id: string | null;
  version: number;
};

const risks = (where: RawBuilder<unknown>) => sql<RiskRow>`
  select k.*, p.name as owner, a.display_name as asker
  from leading_risk k
  join person p on p.tenant_id = k.tenant_id and p.id = k.owner_id
  left join account a on a.tenant_id = k.tenant_id and a.id = k.asked_by
  where ${where}`;

/** One risk, or undefined. */
export async function loadRisk(tx: Tx, tenantId: string, id: string): Promise<RiskRow | undefined> {
  const { rows } = await risks(sql`k.tenant_id = ${tenantId} and k.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** Risks of a group: those that stand by the day of their next review, or those that are settled, newest first. */
export async function risksOf(
  tx: Tx,
  tenantId: string,
  orgId: string,
  filter: { settled: boolean; limit: number },
): Promise<RiskRow[]> {
  const { rows } = await risks(
    filter.settled
      ? sql`k.tenant_id = ${tenantId} and k.org_id = ${orgId}::uuid and k.state in ('closed', 'occurred') order by k.opened_on desc, k.id desc limit ${filter.limit}`
      : sql`k.tenant_id = ${tenantId} and k.org_id = ${orgId}::uuid and k.state in ('open', 'watch', 'closing') order by k.review_on, k.id limit ${filter.limit}`,
  ).execute(tx);
  return rows;
}

/** A risk to be written. */
export type NewRisk = {
  area: string;
  title: string;
  detail: string;
  measures: string;
  likelihood: number;
  impact: number;
  ownerId: string;
  reviewOn: Day;
};

/** Adds a risk. Returns its id. */
export async function insertRisk(
  tx: Tx,
  tenantId: string,
  orgId: string,
  risk: NewRisk,
  on: Day,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('leading_risk')
    .values({
      tenant_id: tenantId,
      id,
      org_id: orgId,
      area: risk.area,
      title: risk.title,
      detail: risk.detail,
      measures: risk.measures,
      likelihood: risk.likelihood,
      impact: risk.impact,
      owner_id: risk.ownerId,
      review_on: risk.reviewOn,
      opened_on: on,
      asked_by: null,
      asked_person: null,
      closed_on: null,
      problem_id: null,
    })
    .execute();
  return id;
}

/** What a step changes in a risk. */
export type RiskChange = {
  state: RiskState;
  likelihood?: number;
  impact?: number;
  measures?: string;
  review_on?: Day;
  owner_id?: string;
  asked_by?: string | null;
  asked_person?: string | null;
  reason?: string;
  closed_on?: Day;
  problem_id?: string;
};

/** Changes a risk that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateRisk(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: RiskChange,
): Promise<number | undefined> {
  return updateAtVersion(tx, 'leading_risk', { tenantId, id, version }, change);
}

/** Reviews of standing risks due on one of some days, with whoever answers for them and is still there. */
export async function reviewsDue(tx: Tx, tenantId: string, days: readonly Day[]) {
  const { rows } = await sql<{ id: string; personId: string; title: string; dueOn: Day }>`
    select k.id, k.owner_id as "personId", k.title, k.review_on as "dueOn"
    from leading_risk k join person p on p.tenant_id = k.tenant_id and p.id = k.owner_id and p.state = 'active'
    where k.tenant_id = ${tenantId} and k.state in ('open', 'watch') and k.review_on = any(${[...days]}::date[])`.execute(
    tx,
  );
  return rows;
}

/** Of some risks, those that this person still has to review, with the day. */
export async function reviewsOpen(tx: Tx, tenantId: string, personId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; dueOn: Day }>`
    select id, review_on as "dueOn" from leading_risk
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and owner_id = ${personId}::uuid and state in ('open', 'watch')`.execute(
    tx,
  );
  return rows;
}
