import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import type { PooledCell } from './cells.rules.ts';
import './rounds.tables.ts';

/** Ballots cast, by organisation and group. */
export async function castCounts(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('ballot')
    .select(['org_id as ratee', 'group_code as group'])
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .groupBy(['org_id', 'group_code'])
    .execute();
}

/** The tracking codes of all ballots, in alphabetical order. */
export async function trackingCodes(tx: Tx, tenantId: string, roundId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('ballot')
    .select('tracking')
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('tracking')
    .execute();
  return rows.map((row) => row.tracking);
}

/** The encrypted ballots of some cells, without who cast them. */
export async function sealedBallots(tx: Tx, tenantId: string, roundId: string, cells: readonly PooledCell[]) {
  const pairs = cells.flatMap((cell) => cell.groups.map((group) => ({ ratee: cell.ratee, group })));
  const { rows } = await sql<{ ratee: string; group: string; content: Buffer }>`
    select b.org_id as ratee, b.group_code as group, b.content
    from unnest(${pairs.map((pair) => pair.ratee)}::uuid[], ${pairs.map((pair) => pair.group)}::text[]) as w(ratee, code)
    join ballot b on b.tenant_id = ${tenantId} and b.round_id = ${roundId} and b.org_id = w.ratee and b.group_code = w.code
    where b.content is not null
    order by b.id`.execute(tx);
  return rows;
}

/** A page of the counted ballots by tracking code; without who cast them. */
export async function boardRows(
  tx: Tx,
  tenantId: string,
  roundId: string,
  after: string | null,
  limit: number,
) {
  let query = tx
    .selectFrom('ballot')
    .select(['tracking', 'org_id as ratee', 'group_code as group', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('tracking')
    .limit(limit);
  if (after !== null) query = query.where('tracking', '>', after);
  return query.execute();
}

/** The encrypted sums that have been made so far, by label. */
export async function sumsOf(tx: Tx, tenantId: string, roundId: string, labels?: readonly string[]) {
  let query = tx
    .selectFrom('round_sum')
    .select(['label', 'cipher', 'upper'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('no');
  if (labels) query = query.where(sql<boolean>`label = any(${[...labels]}::text[])`);
  return query.execute();
}

/** Keeps encrypted sums for the second trustee. */
export async function insertSums(
  tx: Tx,
  tenantId: string,
  roundId: string,
  sums: readonly { label: string; no: number; cipher: string; upper: number }[],
): Promise<void> {
  if (sums.length === 0) return;
  await tx
    .insertInto('round_sum')
    .values(sums.map((sum) => ({ tenant_id: tenantId, round_id: roundId, ...sum })))
    .execute();
}

/** Keeps a trustee's verified parts; a part posted twice stands once. */
export async function insertParts(
  tx: Tx,
  tenantId: string,
  roundId: string,
  seat: 1 | 2 | 3,
  parts: readonly { label: string; part: string }[],
): Promise<void> {
  await tx
    .insertInto('partial_decryption')
    .values(parts.map(({ label, part }) => ({ tenant_id: tenantId, round_id: roundId, seat, label, part })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'round_id', 'seat', 'label']).doNothing())
    .execute();
}

/** The verified parts of one seat. */
export async function partsOf(tx: Tx, tenantId: string, roundId: string, seat: 1 | 2 | 3) {
  return tx
    .selectFrom('partial_decryption')
    .select(['label', 'part'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .where('seat', '=', seat)
    .execute();
}

/** The open answers of a named round. */
export async function namedBallots(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('ballot')
    .select(['org_id', 'group_code', 'choices'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .execute();
}

/** Deletes what could still be opened or traced: ballots, sums, parts; with `raters`, also who was invited. */
export async function destroyBallots(
  tx: Tx,
  tenantId: string,
  roundId: string,
  raters: boolean,
): Promise<void> {
  const tables = [
    'partial_decryption',
    'round_sum',
    'ballot',
    ...(raters ? (['invitation', 'round_rater'] as const) : []),
  ] as const;
  for (const table of tables) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('round_id', '=', roundId).execute();
  }
}
