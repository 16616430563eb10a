import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { addOrganisations, findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, mayCall } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { ledGroups } from '#roles/work-records/led-groups.ts';
import * as contract from './groups.contract.ts';
import { groupsOf, membersOf, renameGroup, setLeader, settleMembers } from './groups.store.ts';

type Body = BodyOf<typeof contract.addGroup>;
type Named = { id: string; name: string };

/** The groups of a branch with their leaders, members and what they did. */
export async function showGroups(ctx: Context, branchId: string): Promise<Result<contract.GroupsView>> {
  const { tenantId } = ctx.actor;
  const branch = await reach(ctx, contract.readGroups, branchId);
  if (!branch || !isBranch(branch.kind)) return notFound();
  const rows = await groupsOf(ctx.tx, tenantId, branchId, ctx.today);
  const members = await membersOf(ctx.tx, tenantId, branchId, ctx.today);
  const inside = new Set(rows.flatMap((row) => row.members.map((member) => member.id)));
  const mayArrange =
    mayCall(ctx.actor, contract.addGroup.access) &&
    (await authorise(ctx, contract.addGroup, organisationObject, [branchId])).has(branchId);
  const led = await ledGroups(ctx);
  return ok({
    branch: { id: branch.id, name: branch.name },
    groups: rows.map(({ met, ...row }) => ({
      ...row,
      metThisMonth: met,
      mayKeep: mayArrange || led.includes(row.id),
    })),
    without: rows.length === 0 ? [] : members.filter((member) => !inside.has(member.id)),
    members: mayArrange ? members : [],
    mayArrange,
  });
}

/** Sets up a group of a branch: its members are of the branch, and its leader one of them. */
export async function setUpGroup(
  ctx: Context,
  branchId: string,
  body: Body,
): Promise<Result<{ id: string }>> {
  const { tenantId } = ctx.actor;
  const branch = await reach(ctx, contract.addGroup, branchId);
  if (!branch || !isBranch(branch.kind) || branch.state !== 'active') return notFound();
  const sound = await check(ctx, branchId, body, null);
  if (!sound.ok) return sound;
  const id = newId();
  await addOrganisations(ctx.tx, tenantId, [{ id, kind: 'group', name: body.name, parentId: branchId }]);
  await settle(ctx, id, body);
  ctx.audit({
    action: 'group.set-up',
    object: ['organisation', id],
    orgId: branchId,
    details: { leader: body.leaderId, members: body.memberIds.length },
  });
  return ok({ id });
}

/** Changes a group's name, leader and members; whoever comes from another group of the branch leaves it. */
export async function rearrange(ctx: Context, id: string, body: Body): Promise<Result<{ version: number }>> {
  const { tenantId } = ctx.actor;
  const group = await reach(ctx, contract.changeGroup, id);
  if (!group || group.kind !== 'group' || group.state !== 'active' || group.parent_id === null)
    return notFound();
  const sound = await check(ctx, group.parent_id, body, id);
  if (!sound.ok) return sound;
  const version = await renameGroup(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, body.name);
  if (version === undefined) {
    return staleEdit(ctx, 'organisation', id, { name: group.name, version: group.version });
  }
  await settle(ctx, id, body);
  ctx.audit({
    action: 'group.change',
    object: ['organisation', id],
    orgId: group.parent_id,
    details: { leader: body.leaderId, members: body.memberIds.length, version },
  });
  return ok({ version });
}

async function settle(ctx: Context, id: string, body: Body): Promise<void> {
  await settleMembers(ctx.tx, ctx.actor.tenantId, id, body.memberIds, ctx.today);
  await setLeader(ctx.tx, ctx.actor.tenantId, id, body.leaderId, ctx.today);
}

async function check(
  ctx: Context,
  branchId: string,
  body: Body,
  groupId: string | null,
): Promise<Result<true>> {
  const { tenantId } = ctx.actor;
  const wrong = (code: string, message: string, field: string) =>
    refuse(`groups/${code}`, message, { status: 422, errors: [{ path: `body.${field}`, message }] });
  const known = new Set(
    (await membersOf(ctx.tx, tenantId, branchId, ctx.today)).map((each: Named) => each.id),
  );
  if (new Set(body.memberIds).size < body.memberIds.length) {
    return wrong('member-twice', '组员名单中同一人出现了两次，请删去一个。', 'memberIds');
  }
  if (body.memberIds.some((member) => !known.has(member))) {
    return wrong('not-of-the-branch', '组员须是本支部党员，请从名单中选择。', 'memberIds');
  }
  if (!body.memberIds.includes(body.leaderId)) {
    return wrong('leader-not-member', '组长须是本组组员，请先把组长加入组员名单。', 'leaderId');
  }
  const twins = await groupsOf(ctx.tx, tenantId, branchId, ctx.today);
  if (twins.some((twin) => twin.id !== groupId && twin.name === body.name)) {
    return wrong('name-taken', '本支部已有同名的党小组，请换一个名称。', 'name');
  }
  return ok(true);
}

async function reach(ctx: Context, guarded: Pick<Endpoint, 'access'>, id: string) {
  const allowed = await authorise(ctx, guarded, organisationObject, [id]);
  return allowed.has(id) ? findOrganisation(ctx.tx, ctx.actor.tenantId, id) : undefined;
}

const isBranch = (kind: string) => kind === 'branch' || kind === 'joint_branch';
