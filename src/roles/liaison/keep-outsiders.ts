import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, defineObject, holdsOver } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { deleteOutsider, insertOutsider, outsidersKept } from './contacts.store.ts';
import { addOutsider, forgetOutsider } from './liaison.contract.ts';
import { isMemberOf } from './liaison.store.ts';
import { branchFor } from './read-liaison.ts';
import { checkMassLoad } from './settle-liaison.ts';

/** Somebody outside the Party: decided on by the branch, and by the member who keeps contact. */
const outsiderObject = defineObject({
  kind: 'liaison-outsider',
  table: 'liaison_outsider',
  org: 'org_id',
  person: 'keeper_id',
});

/**
 * Adds somebody outside the Party, by a name and a place of work only (个人信息保护法第六条:最小范围). A member who adds
 * somebody keeps contact himself; what a secretary adds waits for a member until it is settled.
 */
export async function add(ctx: Context, body: BodyOf<typeof addOutsider>): Promise<Result<{ id: string }>> {
  const org = await branchFor(ctx, addOutsider, body.orgId);
  if (!org) return notFound();
  const { tenantId, personId } = ctx.actor;
  const leads = holdsOver(ctx.actor, org.path, 'secretary');
  const member = personId !== null && (await isMemberOf(ctx.tx, tenantId, org.id, personId));
  const keeperId = member && !leads ? personId : null;
  if (keeperId !== null) {
    const kept = await outsidersKept(ctx.tx, tenantId, keeperId);
    const sound = checkMassLoad(
      [...kept.map(() => keeperId), keeperId],
      ctx.services.content.liaison.limits.masses,
    );
    if (!sound.ok) return sound;
  }
  const id = newId();
  await insertOutsider(ctx.tx, tenantId, {
    id,
    orgId: org.id,
    keeperId,
    name: body.name,
    place: body.place,
    today: ctx.today,
  });
  ctx.audit({ action: 'liaison.add-outsider', object: ['liaison-outsider', id], orgId: org.id });
  return ok({ id });
}

/** Deletes somebody outside the Party whole, at once: because they ask, or because contact has ended. */
export async function forget(ctx: Context, id: string): Promise<Result<{ id: string }>> {
  if (!(await authorise(ctx, forgetOutsider, outsiderObject, [id])).has(id)) return notFound();
  const gone = await deleteOutsider(ctx.tx, ctx.actor.tenantId, id);
  if (!gone) return notFound();
  ctx.audit({ action: 'liaison.forget-outsider', object: ['liaison-outsider', id], orgId: gone.orgId });
  return ok({ id });
}
