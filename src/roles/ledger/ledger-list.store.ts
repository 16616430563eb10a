import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { reachesFromTop } from '#platform/access/authorise.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ProblemSource, ProblemState } from './ledger.rules.ts';
import { orgInReach, orgsInReach, ownedInReach, type ProblemReach } from './problem-reach.store.ts';
import './ledger.tables.ts';

export type ProblemFilter = {
  state?: ProblemState | 'unsolved' | undefined;
  source?: ProblemSource | undefined;
  late?: boolean | undefined;
  /** The owner. */
  owner?: string | undefined;
  /** Words of the name. */
  q?: string | undefined;
};

/** Where a page begins: after a row of the unsolved (0, its due day) or of the closed (1, the day it was closed). */
export type ListPlace = readonly [part: number, day: Day, id: string];

/** A problem of a list; the first late day as it stands today, noted or not. */
export type ListedProblem = {
  id: string;
  title: string;
  org_id: string;
  org_name: string;
  owner_id: string;
  owner_name: string;
  source: ProblemSource;
  state: ProblemState;
  due_on: Day;
  closed_on: Day | null;
  reopened: number;
  reports: number;
  version: number;
  late_on: Day | null;
};

/** The first day on which problem `p` was late, as it stands today: noted, or past its day and not yet noted. */
export const lateDay = (today: Day): RawBuilder<Day | null> =>
  sql<Day | null>`coalesce(p.first_late_on, case when p.state <> 'closed' and p.due_on < ${today}::date then p.due_on + 1 end)`;

/**
 * A page of the ledger: what is not solved, the next due first; then what is closed, the newest first. The two are two ranges of two indexes:
 * the second is not touched before the first is read to its end.
 */
export async function selectProblems(
  tx: Tx,
  reach: ProblemReach,
  filter: ProblemFilter,
  today: Day,
  after: ListPlace | null,
  limit: number,
): Promise<ListedProblem[]> {
  const closedOnly = filter.state === 'closed' || after?.[0] === 1;
  const unsolved = closedOnly
    ? []
    : await selectPart(tx, reach, filter, today, { closed: false, after, limit });
  const rest = limit - unsolved.length;
  if (rest === 0 || (filter.state !== undefined && filter.state !== 'closed')) return unsolved;
  const from = after?.[0] === 1 ? after : null;
  return [
    ...unsolved,
    ...(await selectPart(tx, reach, filter, today, { closed: true, after: from, limit: rest })),
  ];
}

type Part = { closed: boolean; after: ListPlace | null; limit: number };

/** Rows that are read in order for a name before it is looked up: what is common is found among them, what is rare is not worth a walk. */
const WALK = 2000;

async function selectPart(
  tx: Tx,
  reach: ProblemReach,
  filter: ProblemFilter,
  today: Day,
  part: Part,
): Promise<ListedProblem[]> {
  const { q } = filter;
  if (!q) return selectRows(tx, reach, today, part, pickIds(reach, filter, today, part));
  const walked = pickIds(reach, filter, today, { ...part, limit: WALK });
  const near = sql`
    with walked as materialized (${walked})
    select w.id, w.day from walked w join problem p on p.tenant_id = ${reach.tenantId} and p.id = w.id
    where ${named(q)} order by ${inOrder(part.closed, 'w.day', 'w.id')} limit ${part.limit}`;
  const found = await selectRows(tx, reach, today, part, near);
  if (found.length === part.limit) return found;
  return selectRows(tx, reach, today, part, lookUp(reach, filter, today, part, q));
}

async function selectRows(
  tx: Tx,
  reach: ProblemReach,
  today: Day,
  part: Part,
  ids: RawBuilder<unknown>,
): Promise<ListedProblem[]> {
  const { rows } = await sql<ListedProblem>`
    with hit as materialized (${ids})
    select p.id, p.title, p.org_id, o.name as org_name, p.owner_id, w.name as owner_name, p.source, p.state, p.due_on, p.closed_on, p.reopened,
      p.reports, p.version, ${lateDay(today)} as late_on
    from hit join problem p on p.tenant_id = ${reach.tenantId} and p.id = hit.id
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
    order by ${inOrder(part.closed, 'hit.day', 'hit.id')}`.execute(tx);
  return rows;
}

const named = (words: string) => sql<SqlBool>`lower(p.title) like ${anywhere(words.toLowerCase())}`;

