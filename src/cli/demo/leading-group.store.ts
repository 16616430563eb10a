import { sql } from 'kysely';
import { addDays } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#roles/leading-group/leading-group.tables.ts';
import { demoId } from './dice.ts';
import { addResources, addRisks } from './leading-group-keeping.store.ts';
import { at, type Decided, decisions, ids, metOn, type Stage } from './leading-group-stage.ts';
import { type Role, SESSIONS, TOPICS } from './leading-group-stories.ts';

/**
 * The leading group of the demo's first unit: two sessions with what they decided and gave, topics that wait for its secretary,
 * and five risks. One decision is overdue, one session was not chaired in person, one resource did not arrive.
 */
export async function furnishLeadingGroup(tx: Tx, stage: Stage): Promise<void> {
  const people = peopleOf(stage);
  await holdSessions(tx, stage, people);
  await addTopics(tx, stage, people);
  await addDecisions(tx, stage, people);
  await addResources(tx, stage);
  await addRisks(tx, stage, people);
}

/** Who is meant by a role; in a small city posts are vacant, and the secretary answers. */
function peopleOf({ city }: Stage): Record<Role, string> {
  const unit = city.units[0]!;
  const holder = (orgId: string, post: string) =>
    city.posts.find((each) => each.orgId === orgId && each.post === post)?.personId;
  const leader = holder(unit.leadingGroup, 'leading-group-secretary') ?? city.members[0]!.id;
  return {
    leader,
    deputy: holder(unit.leadingGroup, 'deputy-in-charge') ?? leader,
    committee: holder(unit.committee, 'organ-committee-secretary') ?? leader,
    discipline: holder(unit.committee, 'discipline-secretary') ?? leader,
    branch: holder(unit.branches[0]!, 'branch-secretary') ?? leader,
  };
}

const decidedIn = (session: number) => TOPICS.filter((topic) => topic.session === session);

async function holdSessions(tx: Tx, stage: Stage, people: Record<Role, string>): Promise<void> {
  const { tenantId, city, accounts, seed, today } = stage;
  const group = city.units[0]!.leadingGroup;
  const id = ids(seed);
  const seats = [...new Set(city.posts.filter((post) => post.orgId === group).map((post) => post.personId))];
  const days = SESSIONS.map((session) => addDays(today, -session.ago));
  const details = SESSIONS.map((_, n) =>
    JSON.stringify({
      place: '党组会议室',
      topics: decidedIn(n).map((topic) => ({ text: topic.title, speakers: [] })),
      counts: { due: seats.length, present: seats.length },
      duties: ['DA-02', ...(decidedIn(n).some((topic) => topic.kind === 'risk') ? ['DA-03'] : [])],
      steps: ['chair-last'],
    }),
  );
  await sql`
    insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, minutes_spent, outcome, details, event_key)
    select ${tenantId}, e.id, ${group}::uuid, 'leading-group-meeting', e.on_day, (e.on_day + 1)::timestamp at time zone 'Asia/Shanghai', e.title, 90, '',
      e.details, sha256(convert_to(e.id::text, 'UTF8'))
    from unnest(${SESSIONS.map((_, n) => id.record(n))}::uuid[], ${days}::date[],
      ${SESSIONS.map((_, n) => `党组（党委）会议：${decidedIn(n)[0]?.title ?? ''}`)}::text[], ${details}::jsonb[]) as e(id, on_day, title, details)`.execute(
    tx,
  );
  const chairs = SESSIONS.map((session) => (session.chair === 'leader' ? people.leader : people.deputy));
  await sql`
    insert into record_person (tenant_id, record_id, person_id, part, occurred_on, votes)
    select ${tenantId}::uuid, e.id, p.person, 'present', e.on_day, true
    from unnest(${SESSIONS.map((_, n) => id.record(n))}::uuid[], ${days}::date[]) as e(id, on_day), unnest(${seats}::uuid[]) as p(person)
    union all
    select ${tenantId}::uuid, e.id, e.chair, 'chair', e.on_day, false
    from unnest(${SESSIONS.map((_, n) => id.record(n))}::uuid[], ${days}::date[], ${chairs}::uuid[]) as e(id, on_day, chair)`.execute(
    tx,
  );
  await tx
    .insertInto('leading_session')
    .values(
      SESSIONS.map((_, n) => ({
        tenant_id: tenantId,
        id: id.session(n),
        org_id: group,
        record_id: id.record(n),
        on_day: days[n]!,
        feedback: '[]',
        made_by: accounts.officer.accountId,
      })),
    )
    .execute();
}

