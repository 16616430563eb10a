import { type Expression, type SqlBool, sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Scored } from '../scoring/score-organisations.ts';
import type { ComparedGroup } from '../scoring/scoring.rules.ts';
import './results.tables.ts';

const ROWS_PER_STATEMENT = 500;

/** Writes the scores of a run, each with its whole tree; returns their ids by organisation. */
export async function insertScores(
  tx: Tx,
  tenantId: string,
  resultId: string,
  run: number,
  scored: readonly Scored[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let at = 0; at < scored.length; at += ROWS_PER_STATEMENT) {
    const part = scored.slice(at, at + ROWS_PER_STATEMENT).map((each) => {
      const id = newId();
      ids.set(each.orgId, id);
      return {
        id,
        org_id: each.orgId,
        tree: each.tree,
        tree_hash: each.treeHash,
        score: each.tree.score,
        standard_error: each.tree.standard_error,
      };
    });
    await sql`insert into score (tenant_id, id, result_id, run, org_id, tree, tree_hash, score, standard_error)
      select ${tenantId}, s.id, ${resultId}, ${run}, s.org_id, s.tree, s.tree_hash, s.score, s.standard_error
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as s(id uuid, org_id uuid, tree jsonb, tree_hash text, score integer, standard_error double precision)`.execute(
      tx,
    );
  }
  return ids;
}

/** Writes what the last run says of each organisation, in place of the run before. */
export async function replaceEntries(
  tx: Tx,
  tenantId: string,
  resultId: string,
  scored: readonly Scored[],
  scoreIds: ReadonlyMap<string, string>,
  groups: readonly ComparedGroup[],
): Promise<void> {
  await tx
    .deleteFrom('result_entry')
    .where('tenant_id', '=', tenantId)
    .where('result_id', '=', resultId)
    .execute();
  const ranks = new Map(
    groups.flatMap((group) => group.ranks.map((each) => [each.organisation, each] as const)),
  );
  const bands = new Map(
    groups.flatMap((group) => group.bands.map((each) => [each.organisation, each] as const)),
  );
  const front = new Set(groups.flatMap((group) => group.front.ids));
  const tail = new Set(groups.flatMap((group) => group.tail.ids));
  const rows = scored.map(({ orgId, kind, category, no, tree }) => ({
    org_id: orgId,
    score_id: scoreIds.get(orgId),
    kind,
    category,
    org_no: no,
    score: tree.score,
    standard_error: tree.standard_error,
    coverage: tree.coverage,
    rank: ranks.get(orgId)?.rank ?? null,
    best: ranks.get(orgId)?.interval.best ?? null,
    worst: ranks.get(orgId)?.interval.worst ?? null,
    t_score: ranks.get(orgId)?.t ?? null,
    band: bands.get(orgId)?.band ?? null,
    band_limited: bands.get(orgId)?.limited ?? null,
    list: front.has(orgId) ? 'front' : tail.has(orgId) ? 'tail' : null,
    low: tree.indicators.filter((each) => each.low).map((each) => each.id),
  }));
  await sql`insert into result_entry (tenant_id, result_id, org_id, score_id, kind, category, org_no, score, standard_error,
      coverage, rank, best, worst, t_score, band, band_limited, list, low)
    select ${tenantId}, ${resultId}, e.org_id, e.score_id, e.kind, e.category, e.org_no, e.score, e.standard_error,
      e.coverage, e.rank, e.best, e.worst, e.t_score, e.band, e.band_limited, e.list, e.low
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(org_id uuid, score_id uuid, kind text, category text,
      org_no integer, score integer, standard_error double precision, coverage integer, rank integer, best integer,
      worst integer, t_score double precision, band text, band_limited text, list text, low text[])`.execute(
    tx,
  );
}

const entries = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('result_entry as e')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'e.tenant_id').onRef('o.id', '=', 'e.org_id'),
    )
    .select([
      'e.result_id',
      'e.org_id',
      'o.name as org_name',
      'o.path',
      'e.score_id',
      'e.kind',
      'e.category',
      'e.org_no',
      'e.score',
      'e.standard_error',
      'e.coverage',
      'e.rank',
      'e.best',
      'e.worst',
      'e.t_score',
      'e.band',
      'e.band_limited',
      'e.list',
      'e.low',
    ])
    .where('e.tenant_id', '=', tenantId);

/** A page of a result's entries in the order of the tree: never in the order of the scores. */
export async function selectEntries(
  tx: Tx,
  tenantId: string,
  resultId: string,
  filter: { kind?: string; category?: string; low?: boolean; after: number | null; limit: number },
) {
  let query = entries(tx, tenantId).where('e.result_id', '=', resultId);
  if (filter.kind) query = query.where('e.kind', '=', filter.kind);
  if (filter.category !== undefined) query = query.where('e.category', '=', filter.category);
  if (filter.low) query = query.where(sql<SqlBool>`e.low <> '{}'`);
  if (filter.after !== null) query = query.where('e.org_no', '>', filter.after);
  return query.orderBy('e.org_no').limit(filter.limit).execute();
}

