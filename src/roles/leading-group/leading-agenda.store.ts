import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import './leading-group.tables.ts';
import { SECRETARY_POST } from './topics.rules.ts';

/** One thing of the leading group that waits for somebody. */
export type LeadingToDo = {
  id: string;
  title: string;
  due_on: Day | null;
  org_id: string;
  org_name: string;
  action: 'admit' | 'propose-again' | 'review-risk' | 'close-risk' | 'hand-out' | 'confirm-receipt';
};

/** Where somebody stands: as a person, as an officer under `served`, as a secretary under `led`. */
export type Standing = {
  accountId: string | null;
  personId: string | null;
  served: readonly string[];
  led: readonly string[];
};

/**
 * What the leading group's matters ask of somebody: topics to admit (its secretary), returned ones to mend and promises past
 * their day (the officer), reviews (whoever answers for the risk), closings (its secretary as second person), receipts (the
 * beneficiary's secretary).
 */
export async function leadingToDo(
  tx: Tx,
  tenantId: string,
  by: Standing,
  days: { today: Day; until: Day },
  limit: number,
): Promise<LeadingToDo[]> {
  const under = (column: string, paths: readonly string[]) =>
    sql`exists (select from unnest(${[...paths]}::text[]) as w(path) where ${sql.ref(column)} ^@ w.path)`;
  const { rows } = await sql<LeadingToDo>`
    select t.id, t.title, null::date as due_on, t.org_id, g.name as org_name, 'admit' as action
    from leading_seat s
    join leading_topic t on t.tenant_id = s.tenant_id and t.org_id = s.id and t.state = 'proposed'
    join organisation g on g.tenant_id = t.tenant_id and g.id = t.org_id
    where s.tenant_id = ${tenantId} and s.person_id = ${by.personId}::uuid and s.post = ${SECRETARY_POST}
    union all
    select k.id, k.title, null, k.org_id, g.name, 'close-risk'
    from leading_seat s
    join leading_risk k on k.tenant_id = s.tenant_id and k.org_id = s.id and k.state = 'closing'
      and k.asked_by is distinct from ${by.accountId}::uuid and k.asked_person is distinct from ${by.personId}::uuid
    join organisation g on g.tenant_id = k.tenant_id and g.id = k.org_id
    where s.tenant_id = ${tenantId} and s.person_id = ${by.personId}::uuid and s.post = ${SECRETARY_POST}
    union all
    select k.id, k.title, k.review_on, k.org_id, g.name, 'review-risk'
    from leading_risk k join organisation g on g.tenant_id = k.tenant_id and g.id = k.org_id
    where k.tenant_id = ${tenantId} and k.owner_id = ${by.personId}::uuid and k.state in ('open', 'watch') and k.review_on <= ${days.until}::date
    union all
    select t.id, t.title, null, t.org_id, g.name, 'propose-again'
    from leading_topic t join organisation g on g.tenant_id = t.tenant_id and g.id = t.org_id
    where t.tenant_id = ${tenantId} and t.state = 'returned' and t.proposed_by = ${by.accountId}::uuid and ${under('g.path', by.served)}
    union all
    select x.id, x.what || '（' || o.name || '）', x.due_on, x.org_id, g.name, 'hand-out'
    from leading_resource x
    join organisation g on g.tenant_id = x.tenant_id and g.id = x.org_id
    join organisation o on o.tenant_id = x.tenant_id and o.id = x.beneficiary_id
    where x.tenant_id = ${tenantId} and x.due_on <= ${days.today}::date and ${under('g.path', by.served)}
      and x.amount > coalesce((select sum(y.amount) from leading_delivery y
        where y.tenant_id = x.tenant_id and y.resource_id = x.id and y.state <> 'denied'), 0)
    union all
    select x.id, x.what, null, x.beneficiary_id, o.name, 'confirm-receipt'
    from organisation o
    join leading_resource x on x.tenant_id = o.tenant_id and x.beneficiary_id = o.id
    where o.tenant_id = ${tenantId} and ${under('o.path', by.led)}
      and exists (select from leading_delivery y where y.tenant_id = x.tenant_id and y.resource_id = x.id and y.state = 'claimed')
    order by due_on nulls last, id limit ${limit}`.execute(tx);
  return rows;
}
