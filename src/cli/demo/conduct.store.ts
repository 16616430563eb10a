import { sql } from 'kysely';
import { addDays, type Day } from '#kernel/dates.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ConductPack } from '#standards/packs/content.ts';
import type { Dice } from './dice.ts';
import type { DemoAccounts } from './people.store.ts';

/** The version of a round of the yearly appraisal. */
export async function roundVersion(tx: Tx, tenantId: string, id: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from conduct_round where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
  return rows[0]?.version ?? 0;
}

/**
 * The reports behind the records of the year: each member of the round who reported in a quarter has his report, accepted, with
 * the facts of that quarter as they were frozen.
 */
export async function reportQuarters(tx: Tx, tenantId: string, roundId: string, by: string): Promise<void> {
  await sql`
    insert into self_report (tenant_id, id, person_id, org_id, period_from, period_to, state, facts, submitted_at, judged_by, judged_at, record_id, version)
    select ${tenantId}, ${eventId('told.record_id', 'report')}, told.person_id, told.org_id, told.first, told.last, 'accepted',
      jsonb_build_object('meetings', jsonb_build_object('due', met.due, 'attended', met.attended, 'spoke', met.spoke), 'studyMinutes', met.minutes,
        'tasks', jsonb_build_object('done', 0, 'open', 0, 'late', 0),
        'obligations', jsonb_build_object('fulfilled', duties.fulfilled, 'open', duties.open, 'late', duties.late), 'records', '[]'::jsonb, 'absences', '[]'::jsonb),
      told.received_at, ${by}::uuid, told.received_at + interval '2 days', told.record_id, 3
    from (
      select distinct on (rp.person_id, date_trunc('quarter', r.occurred_on)) c.org_id, rp.person_id, r.id as record_id, r.received_at,
        date_trunc('quarter', r.occurred_on)::date as first, (date_trunc('quarter', r.occurred_on) + interval '3 months - 1 day')::date as last
      from conduct_case c
      join record_person rp on rp.tenant_id = c.tenant_id and rp.person_id = c.person_id
      join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id and r.kind = 'self-report' and r.state = 'standing'
      where c.tenant_id = ${tenantId} and c.round_id = ${roundId} order by rp.person_id, date_trunc('quarter', r.occurred_on), r.id) told
    cross join lateral (
      select count(*) filter (where rp.part in ('present', 'absent'))::int as due, count(*) filter (where rp.part = 'present')::int as attended,
        count(*) filter (where rp.spoke)::int as spoke, coalesce(sum(rp.minutes), 0)::int as minutes
      from record_person rp where rp.tenant_id = ${tenantId} and rp.person_id = told.person_id and rp.occurred_on between told.first and told.last) met
    cross join lateral (
      select count(*) filter (where b.state = 'fulfilled')::int as fulfilled, count(*) filter (where b.state = 'open')::int as open,
        count(*) filter (where b.first_late_on is not null)::int as late
      from obligation b where b.tenant_id = ${tenantId} and b.person_id = told.person_id and b.due_on between told.first and told.last) duties
    on conflict do nothing`.execute(tx);
}