/** All entries of a result, by group and then in the order of the tree. */
export async function selectAllEntries(tx: Tx, tenantId: string, resultId: string) {
  return entries(tx, tenantId)
    .innerJoin('score as s', (join) =>
      join.onRef('s.tenant_id', '=', 'e.tenant_id').onRef('s.id', '=', 'e.score_id'),
    )
    .select('s.tree_hash')
    .where('e.result_id', '=', resultId)
    .orderBy('e.kind')
    .orderBy('e.category')
    .orderBy('e.org_no')
    .execute();
}

/** A page of the entries of organisations within reach, of results that were made known to them; the newest result first. */
export async function selectKnownEntries(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  after: readonly [string, number] | null,
  limit: number,
) {
  let query = entries(tx, tenantId)
    .innerJoin('result as r', (join) =>
      join.onRef('r.tenant_id', '=', 'e.tenant_id').onRef('r.id', '=', 'e.result_id'),
    )
    .select([
      'r.title',
      'r.state',
      'r.period_from',
      'r.period_to',
      'r.earliest_on',
      'r.objections_until',
      'r.publication_id',
      'r.scheme',
    ])
    .where('r.state', 'in', ['notified', 'published', 'corrected'])
    .where(scope);
  if (after)
    query = query.where(sql<SqlBool>`(e.result_id, e.org_no) < (${after[0]}::uuid, ${after[1]}::integer)`);
  return query.orderBy('e.result_id', 'desc').orderBy('e.org_no', 'desc').limit(limit).execute();
}

/** A score with its result, and the entry it stands for unless a later run replaced it. */
export async function findScore(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('score as s')
    .innerJoin('result as r', (join) =>
      join.onRef('r.tenant_id', '=', 's.tenant_id').onRef('r.id', '=', 's.result_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 's.tenant_id').onRef('o.id', '=', 's.org_id'),
    )
    .leftJoin('result_entry as e', (join) =>
      join
        .onRef('e.tenant_id', '=', 's.tenant_id')
        .onRef('e.result_id', '=', 's.result_id')
        .onRef('e.score_id', '=', 's.id'),
    )
    .select([
      's.id',
      's.result_id',
      's.org_id',
      's.tree',
      's.tree_hash',
      's.run',
      'o.name as org_name',
      'o.path as org_path',
      'r.title',
      'r.state',
      'r.run as last_run',
      'r.scored_at',
      'r.notified_on',
      'r.earliest_on',
      'r.objections_until',
      'r.publication_id',
      'r.org_id as holder_id',
      'e.rank',
      'e.best',
      'e.worst',
      'e.band',
      'e.band_limited',
      'e.list',
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', id)
    .executeTakeFirst();
}

/** The scores of some organisations in the run before an objection was worked in, by organisation. */
export async function scoresById(tx: Tx, tenantId: string, ids: readonly string[]) {
  return tx
    .selectFrom('score')
    .select(['id', 'org_id', 'score'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** What every account of a result's entries is compared with: organisation, score, tree and its digest. */
export async function selectScoresOf(tx: Tx, tenantId: string, resultId: string) {
  return tx
    .selectFrom('result_entry as e')
    .innerJoin('score as s', (join) =>
      join.onRef('s.tenant_id', '=', 'e.tenant_id').onRef('s.id', '=', 'e.score_id'),
    )
    .select(['e.org_id', 'e.score as entry_score', 's.id as score_id', 's.score', 's.tree', 's.tree_hash'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.result_id', '=', resultId)
    .execute();
}

/** A row of a result's low indicators, with the problem that was made of it. */
export type LowIndicator = {
  org_no: number;
  org_id: string;
  org_name: string;
  score_id: string;
  indicator: string;
  title: { zh: string; en: string };
  value: number;
  problem_id: string | null;
  problem_state: string | null;
  owner_name: string | null;
  due_on: string | null;
  closed_on: string | null;
};

/** A page of the low indicators of a result, in the order of the tree. */
export async function selectLowIndicators(
  tx: Tx,
  tenantId: string,
  resultId: string,
  after: readonly [number, string] | null,
  limit: number,
): Promise<LowIndicator[]> {
  const { rows } = await sql<LowIndicator>`
    select e.org_no, e.org_id, o.name as org_name, e.score_id, i.node->>'id' as indicator, i.node->'title' as title,
      (i.node->>'value')::integer as value, p.id as problem_id, p.state as problem_state, w.name as owner_name,
      p.due_on, p.closed_on
    from result_entry e
    join organisation o on o.tenant_id = e.tenant_id and o.id = e.org_id
    join score s on s.tenant_id = e.tenant_id and s.id = e.score_id
    cross join lateral jsonb_array_elements(s.tree->'indicators') as i(node)
    left join problem p on p.tenant_id = e.tenant_id and p.source_id = e.score_id and p.source_part = i.node->>'id'
    left join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
    where e.tenant_id = ${tenantId} and e.result_id = ${resultId} and e.low <> '{}' and (i.node->>'low')::boolean
      and (${after === null} or (e.org_no, i.node->>'id') > (${after?.[0] ?? 0}::integer, ${after?.[1] ?? ''}))
    order by e.org_no, i.node->>'id'
    limit ${limit}`.execute(tx);
  return rows;
}
