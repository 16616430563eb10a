import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Feedback } from './leading-group.tables.ts';
import './leading-group.tables.ts';
import '../own-hand/own-hand.tables.ts';
import type { Follow, FollowState, Verdict } from './sessions.rules.ts';
import { SECRETARY_POST } from './topics.rules.ts';

/** A decision with where what followed stands: read from its task or problem. */
export type DecisionRow = {
  id: string;
  session_id: string;
  record_id: string;
  on_day: Day;
  no: number;
  topic_id: string;
  topic: string;
  kind: string;
  verdict: Verdict;
  text: string;
  follow: Follow;
  subject: string | null;
  owner: string | null;
  due_on: Day | null;
  task_id: string | null;
  problem_id: string | null;
  state: FollowState;
  /** The session that ended it, while that one stands. */
  ended_session_id: string | null;
  ended_on: Day | null;
  rank: number;
  place: number;
};

/** Decisions of standing sessions with the state of what followed. Overdue first, then by day; the rest newest first. */
const decided = (tenantId: string, today: Day, where: RawBuilder<unknown>) => sql`
  select x.*, array_position(array['overdue', 'open', 'standing', 'done', 'ended', 'dropped', 'none'], x.state) as rank,
    case when x.state in ('overdue', 'open') then x.due_on - date '2000-01-01' else date '2000-01-01' - x.on_day end as place
  from (
    select d.id, d.session_id, s.record_id, s.on_day, d.no, d.topic_id, t.title as topic, t.kind, d.verdict, d.text, d.follow,
      o.name as subject, p.name as owner, coalesce(k.due_on, b.due_on) as due_on, d.task_id, d.problem_id,
      case when er.id is not null then es.id end as ended_session_id, case when er.id is not null then es.on_day end as ended_on,
      case when d.follow = 'none' then 'none' when d.follow = 'standing' then case when er.id is null then 'standing' else 'ended' end
        when k.state = 'done' or b.state = 'closed' then 'done'
        when k.state in ('withdrawn', 'expired') then 'dropped'
        when coalesce(k.due_on, b.due_on) < ${today}::date then 'overdue' else 'open' end as state
    from leading_decision d
    join leading_session s on s.tenant_id = d.tenant_id and s.id = d.session_id
    join record r on r.tenant_id = s.tenant_id and r.id = s.record_id and r.state <> 'withdrawn'
    join leading_topic t on t.tenant_id = d.tenant_id and t.id = d.topic_id
    left join organisation o on o.tenant_id = d.tenant_id and o.id = d.subject_id
    left join task k on k.tenant_id = d.tenant_id and k.id = d.task_id
    left join problem b on b.tenant_id = d.tenant_id and b.id = d.problem_id
    left join person p on p.tenant_id = d.tenant_id and p.id = coalesce(k.owner_id, b.owner_id)
    left join leading_decision e on e.tenant_id = d.tenant_id and e.id = d.ended_by
    left join leading_session es on es.tenant_id = e.tenant_id and es.id = e.session_id
    left join record er on er.tenant_id = es.tenant_id and er.id = es.record_id and er.state <> 'withdrawn'
    where d.tenant_id = ${tenantId} and ${where}
  ) x`;

/** Decisions of a group in the order of what presses; one more than `limit`. */
export async function decisionsOf(
  tx: Tx,
  tenantId: string,
  orgId: string,
  today: Day,
  filter: {
    states?: readonly FollowState[];
    from?: Day;
    after: readonly [number, number, string] | null;
    limit: number;
  },
): Promise<DecisionRow[]> {
  const states = filter.states ? sql`and y.state = any(${[...filter.states]}::text[])` : sql``;
  const after = filter.after
    ? sql`and (y.rank, y.place, y.id) > (${filter.after[0]}::int, ${filter.after[1]}::int, ${filter.after[2]}::uuid)`
    : sql``;
  const from = filter.from ? sql`and s.on_day >= ${filter.from}::date` : sql``;
  const { rows } = await sql<DecisionRow>`
    select * from (${decided(tenantId, today, sql`d.org_id = ${orgId}::uuid ${from}`)}) y
    where true ${states} ${after} order by y.rank, y.place, y.id limit ${filter.limit + 1}`.execute(tx);
  return rows;
}

/** How many decisions of a group stand in each state. */
export async function countDecisions(tx: Tx, tenantId: string, orgId: string, today: Day) {
  const { rows } = await sql<{ state: FollowState; count: number }>`
    select y.state, count(*)::int as count from (${decided(tenantId, today, sql`d.org_id = ${orgId}::uuid`)}) y group by y.state`.execute(
    tx,
  );
  const counts = { overdue: 0, open: 0, standing: 0, done: 0, ended: 0, dropped: 0, none: 0 };
  for (const row of rows) counts[row.state] = row.count;
  return counts;
}

/** Decisions of one session, or on one topic, in their order. */
export async function decisionsIn(
  tx: Tx,
  tenantId: string,
  of: { sessionId: string } | { topicId: string },
  today: Day,
): Promise<DecisionRow[]> {
  const where =
    'sessionId' in of ? sql`d.session_id = ${of.sessionId}::uuid` : sql`d.topic_id = ${of.topicId}::uuid`;
  const { rows } = await sql<DecisionRow>`
    select * from (${decided(tenantId, today, where)}) y order by y.on_day, y.no limit 100`.execute(tx);
  return rows;
}

