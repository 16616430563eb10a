import { sql } from 'kysely';
import { addDays, type Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { DayCount } from '#roles/agenda/agenda.rules.ts';
import './terms.tables.ts';

/** Somebody whom a secretary's training concerns: the secretary, the mentor who answers for it, the head once it is late. */
export type TrainingRow = {
  id: string;
  org_id: string;
  org_name: string;
  who: string;
  due_on: Day;
  trained_on: Day | null;
  person_id: string;
  part: 'appointee' | 'mentor' | 'head';
};

/**
 * Trainings of secretaries in office who are not the head, one row for each person concerned. A later appointment to the
 * same post, or leaving it, ends the matter.
 */
const trainings = (tenantId: string, today: Day) => sql<TrainingRow>`
  select c.id, c.org_id, o.name as org_name, n.name as who, c.training_by as due_on, c.trained_on, w.person_id, w.part
  from appointment_case c
  join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id and o.state = 'active'
  join person n on n.tenant_id = c.tenant_id and n.id = c.person_id and n.state = 'active'
  join appointment a on a.tenant_id = c.tenant_id and a.org_id = c.org_id and a.post = c.post and a.person_id = c.person_id and a.to_on is null
  cross join lateral (values (c.person_id, 'appointee'), (c.mentor_id, 'mentor'), (c.head_id, 'head')) as w(person_id, part)
  join person p on p.tenant_id = c.tenant_id and p.id = w.person_id and p.state = 'active'
  where c.tenant_id = ${tenantId} and c.state = 'approved' and c.outcome = 'package' and c.in_force_on is not null and c.training_by is not null
    and (w.part <> 'head' or c.head_id is distinct from c.mentor_id and c.training_by < ${today}::date)
    and not exists (select from appointment_case x where x.tenant_id = c.tenant_id and x.org_id = c.org_id and x.post = c.post
      and x.state = 'approved' and (x.settled_at, x.id) > (c.settled_at, c.id))`;

/** Open trainings that concern a person, due by a day; the most pressing first. */
export async function trainingsToDo(
  tx: Tx,
  tenantId: string,
  personId: string,
  span: { today: Day; until: Day },
  limit: number,
): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`${trainings(tenantId, span.today)}
    and c.trained_on is null and w.person_id = ${personId}::uuid and c.training_by <= ${span.until}::date
    order by c.training_by, c.id limit ${limit}`.execute(tx);
  return rows;
}

/** Open trainings due on one of some days, with everybody who is reminded of them. */
export async function trainingsDue(tx: Tx, tenantId: string, today: Day, days: readonly Day[]) {
  const { rows } = await sql<TrainingRow>`${trainings(tenantId, today)}
    and c.trained_on is null and c.training_by = any(${[...days]}::date[])
    order by c.id, w.part`.execute(tx);
  return rows;
}

/** Of some cases, those whose training is still open and concerns a person. */
export async function trainingsOpen(
  tx: Tx,
  tenantId: string,
  at: { personId: string; today: Day },
  ids: readonly string[],
): Promise<{ id: string; dueOn: Day }[]> {
  const { rows } = await sql<TrainingRow>`${trainings(tenantId, at.today)}
    and c.trained_on is null and w.person_id = ${at.personId}::uuid and c.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => ({ id: row.id, dueOn: row.due_on }));
}

/** The training that an organisation's secretary in office was given, or undefined. */
export async function trainingOf(tx: Tx, tenantId: string, orgId: string, today: Day) {
  const { rows } = await sql<TrainingRow>`${trainings(tenantId, today)}
    and c.org_id = ${orgId}::uuid and w.part = 'appointee' limit 1`.execute(tx);
  const row = rows[0];
  return row && { caseId: row.id, dueOn: row.due_on, trainedOn: row.trained_on };
}

/** Heads whose retained duties came into force the day before: they are told once, whoever appointed. */
export async function retainedSince(tx: Tx, tenantId: string, day: Day) {
  const { rows } = await sql<{ id: string; personId: string; orgName: string }>`
    select c.id, c.head_id as "personId", o.name as "orgName"
    from appointment_case c
    join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    join person p on p.tenant_id = c.tenant_id and p.id = c.head_id and p.state = 'active'
    where c.tenant_id = ${tenantId} and c.state = 'approved' and c.outcome = 'package'
      and c.in_force_on = ${addDays(day, -1)}::date
    order by c.id`.execute(tx);
  return rows;
}

/** Whose trainings a calendar shows: those that concern a person, or those of one organisation under `prefixes`. */
export type TrainingPlace =
  | { personId: string | null }
  | { orgId: string | null; prefixes: readonly string[] };

const at = (place: TrainingPlace) =>
  'personId' in place
    ? sql`w.person_id = ${place.personId}::uuid`
    : sql`w.part = 'appointee' and o.id = ${place.orgId}::uuid
        and exists (select from unnest(${[...place.prefixes]}::text[]) as u(path) where o.path ^@ u.path)`;

/** How many trainings are due on each day of a span. */
export async function trainingDays(
  tx: Tx,
  tenantId: string,
  place: TrainingPlace,
  span: { from: Day; to: Day; today: Day },
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select due_on as day, (count(*) filter (where trained_on is null))::int as due,
      (count(*) filter (where trained_on is null and due_on < ${span.today}::date))::int as overdue,
      (count(*) filter (where trained_on is not null))::int as done, 0 as held, 0 as planned
    from (${trainings(tenantId, span.today)} and ${at(place)}
      and c.training_by between ${span.from}::date and ${span.to}::date) x
    group by due_on order by due_on`.execute(tx);
  return rows;
}

/** The trainings that are due on a day. */
export async function trainingsOn(
  tx: Tx,
  tenantId: string,
  place: TrainingPlace,
  span: { today: Day; day: Day },
  limit: number,
): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`${trainings(tenantId, span.today)}
    and ${at(place)} and c.training_by = ${span.day}::date order by o.path, c.id limit ${limit}`.execute(tx);
  return rows;
}

/** Notes that a training was done, in a case that is still at `version`; the new version, or undefined. */
export async function noteTraining(
  tx: Tx,
  at: { tenantId: string; id: string; version: number },
  done: { onDay: Day; note: string; by: string },
) {
  return updateAtVersion(tx, 'appointment_case', at, {
    trained_on: done.onDay,
    trained_note: done.note,
    trained_by: done.by,
  });
}
