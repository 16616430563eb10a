import { sql } from 'kysely';
import { addDays, type Day, startOfDay } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import '../tasks.tables.ts';
import type { TaskState } from '../tasks.rules.ts';
import type { TouchRule } from './notices.rules.ts';
import { carriedBelow } from './parts.store.ts';

const openStates = ['assigned', 'accepted', 'returned', 'reported'];

/** Something a letter asks of somebody by a day. */
export type WatchRow = {
  taskId: string;
  partId: string | null;
  personId: string;
  letter: Letter;
  dueOn: Day;
  state: TaskState;
  title: string;
  deliverable: string;
  orgId: string;
  orgName: string;
};

/**
 * The same as `watchesOf` of notices.rules.ts, for many tasks at once: what every letter of an open task asks of whom by
 * which day. A leader is asked only once the task is late. A test holds the two against each other.
 */
const watches = (tenantId: string, rule: TouchRule, today: Day) => sql`
  select t.id as "taskId", x.part_id as "partId", x.person_id as "personId", x.letter, x.due_on as "dueOn", t.state, t.title, x.deliverable,
    t.org_id as "orgId", o.name as "orgName"
  from task t
  join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
  cross join lateral (
    select null::uuid as part_id, t.owner_id as person_id, 'own' as letter, t.due_on, '' as deliverable
    where t.state in ('assigned', 'accepted')
    union all
    select r.id, r.person_id, r.letter,
      case r.letter
        when 'guide' then case
          when coalesce(u.guide, t.created_on) + ${rule.guide_days}::int <= t.due_on then coalesce(u.guide, t.created_on) + ${rule.guide_days}::int
          when u.guide is null then t.due_on end
        when 'lead' then case
          when l.late_on is not null and (u.lead is null or u.lead < l.late_on) then l.late_on + ${rule.lead_days - 1}::int end
        else coalesce(r.due_on, t.due_on) end, r.deliverable
    from task_part r
    cross join lateral (select coalesce(t.first_late_on, case when t.due_on < ${today}::date then t.due_on + 1 end) as late_on) l
    left join lateral (select max(on_day) filter (where letter = 'guide') as guide, max(on_day) filter (where letter = 'lead') as lead
      from task_touch u where u.tenant_id = t.tenant_id and u.task_id = t.id and r.letter in ('guide', 'lead')) u on true
    where r.tenant_id = t.tenant_id and r.task_id = t.id and r.state = 'open' and r.letter <> 'inform'
      and not (r.letter = 'do' and ${carriedBelow('r', openStates)})) x
  where t.tenant_id = ${tenantId} and t.state in ('assigned', 'accepted', 'returned') and x.due_on is not null`;

/** What is asked of one person by a day, earliest first. */
export async function watchesFor(
  tx: Tx,
  tenantId: string,
  personId: string | null,
  rule: TouchRule,
  span: { today: Day; until: Day | null },
  limit: number,
): Promise<WatchRow[]> {
  if (personId === null) return [];
  const { rows } = await sql<WatchRow>`
    ${watches(tenantId, rule, span.today)}
      and t.id = any(array(
        select a.id from task a where a.tenant_id = ${tenantId} and a.owner_id = ${personId}::uuid and a.state in ('assigned', 'accepted')
        union select b.task_id from task_part b where b.tenant_id = ${tenantId} and b.person_id = ${personId}::uuid and b.state = 'open'))
      and x.person_id = ${personId}::uuid and (${span.until}::date is null or x.due_on <= ${span.until}::date)
    order by x.due_on, t.id limit ${limit}`.execute(tx);
  return rows;
}

/** What is asked of anybody on days of which today reminds, by letter. */
export async function watchesOn(
  tx: Tx,
  tenantId: string,
  rule: TouchRule,
  today: Day,
  dueDays: Readonly<Record<Exclude<Letter, 'inform'>, readonly Day[]>>,
): Promise<WatchRow[]> {
  const letter = (each: Exclude<Letter, 'inform'>) =>
    sql`(x.letter = ${each} and x.due_on = any(${[...dueDays[each]]}::date[]))`;
  const { rows } = await sql<WatchRow>`
    ${watches(tenantId, rule, today)}
      and (${sql.join((['own', 'do', 'assist', 'guide', 'lead'] as const).map(letter), sql` or `)})
    order by t.id, x.letter, x.person_id`.execute(tx);
  return rows;
}

/** News of tasks: `issued` the day before to everybody with a letter; `late` and `done` to those who are informed. */
export async function newsOn(tx: Tx, tenantId: string, day: Day, on: readonly string[]) {
  const before = addDays(day, -1);
  const { rows } = await sql<{
    taskId: string;
    personId: string;
    letter: Letter;
    why: 'issued' | 'late' | 'done';
    title: string;
    dueOn: Day;
  }>`
    with news as (
      select t.id, 'issued' as why, t.title, t.due_on, t.owner_id, t.parent_id from task t
      where t.tenant_id = ${tenantId} and t.created_on = ${before}::date and t.state in ('assigned', 'accepted')
      union all
      select t.id, 'late', t.title, t.due_on, null, null from task t
      where t.tenant_id = ${tenantId} and t.due_on = ${addDays(day, -2)}::date and t.state in ('assigned', 'accepted', 'returned') and ${on.includes('late')}
      union all
      select t.id, 'done', t.title, t.due_on, null, null from task_event e join task t on t.tenant_id = e.tenant_id and t.id = e.task_id and t.state = 'done'
      where e.tenant_id = ${tenantId} and e.action = 'confirm' and e.at >= ${startOfDay(before)} and e.at < ${startOfDay(day)} and ${on.includes('done')})
    select n.id as "taskId", n.owner_id as "personId", 'own' as letter, n.why, n.title, n.due_on as "dueOn" from news n where n.owner_id is not null
    union all
    select n.id, r.person_id, r.letter, n.why, n.title, n.due_on
    from news n join task_part r on r.tenant_id = ${tenantId} and r.task_id = n.id and r.state <> 'dropped'
    where case when n.why = 'issued' then r.letter <> 'inform' or ${on.includes('issue')} else r.letter = 'inform' end`.execute(
    tx,
  );
  return rows;
}
