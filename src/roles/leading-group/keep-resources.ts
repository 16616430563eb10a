import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise, holdsOver, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { resourceObject } from './leading-objects.ts';
import {
  answerDelivery as answerIt,
  deliverResource,
  listResources,
  type ResourceView,
} from './resources.contract.ts';
import { checkAmount, checkDelivery, decideReceipt, promiseState } from './resources.rules.ts';
import {
  answerDelivery,
  insertDelivery,
  loadResource,
  type ResourceRow,
  resourcesIn,
  touchResource,
} from './resources.store.ts';

/** Organisations that have a secretary of their own to say what arrived. */
const LED = new Set(['general_branch', 'branch', 'joint_branch', 'temporary_branch', 'group']);

/** Whether the actor says for the beneficiary what arrived: its secretary, or for bodies without one the unit's officer. */
function receives(ctx: Pick<Context, 'actor'>, row: ResourceRow): boolean {
  if (LED.has(row.beneficiary_kind)) return holdsOver(ctx.actor, row.beneficiary_path, 'secretary');
  return holdsOver(ctx.actor, row.beneficiary_path, 'officer');
}

const kindOf = (ctx: Pick<Context, 'services'>, id: string) => {
  const { resources } = ctx.services.content.leading;
  return resources.find((kind) => kind.id === id) ?? resources[0]!;
};

function view(ctx: Context, row: ResourceRow): ResourceView {
  const kind = kindOf(ctx, row.kind);
  const recipient = receives(ctx, row);
  const actor = { accountId: ctx.actor.accountId, recipient };
  return {
    id: row.id,
    group: { id: row.org_id, name: row.group_name },
    decision: row.decision,
    kind: { id: row.kind, title: kind.title },
    unit: kind.unit,
    decimals: kind.decimals,
    what: row.what,
    amount: row.amount,
    received: row.received,
    claimed: row.claimed,
    source: row.source,
    beneficiary: { id: row.beneficiary_id, name: row.beneficiary },
    fromOn: row.from_on,
    dueOn: row.due_on,
    state: promiseState({ ...row, dueOn: row.due_on }, ctx.today),
    mine: {
      deliver: holdsOver(ctx.actor, row.org_path, 'officer') && row.received + row.claimed < row.amount,
      receive: recipient,
    },
    deliveries: row.deliveries.map(({ enteredBy, enteredByName, answeredByName, ...delivery }) => {
      const decided = decideReceipt({ state: delivery.state, enteredBy }, 'receive', actor);
      return {
        ...delivery,
        enteredBy: enteredByName,
        answeredBy: answeredByName,
        reason: decided.ok ? null : decided.refusal.message,
      };
    }),
    version: row.version,
  };
}

/** What was promised and what arrived, within reach; by the day on which it was due. */
export async function listPromises(
  ctx: Context,
  query: QueryOf<typeof listResources>,
): Promise<Result<ResponseOf<typeof listResources>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await resourcesIn(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, listResources), {
    ...(query.groupId ? { groupId: query.groupId } : {}),
    after: cursor.value as [Day, string] | null,
    limit: query.limit,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.due_on, row.id],
      (row) => view(ctx, row),
    ),
  );
}

/** Enters a delivery; it counts once the beneficiary has said that it arrived. */
export async function deliver(
  ctx: Context,
  id: string,
  body: BodyOf<typeof deliverResource>,
): Promise<Result<ResponseOf<typeof deliverResource>>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, deliverResource, resourceObject, [id])).has(id)) return notFound();
  const row = await loadResource(ctx.tx, tenantId, id, true);
  if (!row || accountId === null) return notFound();
  const amount = checkAmount(body.amount, kindOf(ctx, row.kind).decimals);
  if (!amount.ok) return amount;
  const sound = checkDelivery({ ...row, dueOn: row.due_on }, body, ctx.today);
  if (!sound.ok) return sound;
  const version = await touchResource(ctx.tx, tenantId, id, ctx.ifMatch ?? row.version);
  if (version === undefined) return staleEdit(ctx, 'leading-resource', id, { version: row.version });
  const deliveryId = await insertDelivery(ctx.tx, tenantId, id, body, { accountId, at: ctx.now });
  ctx.audit({
    action: 'leading-resource.deliver',
    object: ['leading-resource', id],
    orgId: row.org_id,
    details: { delivery: deliveryId, amount: body.amount, on: body.onDay },
  });
  return ok({ id, deliveryId, version });
}

/** The beneficiary says whether a delivery arrived. Whoever says that it did not says why. */
export async function answer(
  ctx: Context,
  id: string,
  deliveryId: string,
  body: BodyOf<typeof answerIt>,
): Promise<Result<ResponseOf<typeof answerIt>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  if (!(await authorise(ctx, answerIt, resourceObject, [id])).has(id)) return notFound();
  const row = await loadResource(ctx.tx, tenantId, id, true);
  const delivery = row?.deliveries.find((each) => each.id === deliveryId);
  if (!row || !delivery || accountId === null) return notFound();
  const decided = decideReceipt(delivery, body.received ? 'receive' : 'deny', {
    accountId,
    recipient: receives(ctx, row),
  });
  if (!decided.ok) return decided;
  if (!body.received && body.note === '') {
    return refuse('leading-group/say-why', '没有收到的，请写明情况，一两句话即可。', {
      status: 422,
      errors: [{ path: 'body.note', message: '不能为空' }],
    });
  }
  const version = await touchResource(ctx.tx, tenantId, id, ctx.ifMatch ?? row.version);
  if (version === undefined) return staleEdit(ctx, 'leading-resource', id, { version: row.version });
  await answerDelivery(ctx.tx, tenantId, deliveryId, {
    state: decided.value.to,
    note: body.note,
    accountId,
    personId,
    at: ctx.now,
  });
  ctx.audit({
    action: body.received ? 'leading-resource.receive' : 'leading-resource.deny',
    object: ['leading-resource', id],
    orgId: row.beneficiary_id,
    details: { delivery: deliveryId },
  });
  return ok({ id, state: decided.value.to, version });
}
