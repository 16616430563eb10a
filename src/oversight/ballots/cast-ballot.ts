import { randomBytes } from 'node:crypto';
import { randomId } from '#kernel/ids.ts';
import { notFound, ok, type Refusal, type Result, refuse } from '#kernel/result.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { PublicContext } from '#platform/http/routes.ts';
import { shapeOf } from '../rounds/manifest.rules.ts';
import type { castBallot } from './ballots.contract.ts';
import { addNamed, findInvitation, type InvitationFound, putSealed } from './ballots.store.ts';
import { ballotBytes, trackingCode } from './crypto/ballot.ts';
import { fromBase64Url } from './crypto/bytes.ts';
import { runInPool } from './crypto-pool.ts';
import { rateesOf } from './open-paper.ts';
import { type Entry, readToken } from './token.ts';

type Body = BodyOf<typeof castBallot>;

/**
 * Takes one rater's answer about one organisation. The proofs are checked in a thread, outside any transaction; what is
 * stored is the ballot and nothing of when or from where it came: no audit entry, no session, no address. A sealed
 * ballot takes the place of the one before it; a named one is taken once.
 */
export async function cast(ctx: PublicContext, body: Body): Promise<Result<ResponseOf<typeof castBallot>>> {
  const entry = readToken(ctx.services.keys, body.token, ctx.now);
  if (!entry) return notFound();
  const seen = await admitted(ctx, entry, body.ratee);
  if (!seen.ok) return seen;
  return seen.value.mode === 'sealed'
    ? castSealed(ctx, entry, seen.value, body)
    : castNamed(ctx, entry, seen.value, body);
}

/** The invitation, if it may rate this organisation now. */
async function admitted(ctx: PublicContext, entry: Entry, ratee: string): Promise<Result<InvitationFound>> {
  return ctx.inTenant(entry.tenantId, async (inner) => {
    const invitation = await findInvitation(inner.tx, entry);
    if (!invitation) return notFound();
    const refused = closedTo(invitation, ratee, inner.today);
    return refused ?? ok(invitation);
  });
}

function closedTo(
  invitation: InvitationFound,
  ratee: string,
  today: string,
): { ok: false; refusal: Refusal } | null {
  if (invitation.state !== 'open' || today > invitation.closes_on) {
    return refuse('ballots/closed', '本次评议已截止，不再接收选票。');
  }
  if (!rateesOf(invitation).some((one) => one.id === ratee)) {
    return refuse('ballots/not-your-ratee', '这个组织不在您的评议范围内，请返回评议页面选择。', {
      status: 422,
    });
  }
  return null;
}

const notValid = () =>
  refuse('ballots/not-valid', '选票未通过核验，没有计入。请刷新页面后重新评议；如仍出现，请联系组织者。', {
    status: 422,
  });

async function castSealed(ctx: PublicContext, entry: Entry, invitation: InvitationFound, body: Body) {
  const { manifest } = invitation;
  const shape = shapeOf(manifest);
  const content = body.choices === undefined ? decode(body.sealed) : undefined;
  if (!content || content.length !== ballotBytes(shape)) return notValid();
  const verified = await runInPool({
    kind: 'verify',
    keys: manifest.trustees.map(({ seat, publicKey, proof }) => ({ seat, publicKey, proof })),
    context: {
      round: invitation.round_id,
      manifest: invitation.manifest_hash,
      ratee: body.ratee,
      group: invitation.group_code,
      invitation: invitation.id,
    },
    shape,
    ballot: content,
  });
  if (!verified.ok) return verified;
  if (!verified.value) return notValid();
  const tracking = trackingCode(content);
  return store(ctx, entry, body.ratee, async (tx, place) => {
    await putSealed(tx, { ...place, tracking, content });
    return ok({ tracking });
  });
}

async function castNamed(ctx: PublicContext, entry: Entry, invitation: InvitationFound, body: Body) {
  const { items } = invitation.manifest;
  const choices = body.sealed === undefined ? body.choices : undefined;
  if (
    !choices ||
    choices.length !== items.length ||
    choices.some((choice, at) => choice >= items[at]!.grades.length)
  ) {
    return notValid();
  }
  const tracking = trackingCode(randomBytes(32));
  return store(ctx, entry, body.ratee, async (tx, place) => {
    if (await addNamed(tx, { ...place, tracking, choices })) return ok({ tracking });
    return refuse('ballots/already-cast', '您已经评议过这个组织。实名评议提交后不能修改。');
  });
}

type Place = {
  id: string;
  tenantId: string;
  roundId: string;
  invitationId: string;
  ratee: string;
  group: string;
};

/** Stores a ballot while the round is held open: closing waits for it, or it comes too late. */
async function store<T>(
  ctx: PublicContext,
  entry: Entry,
  ratee: string,
  put: (tx: Parameters<typeof putSealed>[0], place: Place) => Promise<Result<T>>,
): Promise<Result<T>> {
  return ctx.inTenant(entry.tenantId, async (inner) => {
    const invitation = await findInvitation(inner.tx, entry, true);
    if (!invitation) return notFound();
    const refused = closedTo(invitation, ratee, inner.today);
    if (refused) return refused;
    return put(inner.tx, {
      id: randomId(),
      tenantId: entry.tenantId,
      roundId: invitation.round_id,
      invitationId: invitation.id,
      ratee,
      group: invitation.group_code,
    });
  });
}

function decode(text: string | undefined): Uint8Array | undefined {
  try {
    return text === undefined ? undefined : fromBase64Url(text);
  } catch {
    return undefined; // not base64url
  }
}
