import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day, daysBetween, weekday } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Content } from '#standards/packs/content.ts';
import { type Dice, demoId, diceOf } from './dice.ts';

/** Something that was due of an organisation in a period and was done: it becomes one record. */
type Event = {
  org_id: string;
  kind: string;
  period_from: Day;
  last_day: Day;
  /** The one person whose act it was, where the duty is his own. */
  person_id: string | null;
  part: string | null;
  named: string[] | null;
};

const BATCH = 10_000;

/**
 * Writes a year of work as records, drawn from what was due: each organisation does its duties with a diligence of its
 * own, and what it did not do stays open. A handful of statements, whatever the size of the city.
 */
export async function recordWork(
  tx: Tx,
  tenantId: string,
  content: Content,
  seed: number,
  today: Day,
): Promise<void> {
  const events = await drawEvents(tx, tenantId, seed, today);
  const dice = diceOf(seed, 'work');
  for (let at = 0; at < events.length; at += BATCH) {
    await writeRecords(tx, tenantId, content, dice, events.slice(at, at + BATCH), { seed, first: at, today });
  }
}

/** A hash of anything under the seed, spread evenly over 0 to 1. */
function chance(what: RawBuilder<unknown>, seed: number): RawBuilder<number> {
  return sql`(hashtextextended(${what}, ${sql.lit(seed)}) & 1048575)::float8 / 1048576`;
}

/** One event for each organisation, kind and period in which something fell due and was done. */
async function drawEvents(tx: Tx, tenantId: string, seed: number, today: Day): Promise<Event[]> {
  const what = sql`o.org_id::text || rule.kind || o.period_from || case when rule.own then o.person_id::text else '' end`;
  const { rows } = await sql<Event>`
    select o.org_id, rule.kind, o.period_from, max(least(o.period_to - 1, o.due_on)) as last_day,
      case when rule.own then o.person_id end as person_id, case when rule.own then rule.part end as part,
      array_agg(distinct d.code) filter (where rule.named) as named
    from obligation o
    join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
    cross join lateral (
      select r.kinds->>0 as kind, r.parts->>0 as part, coalesce(r.named, false) as named,
        r."as" = 'person' and (d.subject <> 'member' or r.kinds->>0 = 'self-report') as own
      from jsonb_to_recordset(d.fulfilled_by) as r(kinds jsonb, "as" text, parts jsonb, named boolean) limit 1
    ) as rule
    where o.tenant_id = ${tenantId} and o.due_on < ${today}::date and o.unit = 'times' and d.cadence->>'kind' <> 'every'
      and ${chance(what, seed)} < 0.8 + 0.22 * ${chance(sql`'diligence' || o.org_id`, seed)}
    group by o.org_id, rule.kind, o.period_from, case when rule.own then o.person_id end, case when rule.own then rule.part end
    order by o.period_from, o.org_id, rule.kind, 5`.execute(tx);
  return rows;
}

