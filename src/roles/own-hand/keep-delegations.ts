import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, defineObject } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkPersons } from '#records/file-record.ts';
import { endDelegation, type writeDelegation } from './own-hand.contract.ts';
import { decideDelegation } from './own-hand.rules.ts';
import {
  closeDelegation,
  findDelegation,
  insertDelegation,
  ownedDuties,
  secretaryOf,
} from './own-hand.store.ts';

/** A delegation, of whoever wrote it. */
const delegationObject = defineObject({
  kind: 'delegation',
  table: 'delegation',
  org: 'org_id',
  person: 'person_id',
});

/** Writes a delegation of one's own duties: before, with reason, scope and end. */
export async function delegate(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof writeDelegation>,
): Promise<Result<ResponseOf<typeof writeDelegation>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const who = await secretaryOf(ctx.tx, tenantId, orgId, ctx.today);
  if (who?.person_id !== personId) return notFound();
  const org = await findOrganisation(ctx.tx, tenantId, orgId);
  if (!org || accountId === null || personId === null) return notFound();
  const known = await checkPersons(ctx, org.path, [{ personId: body.toId }]);
  if (!known.ok) return known;
  const { delegation } = ctx.services.content.ownHand;
  const decided = decideDelegation(body, {
    personId,
    today: ctx.today,
    owned: await ownedDuties(ctx.tx, tenantId, orgId, personId),
    reasons: delegation.reasons,
    mostDays: delegation.most_days,
  });
  if (!decided.ok) return decided;
  const id = await insertDelegation(
    ctx.tx,
    tenantId,
    { ...body, orgId, personId },
    { accountId, at: ctx.now, on: ctx.today },
  );
  ctx.audit({
    action: 'own-hand.delegate',
    object: ['delegation', id],
    orgId,
    details: {
      to: body.toId,
      duties: body.duties,
      reason: body.reason,
      fromOn: body.fromOn,
      toOn: body.toOn,
    },
  });
  return ok({ id });
}

/** Ends one's own delegation before its day: from today on one does it oneself again. */
export async function takeBack(ctx: Context, id: string): Promise<Result<ResponseOf<typeof endDelegation>>> {
  const { tenantId, personId } = ctx.actor;
  if (!(await authorise(ctx, endDelegation, delegationObject, [id])).has(id)) return notFound();
  const row = await findDelegation(ctx.tx, tenantId, id);
  if (!row || row.person_id !== personId) return notFound();
  if (row.ended_on !== null || row.to_on < ctx.today) {
    return refuse('own-hand/over', '这项委托已经结束。');
  }
  const version = await closeDelegation(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, ctx.today);
  if (version === undefined) return staleEdit(ctx, 'delegation', id, { version: row.version });
  ctx.audit({ action: 'own-hand.end', object: ['delegation', id], orgId: row.org_id });
  return ok({ id, version });
}
