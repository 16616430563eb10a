import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { addressees } from './bearers.rules.ts';
import { personOfUnit } from './candidates.store.ts';
import { listed } from './check-duties.ts';
import type { DutyView } from './duties.contract.ts';
import { dutyObject } from './duties.objects.ts';
import { type DutyRow, findDuty, readUnit, touchFramework, updateDuty } from './duties.store.ts';
import { issued } from './editable-draft.ts';
import { assignOwner as endpoint } from './editing.contract.ts';
import { insertOwners, removePins } from './owners.store.ts';
import { rightsMissing } from './parts.rules.ts';
import { indexUnit } from './places.rules.ts';
import { rereadDuty } from './read-duties.ts';
import type { Body, Holder } from './solver.rules.ts';

/** Names the one owner of a duty in an organisation of a draft, or leaves it to the posts again. */
export async function assignOwner(
  ctx: Context,
  id: string,
  input: { orgId: string; personId: string | null; grant: boolean },
): Promise<Result<DutyView>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, dutyObject, [id])).has(id)) return notFound();
  const duty = await findDuty(ctx.tx, tenantId, id);
  if (!duty) return notFound();
  if (duty.framework_state !== 'draft') return issued();
  if ('each' in duty.owner) return borneByEach();
  const unit = await readUnit(ctx.tx, tenantId, duty.org_id, ctx.today);
  const { bodies } = unit;
  const body = bodies.find((each) => each.id === input.orgId);
  if (!body || addressees(duty, [body]).length === 0) return notABearer();
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
      grants: input.grant ? grantsFor(ctx, duty, body, input.personId, unit) : [],
    };
    await insertOwners(ctx.tx, tenantId, [pin], new Set([id]), ctx.today);
  }
  await touchFramework(ctx.tx, tenantId, duty.framework_id);
  ctx.audit({
    action: input.personId === null ? 'duty.unassign' : 'duty.assign',
    object: ['duty', id],
    orgId: input.orgId,
    details: { code: duty.code, person: input.personId, grant: input.grant },
  });
  const view = await rereadDuty(ctx, id);
  return view ? ok(view) : notFound();
}

/** The rights that a duty needs and somebody does not have by his posts: what is given to him in writing with the naming. */
export function grantsFor(
  ctx: Pick<Context, 'services'>,
  duty: DutyRow,
  body: Body,
  personId: string,
  unit: { bodies: readonly Body[]; holders: readonly Holder[] },
): string[] {
  const { content } = ctx.services;
  const places = indexUnit({ ...unit, pins: [], posts: content.posts, rights: content.rights });
  const owner = { dutyId: duty.id, orgId: body.id, personId, post: null, source: 'pinned' as const };
  return rightsMissing(listed(content, duty), body, owner, places);
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
