import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, type Scope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { keepers } from './meetings.contract.ts';
import { groupsLedBy } from './roster.store.ts';

/** Those who keep meetings by their role; what members may call beside this is decided by appointment. */
const byRole = { access: keepers };

/** The groups that the actor leads today: who convenes a group's meeting records it (支部工作条例第13条). */
export function ledGroups({ tx, actor, today }: Pick<Context, 'tx' | 'actor' | 'today'>): Promise<string[]> {
  return actor.personId === null
    ? Promise.resolve([])
    : groupsLedBy(tx, actor.tenantId, actor.personId, today);
}

/** How far the actor keeps meetings: where his role says so, and in the groups he leads. */
export async function keptScope(ctx: Context): Promise<Scope> {
  const scope = scopeOf(ctx.actor, byRole);
  return { ...scope, organisations: [...scope.organisations, ...(await ledGroups(ctx))] };
}

/** An organisation whose meetings the actor records: by his role, or because he leads the group. Else undefined. */
export async function reachKept(ctx: Context, orgId: string) {
  const allowed = await authorise(ctx, byRole, organisationObject, [orgId]);
  if (!allowed.has(orgId) && !(await ledGroups(ctx)).includes(orgId)) return undefined;
  const org = await findOrganisation(ctx.tx, ctx.actor.tenantId, orgId);
  return org?.state === 'active' ? org : undefined;
}