/** Every branch has evaluated its members: most are qualified, up to a third excellent, each with a reason. */
export async function evaluateAll(
  tx: Tx,
  tenantId: string,
  roundId: string,
  pack: ConductPack,
  dice: Dice,
  at: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string; org_id: string; kind: string; place: number; size: number }>`
    select id, org_id, kind, (row_number() over (partition by org_id, kind order by person_id))::int as place,
      (count(*) over (partition by org_id, kind))::int as size
    from conduct_case where tenant_id = ${tenantId} and round_id = ${roundId} order by id`.execute(tx);
  const top = pack.grades.find((grade) => grade.top)?.id ?? null;
  const plain = pack.grades.find((grade) => !grade.top)?.id ?? null;
  const written = rows.map((row) => {
    const best = row.place <= Math.floor((row.size * pack.top_share.numerator) / pack.top_share.denominator);
    const grade = row.kind === 'probationary' ? null : best ? top : plain;
    const marks = Object.fromEntries(
      pack.aspects.map((aspect) => [aspect.id, pack.marks[dice.chance(best ? 0.9 : 0.7) ? 0 : 1]?.id ?? '']),
    );
    const words = dice.pick(best ? BEST : USUAL);
    return {
      id: row.id,
      grade,
      marks: JSON.stringify(marks),
      words,
      hash: digestOf({ grade, marks, words, case: row.id }),
    };
  });
  await sql`
    update conduct_case c set state = 'evaluated', grade = e.grade, marks = e.marks, words = e.words, content_hash = e.hash, version = 2
    from unnest(${written.map((row) => row.id)}::uuid[], ${written.map((row) => row.grade)}::text[], ${written.map((row) => row.marks)}::jsonb[],
      ${written.map((row) => row.words)}::text[], ${written.map((row) => row.hash)}::text[]) as e(id, grade, marks, words, hash)
    where c.tenant_id = ${tenantId} and c.id = e.id`.execute(tx);
  // What a branch had before it: the facts of the year, as the product keeps them with an evaluation.
  await sql`
    update conduct_case c set facts = jsonb_build_object(
      'meetings', jsonb_build_object('due', met.due, 'attended', met.attended, 'spoke', met.spoke), 'studyMinutes', met.minutes,
      'tasks', jsonb_build_object('done', 0, 'open', 0, 'late', 0),
      'obligations', jsonb_build_object('fulfilled', duties.fulfilled, 'open', duties.open, 'late', duties.late),
      'reports', jsonb_build_object('submitted', 0, 'accepted', told.accepted, 'unverified', 0), 'contacts', kept.contacts)
    from conduct_round r, lateral (
      select e.id, count(*) filter (where rp.part in ('present', 'absent'))::int as due, count(*) filter (where rp.part = 'present')::int as attended,
        count(*) filter (where rp.spoke)::int as spoke, coalesce(sum(rp.minutes), 0)::int as minutes
      from conduct_case e left join record_person rp on rp.tenant_id = e.tenant_id and rp.person_id = e.person_id and rp.occurred_on between r.period_from and r.period_to
      where e.tenant_id = r.tenant_id and e.round_id = r.id group by e.id) met, lateral (
      select e.id, count(b.id) filter (where b.state = 'fulfilled')::int as fulfilled, count(b.id) filter (where b.state = 'open')::int as open,
        count(b.id) filter (where b.first_late_on is not null)::int as late
      from conduct_case e left join obligation b on b.tenant_id = e.tenant_id and b.person_id = e.person_id and b.due_on between r.period_from and r.period_to
      where e.tenant_id = r.tenant_id and e.round_id = r.id group by e.id) duties, lateral (
      select e.id, count(s.id)::int as accepted from conduct_case e left join self_report s on s.tenant_id = e.tenant_id and s.person_id = e.person_id and s.state = 'accepted'
        and s.period_from between r.period_from and r.period_to where e.tenant_id = r.tenant_id and e.round_id = r.id group by e.id) told, lateral (
      select e.id, count(t.record_id)::int as contacts from conduct_case e left join liaison_touch t on t.tenant_id = e.tenant_id and t.keeper_id = e.person_id
        and t.on_day between r.period_from and r.period_to where e.tenant_id = r.tenant_id and e.round_id = r.id group by e.id) kept
    where r.tenant_id = ${tenantId} and r.id = ${roundId} and c.tenant_id = r.tenant_id and c.round_id = r.id
      and met.id = c.id and duties.id = c.id and told.id = c.id and kept.id = c.id`.execute(tx);
  // The secretary's own was evaluated by another of the committee.
  await sql`
    insert into conduct_event (tenant_id, id, case_id, part, action, to_state, acted_by, at, turn)
    select c.tenant_id, ${eventId('c.id', 'evaluate')}, c.id, 'branch', 'evaluate', 'evaluated', a.person_id, ${at}, 1
    from conduct_case c
    join lateral (select a.person_id from appointment a where a.tenant_id = c.tenant_id and a.org_id = c.org_id and a.to_on is null and a.person_id <> c.person_id
      order by a.post <> 'branch-secretary', a.person_id limit 1) a on true
    where c.tenant_id = ${tenantId} and c.round_id = ${roundId}`.execute(tx);
}

