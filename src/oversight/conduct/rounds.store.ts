import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { CaseState, RoundState } from './conduct.rules.ts';
import './conduct.tables.ts';

function rounds(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('conduct_round as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .selectAll('r')
    .select([
      'o.name as org_name',
      'o.path as org_path',
      sql<number>`(select count(*)::int from conduct_case c where c.tenant_id = r.tenant_id and c.round_id = r.id)`.as(
        'members',
      ),
      sql<number>`(select count(*)::int from conduct_case c where c.tenant_id = r.tenant_id and c.round_id = r.id and c.state = 'settled')`.as(
        'settled',
      ),
    ])
    .where('r.tenant_id', '=', tenantId);
}

/** A round with its unit and its size. */
export type FoundRound = NonNullable<Awaited<ReturnType<typeof findRound>>>;

/** One round, or undefined. */
export async function findRound(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = rounds(tx, tenantId).where('r.id', '=', id);
  return (lock ? query.forUpdate(['r']) : query).executeTakeFirst();
}

/** Rounds within reach: of units in scope, and those in which the reader has a case or a seat; newest year first. */
export async function roundRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  after: { year: number; id: string } | null,
  limit: number,
) {
  let query = rounds(tx, tenantId)
    .where(
      sql<boolean>`exists (select from conduct_round_place x where x.tenant_id = r.tenant_id and x.id = r.id
        and ${inScope(scope, { path: 'o.path', org: 'o.id', person: 'x.person_id' })})`,
    )
    .orderBy('r.year', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where(sql<boolean>`(r.year, r.id) < (${after.year}::int, ${after.id}::uuid)`);
  return query.execute();
}

/** Begins a round; false if the unit has one for the year. */
export async function insertRound(
  tx: Tx,
  tenantId: string,
  row: { id: string; orgId: string; year: number; from: Day; to: Day; percent: number; by: string },
): Promise<boolean> {
  const added = await tx
    .insertInto('conduct_round')
    .values({
      tenant_id: tenantId,
      id: row.id,
      org_id: row.orgId,
      year: row.year,
      period_from: row.from,
      period_to: row.to,
      percent: row.percent,
      commitment: null,
      committed_by: null,
      roster_hash: null,
      freeze_hash: null,
      nonce: null,
      seed: null,
      drawn_at: null,
      opened_by: row.by,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'org_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Somebody who takes part in a round, and when he was drawn last. */
export type Participant = {
  person_id: string;
  org_id: string;
  kind: 'full' | 'probationary';
  holds_post: boolean;
  last_year: number | null;
  differed: boolean;
};

/** The members of a unit's branches on a day; those who are exempt for age or illness take no part. */
export async function participantsOf(
  tx: Tx,
  tenantId: string,
  unitPath: string,
  year: number,
): Promise<Participant[]> {
  const { rows } = await sql<Participant>`
    select m.person_id, m.org_id, m.kind,
      exists (select from appointment a join organisation b on b.tenant_id = a.tenant_id and b.id = a.org_id
        where a.tenant_id = m.tenant_id and a.person_id = m.person_id and a.to_on is null and (b.id = m.org_id or b.parent_id = m.org_id)) as holds_post,
      last.year as last_year, coalesce(last.differed, false) as differed
    from organisation o
    join membership m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null and not m.exempt
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.state = 'active'
    left join lateral (
      select r.year, exists (select from conduct_check k where k.tenant_id = c.tenant_id and k.case_id = c.id and k.finding = 'differs') as differed
      from conduct_case c join conduct_round r on r.tenant_id = c.tenant_id and r.id = c.round_id
      where c.tenant_id = m.tenant_id and c.person_id = m.person_id and c.sampled and r.year < ${year} order by r.year desc limit 1) last on true
    where o.tenant_id = ${tenantId} and o.path ^@ ${unitPath} and o.kind in ('branch', 'joint_branch') and o.state = 'active'
    order by m.person_id`.execute(tx);
  return rows;
}

/** Adds a case for each participant, in one statement. */
export async function insertCases(
  tx: Tx,
  tenantId: string,
  roundId: string,
  rows: readonly (Participant & { weight: number })[],
): Promise<void> {
  await sql`
    insert into conduct_case (tenant_id, id, round_id, org_id, person_id, kind, holds_post, weight)
    select ${tenantId}, e.id, ${roundId}, e.org_id, e.person_id, e.kind, e.holds_post, e.weight
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.org_id)}::uuid[], ${rows.map((row) => row.person_id)}::uuid[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.holds_post)}::boolean[], ${rows.map((row) => row.weight)}::int[])
      as e(id, org_id, person_id, kind, holds_post, weight)`.execute(tx);
}

/** What changes on a round with a step of its life. */
export type RoundChange = Partial<{
  state: RoundState;
  commitment: string;
  committed_by: string;
  roster_hash: string | null;
  freeze_hash: string;
  nonce: string;
  seed: string;
  drawn_at: Date;
}> & { recommit?: boolean };

/** Writes a step to a round that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateRound(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: RoundChange,
) {
  const { recommit, ...columns } = change;
  return updateAtVersion(
    tx,
    'conduct_round',
    { tenantId, id, version },
    { ...columns, ...(recommit ? { recommitted: sql`recommitted + 1` } : {}) },
  );
}

/** How many cases of a round stand in each state, how many were drawn, are unchecked, and may be settled by a day. */
export async function roundCounts(tx: Tx, tenantId: string, id: string, today: Day) {
  const { rows } = await sql<{
    state: CaseState;
    count: number;
    sampled: number;
    unchecked: number;
    lapsed: number;
  }>`select state, count(*)::int as count, count(*) filter (where sampled)::int as sampled,
      count(*) filter (where sampled and state = 'evaluated')::int as unchecked,
      count(*) filter (where state = 'told' and free_from <= ${today}::date)::int as lapsed
    from conduct_case where tenant_id = ${tenantId} and round_id = ${id} group by state`.execute(tx);
  return rows;
}

/** The branches of a round: how many members, how many not evaluated yet, how many with one of the top grades. */
export async function roundBranches(tx: Tx, tenantId: string, id: string, top: readonly string[]) {
  const { rows } = await sql<{
    orgId: string;
    orgName: string;
    members: number;
    full: number;
    pending: number;
    top: number;
  }>`select o.id as "orgId", o.name as "orgName", count(*)::int as members, count(*) filter (where c.kind = 'full')::int as full,
      count(*) filter (where c.state = 'pending')::int as pending, count(*) filter (where c.grade = any(${[...top]}::text[]))::int as top
    from conduct_case c join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    where c.tenant_id = ${tenantId} and c.round_id = ${id} group by o.id, o.name, o.path order by o.path`.execute(
    tx,
  );
  return rows;
}

/** The entries of a round's roster, with what the drawing of checkers needs. */
export async function rosterRows(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('conduct_case as c')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'c.tenant_id').onRef('o.id', '=', 'c.org_id'),
    )
    .select([
      'c.id',
      'c.org_id',
      'c.person_id',
      'c.holds_post',
      'c.weight',
      'c.sampled',
      'o.name as org_name',
    ])
    .where('c.tenant_id', '=', tenantId)
    .where('c.round_id', '=', id)
    .orderBy('c.id')
    .execute();
}

/** Secretaries of a unit's branches, who check cases of other branches. */
export async function checkersOf(tx: Tx, tenantId: string, unitPath: string) {
  const { rows } = await sql<{ person_id: string; org_id: string }>`
    select a.person_id, a.org_id from organisation o
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.post = 'branch-secretary' and a.to_on is null
    where o.tenant_id = ${tenantId} and o.path ^@ ${unitPath} and o.kind in ('branch', 'joint_branch') and o.state = 'active'
    order by a.person_id`.execute(tx);
  return rows;
}

/** Marks the cases that were drawn, each with its checker. */
export async function markSampled(
  tx: Tx,
  tenantId: string,
  drawn: readonly { id: string; checkerId: string | null }[],
): Promise<void> {
  await sql`
    update conduct_case c set sampled = true, checker_id = e.checker_id
    from unnest(${drawn.map((each) => each.id)}::uuid[], ${drawn.map((each) => each.checkerId)}::uuid[]) as e(id, checker_id)
    where c.tenant_id = ${tenantId} and c.id = e.id`.execute(tx);
}

/** The hash under which the last freezing of a round stands in the audit chain, in hexadecimal. */
export async function freezeHashOf(tx: Tx, tenantId: string, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('audit_entry')
    .select('hash')
    .where('tenant_id', '=', tenantId)
    .where('object_kind', '=', 'conduct-round')
    .where('object_id', '=', id)
    .where('action', '=', 'conduct.freeze')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? row.hash.toString('hex') : null;
}

/** Whether a person has a seat in the leading group that approves a round. */
export async function hasSeat(
  tx: Tx,
  tenantId: string,
  id: string,
  personId: string | null,
): Promise<boolean> {
  if (!personId) return false;
  const { rows } =
    await sql`select from conduct_seat where tenant_id = ${tenantId} and id = ${id} and person_id = ${personId}::uuid limit 1`.execute(
      tx,
    );
  return rows.length > 0;
}
