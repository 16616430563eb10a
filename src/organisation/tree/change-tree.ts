import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { OrganisationKind } from '../organisation.tables.ts';
import {
  attachMembers,
  closeOrganisation,
  detachMembers,
  earlierBranches,
  hasChildNamed,
  hasOrganisationsBelow,
  type Move,
  moveMembers,
} from './change-tree.store.ts';
import { addOrganisations, findOrganisation } from './tree.store.ts';

type Caller = Pick<Context, 'tx' | 'actor' | 'audit'>;

/** What may stand directly over a branch. */
const OVER_A_BRANCH: ReadonlySet<string> = new Set([
  'work_committee',
  'unit',
  'organ_committee',
  'general_branch',
]);

/**
 * Founds a branch in the tree under an organisation that is there (支部工作条例第五条：设置须经批准). Whether the actor may
 * change the tree there is for the caller to see, who holds the approval.
 */
export async function foundBranch(
  ctx: Caller,
  branch: {
    kind: Extract<OrganisationKind, 'branch' | 'joint_branch' | 'temporary_branch'>;
    name: string;
    parentId: string;
    category: string | null;
  },
): Promise<Result<{ id: string; path: string }>> {
  const { tenantId } = ctx.actor;
  const parent = await findOrganisation(ctx.tx, tenantId, branch.parentId);
  if (!parent || parent.state !== 'active' || !OVER_A_BRANCH.has(parent.kind)) {
    return refuse('organisation/no-parent', '上级党组织不存在、已撤销，或不能在它下面设支部。请核对。', {
      status: 422,
    });
  }
  if (await hasChildNamed(ctx.tx, tenantId, parent.id, branch.name)) {
    const message = `“${parent.name}”下已有同名的组织，请换一个名称。`;
    return refuse('organisation/name-taken', message, {
      status: 422,
      errors: [{ path: 'body.name', message }],
    });
  }
  const [id] = await addOrganisations(ctx.tx, tenantId, [
    { kind: branch.kind, name: branch.name, parentId: parent.id, category: branch.category },
  ]);
  const founded = id === undefined ? undefined : await findOrganisation(ctx.tx, tenantId, id);
  if (!founded) throw new Error('an organisation that was added is not there');
  ctx.audit({
    action: 'organisation.found',
    object: ['organisation', founded.id],
    orgId: founded.id,
    details: { kind: branch.kind, parent: parent.id },
  });
  return ok({ id: founded.id, path: founded.path });
}

/** Attaches members to a temporary branch: 组织关系不转接, so nothing ends where they are (支部工作条例第六条). */
export async function attach(
  ctx: Caller,
  orgId: string,
  personIds: readonly string[],
  on: Day,
): Promise<void> {
  await attachMembers(ctx.tx, ctx.actor.tenantId, orgId, personIds, on);
  ctx.audit({
    action: 'organisation.attach-members',
    object: ['organisation', orgId],
    orgId,
    details: { persons: personIds },
  });
}

/** Moves members into branches (组织关系转接): what they held in the branch they leave ends on the same day. */
export async function transferMembers(
  ctx: Caller,
  orgId: string,
  moves: readonly Move[],
  on: Day,
): Promise<{ moved: number; postsEnded: number }> {
  if (moves.length === 0) return { moved: 0, postsEnded: 0 };
  const done = await moveMembers(ctx.tx, ctx.actor.tenantId, moves, on);
  ctx.audit({
    action: 'organisation.transfer-members',
    object: ['organisation', orgId],
    orgId,
    details: { persons: moves.map((move) => move.personId), ...done },
  });
  return done;
}

/**
 * Dissolves a branch: its members go back to the branch they came from (whoever was attached never left it), its posts
 * end, and its groups close with it.
 * Refused while somebody has nowhere to go, or other organisations stand under it.
 */
export async function dissolveBranch(
  ctx: Caller,
  id: string,
  on: Day,
): Promise<Result<{ returned: number }>> {
  const { tenantId } = ctx.actor;
  const branch = await findOrganisation(ctx.tx, tenantId, id);
  if (!branch) return notFound();
  if (branch.state === 'dissolved') return refuse('organisation/dissolved', '这个党组织已经撤销。');
  if (await hasOrganisationsBelow(ctx.tx, tenantId, branch)) {
    return refuse('organisation/not-empty', '它下面还有党组织，请先调整下级再撤销。');
  }
  const members = await earlierBranches(ctx.tx, tenantId, id);
  const stranded = members.filter((member) => member.home_id === null).length;
  if (stranded > 0) {
    return refuse(
      'organisation/members-stranded',
      `有 ${stranded} 名党员没有可以回去的支部，请先把他们的组织关系转出再撤销。`,
      { data: { stranded } },
    );
  }
  const moves = members.map((member) => ({ personId: member.person_id, orgId: member.home_id! }));
  await transferMembers(ctx, id, moves, on);
  const returned = members.length + (await detachMembers(ctx.tx, tenantId, id, on));
  await closeOrganisation(ctx.tx, tenantId, branch, on);
  ctx.audit({
    action: 'organisation.dissolve',
    object: ['organisation', id],
    orgId: id,
    details: { returned },
  });
  return ok({ returned });
}
