import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { closingHash, countNamed, release, tallyPlanOf } from './close-round.ts';
import { destroyBallots } from './counted.store.ts';
import { manifestHash, type RoundManifest } from './manifest.rules.ts';
import { clearKeys } from './parts.store.ts';
import { planRound, type RoundPlan } from './plan-round.ts';
import { insertInvitations } from './raters.store.ts';
import { purgeFrom, roundFor } from './read-rounds.ts';
import { moveRound } from './rounds.contract.ts';
import { type RoundState, roundCycle } from './rounds.rules.ts';
import { type RoundFound, updateRound } from './rounds.store.ts';

type Change = Parameters<typeof updateRound>[4];

/** Moves a round along its life: asks for keys, goes back to the draft, opens, closes, cancels, destroys the ballots. */
export async function moveOneRound(
  ctx: Context,
  id: string,
  body: BodyOf<typeof moveRound>,
): Promise<Result<ResponseOf<typeof moveRound>>> {
  const round = await roundFor(ctx, moveRound, id, 'update');
  if (!round) return notFound();
  if (round.version !== ctx.ifMatch)
    return staleEdit(ctx, 'round', id, { title: round.title, state: round.state });
  const row = decide(roundCycle, round.state, body.action);
  if (!row.ok) return row;
  const change = await prepare(ctx, round, body);
  if (!change.ok) return change;
  const state: RoundState = change.value.state ?? row.value.to;
  const version = await updateRound(ctx.tx, ctx.actor.tenantId, id, round.version, {
    ...change.value,
    state,
  });
  if (version === undefined) return staleEdit(ctx, 'round', id, { title: round.title, state: round.state });
  ctx.audit({
    action: `round.${body.action}`,
    object: ['round', id],
    orgId: round.org_id,
    details: {
      from: round.state,
      to: state,
      manifest: change.value.manifest_hash,
      board: change.value.board_hash,
      reasonGiven: body.reason !== '',
    },
  });
  return ok({ id, state, version });
}

async function prepare(
  ctx: Context,
  round: RoundFound,
  body: BodyOf<typeof moveRound>,
): Promise<Result<Change>> {
  switch (body.action) {
    case 'request-keys':
      return requestKeys(ctx, round);
    case 'redraft':
      await clearKeys(ctx.tx, ctx.actor.tenantId, round.id);
      return ok({});
    case 'open':
      return open(ctx, round);
    case 'close':
      if (ctx.today <= round.closes_on && body.reason === '') {
        return refuse('rounds/early-close-needs-reason', '截止日期未到。提前截止不可撤回，请填写理由。', {
          status: 422,
        });
      }
      return close(ctx, round);
    case 'cancel':
      if (body.reason === '')
        return refuse('rounds/cancel-needs-reason', '作废后全部选票删除且不可恢复，请填写理由。', {
          status: 422,
        });
      await destroyBallots(ctx.tx, ctx.actor.tenantId, round.id, true);
      return ok({});
    case 'purge': {
      const from = purgeFrom(round);
      if (from !== null && ctx.today < from) {
        return refuse('rounds/objections-possible', `异议期未满，${from} 起才能销毁选票。`);
      }
      await destroyBallots(ctx.tx, ctx.actor.tenantId, round.id, true);
      return ok({});
    }
  }
}

async function requestKeys(ctx: Context, round: RoundFound): Promise<Result<Change>> {
  if (round.mode !== 'sealed')
    return refuse('rounds/named-has-no-keys', '实名评议不需要密钥，预检通过后可直接开放。');
  const { blockers } = await planRound(ctx, round);
  const first = blockers[0];
  return first ? refuse(first.code, first.message, { data: { blockers } }) : ok({});
}

async function open(ctx: Context, round: RoundFound): Promise<Result<Change>> {
  if (round.mode === 'sealed' && round.state === 'draft') {
    return refuse('rounds/keys-first', '密态汇总须先由三位保管人生成密钥。请先点“征集公钥”。');
  }
  const planned = await planRound(ctx, round);
  const first = planned.blockers[0];
  if (first) return refuse(first.code, first.message, { data: { blockers: planned.blockers } });
  const manifest = manifestOf(round, planned, ctx.today);
  await insertInvitations(ctx.tx, ctx.actor.tenantId, round.id, planned.invitations);
  return ok({ opens_on: ctx.today, manifest, manifest_hash: manifestHash(manifest) });
}

function manifestOf(round: RoundFound, planned: RoundPlan, today: string): RoundManifest {
  return {
    format: 'zelian-round/1',
    round: round.id,
    title: round.title,
    mode: round.mode,
    opensOn: today,
    closesOn: round.closes_on,
    floor: round.mode === 'named' ? 1 : round.floor,
    items: round.items,
    groups: planned.groups.map(({ code, title, weight }) => ({ id: code, title, weight })),
    ratees: planned.ratees.map(({ id, name, category }) => ({ id, name, category })),
    cells: planned.plan.cells,
    trustees: planned.trustees.map((trustee) => ({
      seat: trustee.seat,
      title: trustee.title,
      name: trustee.name,
      publicKey: trustee.public_key!,
      proof: trustee.proof!,
    })),
  };
}

/** Closing is final. A named round is counted at once; a sealed one waits for two of its trustees. */
async function close(ctx: Context, round: RoundFound): Promise<Result<Change>> {
  const closed: Change = { closed_on: ctx.today, board_hash: await closingHash(ctx, round) };
  const plan = await tallyPlanOf(ctx, round);
  const nothingToOpen = plan.wanted.length === 0;
  if (round.mode === 'sealed' && !nothingToOpen) return ok(closed);
  await release(ctx, round, plan, nothingToOpen ? new Map() : await countNamed(ctx, round, plan));
  return ok({ ...closed, state: 'tallied' });
}
