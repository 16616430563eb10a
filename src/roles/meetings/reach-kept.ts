import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, type Scope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { findRecord } from '#records/records.store.ts';
import { type FoundRecord, findReadable } from '#roles/work-records/find-readable.ts';
import { ledGroups } from '#roles/work-records/led-groups.ts';
import { keepers } from './meetings.contract.ts';
import { planObject } from './plans/plan-objects.ts';
import { type FoundPlan, findPlan } from './plans/plans.store.ts';

/** Those who keep meetings by their role; what members may call beside this is decided by appointment. */
const byRole = { access: keepers };

/** How far the actor keeps meetings: where his role says so, and in the groups he leads. */
export async function keptScope(ctx: Context): Promise<Scope> {
  const scope = scopeOf(ctx.actor, byRole);
  return { ...scope, organisations: [...scope.organisations, ...(await ledGroups(ctx))] };
}

/** An organisation whose meetings the actor plans and records: by his role, or because he leads the group. Else undefined. */
export async function reachKept(ctx: Context, orgId: string) {
  const allowed = await authorise(ctx, byRole, organisationObject, [orgId]);
  if (!allowed.has(orgId) && !(await ledGroups(ctx)).includes(orgId)) return undefined;
  const org = await findOrganisation(ctx.tx, ctx.actor.tenantId, orgId);
  return org?.state === 'active' ? org : undefined;
}

/** Whether the actor arranges this planned meeting: by his role, or because it is of the group he leads. */
export async function keepsPlan(ctx: Context, plan: { id: string; org_id: string }): Promise<boolean> {
  return (
    (await authorise(ctx, byRole, planObject, [plan.id])).has(plan.id) ||
    (await ledGroups(ctx)).includes(plan.org_id)
  );
}

/** A planned meeting that the actor arranges, locked to be changed. Else undefined. */
export async function reachKeptPlan(ctx: Context, id: string): Promise<FoundPlan | undefined> {
  const allowed = (await authorise(ctx, byRole, planObject, [id])).has(id);
  const led = allowed ? [] : await ledGroups(ctx);
  if (!allowed && led.length === 0) return undefined;
  const plan = await findPlan(ctx.tx, ctx.actor.tenantId, id, true);
  return plan && (allowed || led.includes(plan.org_id)) ? plan : undefined;
}

/** The record of a meeting that the actor keeps: by his role, or because it is of the group he leads. Else undefined. */
export async function reachKeptMeeting(
  ctx: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundRecord | undefined> {
  const record = (await findReadable(ctx, byRole, id, options)) ?? (await ofLedGroup(ctx, id, options.lock));
  return record && ctx.services.content.index.recordKind.get(record.kind)?.meeting ? record : undefined;
}

async function ofLedGroup(ctx: Context, id: string, lock?: boolean): Promise<FoundRecord | undefined> {
  const led = await ledGroups(ctx);
  const record = led.length > 0 ? await findRecord(ctx.tx, ctx.actor.tenantId, id, lock) : undefined;
  return record && led.includes(record.org_id) ? record : undefined;
}
