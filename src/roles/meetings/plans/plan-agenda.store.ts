import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { DayCount } from '#roles/agenda/agenda.rules.ts';
import type { Focus } from '#roles/agenda/agenda-source.ts';
import '../groups/groups.tables.ts';
import './plans.tables.ts';

/** A planned meeting as the to-do needs it. */
export type DueMeeting = {
  id: string;
  title: string;
  what: 'write' | 'speak' | 'attend' | 'announce' | 'meet';
  due_on: Day;
  on_day: Day;
  starts_at: string;
  org_id: string;
  org_name: string;
  org_kind: string;
};

/** Whose calendar: somebody, and where he is a member. */
type Reader = { personId: string | null; branches: readonly string[] };

/** How many days before its last day of notice a meeting is put before the secretary. */
const AHEAD = 7;

/** Whether a person `who` is expected at meeting `l`: of its branch or group, and of the committee where only that meets. */
const expects = (personId: string, today: Day) => sql`(
  case when l.audience = 'committee' or o.kind in ('leading_group', 'organ_committee')
    then exists (select from appointment a where a.tenant_id = l.tenant_id and a.org_id = l.org_id and a.person_id = ${personId}::uuid
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date))
    when o.kind = 'group' and exists (select from group_member g where g.tenant_id = l.tenant_id and g.group_id = l.org_id and g.to_on is null)
    then exists (select from group_member g where g.tenant_id = l.tenant_id and g.group_id = l.org_id and g.person_id = ${personId}::uuid and g.to_on is null)
    else true end)`;

/**
 * What a person has to do about meetings by a day, each meeting once with what is most pressing: to call or record it (for those who
 * keep meetings of `kept` or lead the group), to write beforehand, to speak, or simply to come.
 */
export async function meetingsToDo(
  tx: Tx,
  tenantId: string,
  reader: Reader & { kept: readonly string[]; led: readonly string[] },
  span: { today: Day; until: Day },
  limit: number,
): Promise<DueMeeting[]> {
  const { personId } = reader;
  const mine = personId
    ? sql`
    select l.id, l.title, 2 as rank, case when l.written_until >= ${span.today}::date and l.opened_on is null and exists (
        select from meeting_plan_topic t where t.tenant_id = l.tenant_id and t.plan_id = l.id and t.written and not exists (
          select from meeting_word w where w.tenant_id = t.tenant_id and w.topic_id = t.id and w.person_id = ${personId}::uuid)) then 'write'
      when exists (select from meeting_plan_speaker s where s.tenant_id = l.tenant_id and s.plan_id = l.id and s.person_id = ${personId}::uuid) then 'speak'
      else 'attend' end as what, l.written_until, l.on_day, l.starts_at, l.org_id, o.name as org_name, o.kind as org_kind
    from meeting_plan l join organisation o on o.tenant_id = l.tenant_id and o.id = l.org_id
    where l.tenant_id = ${tenantId} and l.home_id = any(${[...reader.branches]}::uuid[]) and l.state = 'announced' and l.audience <> 'open'
      and l.on_day between ${span.today}::date and ${span.until}::date and ${expects(personId, span.today)}
    union all`
    : sql``;
  const { rows } = await sql<DueMeeting>`
    select id, title, what, case what when 'write' then written_until when 'announce' then coalesce(notice_on, on_day) else on_day end as due_on,
      on_day, starts_at, org_id, org_name, org_kind
    from (
      select distinct on (id) * from (
        ${mine}
        select l.id, l.title, 1, case when l.on_day <= ${span.today}::date then 'meet' else 'announce' end, l.notice_on, l.on_day, l.starts_at,
          l.org_id, o.name, o.kind
        from meeting_plan l join organisation o on o.tenant_id = l.tenant_id and o.id = l.org_id
        where l.tenant_id = ${tenantId} and (l.home_id = any(${[...reader.kept]}::uuid[]) or l.org_id = any(${[...reader.led]}::uuid[]))
          and ((l.on_day <= ${span.today}::date and l.state in ('planned', 'announced'))
            or (l.state = 'planned' and coalesce(l.notice_on, l.on_day) <= ${span.today}::date + ${sql.lit(AHEAD)}::int))
      ) as every(id, title, rank, what, written_until, on_day, starts_at, org_id, org_name, org_kind)
      order by id, rank) as x
      left join lateral (select notice_on from meeting_plan n where n.tenant_id = ${tenantId} and n.id = x.id) as n on true
    order by due_on, id limit ${limit}`.execute(tx);
  return rows;
}

/** How many planned meetings fall on each day of a span; one whose day has passed is still to be recorded, and so overdue. */
export async function meetingDays(
  tx: Tx,
  tenantId: string,
  focus: Focus,
  reader: Reader,
  span: { from: Day; to: Day; today: Day },
) {
  const { rows } = await sql<DayCount>`
    select l.on_day as day, (count(*) filter (where l.on_day < ${span.today}::date))::int as due,
      (count(*) filter (where l.on_day < ${span.today}::date))::int as overdue, 0 as done, 0 as held,
      (count(*) filter (where l.on_day >= ${span.today}::date))::int as planned
    from meeting_plan l join organisation o on o.tenant_id = l.tenant_id and o.id = l.org_id
    where l.tenant_id = ${tenantId} and ${where(focus, reader, span.today)} and l.state in ('planned', 'announced')
      and l.on_day between ${span.from}::date and ${span.to}::date
    group by l.on_day order by l.on_day`.execute(tx);
  return rows;
}

/** Planned meetings of one day. */
export async function meetingsOn(
  tx: Tx,
  tenantId: string,
  focus: Focus,
  reader: Reader,
  span: { day: Day; today: Day },
  limit: number,
) {
  const { rows } = await sql<{
    id: string;
    title: string;
    starts_at: string;
    state: string;
    org_id: string;
    org_name: string;
  }>`
    select l.id, l.title, l.starts_at, l.state, l.org_id, o.name as org_name
    from meeting_plan l join organisation o on o.tenant_id = l.tenant_id and o.id = l.org_id
    where l.tenant_id = ${tenantId} and ${where(focus, reader, span.today)} and l.state <> 'cancelled' and l.on_day = ${span.day}::date
    order by l.starts_at, l.id limit ${limit}`.execute(tx);
  return rows;
}

/** Those of one organisation, or of the reader's branches those at which he is expected. */
function where(focus: Focus, reader: Reader, today: Day) {
  return focus.kind === 'me'
    ? sql`l.home_id = any(${[...reader.branches]}::uuid[]) and ${reader.personId === null ? sql`false` : expects(reader.personId, today)}`
    : sql`l.org_id = ${focus.orgId}::uuid`;
}