async function writeRecords(
  tx: Tx,
  tenantId: string,
  content: Content,
  dice: Dice,
  events: readonly Event[],
  from: { seed: number; first: number; today: Day },
): Promise<void> {
  const records = events.flatMap((event, at) => {
    const heldOn = workday(
      addDays(event.period_from, dice.int(0, Math.max(0, daysBetween(event.period_from, event.last_day)))),
      event.period_from,
    );
    const kind = content.index.recordKind.get(event.kind);
    if (!kind || heldOn >= addDays(from.today, -1)) return [];
    const month = Number(heldOn.slice(5, 7));
    return {
      id: demoId(from.seed, 'record', from.first + at),
      orgId: event.org_id,
      kind: event.kind,
      heldOn,
      title: kind.meeting ? `${month}月${kind.title.zh}` : kind.title.zh,
      minutes: kind.meeting ? 40 + 10 * dice.int(0, 8) : 10 + 10 * dice.int(0, 4),
      outcome: kind.meeting ? '议定事项已明确责任人和时限。' : '',
      details: JSON.stringify({
        ...(event.named ? { duties: event.named } : {}),
        ...(kind.meeting ? { topics: [{ text: dice.pick(TOPICS), speakers: [] }] } : {}),
        ...(STUDY.includes(event.kind) ? { studyMinutes: STUDY_MINUTES } : {}),
      }),
      personId: event.person_id,
      part: event.part,
    };
  });
  await insertRecords(tx, tenantId, records);
  const own = records.filter((each) => each.personId !== null && each.part !== null);
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on, minutes)
    select ${tenantId}, e.id, e.person_id, e.part, e.held_on, e.minutes
    from unnest(${own.map((each) => each.id)}::uuid[], ${own.map((each) => each.personId)}::uuid[], ${own.map((each) => each.part)}::text[],
      ${own.map((each) => each.heldOn)}::date[], ${own.map((each) => (STUDY.includes(each.kind) ? STUDY_MINUTES : 0))}::int[])
      as e(id, person_id, part, held_on, minutes)`.execute(tx);
}

/** A record as the demo writes it, filed the day after. */
type DemoRecord = {
  id: string;
  orgId: string;
  kind: string;
  heldOn: Day;
  title: string;
  minutes: number;
  outcome: string;
  details: string;
};

async function insertRecords(tx: Tx, tenantId: string, records: readonly DemoRecord[]): Promise<void> {
  await sql`
    insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, minutes_spent, outcome, details, event_key)
    select ${tenantId}, e.id, e.org_id, e.kind, e.held_on, (e.held_on + 1)::timestamp at time zone 'Asia/Shanghai', e.title, e.minutes,
      e.outcome, e.details, sha256(convert_to(e.id::text, 'UTF8'))
    from unnest(${records.map((each) => each.id)}::uuid[], ${records.map((each) => each.orgId)}::uuid[], ${records.map((each) => each.kind)}::text[],
      ${records.map((each) => each.heldOn)}::date[], ${records.map((each) => each.title)}::text[], ${records.map((each) => each.minutes)}::int[],
      ${records.map((each) => each.outcome)}::text[], ${records.map((each) => each.details)}::jsonb[])
      as e(id, org_id, kind, held_on, title, minutes, outcome, details)`.execute(tx);
}

const VISITED_MONTHS = 10;

/** Leaders of the unit visit its branches now and then; some of them never go, as it is in life. */
export async function recordVisits(tx: Tx, tenantId: string, seed: number, today: Day): Promise<void> {
  const { rows: visits } = await sql<{ orgId: string; personId: string; heldOn: Day }>`
    select b.id as "orgId", v.person_id as "personId",
      (date_trunc('month', ${today}::date) - make_interval(months => n.month) + make_interval(days => (2 + (n.month * 5 + b.no) % 20)::int))::date as "heldOn"
    from organisation b
    join organisation c on c.tenant_id = b.tenant_id and c.id = b.parent_id and c.kind = 'organ_committee'
    cross join generate_series(1, ${VISITED_MONTHS}) as n(month)
    cross join lateral (
      select a.person_id from appointment a
      join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id and o.parent_id = c.parent_id
        and o.kind in ('leading_group', 'organ_committee')
      where a.tenant_id = b.tenant_id and a.to_on is null and ${chance(sql`'visits' || a.person_id`, seed)} < 0.75
      order by ${chance(sql`a.person_id::text || b.id || n.month`, seed)}, a.person_id limit 1
    ) as v
    where b.tenant_id = ${tenantId} and b.kind = 'branch' and b.state = 'active'
      and ${chance(sql`'visited' || b.id || n.month`, seed)} < 0.3
    order by b.no, n.month`.execute(tx);
  const records = visits.map((visit, at) => ({
    id: demoId(seed, 'visit', at),
    orgId: visit.orgId,
    kind: 'visit',
    heldOn: visit.heldOn,
    title: '到支部走访指导',
    minutes: 60,
    outcome: '',
    details: '{}',
  }));
  await insertRecords(tx, tenantId, records);
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on, listed)
    select ${tenantId}, e.id, e.person_id, 'present', e.held_on, false
    from unnest(${records.map((each) => each.id)}::uuid[], ${visits.map((visit) => visit.personId)}::uuid[],
      ${records.map((each) => each.heldOn)}::date[]) as e(id, person_id, held_on)`.execute(tx);
}

