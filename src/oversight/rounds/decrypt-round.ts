import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { TallyContext } from '../ballots/crypto/tally.ts';
import { runInPool } from '../ballots/crypto-pool.ts';
import { release, tallyPlanOf } from './close-round.ts';
import { insertParts, partsOf, sumsOf } from './counted.store.ts';
import { markDecrypted, trusteesOf } from './parts.store.ts';
import { ensureSums } from './round-sums.ts';
import { roundCycle } from './rounds.rules.ts';
import { type RoundFound, updateRound } from './rounds.store.ts';
import type { TallyPlan } from './tally.rules.ts';
import { seated } from './trustee-rounds.ts';
import type { postDecryption } from './trustees.contract.ts';

/**
 * Takes a trustee's parts of the decryption, a page at a time. Each is checked against the sums that this server makes
 * itself from the ballots; when two seats are complete the round is tallied and released.
 */
export async function acceptDecryption(
  ctx: Context,
  id: string,
  body: BodyOf<typeof postDecryption>,
): Promise<Result<ResponseOf<typeof postDecryption>>> {
  const found = await seated(ctx, id, 'update');
  if (!found) return notFound();
  const { round } = found;
  const { seat } = found.seat;
  const row = decide(roundCycle, round.state, 'tally');
  if (!row.ok) return row;
  const plan = await tallyPlanOf(ctx, round);
  const wanted = new Set(plan.wanted.map((quantity) => quantity.label));
  const labels = body.parts.map((part) => part.label);
  if (new Set(labels).size !== labels.length || labels.some((label) => !wanted.has(label))) {
    return refuse(
      'rounds/not-in-the-plan',
      '提交的解密结果不在本轮计票清单中。只能解开清单内的合计，请刷新页面重试。',
      { status: 422 },
    );
  }
  const sums = await ensureSums(ctx, round, plan, labels);
  if (!sums.ok) return sums;
  const valid = await runInPool({
    kind: 'parts',
    tally: tallyContext(round),
    keys: round.manifest!.trustees.map(({ seat: of, publicKey, proof }) => ({ seat: of, publicKey, proof })),
    seat,
    sums: labels.map((label) => ({ label, cipher: sums.value.get(label)! })),
    parts: body.parts,
  });
  if (!valid.ok) return valid;
  if (!valid.value.every(Boolean)) {
    return refuse(
      'rounds/part-not-valid',
      '解密结果的证明不正确。请确认密钥文件属于本轮和本席位，刷新页面后重试。',
      { status: 422 },
    );
  }
  await insertParts(ctx.tx, ctx.actor.tenantId, id, seat, body.parts);
  const have = await partsOf(ctx.tx, ctx.actor.tenantId, id, seat);
  const left = wanted.size - have.length;
  ctx.audit({
    action: 'round.decrypt',
    object: ['round', id],
    orgId: round.org_id,
    details: { seat, parts: labels.length, left, board: round.board_hash },
  });
  if (left > 0) return ok({ left, state: round.state });
  await markDecrypted(ctx.tx, ctx.actor.tenantId, id, seat, ctx.today);
  const done = (await trusteesOf(ctx.tx, ctx.actor.tenantId, id)).filter(
    (trustee) => trustee.decrypted_on !== null,
  );
  const [one, two] = done;
  if (!one || !two) return ok({ left: 0, state: round.state });
  const tallied = await tally(ctx, round, plan, [one.seat, two.seat]);
  return tallied.ok ? ok({ left: 0, state: 'tallied' }) : tallied;
}

/** What a decryption is bound to. */
function tallyContext(round: RoundFound): TallyContext {
  return { round: round.id, manifest: round.manifest_hash!, board: round.board_hash! };
}

async function tally(
  ctx: Context,
  round: RoundFound,
  plan: TallyPlan,
  seats: [1 | 2 | 3, 1 | 2 | 3],
): Promise<Result<null>> {
  const { tenantId } = ctx.actor;
  const sums = await sumsOf(ctx.tx, tenantId, round.id);
  const left = new Map(
    (await partsOf(ctx.tx, tenantId, round.id, seats[0])).map((row) => [row.label, row.part]),
  );
  const right = new Map(
    (await partsOf(ctx.tx, tenantId, round.id, seats[1])).map((row) => [row.label, row.part]),
  );
  const opened = await runInPool({
    kind: 'open',
    seats,
    sums: sums.map((sum) => ({
      label: sum.label,
      cipher: sum.cipher,
      limit: sum.upper,
      left: left.get(sum.label)!,
      right: right.get(sum.label)!,
    })),
  });
  if (!opened.ok) return opened;
  const numbers = new Map<string, number>();
  for (const [at, sum] of sums.entries()) {
    const value = opened.value[at];
    // ballots and parts were proved right: a sum that does not open is a fault of this program, not of a trustee
    if (value === null || value === undefined) throw new Error(`the sum ${sum.label} does not open`);
    numbers.set(sum.label, value);
  }
  const cells = await release(ctx, round, plan, numbers);
  const version = await updateRound(ctx.tx, tenantId, round.id, round.version, { state: 'tallied' });
  if (version === undefined) throw new Error('the round moved although it was locked');
  ctx.audit({
    action: 'round.tally',
    object: ['round', round.id],
    orgId: round.org_id,
    details: { seats, cells, board: round.board_hash },
  });
  return ok(null);
}
