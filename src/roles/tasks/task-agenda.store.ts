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
};

const shown = sql`
  select t.id, t.title, t.due_on, t.state, t.org_id, o.name as org_name`;
const named = sql`from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id`;

/** Tasks somebody has to do (as owner, due by a day), or to answer (as the one who gave them out). */
export async function tasksToDo(
  tx: Tx,
  tenantId: string,
  reader: { personId: string | null; accountId: string | null },
  until: Day,
  limit: number,
) {
  const { rows } = await sql<Row>`
    ${shown}, true as owned ${named}
      where t.tenant_id = ${tenantId} and t.owner_id = ${reader.personId}::uuid and t.state in ('assigned', 'accepted') and t.due_on <= ${until}::date
    union all
    ${shown}, false ${named}
      where t.tenant_id = ${tenantId} and t.assigned_by = ${reader.accountId}::uuid and t.state in ('reported', 'returned')
        and not (t.state = 'reported' and t.owner_id is not distinct from ${reader.personId}::uuid)
    order by due_on, id limit ${limit}`.execute(tx);
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
    ${shown}, true as owned ${named}
    where t.tenant_id = ${tenantId} and ${whose(of)} and t.due_on = ${day}::date and t.state <> 'withdrawn'
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
      count(*) filter (where t.state = 'done')::int as done, 0 as held
    from task t
    where t.tenant_id = ${tenantId} and ${whose(of)} and t.state <> 'withdrawn'
      and t.due_on between ${span.from}::date and ${span.to}::date
    group by t.due_on order by t.due_on`.execute(tx);
  return rows;
}

function whose(of: { personId: string | null } | { orgId: string }) {
  return 'orgId' in of ? sql`t.org_id = ${of.orgId}::uuid` : sql`t.owner_id = ${of.personId}::uuid`;
}