async function addTopics(tx: Tx, stage: Stage, people: Record<Role, string>): Promise<void> {
  const { tenantId, city, accounts, seed, today } = stage;
  const id = ids(seed);
  const { officer, leader } = accounts;
  await tx
    .insertInto('leading_topic')
    .values(
      TOPICS.map((topic, n) => ({
        tenant_id: tenantId,
        id: id.topic(n),
        org_id: city.units[0]!.leadingGroup,
        kind: topic.kind,
        title: topic.title,
        why: topic.why,
        basis: topic.basis,
        ask: topic.ask,
        state: topic.state,
        proposed_by: officer.accountId,
        proposed_person: officer.personId,
        proposed_on: addDays(today, -topic.ago),
        note: topic.note ?? '',
      })),
    )
    .execute();
  const events = TOPICS.flatMap((topic, n) => {
    const accepted = topic.state !== 'proposed';
    const met = topic.session === undefined ? null : addDays(today, -SESSIONS[topic.session]!.ago);
    const decided = topic.verdict === 'postponed' ? ('postpone' as const) : ('decide' as const);
    return [
      {
        n,
        action: 'propose' as const,
        to: 'proposed' as const,
        by: officer,
        day: addDays(today, -topic.ago),
        note: '',
      },
      ...(accepted
        ? [
            {
              n,
              action: 'accept' as const,
              to: 'accepted' as const,
              by: leader,
              day: addDays(today, 2 - topic.ago),
              note: '',
            },
          ]
        : []),
      ...(met
        ? [{ n, action: decided, to: topic.state, by: officer, day: met, note: topic.text ?? '' }]
        : []),
    ];
  });
  await tx
    .insertInto('leading_event')
    .values(
      events.map((event, no) => ({
        tenant_id: tenantId,
        id: demoId(seed, 'leading-event', no),
        topic_id: id.topic(event.n),
        risk_id: null,
        action: event.action,
        to_state: event.to,
        account_id: event.by.accountId,
        person_id: event.by === leader ? people.leader : event.by.personId,
        at: at(event.day),
        note: event.note,
        likelihood: null,
        impact: null,
        review_on: null,
      })),
    )
    .execute();
}

async function addDecisions(tx: Tx, stage: Stage, people: Record<Role, string>): Promise<void> {
  const { tenantId, city, accounts, seed, today } = stage;
  const id = ids(seed);
  const unit = city.units[0]!;
  const seats = new Set(
    city.posts.filter((post) => post.orgId === unit.leadingGroup).map((post) => post.personId),
  ).size;
  const list = decisions();
  const no = (each: Decided) => decidedIn(each.session).findIndex((topic) => topic.title === each.title) + 1;
  const tasks = list.filter((each) => each.follow?.kind === 'task');
  await tx
    .insertInto('record_decision')
    .values(
      list.map((each) => ({
        tenant_id: tenantId,
        id: id.decision(each.n),
        record_id: id.record(each.session),
        no: no(each),
        text: `${each.title}：${each.text}`,
        rule: each.follow ? 'leading-group-meeting' : null,
        tally: each.follow
          ? (JSON.stringify({
              due: seats,
              present: seats,
              inFavour: seats,
              against: 0,
              abstained: 0,
              counted: seats,
              needed: Math.floor(seats / 2) + 1,
              uncounted: 0,
            }) as never)
          : null,
        result: each.follow ? ('passed' as const) : ('noted' as const),
      })),
    )
    .execute();
  await tx
    .insertInto('task')
    .values(
      tasks.map((each) => ({
        tenant_id: tenantId,
        id: id.task(each.n),
        org_id: unit.committee,
        title: each.title,
        standard: each.text ?? '',
        owner_id: people[each.follow!.owner],
        assigned_by: accounts.officer.accountId,
        record_id: id.record(each.session),
        decision_id: id.decision(each.n),
        created_on: metOn(today, each),
        due_on: addDays(today, each.follow!.due),
        state: each.follow!.state === 'done' ? ('done' as const) : ('accepted' as const),
        first_late_on: each.follow!.state === 'overdue' ? addDays(today, each.follow!.due + 1) : null,
        reported_on: each.follow!.state === 'done' ? addDays(today, each.follow!.due - 2) : null,
        outcome: each.follow!.state === 'done' ? '清单已下达，逐项落实到人。' : '',
        parent_id: null,
        plan_id: null,
        starts_on: null,
      })),
    )
    .execute();
  await tx
    .insertInto('leading_decision')
    .values(
      list.map((each) => ({
        tenant_id: tenantId,
        id: id.decision(each.n),
        org_id: unit.leadingGroup,
        session_id: id.session(each.session),
        topic_id: id.topic(each.n),
        no: no(each),
        verdict: each.verdict ?? 'decided',
        text: each.text ?? '',
        follow: each.follow?.kind ?? ('none' as const),
        subject_id: each.follow?.kind === 'task' ? unit.committee : null,
        task_id: each.follow?.kind === 'task' ? id.task(each.n) : null,
        problem_id: null,
      })),
    )
    .execute();
}
