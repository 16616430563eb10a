import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';

/** When the next open obligation of an organisation is due that a record of each kind would meet. */
export async function nextDue(tx: Tx, tenantId: string, orgId: string, from: Day) {
  const { rows } = await sql<{ kind: string; due_on: Day }>`
    select k.kind, min(b.due_on) as due_on
    from obligation b
    join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
    cross join lateral jsonb_array_elements(d.fulfilled_by) as rule
    cross join lateral jsonb_array_elements_text(rule->'kinds') as k(kind)
    where b.tenant_id = ${tenantId} and b.org_id = ${orgId} and b.state = 'open' and b.due_on >= ${from}::date
      and rule->>'as' = 'organisation' and coalesce((rule->>'named')::boolean, false) = false
    group by k.kind`.execute(tx);
  return rows;
}
