import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ProblemSource } from '../ledger.rules.ts';
import { type ProblemReach, problemsInReach } from '../problem-reach.store.ts';
import '../ledger.tables.ts';

const start = (day: Day) => sql`${day}::timestamp at time zone 'Asia/Shanghai'`;
const reportedOn = sql`(p.reported_at at time zone 'Asia/Shanghai')::date`;

/** Of what is not solved: how many in each span of days since it was entered (by the spans' upper limits), in time and late. */
export async function ageing(
  tx: Tx,
  reach: ProblemReach,
  limits: readonly number[],
  today: Day,
): Promise<{ span: number; inTime: number; late: number }[]> {
  const age = sql`width_bucket(${today}::date - ${reportedOn}, ${limits.map((limit) => limit + 1)}::int[]) as span, p.due_on`;
  const { rows } = await sql<{ span: number; inTime: number; late: number }>`
    select span, count(*) filter (where due_on >= ${today}::date)::int as "inTime", count(*) filter (where due_on < ${today}::date)::int as late
    from (${problemsInReach(reach, age, sql`p.state <> 'closed'`)}) x group by span`.execute(tx);
  return rows;
}

/** What was entered since a day: how much on each day, and by source how much of it came again. One range of one index. */
export async function enteredSince(
  tx: Tx,
  reach: ProblemReach,
  from: Day,
): Promise<{ day: Day | null; source: ProblemSource | null; entered: number; again: number }[]> {
  const columns = sql`${reportedOn} as day, p.source, p.reports - 1 + p.reopened as again`;
  const { rows } = await sql<{
    day: Day | null;
    source: ProblemSource | null;
    entered: number;
    again: number;
  }>`
    select day, source, count(*)::int as entered, sum(again)::int as again
    from (${problemsInReach(reach, columns, sql`p.reported_at >= ${start(from)}`)}) x
    group by grouping sets ((day), (source)) order by count(*) desc, source`.execute(tx);
  return rows;
}

/** What was closed since a day: how much on each day with what of it was entered before, and how many took how many days. */
export async function closedSince(
  tx: Tx,
  reach: ProblemReach,
  from: Day,
): Promise<{ day: Day | null; days: number | null; closed: number; older: number }[]> {
  const columns = sql`p.closed_on as day, p.closed_on - ${reportedOn} as days, p.reported_at < ${start(from)} as older`;
  const { rows } = await sql<{ day: Day | null; days: number | null; closed: number; older: number }>`
    select day, days, count(*)::int as closed, (count(*) filter (where older))::int as older
    from (${problemsInReach(reach, columns, sql`p.state = 'closed' and p.closed_on >= ${from}::date`)}) x
    group by grouping sets ((day), (days)) order by days`.execute(tx);
  return rows;
}

/** How many that stand open were entered before a day. */
export async function openFromBefore(tx: Tx, reach: ProblemReach, day: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (${problemsInReach(reach, sql`1`, sql`p.state <> 'closed' and p.reported_at < ${start(day)}`)}) x`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