/** After the draw: some of the drawn were checked, many of the others reviewed and approved, some members told. */
export async function moveOn(
  tx: Tx,
  tenantId: string,
  roundId: string,
  accounts: DemoAccounts,
  dice: Dice,
  today: Day,
): Promise<void> {
  const { rows } = await sql<{ id: string; sampled: boolean; person_id: string; checker_id: string | null }>`
    select id, sampled, person_id, checker_id from conduct_case where tenant_id = ${tenantId} and round_id = ${roundId} order by id`.execute(
    tx,
  );
  const member = accounts.member.personId;
  const mine = accounts.secretary.personId;
  // Members who sign in to the demo and whose case is still under way, so that its next steps can be tried.
  const waiting = new Set([accounts.organiser.personId, accounts.deputy.personId]);
  const checked = rows.filter(
    (row) =>
      row.sampled &&
      row.checker_id !== null &&
      (row.person_id === member ||
        waiting.has(row.person_id) ||
        (row.checker_id !== mine && dice.chance(0.6))),
  );
  const clear = rows.filter((row) => !row.sampled || checked.includes(row));
  const reviewed = clear.filter(
    (row) =>
      row.person_id === member ||
      (row.person_id !== accounts.officer.personId && !waiting.has(row.person_id) && dice.chance(0.6)),
  );
  const told = reviewed.filter((row) => row.person_id === member || dice.chance(0.5));
  // Some were told long enough ago to be settled today.
  const lapsed = told.filter((row) => row.person_id !== member && dice.chance(0.4));
  const ids = (list: readonly { id: string }[]) => list.map((row) => row.id);
  await sql`
    insert into conduct_check (tenant_id, id, case_id, source, item, finding)
    select ${tenantId}, ${eventId('e.id', 'item')}, e.id, 'served', '回访两名服务对象，所述事项属实', 'stands' from unnest(${ids(checked)}::uuid[]) as e(id)`.execute(
    tx,
  );
  await sql`update conduct_case set state = 'checked', version = version + 1 where tenant_id = ${tenantId} and id = any(${ids(checked)}::uuid[])`.execute(
    tx,
  );
  await sql`
    update conduct_case set state = 'reviewed', reviewed_hash = content_hash, version = version + 1
    where tenant_id = ${tenantId} and id = any(${ids(reviewed)}::uuid[])`.execute(tx);
  await sql`
    update conduct_case set state = 'told', approved_hash = reviewed_hash, told_on = ${addDays(today, -2)}::date, free_from = ${addDays(today, 5)}::date, version = version + 1
    where tenant_id = ${tenantId} and id = any(${ids(told)}::uuid[])`.execute(tx);
  await sql`
    update conduct_case set told_on = ${addDays(today, -10)}::date, free_from = ${addDays(today, -3)}::date
    where tenant_id = ${tenantId} and id = any(${ids(lapsed)}::uuid[])`.execute(tx);
  const note = async (
    list: readonly { id: string }[],
    part: string,
    action: string,
    state: string,
    who: ReturnType<typeof sql>,
    days: number,
  ) =>
    sql`
      insert into conduct_event (tenant_id, id, case_id, part, action, to_state, account_id, acted_by, at, turn)
      select c.tenant_id, ${eventId('c.id', action)}, c.id, ${part}, ${action}, ${state}, who.account_id, who.person_id,
        ${addDays(today, -days)}::timestamp at time zone 'Asia/Shanghai' + interval '10 hours', 1
      from conduct_case c cross join lateral (${who}) as who(account_id, person_id)
      where c.tenant_id = ${tenantId} and c.id = any(${ids(list)}::uuid[])`.execute(tx);
  const officer = sql`select ${accounts.officer.accountId}::uuid, ${accounts.officer.personId}::uuid`;
  const leader = sql`select null::uuid, (select person_id from conduct_seat s where s.tenant_id = c.tenant_id and s.id = c.round_id
    and s.person_id <> c.person_id order by person_id limit 1)`;
  await note(checked, 'checker', 'confirm', 'checked', sql`select null::uuid, c.checker_id`, 13);
  await note(reviewed, 'committee', 'review', 'reviewed', officer, 12);
  const recent = told.filter((row) => !lapsed.includes(row));
  await note(lapsed, 'leading-group', 'approve', 'approved', leader, 11);
  await note(lapsed, 'committee', 'tell', 'told', officer, 10);
  await note(recent, 'leading-group', 'approve', 'approved', leader, 4);
  await note(recent, 'committee', 'tell', 'told', officer, 2);
}

/** An identifier that follows from a case and a step, in the form of a version 7 UUID. */
function eventId(column: string, step: string) {
  const hash = sql`md5(${sql.ref(column)}::text || ${step})`;
  return sql`(substr(${hash}, 1, 12) || '7' || substr(${hash}, 14, 3) || '8' || substr(${hash}, 18, 15))::uuid`;
}

const BEST = [
  '按期参加组织生活并带头发言，牵头办结两项群众反映的问题，服务对象认可。',
  '承担重点项目党员先锋岗，主动结对帮带新同志，任务提前完成。',
  '联系群众经常，反映的三条意见都有回音，业务工作走在前列。',
];
const USUAL = [
  '按期参加组织生活，完成支部分配的任务，联系群众次数偏少。',
  '学习认真，按时完成岗位任务，主动承担支部工作还不够。',
  '能够履行党员义务，参加志愿服务较好，发言讨论不够深入。',
  '任务按期完成，双联系有记录，个别事项办理较晚。',
];
