import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { FulfilmentRule } from '#standards/packs/packs.schema.ts';
import type { DayCount } from './agenda.rules.ts';
import type { Focus } from './agenda-source.ts';

/** An obligation as the to-do needs it. */
export type DueObligation = {
  id: string;
  title: string;
  due_on: Day;
  state: string;
  unit: 'times' | 'minutes';
  /** The period is over: nothing done from now on belongs to it. */
  over: boolean;
  org_id: string;
  org_name: string;
  org_path: string;
  org_kind: string;
  person_id: string | null;
  /** One person answers for the organisation; else each bears it himself. */
  sole: boolean;
  fulfilled_by: FulfilmentRule[];
};

const obligations = (today: Day) => sql`
  select b.id, d.title, b.due_on, b.state, b.unit, b.period_to <= ${today}::date as over, b.org_id, o.name as org_name, o.path as org_path,
    o.kind as org_kind, b.person_id, b.bearer_id = b.org_id as sole, d.fulfilled_by
  from obligation b
  join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
  join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id`;

/** Open obligations a person answers for, due by a day. */
export async function openObligations(
  tx: Tx,
  tenantId: string,
  personId: string,
  span: { today: Day; until: Day },
  limit: number,
) {
  const { rows } = await sql<DueObligation>`${obligations(span.today)}
    where b.tenant_id = ${tenantId} and b.person_id = ${personId} and b.state = 'open' and b.due_on <= ${span.until}::date
    order by b.due_on, b.id limit ${limit}`.execute(tx);
  return rows;
}

/** Obligations due on one day, whatever their state. */
export async function obligationsOn(
  tx: Tx,
  tenantId: string,
  personId: string | null,
  focus: Focus,
  at: { today: Day; day: Day },
  limit: number,
) {
  const { rows } = await sql<DueObligation>`${obligations(at.today)}
    where b.tenant_id = ${tenantId} and ${whose('b', focus, personId)} and b.due_on = ${at.day}::date
    order by b.state desc, b.id limit ${limit}`.execute(tx);
  return rows;
}

/** How many obligations fall due on each day of a span. */
export async function obligationDays(
  tx: Tx,
  tenantId: string,
  personId: string | null,
  focus: Focus,
  span: { from: Day; to: Day; today: Day },
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select b.due_on as day,
      count(*) filter (where b.state = 'open')::int as due,
      count(*) filter (where b.state = 'open' and b.due_on < ${span.today}::date)::int as overdue,
      count(*) filter (where b.state <> 'open')::int as done, 0 as held, 0 as planned
    from obligation b
    where b.tenant_id = ${tenantId} and ${whose('b', focus, personId)}
      and b.due_on between ${span.from}::date and ${span.to}::date
    group by b.due_on order by b.due_on`.execute(tx);
  return rows;
}

/** Problems somebody owns, or has to verify as the superior of one they did not submit. */
export async function openProblems(
  tx: Tx,
  tenantId: string,
  reader: { personId: string | null; accountId: string | null; prefixes: readonly string[] },
  limit: number,
) {
  const { rows } = await sql<{
    id: string;
    title: string;
    due_on: Day;
    state: string;
    org_id: string;
    org_name: string;
    mine: boolean;
  }>`
    (select x.id, x.title, x.due_on, x.state, x.org_id, o.name as org_name, true as mine
    from problem x join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where x.tenant_id = ${tenantId} and x.owner_id = ${reader.personId}::uuid and x.state <> 'closed'
      and x.state in ('open', 'in-progress', 'returned', 'reopened')
    order by x.due_on, x.id limit ${limit})
    union all
    (select x.id, x.title, x.due_on, x.state, x.org_id, o.name, false
    from problem x join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where x.tenant_id = ${tenantId} and x.state <> 'closed' and x.state = 'submitted' and x.owner_id is distinct from ${reader.personId}::uuid
      and x.submitted_by is distinct from ${reader.accountId}::uuid
      and ${under(reader.prefixes)}
    order by x.due_on, x.id limit ${limit})
    order by due_on, id limit ${limit}`.execute(tx);
  return rows;
}

/** Below one of some paths. Each is named, so that the planner knows how much of the tree it is. */
const under = (prefixes: readonly string[]) =>
  prefixes.length === 0
    ? sql`false`
    : sql`(${sql.join(
        prefixes.map((path) => sql`o.path ^@ ${path}`),
        sql` or `,
      )})`;

function whose(alias: string, focus: Focus, personId: string | null) {
  return focus.kind === 'me'
    ? sql`${sql.ref(`${alias}.person_id`)} = ${personId}::uuid`
    : sql`${sql.ref(`${alias}.org_id`)} = ${focus.orgId}::uuid`;
}
