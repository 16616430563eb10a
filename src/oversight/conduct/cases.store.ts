import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { CaseDesk, CaseState, Part } from './conduct.rules.ts';
import type { CaseFactsKept } from './conduct.tables.ts';

function cases(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('conduct_case as c')
    .innerJoin('conduct_round as r', (join) =>
      join.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.id', '=', 'c.round_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'c.tenant_id').onRef('o.id', '=', 'c.org_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.id', '=', 'c.person_id'),
    )
    .leftJoin('person as k', (join) =>
      join.onRef('k.tenant_id', '=', 'c.tenant_id').onRef('k.id', '=', 'c.checker_id'),
    )
    .selectAll('c')
    .select([
      'r.year',
      'r.period_from',
      'r.period_to',
      'r.state as round_state',
      'o.name as org_name',
      'o.path as org_path',
      'p.name as person_name',
      'k.name as checker_name',
    ])
    .where('c.tenant_id', '=', tenantId);
}

/** A case with its round and its names. */
export type FoundCase = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** One case, or undefined. */
export async function findCase(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = cases(tx, tenantId).where('c.id', '=', id);
  return (lock ? query.forUpdate(['c']) : query).executeTakeFirst();
}

/** Some cases of one round, locked, in the order of their ids. */
export async function findCases(tx: Tx, tenantId: string, roundId: string, ids: readonly string[]) {
  return cases(tx, tenantId)
    .where('c.round_id', '=', roundId)
    .where(sql<boolean>`c.id = any(${[...ids]}::uuid[])`)
    .orderBy('c.id')
    .forUpdate(['c'])
    .execute();
}

export type CaseFilter = {
  roundId?: string;
  state?: CaseState;
  orgId?: string;
  sampled?: boolean;
  desk?: CaseDesk;
};

/** Who reads a list: himself, the branches he leads, the units whose committee he is of, and what lies below his body. */
export type Reader = {
  accountId: string | null;
  personId: string | null;
  own: Scope;
  branch: Scope;
  committee: Scope;
  above: Scope;
};

/** Cases within reach, the newest year first, then by name; one more than `limit`. */
export async function caseRows(
  tx: Tx,
  tenantId: string,
  reader: Reader,
  filter: CaseFilter,
  after: { year: number; name: string; id: string } | null,
  limit: number,
) {
  let query = cases(tx, tenantId)
    .where(filter.desk ? waits(reader, filter.desk) : reach(reader))
    .orderBy('r.year', 'desc')
    .orderBy('p.name')
    .orderBy('c.id')
    .limit(limit + 1);
  if (filter.roundId) query = query.where('c.round_id', '=', filter.roundId);
  if (filter.state) query = query.where('c.state', '=', filter.state);
  if (filter.orgId) query = query.where('c.org_id', '=', filter.orgId);
  if (filter.sampled) query = query.where('c.sampled', '=', true);
  if (after) {
    query = query.where(
      sql<boolean>`(-r.year, p.name, c.id) > (${-after.year}::int, ${after.name}, ${after.id}::uuid)`,
    );
  }
  return query.execute();
}

const within = (scope: Scope) => inScope(scope, { path: 'o.path', org: 'o.id', person: 'c.person_id' });

/** What comes up to the body above: those who hold posts, and those who object. */
const comesUp = (reader: Reader) =>
  sql<boolean>`(${within(reader.above)} and (c.holds_post or c.objection <> ''))`;

const reach = (reader: Reader) =>
  sql<boolean>`(${within(reader.own)} or ${within(reader.branch)} or ${within(reader.committee)} or ${comesUp(reader)})`;

