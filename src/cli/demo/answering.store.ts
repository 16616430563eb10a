import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';
import type { DemoAccounts } from './people.store.ts';

type Demo = { tenantId: string; city: City; accounts: DemoAccounts; seed: number; today: Day };

/** A hash of anything under the seed, spread evenly over 0 to 1. */
const chance = (what: RawBuilder<unknown>, seed: number) =>
  sql`(hashtextextended(${what}, ${sql.lit(seed)}) & 1048575)::float8 / 1048576`;

/**
 * Who carries the work of a branch: in some the secretary is in every chair, in others the committee shares; some hand over
 * what they should do in person, a few of them in writing. In the demo secretary's branch one member types for all. To be
 * called before records are linked to what they fulfil.
 */
export async function spreadWork(tx: Tx, { tenantId, city, accounts, seed, today }: Demo): Promise<void> {
  const kind = sql`${chance(sql`'spread' || r.org_id`, seed)}`;
  // The committee takes turns in the chair: everywhere but where the secretary does all, and never for what is his own.
  await sql`
    with committee as (
      select a.org_id, array_agg(a.person_id order by a.post) as persons from appointment a
      where a.tenant_id = ${tenantId} and a.to_on is null and a.post in ('organisation-member', 'publicity-member', 'discipline-member')
      group by a.org_id
    ), moved as (
      select r.id, s.person_id as secretary, c.persons[1 + (hashtext(r.id::text) & 1048575) % cardinality(c.persons)] as person_id
      from record r join committee c on c.org_id = r.org_id
      join appointment s on s.tenant_id = r.tenant_id and s.org_id = r.org_id and s.post = 'branch-secretary' and s.to_on is null
      where r.tenant_id = ${tenantId} and ${kind} > 0.25 and (
        r.kind in ('theme-day', 'dues', 'contact', 'volunteer', 'observation', 'study', 'lecture') and ${chance(sql`'turn' || r.id`, seed)} < 0.85
        or r.kind in ('branch-assembly', 'branch-committee') and ${kind} > 0.8 and ${chance(sql`'turn' || r.id`, seed)} < 0.6)
    )
    update record_person p set person_id = m.person_id from moved m
    where p.tenant_id = ${tenantId} and p.record_id = m.id and p.part = 'chair' and p.person_id = m.secretary
      and not exists (select from record_person x where x.tenant_id = p.tenant_id and x.record_id = p.record_id
        and x.person_id = m.person_id and x.part = 'chair')`.execute(tx);
  await sql`
    insert into delegation (tenant_id, id, org_id, person_id, to_person_id, duties, reason, scope, from_on, to_on, written_on, written_at, written_by)
    select s.tenant_id, gen_random_uuid(), s.org_id, s.person_id, d.person_id, array['DE-01', 'DE-02'], 'training', '集中培训期间的会议',
      ${today}::date - 150, ${today}::date - 20, ${today}::date - 155, now(), ${accounts.secretary.accountId}::uuid
    from appointment s
    join appointment d on d.tenant_id = s.tenant_id and d.org_id = s.org_id and d.post = 'organisation-member' and d.to_on is null
    where s.tenant_id = ${tenantId} and s.post = 'branch-secretary' and s.to_on is null and s.person_id <> d.person_id
      and ${chance(sql`'spread' || s.org_id`, seed)} > 0.9`.execute(tx);
  const branch = city.units[0]!.branches[0]!;
  await sql`
    update record r set entered_by = case when ${chance(sql`'typed' || r.id`, seed)} < 0.8 then ${accounts.member.accountId}::uuid
      else ${accounts.secretary.accountId}::uuid end
    where r.tenant_id = ${tenantId} and r.org_id = ${branch}::uuid`.execute(tx);
}

/**
 * Terms of all organisations (one overdue, some due soon), the check of most secretaries, and one appointment that waits
 * for the work committee: a young secretary with the head's retained duties.
 */
