import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import './results.tables.ts';

/** Who looks at the agenda: what is his own he does not review, nor decide. */
export type AgendaReader = { accountId: string | null; personId: string | null };

/** Open objections to results within `scope` (over `h`) that the reader may decide. */
export async function objectionsToDecide(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  reader: AgendaReader,
  limit: number,
) {
  const { rows } = await sql<{ id: string; org_id: string; org_name: string; title: string; decide_by: Day }>`
    select x.id, x.org_id, o.name as org_name, r.title, x.decide_by
    from objection x
    join result r on r.tenant_id = x.tenant_id and r.id = x.result_id
    join organisation h on h.tenant_id = r.tenant_id and h.id = r.org_id
    join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where x.tenant_id = ${tenantId} and x.state in ('lodged','under-review') and ${scope}
      and r.scored_by is distinct from ${reader.accountId}::uuid and x.lodged_by is distinct from ${reader.accountId}::uuid
      and (${reader.personId}::uuid is null or (r.scored_person is distinct from ${reader.personId}::uuid
        and x.lodged_person is distinct from ${reader.personId}::uuid))
    order by x.decide_by, x.id
    limit ${limit}`.execute(tx);
  return rows;
}

/** Results within `scope` (over `o`) that wait for review, for being made known, or, their notice over, for publication. */
export async function resultsToMove(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  reader: AgendaReader,
  today: Day,
  limit: number,
) {
  const { rows } = await sql<{ id: string; org_id: string; org_name: string; title: string; state: string }>`
    select r.id, r.org_id, o.name as org_name, r.title, r.state
    from result r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and ${scope} and (
      (r.state = 'under-review' and r.scored_by is distinct from ${reader.accountId}::uuid
        and (${reader.personId}::uuid is null or r.scored_person is distinct from ${reader.personId}::uuid))
      or r.state = 'approved'
      or (r.state = 'notified' and r.earliest_on <= ${today}::date and not exists (
        select from objection x where x.tenant_id = r.tenant_id and x.result_id = r.id and x.state in ('lodged','under-review'))))
    order by r.id
    limit ${limit}`.execute(tx);
  return rows;
}

/** Scores of organisations within `scope` (over `o`) that were made known and are not published yet. */
export async function scoresToRead(tx: Tx, tenantId: string, scope: Expression<SqlBool>, limit: number) {
  const { rows } = await sql<{ id: string; org_id: string; org_name: string; title: string; until: Day }>`
    select e.score_id as id, e.org_id, o.name as org_name, r.title, r.earliest_on - 1 as until
    from result r
    join result_entry e on e.tenant_id = r.tenant_id and e.result_id = r.id
    join organisation o on o.tenant_id = e.tenant_id and o.id = e.org_id
    where r.tenant_id = ${tenantId} and r.state = 'notified' and ${scope}
    order by r.earliest_on, e.score_id
    limit ${limit}`.execute(tx);
  return rows;
}
