import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { ciphertextBytes } from '../ballots/crypto/ballot.ts';
import { toBase64Url } from '../ballots/crypto/bytes.ts';
import { verifyTrusteeKey } from '../ballots/crypto/trustee-keys.ts';
import { tallyPlanOf } from './close-round.ts';
import { boardRows } from './counted.store.ts';
import { shapeOf } from './manifest.rules.ts';
import { seatOf, seatsOf, setKey, trusteesOf } from './parts.store.ts';
import { findRound, type RoundFound } from './rounds.store.ts';
import type { listTrusteeRounds, postTrusteeKey, readBoard, readTrusteeRound } from './trustees.contract.ts';

type Seated = { round: RoundFound; seat: NonNullable<Awaited<ReturnType<typeof seatOf>>> };

/** The round and the actor's seat in it. A key is kept by a person, not by a role: nobody else finds the round here. */
export async function seated(
  ctx: Context,
  id: string,
  lock: 'no' | 'share' | 'update' = 'no',
): Promise<Seated | undefined> {
  if (!ctx.actor.accountId) return undefined;
  const seat = await seatOf(ctx.tx, ctx.actor.tenantId, id, ctx.actor.accountId);
  const round = seat ? await findRound(ctx.tx, ctx.actor.tenantId, id, lock) : undefined;
  if (!seat || !round || round.state === 'draft' || round.state === 'cancelled' || round.state === 'purged')
    return undefined;
  return { round, seat };
}

/** The rounds whose key the actor keeps a part of. */
export async function readTrusteeRounds(ctx: Context): Promise<ResponseOf<typeof listTrusteeRounds>> {
  const rows = ctx.actor.accountId ? await seatsOf(ctx.tx, ctx.actor.tenantId, ctx.actor.accountId) : [];
  return {
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      orgName: row.org_name,
      state: row.state,
      closesOn: row.closes_on,
      seat: row.seat,
      seatTitle: row.seat_title,
      hasKey: row.public_key !== null,
      hasDecrypted: row.decrypted_on !== null,
    })),
  };
}

/** One of them, with the manifest to check. */
export async function readOneTrusteeRound(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof readTrusteeRound>>> {
  const found = await seated(ctx, id);
  if (!found) return notFound();
  const { round, seat } = found;
  const trustees = await trusteesOf(ctx.tx, ctx.actor.tenantId, id);
  return ok({
    id,
    title: round.title,
    orgName: round.org_name,
    mode: round.mode,
    state: round.state,
    closesOn: round.closes_on,
    seat: seat.seat,
    publicKey: seat.public_key,
    decryptedOn: seat.decrypted_on,
    trustees: trustees.map((trustee) => ({
      seat: trustee.seat,
      title: trustee.title,
      name: trustee.name,
      hasKey: trustee.public_key !== null,
      hasDecrypted: trustee.decrypted_on !== null,
    })),
    manifest: round.manifest as never,
    manifestHash: round.manifest_hash,
    boardHash: round.board_hash,
  });
}

/** Takes a trustee's public key with its proof of possession. It may be made anew until the round opens. */
export async function acceptTrusteeKey(
  ctx: Context,
  id: string,
  body: BodyOf<typeof postTrusteeKey>,
): Promise<Result<ResponseOf<typeof postTrusteeKey>>> {
  const found = await seated(ctx, id, 'update');
  if (!found) return notFound();
  const { seat } = found.seat;
  if (found.round.state !== 'keys') {
    return refuse(
      'rounds/keys-not-wanted',
      '现在不能更换密钥：公钥在开放时已固定，更换后先前的选票将无法解开。',
    );
  }
  if (!verifyTrusteeKey(id, { seat, publicKey: body.publicKey, proof: body.proof })) {
    return refuse('rounds/key-not-valid', '公钥的持有证明不正确，请在本页面重新生成密钥。', { status: 422 });
  }
  const others = (await trusteesOf(ctx.tx, ctx.actor.tenantId, id)).filter(
    (trustee) => trustee.seat !== seat,
  );
  if (others.some((trustee) => trustee.public_key === body.publicKey)) {
    return refuse('rounds/key-not-own', '这把公钥与另一位保管人的相同。每位保管人必须自己生成密钥。', {
      status: 422,
    });
  }
  await setKey(ctx.tx, ctx.actor.tenantId, id, seat, body);
  ctx.audit({
    action: 'round.key',
    object: ['round', id],
    orgId: found.round.org_id,
    details: { seat, key: body.publicKey },
  });
  return ok({ seat, publicKey: body.publicKey });
}

/**
 * The counted ballots of a closed round as ciphertexts, so that a trustee adds them up again before decrypting. Who cast
 * them is left out, and so is what will never be decrypted.
 */
export async function readRoundBoard(
  ctx: Context,
  id: string,
  query: QueryOf<typeof readBoard>,
): Promise<Result<ResponseOf<typeof readBoard>>> {
  const found = await seated(ctx, id);
  if (!found || !found.round.board_hash || found.round.mode !== 'sealed') return notFound();
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const after = cursor.value ? String(cursor.value[0]) : null;
  const rows = await boardRows(ctx.tx, ctx.actor.tenantId, id, after, query.limit + 1);
  const plan = await tallyPlanOf(ctx, found.round);
  const counted = new Set(
    plan.final.cells.flatMap((cell) => cell.groups.map((group) => `${cell.ratee} ${group}`)),
  );
  const shape = shapeOf(found.round.manifest!);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.tracking],
      (row) => ({
        tracking: row.tracking,
        ratee: row.ratee,
        group: row.group,
        ciphers:
          row.content && counted.has(`${row.ratee} ${row.group}`)
            ? toBase64Url(ciphertextBytes(shape, row.content))
            : '',
      }),
    ),
  );
}