/** A session with who chaired it. */
export type SessionRow = {
  id: string;
  org_id: string;
  record_id: string;
  on_day: Day;
  feedback: Feedback[];
  topics: number;
  persons: { personId: string; part: string; name: string }[];
  /** Who was the group's secretary on that day. */
  secretary_id: string | null;
};

const sessions = (where: RawBuilder<unknown>) => sql<SessionRow>`
  select s.id, s.org_id, s.record_id, s.on_day, s.feedback,
    (select count(*)::int from leading_decision d where d.tenant_id = s.tenant_id and d.session_id = s.id) as topics,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'part', p.part, 'name', n.name)), '[]')
      from record_person p join person n on n.tenant_id = p.tenant_id and n.id = p.person_id
      where p.tenant_id = s.tenant_id and p.record_id = s.record_id) as persons,
    (select a.person_id from appointment a where a.tenant_id = s.tenant_id and a.org_id = s.org_id and a.post = ${SECRETARY_POST}
      and a.from_on <= s.on_day and (a.to_on is null or a.to_on > s.on_day) order by a.from_on desc limit 1) as secretary_id
  from leading_session s
  join record r on r.tenant_id = s.tenant_id and r.id = s.record_id and r.state <> 'withdrawn'
  where ${where}`;

/** Sessions of a group in a span, latest first. */
export async function sessionsOf(tx: Tx, tenantId: string, orgId: string, span: { from: Day; to: Day }) {
  const { rows } = await sessions(sql`s.tenant_id = ${tenantId} and s.org_id = ${orgId}::uuid
    and s.on_day between ${span.from}::date and ${span.to}::date order by s.on_day desc, s.id desc limit 60`).execute(
    tx,
  );
  return rows;
}

/** One session, or undefined. */
export async function loadSession(tx: Tx, tenantId: string, id: string): Promise<SessionRow | undefined> {
  const { rows } = await sessions(sql`s.tenant_id = ${tenantId} and s.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** A session to be written. */
export type NewSession = {
  orgId: string;
  recordId: string;
  onDay: Day;
  feedback: readonly Feedback[];
  by: string;
};

/** Adds a session. Returns its id. */
export async function insertSession(tx: Tx, tenantId: string, session: NewSession): Promise<string> {
  const id = newId();
  await tx
    .insertInto('leading_session')
    .values({
      tenant_id: tenantId,
      id,
      org_id: session.orgId,
      record_id: session.recordId,
      on_day: session.onDay,
      feedback: JSON.stringify(session.feedback),
      made_by: session.by,
    })
    .execute();
  return id;
}

/** A decision to be written. */
export type NewDecision = {
  id: string;
  topicId: string;
  no: number;
  verdict: Verdict;
  text: string;
  follow: Follow;
  subjectId: string | null;
  taskId: string | null;
  problemId: string | null;
};

/** Adds the decisions of a session. */
export async function insertDecisions(
  tx: Tx,
  tenantId: string,
  at: { orgId: string; sessionId: string },
  decisions: readonly NewDecision[],
): Promise<void> {
  await tx
    .insertInto('leading_decision')
    .values(
      decisions.map((each) => ({
        tenant_id: tenantId,
        id: each.id,
        org_id: at.orgId,
        session_id: at.sessionId,
        topic_id: each.topicId,
        no: each.no,
        verdict: each.verdict,
        text: each.text,
        follow: each.follow,
        subject_id: each.subjectId,
        task_id: each.taskId,
        problem_id: each.problemId,
        ended_by: null,
      })),
    )
    .execute();
}

/** Notes of standing decisions of a group by which later ones they were ended. */
export async function endDecisions(
  tx: Tx,
  tenantId: string,
  orgId: string,
  ends: readonly { id: string; by: string }[],
): Promise<void> {
  if (ends.length === 0) return;
  await sql`
    update leading_decision d set ended_by = e.by
    from unnest(${ends.map((each) => each.id)}::uuid[], ${ends.map((each) => each.by)}::uuid[]) as e(id, by)
    where d.tenant_id = ${tenantId} and d.org_id = ${orgId}::uuid and d.id = e.id and d.follow = 'standing'`.execute(
    tx,
  );
}

/** The decisions of a record, as the record has them: number and id. */
export async function recordedDecisions(tx: Tx, tenantId: string, recordId: string) {
  const rows = await tx
    .selectFrom('record_decision')
    .select(['id', 'no'])
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .execute();
  return new Map(rows.map((row) => [row.no, row.id]));
}

/** Delegations in writing of the group's secretaries that reach into a span. */
export async function delegationsIn(tx: Tx, tenantId: string, orgId: string, from: Day) {
  const { rows } = await sql<{
    personId: string;
    duties: string[];
    toId: string;
    fromOn: Day;
    toOn: Day;
    writtenOn: Day;
  }>`
    select person_id as "personId", duties, to_person_id as "toId", from_on as "fromOn", coalesce(ended_on - 1, to_on) as "toOn",
      written_on as "writtenOn"
    from delegation where tenant_id = ${tenantId} and org_id = ${orgId}::uuid and to_on >= ${from}::date limit 500`.execute(
    tx,
  );
  return rows;
}
