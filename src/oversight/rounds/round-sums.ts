import { ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { runInPool } from '../ballots/crypto-pool.ts';
import { insertSums, sealedBallots, sumsOf } from './counted.store.ts';
import { shapeOf } from './manifest.rules.ts';
import type { Quantity } from './release.rules.ts';
import type { RoundFound } from './rounds.store.ts';
import type { TallyPlan } from './tally.rules.ts';

/** Ballots added up in one job: about a second of work. */
const BALLOTS_A_JOB = 64;

/** The encrypted sums behind these labels: those made before, and the others made now and kept. */
export async function ensureSums(
  ctx: Context,
  round: RoundFound,
  plan: TallyPlan,
  labels: readonly string[],
): Promise<Result<Map<string, string>>> {
  const { tenantId } = ctx.actor;
  const known = new Map(
    (await sumsOf(ctx.tx, tenantId, round.id, labels)).map((sum) => [sum.label, sum.cipher]),
  );
  const missing = plan.wanted.flatMap((quantity, no) =>
    labels.includes(quantity.label) && !known.has(quantity.label) ? [{ ...quantity, no }] : [],
  );
  if (missing.length === 0) return ok(known);
  const cells = await cellSums(ctx, round, plan, [...new Set(missing.flatMap((quantity) => quantity.cells))]);
  if (!cells.ok) return cells;
  const combined = await runInPool({
    kind: 'combine',
    sums: missing.map((quantity) => ({ label: quantity.label, terms: termsOf(plan, quantity, cells.value) })),
  });
  if (!combined.ok) return combined;
  await insertSums(
    ctx.tx,
    tenantId,
    round.id,
    missing.map(({ label, no, limit }, at) => ({
      label,
      no,
      cipher: combined.value[at]!.cipher,
      upper: limit,
    })),
  );
  for (const { label, cipher } of combined.value) known.set(label, cipher);
  return ok(known);
}

function termsOf(plan: TallyPlan, { cells, item, grade }: Quantity, sums: ReadonlyMap<number, string[][]>) {
  return cells.flatMap((cell) => {
    const row = sums.get(cell)![item]!;
    if (grade !== null) return [{ cipher: row[grade]!, factor: 1 }];
    return row.map((cipher, at) => ({ cipher, factor: plan.items[item]!.points[at]! }));
  });
}

/** Adds up the ballots of final cells: `[item][grade]` for each. */
async function cellSums(
  ctx: Context,
  round: RoundFound,
  plan: TallyPlan,
  wanted: readonly number[],
): Promise<Result<Map<number, string[][]>>> {
  const shape = shapeOf(round.manifest!);
  const cells = wanted.map((at) => plan.final.cells[at]!);
  const ballots = await sealedBallots(ctx.tx, ctx.actor.tenantId, round.id, cells);
  const cellOf = new Map(
    wanted.flatMap((at) =>
      plan.final.cells[at]!.groups.map((group) => [`${plan.final.cells[at]!.ratee} ${group}`, at]),
    ),
  );
  const byCell = new Map<number, Buffer[]>(wanted.map((at) => [at, []]));
  for (const { ratee, group, content } of ballots)
    byCell.get(cellOf.get(`${ratee} ${group}`)!)?.push(content);
  const sums = new Map<number, string[][]>();
  for (const [cell, contents] of byCell) {
    const chunks = Array.from({ length: Math.ceil(contents.length / BALLOTS_A_JOB) }, (_, at) =>
      contents.slice(at * BALLOTS_A_JOB, (at + 1) * BALLOTS_A_JOB),
    );
    const parts = await Promise.all(chunks.map((chunk) => runInPool({ kind: 'sum', shape, ballots: chunk })));
    const tables: string[][][] = [];
    for (const part of parts) {
      if (!part.ok) return part;
      tables.push(part.value);
    }
    sums.set(cell, tables.length === 1 ? tables[0]! : await mergeTables(tables));
  }
  return ok(sums);
}

async function mergeTables(tables: readonly string[][][]): Promise<string[][]> {
  const flat = tables[0]!.flatMap((row, item) =>
    row.map((_, grade) => ({
      label: `${item}/${grade}`,
      terms: tables.map((table) => ({ cipher: table[item]![grade]!, factor: 1 })),
    })),
  );
  const merged = await runInPool({ kind: 'combine', sums: flat });
  if (!merged.ok) throw new Error('the queue is full');
  const of = new Map(merged.value.map((sum) => [sum.label, sum.cipher]));
  return tables[0]!.map((row, item) => row.map((_, grade) => of.get(`${item}/${grade}`)!));
}
