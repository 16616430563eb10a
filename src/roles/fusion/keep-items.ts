import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findUnitOf } from '#organisation/units.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkStaff } from '#roles/tasks/check-staff.ts';
import { addBusinessItem, changeBusinessItem, reportBusinessFigure } from './fusion.contract.ts';
import { endLinksOf } from './fusion.store.ts';
import { itemObject } from './fusion-objects.ts';
import { insertItem, loadItem, putReading, updateItem } from './items.store.ts';

const bad = (code: string, field: string, message: string) =>
  refuse(`fusion/${code}`, message, { status: 422, errors: [{ path: `body.${field}`, message }] });

/** Enters a business item of an organisation's unit: who answers for it, by what figure it is seen, from where to where. */
export async function addItem(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof addBusinessItem>,
): Promise<Result<ResponseOf<typeof addBusinessItem>>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, addBusinessItem, organisationObject, [orgId])).has(orgId)) return notFound();
  const unit = await findUnitOf(ctx.tx, tenantId, orgId);
  if (!unit || accountId === null) return notFound();
  if (body.baseline === body.target)
    return bad('no-change', 'target', '目标值须与基期值不同，否则看不出变化。');
  if (body.baselineOn > ctx.today) return bad('baseline-ahead', 'baselineOn', '基期不能晚于今天。');
  if (body.dueOn < ctx.today) return bad('due-past', 'dueOn', '目标日期不能早于今天。');
  const staff = await checkStaff(ctx, unit.path, [body.ownerId]);
  if (!staff.ok) return staff;
  const id = await insertItem(ctx.tx, tenantId, unit.id, body, accountId);
  if (id === null)
    return refuse('fusion/same-title', '本单位已有同名的业务事项，请从列表中选择，或换一个名称。', {
      errors: [{ path: 'body.title', message: '已有同名的业务事项' }],
    });
  ctx.audit({
    action: 'business-item.add',
    object: ['business-item', id],
    orgId: unit.id,
    details: { owner: body.ownerId, indicator: body.indicator },
  });
  return ok({ id });
}

/** Gives a business item to another owner, or stops following it: its links end with it, for the reason given. */
export async function changeItem(
  ctx: Context,
  id: string,
  body: BodyOf<typeof changeBusinessItem>,
): Promise<Result<ResponseOf<typeof changeBusinessItem>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, changeBusinessItem, itemObject, [id])).has(id)) return notFound();
  const item = await loadItem(ctx.tx, tenantId, id);
  if (!item) return notFound();
  if (item.ended_on !== null) return refuse('fusion/item-ended', `已于 ${item.ended_on} 不再跟踪。`);
  if (body.action === 'hand-over') {
    if (!body.ownerId) return bad('no-owner', 'ownerId', '请选择新的业务责任人。');
    const staff = await checkStaff(ctx, item.org_path, [body.ownerId]);
    if (!staff.ok) return staff;
  }
  const change =
    body.action === 'end'
      ? { ended_on: ctx.today, note: body.note }
      : { owner_id: body.ownerId ?? item.owner_id };
  const version = await updateItem(ctx.tx, tenantId, id, ctx.ifMatch ?? item.version, change);
  if (version === undefined) return staleEdit(ctx, 'business-item', id, { version: item.version });
  const ended = body.action === 'end' ? await endLinksOf(ctx.tx, tenantId, id, ctx.today, body.note) : 0;
  ctx.audit({
    action: `business-item.${body.action}`,
    object: ['business-item', id],
    orgId: item.org_id,
    details: { owner: body.ownerId ?? item.owner_id, links: ended, note: body.note },
  });
  return ok({ id, version });
}

/** Whoever answers for a business item reports its figure; nobody does it for him. A day's figure can be put right. */
export async function reportFigure(
  ctx: Context,
  id: string,
  body: BodyOf<typeof reportBusinessFigure>,
): Promise<Result<ResponseOf<typeof reportBusinessFigure>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  if (!(await authorise(ctx, reportBusinessFigure, itemObject, [id])).has(id)) return notFound();
  const item = await loadItem(ctx.tx, tenantId, id);
  if (!item || accountId === null || personId === null) return notFound();
  if (item.ended_on !== null) return refuse('fusion/item-ended', `已于 ${item.ended_on} 不再跟踪。`);
  if (body.onDay > ctx.today) return bad('figure-ahead', 'onDay', '截至日期不能晚于今天。');
  if (body.onDay < item.baseline_on)
    return bad('figure-before', 'onDay', `截至日期不能早于基期（${item.baseline_on}）。`);
  await putReading(ctx.tx, tenantId, id, body, { accountId, personId, at: ctx.now });
  ctx.audit({
    action: 'business-item.report',
    object: ['business-item', id],
    orgId: item.org_id,
    details: {
      on: body.onDay,
      value: body.value,
      before: item.readings.find((each) => each.onDay === body.onDay)?.value ?? null,
    },
  });
  return ok({ id });
}
