import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { outsidersOf, writeKeepers } from './contacts.store.ts';
import { arrangeLiaison, proposeLiaison, settleLiaison } from './liaison.contract.ts';
import { checkArrangement, checkPairs, proposeOutsiders, proposePairs } from './liaison.rules.ts';
import {
  arrangementOf,
  nextVersion,
  planOf,
  replaceArrangement,
  rollsOf,
  writePairs,
} from './liaison.store.ts';
import { branchFor } from './read-liaison.ts';

/** Proposes both layers for a branch. Nothing is written: whoever arranges looks, changes, and settles it. */
export async function propose(ctx: Context, id: string): Promise<Result<ResponseOf<typeof proposeLiaison>>> {
  const org = await branchFor(ctx, proposeLiaison, id);
  if (!org) return notFound();
  const { tenantId } = ctx.actor;
  const rules = ctx.services.content.liaison;
  const rolls = await rollsOf(ctx.tx, tenantId, id, rules.leads);
  const { bonds, leaves } = await arrangementOf(ctx.tx, tenantId, id, ctx.today);
  const outsiders = await outsidersOf(ctx.tx, tenantId, id, null);
  const nowOf = new Map(rolls.map((each) => [each.personId, each.keeperId]));
  const heldBy = new Map(outsiders.map((each) => [each.id, each.keeperId]));
  const here = new Set(nowOf.keys());
  return ok({
    version: (await planOf(ctx.tx, tenantId, id)).version,
    pairs: proposePairs(rolls, bonds, leaves, ctx.today, rules).map(({ chargeId, keeperId, why }) => ({
      personId: chargeId,
      keeperId,
      nowId: nowOf.get(chargeId) ?? null,
      why,
    })),
    outsiders: proposeOutsiders(
      rolls,
      // Whoever left the branch keeps nobody.
      outsiders.map((each) => ({
        ...each,
        keeperId: each.keeperId && here.has(each.keeperId) ? each.keeperId : null,
      })),
      leaves,
      ctx.today,
      rules,
    ).map(({ chargeId, keeperId, why }) => ({
      id: chargeId,
      keeperId,
      nowId: heldBy.get(chargeId) ?? null,
      why,
    })),
  });
}

/** Settles who keeps contact with whom. What is not named stays as it is; a pair that is the same keeps its first day. */
export async function settle(
  ctx: Context,
  id: string,
  body: BodyOf<typeof settleLiaison>,
): Promise<Result<ResponseOf<typeof settleLiaison>>> {
  const org = await branchFor(ctx, settleLiaison, id);
  if (!org || ctx.actor.accountId === null) return notFound();
  const { tenantId } = ctx.actor;
  const { leads, limits } = ctx.services.content.liaison;
  const rolls = await rollsOf(ctx.tx, tenantId, id, leads);
  const { bonds } = await arrangementOf(ctx.tx, tenantId, id, ctx.today);
  const given = new Set(body.pairs.map((each) => each.personId));
  const rest = rolls
    .filter((each) => !given.has(each.personId))
    .map(({ personId, keeperId }) => ({
      personId,
      keeperId: rolls.some((roll) => roll.personId === keeperId && roll.part !== null) ? keeperId : null,
    }));
  const sound = checkPairs([...body.pairs, ...rest], rolls, bonds, limits);
  if (!sound.ok) return sound;
  const outside = await checkOutsiders(ctx, id, body.outsiders, new Set(rolls.map((each) => each.personId)));
  if (!outside.ok) return outside;
  const version = await moved(ctx, id);
  if (!version.ok) return version;
  await writePairs(ctx.tx, tenantId, id, body.pairs, ctx.today);
  await writeKeepers(ctx.tx, tenantId, id, body.outsiders);
  const after = await rollsOf(ctx.tx, tenantId, id, leads);
  const covered = after.filter((each) => each.keeperId !== null).length;
  ctx.audit({
    action: 'liaison.settle',
    object: ['liaison', id],
    orgId: id,
    details: { pairs: body.pairs.length, outsiders: body.outsiders.length, covered, members: after.length },
  });
  return ok({ version: version.value, covered, members: after.length });
}

/** Says what a proposal has to respect: who works together, who must not be paired, who is away. Never why. */
export async function arrange(
  ctx: Context,
  id: string,
  body: BodyOf<typeof arrangeLiaison>,
): Promise<Result<{ version: number }>> {
  const org = await branchFor(ctx, arrangeLiaison, id);
  if (!org || ctx.actor.accountId === null) return notFound();
  const { tenantId } = ctx.actor;
  const rolls = await rollsOf(ctx.tx, tenantId, id, ctx.services.content.liaison.leads);
  const sound = checkArrangement(body.bonds, body.leaves, new Set(rolls.map((each) => each.personId)));
  if (!sound.ok) return sound;
  const version = await moved(ctx, id);
  if (!version.ok) return version;
  await replaceArrangement(ctx.tx, tenantId, id, body.bonds, body.leaves);
  ctx.audit({
    action: 'liaison.arrange',
    object: ['liaison', id],
    orgId: id,
    details: { bonds: body.bonds.length, leaves: body.leaves.length },
  });
  return ok({ version: version.value });
}

async function moved(ctx: Context, id: string): Promise<Result<number>> {
  const { tenantId, accountId } = ctx.actor;
  const version = await nextVersion(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, {
    accountId: accountId ?? '',
    on: ctx.today,
  });
  if (version !== undefined) return ok(version);
  return staleEdit(ctx, 'liaison', id, await planOf(ctx.tx, tenantId, id));
}

async function checkOutsiders(
  ctx: Context,
  orgId: string,
  given: BodyOf<typeof settleLiaison>['outsiders'],
  members: ReadonlySet<string>,
): Promise<Result<true>> {
  if (given.length === 0) return ok(true);
  const known = await outsidersOf(ctx.tx, ctx.actor.tenantId, orgId, null);
  const ids = new Set(known.map((each) => each.id));
  const strange = given.some(
    (each) => !ids.has(each.id) || (each.keeperId !== null && !members.has(each.keeperId)),
  );
  if (strange) {
    return refuse('liaison/stranger', '名单中有人不在本支部。请从名单中选择。', { status: 422 });
  }
  const keeperOf = new Map(known.map((each) => [each.id, each.keeperId]));
  for (const each of given) keeperOf.set(each.id, each.keeperId);
  return checkMassLoad([...keeperOf.values()], ctx.services.content.liaison.limits.masses);
}

/** Refuses more people outside the Party for one member than the limit. */
export function checkMassLoad(keepers: readonly (string | null)[], limit: number): Result<true> {
  const load = new Map<string, number>();
  for (const keeper of keepers) if (keeper) load.set(keeper, (load.get(keeper) ?? 0) + 1);
  if ([...load.values()].every((count) => count <= limit)) return ok(true);
  return refuse('liaison/too-many-masses', `一名党员最多联系 ${limit} 名非党员。请分给其他党员。`, {
    status: 422,
  });
}