/** Writes who was there: most of the branch or its committee, the secretary in the chair, some of them speaking. */
export async function recordAttendance(tx: Tx, tenantId: string, seed: number): Promise<void> {
  const there = sql`${chance(sql`r.id::text || m.person_id`, seed)} < 0.92`;
  // The secretary chairs, and is there.
  const seated = sql`(a.post = 'branch-secretary' or ${chance(sql`'seat' || r.id || a.person_id`, seed)} < 0.92)`;
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on, spoke, votes, minutes)
    select ${tenantId}, r.id, m.person_id, case when ${there} then 'present' else 'absent' end, r.occurred_on,
      ${there} and ${chance(sql`'spoke' || r.id || m.person_id`, seed)} < 0.3, m.kind = 'full' and r.kind = 'branch-assembly',
      case when ${there} then coalesce((r.details->>'studyMinutes')::int, 0) else 0 end
    from record r
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id and o.kind = 'branch'
    join membership m on m.tenant_id = r.tenant_id and m.org_id = r.org_id and m.to_on is null and m.from_on <= r.occurred_on
    where r.tenant_id = ${tenantId} and r.kind = any(${GATHERINGS}::text[])
      and not exists (select from record_person p where p.tenant_id = r.tenant_id and p.record_id = r.id and p.person_id = m.person_id
        and p.part in ('present', 'absent', 'exempt'))`.execute(tx);
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on, spoke, votes)
    select distinct on (r.id, a.person_id) ${tenantId}::uuid, r.id, a.person_id, case when ${seated} then 'present' else 'absent' end, r.occurred_on,
      ${seated} and ${chance(sql`'seat spoke' || r.id || a.person_id`, seed)} < 0.7, true
    from record r
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id and o.kind = 'branch'
    join appointment a on a.tenant_id = r.tenant_id and a.org_id = r.org_id and a.post <> 'retained-head'
      and a.from_on <= r.occurred_on and (a.to_on is null or a.to_on > r.occurred_on)
    where r.tenant_id = ${tenantId} and r.kind = 'branch-committee'
      and not exists (select from record_person p where p.tenant_id = r.tenant_id and p.record_id = r.id and p.person_id = a.person_id
        and p.part in ('present', 'absent', 'exempt'))`.execute(tx);
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on)
    select ${tenantId}, r.id, a.person_id, 'chair', r.occurred_on
    from record r
    join appointment a on a.tenant_id = r.tenant_id and a.org_id = r.org_id and a.to_on is null
      and a.post in ('branch-secretary', 'leading-group-secretary', 'organ-committee-secretary')
    where r.tenant_id = ${tenantId} and r.kind <> 'self-report'
    on conflict do nothing`.execute(tx);
  await sql`
    update record r set details = r.details || jsonb_build_object('counts', jsonb_build_object('due', n.due, 'present', n.present))
    from (select p.record_id, count(*) filter (where p.part in ('present', 'absent')) as due, count(*) filter (where p.part = 'present') as present
      from record_person p where p.tenant_id = ${tenantId} and p.listed group by p.record_id) as n
    where r.tenant_id = ${tenantId} and r.id = n.record_id and n.due > 0 and r.kind = any(${[...GATHERINGS, 'branch-committee']}::text[])`.execute(
    tx,
  );
}

/** The last working day up to a day, but not before `floor`. */
function workday(day: Day, floor: Day): Day {
  const moved = addDays(day, -Math.max(0, weekday(day) - 5));
  return moved < floor ? day : moved;
}

const STUDY = ['theme-day', 'lecture', 'study', 'training', 'theory-study'];
const STUDY_MINUTES = 90;
const GATHERINGS = [
  'theme-day',
  'lecture',
  'branch-assembly',
  'organisation-life',
  'democratic-appraisal',
  'study',
  'training',
  'volunteer',
  'commitment',
  'duty-report',
];
const TOPICS = [
  '学习贯彻全会精神，结合处室业务谈体会',
  '研究本季度党建与业务融合事项',
  '讨论窗口等候时间过长的改进办法',
  '听取支委分工落实情况',
  '研究联系服务企业群众反映的问题',
  '安排志愿服务和社区报到',
  '讨论年轻干部培养和传帮带结对',
  '通报台账问题销号情况',
  '研究发展党员工作',
  '部署节前廉政提醒和值班值守',
];
