import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';

/** The Party groups that somebody leads on a day. */
export async function groupsLedBy(tx: Tx, tenantId: string, personId: string, on: Day): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.org_id as id from appointment a
    join organisation g on g.tenant_id = a.tenant_id and g.id = a.org_id and g.kind = 'group' and g.state = 'active'
    where a.tenant_id = ${tenantId} and a.person_id = ${personId}::uuid and a.post = 'group-leader'
      and a.from_on <= ${on}::date and (a.to_on is null or a.to_on > ${on}::date) limit 20`.execute(tx);
  return rows.map((row) => row.id);
}