/** What waits for the reader at a desk: never his own, and never a case in which he took another part before. */
function waits(reader: Reader, desk: CaseDesk) {
  const { personId, accountId } = reader;
  const mine = sql<boolean>`c.person_id = ${personId}::uuid`;
  const others = sql<boolean>`c.person_id is distinct from ${personId}::uuid`;
  const untouched = (part: Part) => sql<boolean>`not exists (select from conduct_event e
    where e.tenant_id = c.tenant_id and e.case_id = c.id and e.part <> ${part} and e.action not in ('tell', 'settle', 'accept', 'object')
      and (e.account_id = ${accountId}::uuid or e.acted_by = ${personId}::uuid))`;
  const drawn = sql<boolean>`r.state = 'drawn'`;
  switch (desk) {
    case 'mine':
      return mine;
    case 'evaluate':
      return sql<boolean>`${others} and ${within(reader.branch)} and (c.state = 'returned' or (c.state = 'pending' and r.state = 'open'))`;
    case 'check':
      return sql<boolean>`c.checker_id = ${personId}::uuid and c.sampled and c.state = 'evaluated'`;
    case 'review':
      return sql<boolean>`${others} and ${drawn} and (c.state = 'checked' or (c.state = 'evaluated' and not c.sampled))
        and (${within(reader.committee)} or (c.holds_post and ${within(reader.above)})) and ${untouched('committee')}`;
    case 'approve':
      return sql<boolean>`${others} and c.state = 'reviewed' and exists (select from conduct_seat s
        where s.tenant_id = c.tenant_id and s.id = c.round_id and s.person_id = ${personId}::uuid) and ${untouched('leading-group')}`;
    case 'objection':
      return sql<boolean>`${others} and c.state = 'objected' and (${within(reader.committee)} or ${within(reader.above)}) and ${untouched('arbiter')}`;
  }
}

/** What changes on a case with a step of its life. */
export type CaseChange = Partial<{
  state: CaseState;
  grade: string | null;
  marks: Record<string, string>;
  words: string;
  facts: CaseFactsKept;
  content_hash: string;
  reviewed_hash: string | null;
  approved_hash: string | null;
  returned_note: string;
  objection: string;
  settled_on: Day;
}>;

/** Writes a step to a case that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateCase(tx: Tx, tenantId: string, id: string, version: number, change: CaseChange) {
  const { marks, facts, ...columns } = change;
  return updateAtVersion(
    tx,
    'conduct_case',
    { tenantId, id, version },
    {
      ...columns,
      ...(marks ? { marks: sql<Record<string, string>>`${JSON.stringify(marks)}::jsonb` } : {}),
      ...(facts ? { facts: sql<CaseFactsKept>`${JSON.stringify(facts)}::jsonb` } : {}),
    },
  );
}

/** How a member reported in a span: each report, its state, and how many of its statements are not verified. */
export async function reportsIn(tx: Tx, tenantId: string, personId: string, from: Day, to: Day) {
  const { rows } = await sql<{ id: string; from: Day; to: Day; state: string; unverified: number }>`
    select s.id, s.period_from as "from", s.period_to as "to", s.state,
      (select count(*)::int from self_report_statement x where x.tenant_id = s.tenant_id and x.report_id = s.id and x.standing = 'unverified') as unverified
    from self_report s
    where s.tenant_id = ${tenantId} and s.person_id = ${personId} and s.period_from between ${from}::date and ${to}::date and s.state <> 'draft'
    order by s.period_from`.execute(tx);
  return rows;
}

/** How many contacts a member kept in a span (党员联系非党员, 支委联系党员). */
export async function contactsIn(
  tx: Tx,
  tenantId: string,
  personId: string,
  from: Day,
  to: Day,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from liaison_touch t join record r on r.tenant_id = t.tenant_id and r.id = t.record_id and r.state = 'standing'
    where t.tenant_id = ${tenantId} and t.keeper_id = ${personId} and t.on_day between ${from}::date and ${to}::date`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** The full members of a branch in a round, and how many others of them hold one of the top grades. */
export async function topUse(
  tx: Tx,
  tenantId: string,
  roundId: string,
  orgId: string,
  top: readonly string[],
  except: string,
) {
  const { rows } = await sql<{ full: number; used: number }>`
    select count(*) filter (where kind = 'full')::int as full, count(*) filter (where grade = any(${[...top]}::text[]) and id <> ${except}::uuid)::int as used
    from conduct_case where tenant_id = ${tenantId} and round_id = ${roundId} and org_id = ${orgId}`.execute(
    tx,
  );
  return rows[0] ?? { full: 0, used: 0 };
}

/** Locks a branch's cases of a round, so that two evaluations cannot both take the last top grade. */
export async function lockBranch(tx: Tx, tenantId: string, roundId: string, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`conduct ${tenantId} ${roundId} ${orgId}`}, 0))`.execute(
    tx,
  );
}
