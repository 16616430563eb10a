import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { DayCount } from '#roles/agenda/agenda.rules.ts';
import './tasks.tables.ts';
import type { TaskState } from './tasks.rules.ts';

type Row = {
  id: string;
  title: string;
  due_on: Day;
  state: TaskState;
  org_id: string;
  org_name: string;
  owned: boolean;
  ownerLeft: boolean;
};

const shown = sql`
  select t.id, t.title, t.due_on, t.state, t.org_id, o.name as org_name`;
const named = sql`from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id`;

/** Tasks somebody has to answer: as the one who gave them out, as the owner of the task above, or because the owner has left. */
export async function tasksToAnswer(
  tx: Tx,
  tenantId: string,
  reader: { personId: string | null; accountId: string | null },
  limit: number,
) {
  const waits = sql`t.state in ('reported', 'returned') and not (t.state = 'reported' and t.owner_id is not distinct from ${reader.personId}::uuid)`;
  const { rows } = await sql<Row>`
    ${shown}, false as owned, false as "ownerLeft" ${named}
      where t.tenant_id = ${tenantId} and t.assigned_by = ${reader.accountId}::uuid and ${waits}
    union
    ${shown}, false, false ${named} join task u on u.tenant_id = t.tenant_id and u.id = t.parent_id and u.owner_id = ${reader.personId}::uuid
      where t.tenant_id = ${tenantId} and ${waits}
    union
    ${shown}, false, true ${named} join person p on p.tenant_id = t.tenant_id and p.id = t.owner_id and p.state = 'left'
      where t.tenant_id = ${tenantId} and t.assigned_by = ${reader.accountId}::uuid and t.state in ('assigned', 'accepted')
    order by due_on, id limit ${limit}`.execute(tx);
  return rows;
}

/** Parts of somebody's own tasks that others delivered or returned: they wait to be received or given out again. */
export async function partsToReceive(tx: Tx, tenantId: string, personId: string | null, limit: number) {
  if (personId === null) return [];
  const { rows } = await sql<{
    id: string;
    taskId: string;
    title: string;
    who: string;
    state: 'delivered' | 'returned';
    dueOn: Day;
    orgId: string;
    orgName: string;
  }>`
    select r.id, t.id as "taskId", t.title, p.name as who, r.state, coalesce(r.due_on, t.due_on) as "dueOn", t.org_id as "orgId", o.name as "orgName"
    from task t
    join task_part r on r.tenant_id = t.tenant_id and r.task_id = t.id and r.state in ('delivered', 'returned')
    join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
    where t.tenant_id = ${tenantId} and t.owner_id = ${personId}::uuid and t.state in ('assigned', 'accepted', 'returned')
    order by 6, r.id limit ${limit}`.execute(tx);
  return rows;
}

/** Tasks due on one day, of a person or an organisation, but for those withdrawn. */
export async function tasksDueOn(
  tx: Tx,
  tenantId: string,
  of: { personId: string | null } | { orgId: string },
  day: Day,
  limit: number,
) {
  const { rows } = await sql<Row>`
    ${shown}, true as owned, false as "ownerLeft" ${named}
    where t.tenant_id = ${tenantId} and ${whose(of)} and t.due_on = ${day}::date and t.state not in ('withdrawn', 'expired')
    order by t.id limit ${limit}`.execute(tx);
  return rows;
}

/** How many tasks fall due on each day of a span. */
export async function taskDays(
  tx: Tx,
  tenantId: string,
  of: { personId: string | null } | { orgId: string },
  span: { from: Day; to: Day; today: Day },
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select t.due_on as day,
      count(*) filter (where t.state <> 'done')::int as due,
      count(*) filter (where t.state in ('assigned', 'accepted', 'returned') and t.due_on < ${span.today}::date)::int as overdue,
      count(*) filter (where t.state = 'done')::int as done, 0 as held, 0 as planned
    from task t
    where t.tenant_id = ${tenantId} and ${whose(of)} and t.state not in ('withdrawn', 'expired')
      and t.due_on between ${span.from}::date and ${span.to}::date
    group by t.due_on order by t.due_on`.execute(tx);
  return rows;
}

function whose(of: { personId: string | null } | { orgId: string }) {
  return 'orgId' in of ? sql`t.org_id = ${of.orgId}::uuid` : sql`t.owner_id = ${of.personId}::uuid`;
}