/** The ids of one part by their name, through the index of pairs of characters. */
function lookUp(
  reach: ProblemReach,
  filter: ProblemFilter,
  today: Day,
  part: Part,
  words: string,
): RawBuilder<unknown> {
  const where = sql<SqlBool>`(p.org_id = any(array(${orgsInReach(reach)})) or ${ownedInReach(reach)}) and ${named(words)}
    and ledger_pairs(p.tenant_id, p.title, true) @> ledger_pairs(${reach.tenantId}::uuid, ${words}, ${[...words].length === 1})`;
  return picked(reach.tenantId, filter, today, part, { where, more: sql``, table: sql`problem_named p` });
}

const inOrder = (closed: boolean, day: string, id: string) =>
  closed ? sql`${sql.ref(day)} desc, ${sql.ref(id)} desc` : sql`${sql.ref(day)}, ${sql.ref(id)}`;

/**
 * The ids of one part of the ledger with the day that orders them. A reader of some organisations takes the first so many of each and merges
 * them; from the top of the tree the order itself is walked.
 */
function pickIds(reach: ProblemReach, filter: ProblemFilter, today: Day, part: Part): RawBuilder<unknown> {
  const pick = (where: Expression<SqlBool>, more = sql``) =>
    picked(reach.tenantId, filter, today, part, { where, more, table: sql`problem p` });
  const owned = ownedInReach(reach);
  if (filter.owner !== undefined)
    return pick(sql<SqlBool>`(p.org_id = any(array(${orgsInReach(reach)})) or ${owned})`);
  const { scope } = reach;
  const byPerson = scope.person === null ? null : pick(owned);
  const everywhere = reach.org === undefined && reachesFromTop(reach.scope);
  if (byPerson !== null && scope.prefixes.length + scope.organisations.length === 0 && !scope.all)
    return byPerson;
  const byPlace = everywhere
    ? pick(
        sql<SqlBool>`${orgInReach(reach)}`,
        sql`join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id`,
      )
    : sql`select x.id, x.day from (${orgsInReach(reach)}) r cross join lateral (${pick(sql<SqlBool>`p.org_id = r.id`)}) x`;
  if (everywhere) return byPerson === null ? byPlace : merged(sql`(${byPlace}) union (${byPerson})`, part);
  return merged(byPerson === null ? byPlace : sql`(${byPlace}) union (${byPerson})`, part);
}

const merged = (all: RawBuilder<unknown>, part: Part) =>
  sql`select u.id, u.day from (${all}) u order by ${inOrder(part.closed, 'u.day', 'u.id')} limit ${part.limit}`;

/** The first ids of one part under a condition, in the part's order. */
function picked(
  tenantId: string,
  filter: ProblemFilter,
  today: Day,
  { closed, after, limit }: Part,
  from: { where: Expression<SqlBool>; more: RawBuilder<unknown>; table: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const day = closed ? 'p.closed_on' : 'p.due_on';
  const conditions: Expression<SqlBool>[] = [
    sql<SqlBool>`p.tenant_id = ${tenantId}`,
    closed ? sql<SqlBool>`p.state = 'closed'` : sql<SqlBool>`p.state <> 'closed'`,
    from.where,
  ];
  if (!closed && filter.state !== undefined && filter.state !== 'unsolved')
    conditions.push(sql<SqlBool>`p.state = ${filter.state}`);
  if (filter.source !== undefined) conditions.push(sql<SqlBool>`p.source = ${filter.source}`);
  if (filter.owner !== undefined) conditions.push(sql<SqlBool>`p.owner_id = ${filter.owner}::uuid`);
  if (filter.late)
    conditions.push(
      closed
        ? sql<SqlBool>`p.first_late_on is not null`
        : sql<SqlBool>`(p.first_late_on is not null or p.due_on < ${today}::date)`,
    );
  if (after !== null)
    conditions.push(
      sql<SqlBool>`(${sql.ref(day)}, p.id) ${closed ? sql`<` : sql`>`} (${after[1]}::date, ${after[2]}::uuid)`,
    );
  return sql`select p.id, ${sql.ref(day)} as day from ${from.table} ${from.more} where ${sql.join(conditions, sql` and `)}
    order by ${inOrder(closed, day, 'p.id')} limit ${limit}`;
}
