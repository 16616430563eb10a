import { ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { borneByEach, grantsFor, notABearer, unknownPerson } from './assign-owner.ts';
import { addressees } from './bearers.rules.ts';
import { personOfUnit } from './candidates.store.ts';
import { readUnit, touchDraft } from './duties.store.ts';
import { editableDuties } from './editable-draft.ts';
import { assignOwners as endpoint } from './editing.contract.ts';
import { insertOwners, removePins } from './owners.store.ts';

/** Names one person for several duties of an organisation of a draft, all or none. */
export async function assignOwners(
  ctx: Context,
  frameworkId: string,
  input: { orgId: string; personId: string; dutyIds: string[]; grant: boolean },
): Promise<Result<{ assigned: number }>> {
  const { tenantId } = ctx.actor;
  const opened = await editableDuties(ctx, endpoint, frameworkId, input.dutyIds);
  if (!opened.ok) return opened;
  const { draft, duties } = opened.value;
  if (duties.some((duty) => 'each' in duty.owner)) return borneByEach();
  const unit = await readUnit(ctx.tx, tenantId, draft.unit.id, ctx.today);
  const { bodies } = unit;
  const body = bodies.find((each) => each.id === input.orgId);
  if (!body || duties.some((duty) => addressees(duty, [body]).length === 0)) return notABearer();
  if (!(await personOfUnit(ctx.tx, tenantId, draft.unit.id, input.personId))) return unknownPerson();
  if (!(await touchDraft(ctx.tx, tenantId, frameworkId, ctx.ifMatch ?? 0))) {
    return staleEdit(ctx, 'framework', frameworkId, null);
  }
  await removePins(ctx.tx, tenantId, input.dutyIds, input.orgId);
  const pins = duties.map((duty) => ({
    dutyId: duty.id,
    orgId: input.orgId,
    personId: input.personId,
    post: null,
    source: 'pinned' as const,
    grants: input.grant ? grantsFor(ctx, duty, body, input.personId, unit) : [],
  }));
  await insertOwners(ctx.tx, tenantId, pins, new Set(input.dutyIds), ctx.today);
  ctx.audit({
    action: 'duty.assign',
    object: ['framework', frameworkId],
    orgId: input.orgId,
    details: { codes: duties.map((duty) => duty.code), person: input.personId, grant: input.grant },
  });
  return ok({ assigned: duties.length });
}
