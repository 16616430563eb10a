import { sql } from 'kysely';
import type { Cadence } from '#kernel/cadence.ts';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../frameworks/frameworks.tables.ts';
import type { Slot } from './obligations.rules.ts';
import './obligations.tables.ts';

/** The cadences in issued frameworks, each once, and the earliest day of force among them. */
export async function cadencesIn(tx: Tx, tenantId: string, frameworkIds: readonly string[]) {
  const { rows } = await sql<{ cadence: Cadence; since: Day }>`
    select min(d.cadence::text)::jsonb as cadence, min(f.from_on) as since
    from framework f
    join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.covered_by is null
      and d.cadence is not null
    where f.tenant_id = ${tenantId} and f.id = any(${[...frameworkIds]}::uuid[]) and f.state = 'issued'
    group by d.cadence_key`.execute(tx);
  return rows;
}

/** Whether a duty is in force on the day on which something is due: a duty may begin and end within its edition. */
const inTime = (duty: 'd' | 'n', dueOn: 's.due_on' | 'o.due_on') => sql`
  (${sql.ref(`${duty}.from_on`)} is null or ${sql.ref(`${duty}.from_on`)} <= ${sql.ref(dueOn)})
  and (${sql.ref(`${duty}.to_on`)} is null or ${sql.ref(`${duty}.to_on`)} > ${sql.ref(dueOn)})`;

/**
 * Adds the obligations of frameworks for the given slots: one a duty, bearer and period, however often it is asked.
 * Nobody is asked for what was due before he answered for it.
 */
export async function insertObligations(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  slots: readonly Slot[],
): Promise<number> {
  if (slots.length === 0) return 0;
  // The owners of a duty are looked up by index for each of its slots: on tables that were only just filled the planner
  // knows no better than to compare every owner with every slot.
  const { numAffectedRows } = await sql`
    insert into obligation (tenant_id, id, duty_id, org_id, person_id, bearer_id, period_from, period_to, due_on, due_covered, unit, required)
    select a.tenant_id, gen_random_uuid(), a.duty_id, w.org_id, w.person_id, case when w.sole then w.org_id else w.person_id end,
      a.period_from, a.period_to, a.due_on, a.covered, a.unit, a.required
    from (
      select d.tenant_id, d.id as duty_id, s.*
      from framework f
      join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.covered_by is null
      join unnest(
        ${slots.map((slot) => slot.cadenceKey)}::text[], ${slots.map((slot) => slot.from)}::date[], ${slots.map((slot) => slot.to)}::date[],
        ${slots.map((slot) => slot.dueOn)}::date[], ${slots.map((slot) => slot.covered)}::boolean[],
        ${slots.map((slot) => slot.unit)}::text[], ${slots.map((slot) => slot.required)}::int[]
      ) as s(cadence_key, period_from, period_to, due_on, covered, unit, required) on s.cadence_key = d.cadence_key
      where f.tenant_id = ${tenantId} and f.id = any(${[...frameworkIds]}::uuid[]) and f.state = 'issued'
        and ${inTime('d', 's.due_on')}
      order by d.id, s.period_from offset 0
    ) a
    cross join lateral (
      select w.org_id, w.person_id, w.sole from duty_owner w
      where w.tenant_id = a.tenant_id and w.duty_id = a.duty_id and w.to_on is null and w.from_on <= a.due_on
      order by w.org_id, w.person_id offset 0
    ) w
    on conflict (tenant_id, duty_id, bearer_id, period_from) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Notes how far obligations are laid out. */
export async function noteLaidOut(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  to: Day,
): Promise<void> {
  await sql`
    update framework set laid_out_to = ${to}::date where tenant_id = ${tenantId} and id = any(${[...frameworkIds]}::uuid[])`.execute(
    tx,
  );
}

/** Issued frameworks whose obligations do not reach `to` yet. */
export async function notLaidOutTo(tx: Tx, tenantId: string, to: Day): Promise<string[]> {
  const rows = await tx
    .selectFrom('framework')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'issued')
    .where((eb) => eb.or([eb('laid_out_to', 'is', null), eb('laid_out_to', '<', to)]))
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Marks what is open past its day as late since the day after it. Never taken back: completion adds, it does not erase. */
export async function markLate(tx: Tx, tenantId: string, today: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    update obligation set first_late_on = due_on + 1
    where tenant_id = ${tenantId} and state = 'open' and first_late_on is null and due_on < ${today}::date`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/** The duties of frameworks as an array, looked up once: what hangs on them is then found by index. */
const dutiesIn = (tenantId: string, frameworkIds: readonly string[]) => sql`
  array(select d.id from duty d where d.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworkIds]}::uuid[]))`;

/**
 * Gives open obligations that lie ahead to whoever answers for their duty now, and takes them from persons who no
 * longer bear theirs, unless something was done for them.
 */
export async function followOwners(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  today: Day,
): Promise<void> {
  const ahead = sql`
    o.tenant_id = ${tenantId} and o.duty_id = any(${dutiesIn(tenantId, frameworkIds)}) and o.state = 'open' and o.due_on >= ${today}::date`;
  await sql`
    update obligation o set person_id = n.person_id, version = o.version + 1
    from (
      select o.id, w.person_id from obligation o
      cross join lateral (
        select w.person_id from duty_owner w
        where w.tenant_id = o.tenant_id and w.duty_id = o.duty_id and w.org_id = o.org_id and w.sole and w.to_on is null offset 0
      ) w
      where ${ahead} and o.bearer_id = o.org_id and o.person_id <> w.person_id
    ) n
    where o.tenant_id = ${tenantId} and o.id = n.id`.execute(tx);
  await sql`
    delete from obligation where tenant_id = ${tenantId} and id = any(array(
      select o.id from obligation o
      left join lateral (
        select true as bears from duty_owner w
        where w.tenant_id = o.tenant_id and w.duty_id = o.duty_id and w.to_on is null
          and case when w.sole then w.org_id else w.person_id end = o.bearer_id limit 1
      ) w on true
      where ${ahead} and o.done = 0 and w.bears is null))`.execute(tx);
}

/**
 * Moves what is still running from one edition to the next: an obligation stays the same one where its duty is still
 * asked for as often; what lies ahead and is no longer asked for goes, and the past stays with the old edition.
 */
export async function moveToEdition(
  tx: Tx,
  tenantId: string,
  fromId: string,
  toId: string,
  today: Day,
): Promise<void> {
  await sql`
    update obligation o set duty_id = n.id, version = o.version + 1
    from duty d join duty n on n.tenant_id = d.tenant_id and n.framework_id = ${toId} and n.code = d.code
      and n.cadence_key = d.cadence_key and n.dropped_reason is null and n.covered_by is null
    where o.tenant_id = ${tenantId} and o.duty_id = any(${dutiesIn(tenantId, [fromId])}) and o.due_on >= ${today}::date
      and d.tenant_id = o.tenant_id and d.id = o.duty_id and ${inTime('n', 'o.due_on')}`.execute(tx);
  await sql`
    delete from obligation o
    where o.tenant_id = ${tenantId} and o.duty_id = any(${dutiesIn(tenantId, [fromId])})
      and o.state = 'open' and o.done = 0 and o.due_on >= ${today}::date`.execute(tx);
}
