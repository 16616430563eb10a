import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { type DutyView, assignOwner as endpoint } from './duties.contract.ts';
import { dutyObject } from './duties.objects.ts';
import { findDuty, personOfUnit, readUnit, touchFramework, updateDuty } from './duties.store.ts';
import { issued } from './edit-duty.ts';
import { insertOwners, removePins } from './owners.store.ts';
import { rereadDuty } from './read-duties.ts';

/** Names the one owner of a duty in an organisation of a draft, or leaves it to the posts again. */
export async function assignOwner(
  ctx: Context,
  id: string,
  input: { orgId: string; personId: string | null },
): Promise<Result<DutyView>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, dutyObject, [id])).has(id)) return notFound();
  const duty = await findDuty(ctx.tx, tenantId, id);
  if (!duty) return notFound();
  if (duty.framework_state !== 'draft') return issued();
  if ('each' in duty.owner) return borneByEach();
  const { bodies } = await readUnit(ctx.tx, tenantId, duty.org_id, ctx.today);
  const body = bodies.find((each) => each.id === input.orgId);
  if (!body || !duty.bodies.includes(body.kind)) return notABearer();
  if (input.personId !== null && !(await personOfUnit(ctx.tx, tenantId, duty.org_id, input.personId))) {
    return unknownPerson();
  }
  if (!(await updateDuty(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, {}))) {
    return staleEdit(ctx, 'duty', id, await rereadDuty(ctx, id));
  }
  await removePins(ctx.tx, tenantId, [id], input.orgId);
  if (input.personId !== null) {
    const pin = {
      dutyId: id,
      orgId: input.orgId,
      personId: input.personId,
      post: null,
      source: 'pinned' as const,
    };
    await insertOwners(ctx.tx, tenantId, [pin], new Set([id]), ctx.today);
  }
  await touchFramework(ctx.tx, tenantId, duty.framework_id);
  ctx.audit({
    action: input.personId === null ? 'duty.unassign' : 'duty.assign',
    object: ['duty', id],
    orgId: input.orgId,
    details: { code: duty.code, person: input.personId },
  });
  const view = await rereadDuty(ctx, id);
  return view ? ok(view) : notFound();
}

/** The refusal to name one owner where every holder bears the duty for himself. */
export function borneByEach() {
  return refuse('duties/borne-by-each', '这一项由每名任职人员各自承担，不需要指定唯一责任人。', {
    status: 422,
  });
}

/** The refusal to name an owner in an organisation that does not bear the duty. */
export function notABearer() {
  return refuse('duties/not-a-bearer', '这个组织不承担该项责任。请从该项列出的组织中选择。', { status: 422 });
}

/** The refusal to name somebody who is not of the unit, in the same words as for somebody who does not exist. */
export function unknownPerson() {
  return refuse('duties/unknown-person', '这个人不在本单位的人员名单中，或已离开。请从名单中选择。', {
    status: 422,
  });
}
