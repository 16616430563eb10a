import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { officeObject } from '#roles/tasks/task-view.ts';
import { proposeFusionLink, stepFusionLink } from './fusion.contract.ts';
import { checkSides, decideLink } from './fusion.rules.ts';
import { insertLink, type LinkChange, loadLink, taskFor, updateLink } from './fusion.store.ts';
import { linkObject } from './fusion-objects.ts';
import { loadItem } from './items.store.ts';
import { actorAt, factsOf } from './read-fusion.ts';

const OVER: ReadonlySet<string> = new Set(['withdrawn', 'expired']);

/** Proposes that a Party task serves a business item of its unit; it counts once the item's owner has confirmed it. */
export async function proposeLink(
  ctx: Context,
  body: BodyOf<typeof proposeFusionLink>,
): Promise<Result<ResponseOf<typeof proposeFusionLink>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const reached = await authorise(ctx, proposeFusionLink, officeObject, [body.taskId]);
  if (!reached.has(body.taskId) || accountId === null) return notFound();
  const task = await taskFor(ctx.tx, tenantId, body.taskId);
  const item = await loadItem(ctx.tx, tenantId, body.itemId);
  if (!task) return notFound();
  if (!item || item.ended_on !== null || !task.path.startsWith(item.org_path)) {
    return refuse('fusion/unknown-item', '没有这项业务事项，或已不再跟踪。请从本单位的业务事项中选择。', {
      status: 422,
      errors: [{ path: 'body.itemId', message: '请从列表中选择' }],
    });
  }
  if (OVER.has(task.state))
    return refuse('fusion/task-over', '这项任务已撤回或终止，不能再连到业务事项。', { status: 422 });
  const apart = checkSides({
    ownerId: item.owner_id,
    taskOwnerId: task.owner_id,
    proposedPerson: personId,
  });
  if (!apart.ok) return apart;
  const id = await insertLink(ctx.tx, tenantId, body, { accountId, personId, on: ctx.today });
  if (id === null) return refuse('fusion/linked-already', '这两项已经连过了，请在融合链中查看。');
  ctx.audit({
    action: 'fusion-link.propose',
    object: ['fusion-link', id],
    orgId: item.org_id,
    details: { task: body.taskId, item: body.itemId },
  });
  return ok({ id });
}

/** Takes one step with a link: only whoever answers for the business confirms or declines it. */
export async function stepLink(
  ctx: Context,
  id: string,
  { action, note }: BodyOf<typeof stepFusionLink>,
): Promise<Result<ResponseOf<typeof stepFusionLink>>> {
  const { tenantId, personId } = ctx.actor;
  if (!(await authorise(ctx, stepFusionLink, linkObject, [id])).has(id)) return notFound();
  const link = await loadLink(ctx.tx, tenantId, id, true);
  if (!link) return notFound();
  const decided = decideLink(factsOf(link), action, actorAt(ctx, link.task_path));
  if (!decided.ok) return decided;
  if (action !== 'confirm' && action !== 'withdraw' && note === '') {
    return refuse('fusion/say-why', '请写明理由，一两句话即可。', {
      status: 422,
      errors: [{ path: 'body.note', message: '不能为空' }],
    });
  }
  const { to } = decided.value;
  const change: LinkChange =
    to === 'confirmed'
      ? { state: to, note, confirmed_person: personId, confirmed_on: ctx.today }
      : { state: to, note, ended_on: ctx.today };
  const version = await updateLink(ctx.tx, tenantId, id, ctx.ifMatch ?? link.version, change);
  if (version === undefined) return staleEdit(ctx, 'fusion-link', id, { version: link.version });
  ctx.audit({
    action: `fusion-link.${action}`,
    object: ['fusion-link', id],
    orgId: link.task_org_id,
    details: { from: link.state, to },
  });
  return ok({ id, state: to, version });
}