export async function settleTerms(tx: Tx, { tenantId, city, accounts, seed, today }: Demo): Promise<void> {
  const [clerk, officer] = [accounts.clerk.accountId, accounts.officer.accountId];
  const first = city.units[0]!;
  const years = sql`case when o.kind = 'organ_committee' then 5 else 3 end`;
  await sql`
    insert into org_term (tenant_id, id, org_id, elected_on, years, entered_by, entered_at)
    select o.tenant_id, gen_random_uuid(), o.id,
      case o.id when ${first.branches[0]!}::uuid then (${today}::date - interval '3 years' + interval '45 days')::date
        when ${first.branches[1]!}::uuid then (${today}::date - interval '3 years' - interval '20 days')::date
        else ${today}::date - (30 + (hashtext(o.id::text) & 1048575) % (${years} * 365 - 60)) end,
      ${years}, ${clerk}::uuid, now()
    from organisation o
    where o.tenant_id = ${tenantId} and o.kind in ('organ_committee', 'branch', 'joint_branch') and o.state = 'active'
      and ${chance(sql`'term' || o.id`, seed)} < 0.93`.execute(tx);
  await sql`
    insert into appointment_case (tenant_id, id, org_id, post, person_id, from_on, head_id, outcome, reason, decided_by, decided_on, training, training_by,
      mentor_id, time_share, package, state, proposed_by, proposed_at, settled_by, settled_at, content_hash, in_force_on, trained_on, trained_note, trained_by)
    select a.tenant_id, gen_random_uuid(), a.org_id, a.post, a.person_id, d.from_on, coalesce(k.person_id, a.person_id),
      case when k.person_id is null then 'head' else 'package' end,
      case when k.person_id is null then '' else '处长分管两个处室，由副处长担任书记锻炼培养。' end,
      case when k.person_id is null then '' else '党组会议' end, case when k.person_id is not null then d.from_on - 10 end,
      case when k.person_id is null then '' else '参加市直机关新任书记培训班' end, case when k.person_id is not null then d.from_on + 90 end,
      k.person_id, case when k.person_id is not null then 20 end,
      case when k.person_id is null then '{}' else array['DE-21', 'DE-22', 'DE-23', 'DE-24', 'DE-25'] end,
      'approved', ${officer}::uuid, d.from_on - 5, ${clerk}::uuid, d.from_on::timestamptz, encode(sha256(convert_to(a.id::text, 'UTF8')), 'hex'), d.from_on,
      case when k.person_id is not null and not d.open then d.from_on + 60 end,
      case when k.person_id is not null and not d.open then '培训班结业，处长带教两个月' else '' end,
      case when k.person_id is not null and not d.open then ${officer}::uuid end
    from appointment a
    -- The first unit's young secretary was checked this autumn: the training is still to come.
    cross join lateral (select a.org_id = ${first.branches[2]!}::uuid as open,
      case when a.org_id = ${first.branches[2]!}::uuid then ${today}::date - 60 else a.from_on end as from_on) d
    left join appointment k on k.tenant_id = a.tenant_id and k.org_id = a.org_id and k.post = 'retained-head' and k.to_on is null
    where a.tenant_id = ${tenantId} and a.post = 'branch-secretary' and a.to_on is null
      and (k.person_id is not null or ${chance(sql`'checked' || a.org_id`, seed)} < 0.85)`.execute(tx);
  const waiting = first.branches[4];
  const people = city.members.filter((member) => member.branch === waiting && member.kind === 'full');
  const secretary = city.posts.find((post) => post.orgId === waiting && post.post === 'branch-secretary');
  const young = people.find((person) => person.id !== secretary?.personId);
  if (!waiting || !secretary || !young) return;
  await tx
    .insertInto('appointment_case')
    .values({
      tenant_id: tenantId,
      id: demoId(seed, 'appointment-case', 0),
      org_id: waiting,
      post: 'branch-secretary',
      person_id: young.id,
      from_on: addDays(today, 7),
      head_id: secretary.personId,
      outcome: 'package',
      reason: '处长牵头重点工程专班，由年轻同志担任支部书记锻炼。',
      decided_by: '局党组第21次会议',
      decided_on: addDays(today, -3),
      training: '参加市直机关新任书记培训班，处长逐月带教',
      training_by: addDays(today, 90),
      mentor_id: secretary.personId,
      time_share: 20,
      package: ['DE-21', 'DE-22', 'DE-23', 'DE-24', 'DE-25'],
      proposed_by: officer,
      proposed_at: new Date(`${addDays(today, -2)}T02:00:00Z`),
      settled_by: null,
      settled_at: null,
      content_hash: null,
    })
    .execute();
}
