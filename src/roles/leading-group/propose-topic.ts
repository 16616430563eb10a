import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { recordObject } from '#records/record-object.ts';
import { addEvents } from './groups.store.ts';
import { reachGroup, standIn } from './leading-facts.ts';
import { proposeTopic as propose, reviseTopic, stepTopic } from './leading-group.contract.ts';
import { topicObject } from './leading-objects.ts';
import { decideTopic, type TopicStep } from './topics.rules.ts';
import { insertTopic, loadTopic, updateTopic } from './topics.store.ts';

type Text = BodyOf<typeof propose>;
type Guarded = Parameters<typeof authorise>[1];

/** Proposes a topic to a leading group: why, on what basis, and what it is asked to decide. */
export async function proposeTopic(
  ctx: Context,
  groupId: string,
  body: Text,
): Promise<Result<ResponseOf<typeof propose>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const found = await reachGroup(ctx, propose, groupId);
  if (!found.ok || accountId === null) return found.ok ? notFound() : found;
  const sound = await checkText(ctx, propose, body);
  if (!sound.ok) return sound;
  const id = await insertTopic(ctx.tx, tenantId, groupId, body, { accountId, personId, on: ctx.today });
  await addEvents(ctx.tx, tenantId, { accountId, personId, at: ctx.now }, [
    { topicId: id, action: 'propose', toState: 'proposed' },
  ]);
  ctx.audit({
    action: 'leading-topic.propose',
    object: ['leading-topic', id],
    orgId: groupId,
    details: { kind: body.kind, records: body.recordIds.length },
  });
  return ok({ id });
}

/** The kind is one of the content's, and the records are within the proposer's reach. */
async function checkText(ctx: Context, guarded: Guarded, body: Text): Promise<Result<true>> {
  if (!ctx.services.content.leading.topics.some((kind) => kind.id === body.kind)) {
    return refuse('leading-group/unknown-kind', '请从列表中选择议题种类。', {
      status: 422,
      errors: [{ path: 'body.kind', message: '请从列表中选择' }],
    });
  }
  const reached = await authorise(ctx, guarded, recordObject, body.recordIds);
  if (body.recordIds.every((id) => reached.has(id))) return ok(true);
  return refuse('leading-group/unknown-record', '引用的记录不存在或您无权查看，请从列表中重新选择。', {
    status: 422,
    errors: [{ path: 'body.recordIds', message: '请从列表中选择' }],
  });
}

/** Writes a returned topic anew and proposes it again. */
export async function proposeAgain(
  ctx: Context,
  id: string,
  body: Text,
): Promise<Result<ResponseOf<typeof reviseTopic>>> {
  return step(ctx, reviseTopic, id, 'resubmit', '', body);
}

/** Admits a topic, defers or returns it with a reason, or takes it back. */
export async function takeTopicStep(
  ctx: Context,
  id: string,
  body: BodyOf<typeof stepTopic>,
): Promise<Result<ResponseOf<typeof stepTopic>>> {
  return step(ctx, stepTopic, id, body.step, body.note);
}

async function step(
  ctx: Context,
  guarded: Guarded,
  id: string,
  action: TopicStep,
  note: string,
  text?: Text,
): Promise<Result<ResponseOf<typeof stepTopic>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  if (!(await authorise(ctx, guarded, topicObject, [id])).has(id)) return notFound();
  const topic = await loadTopic(ctx.tx, tenantId, id);
  if (!topic || accountId === null) return notFound();
  const stand = await standIn(ctx, topic.org_id);
  if (!stand.ok) return stand;
  const decided = decideTopic(
    { state: topic.state, proposedBy: topic.proposed_by },
    action,
    stand.value.actor,
  );
  if (!decided.ok) return decided;
  const sound = text ? await checkText(ctx, guarded, text) : ok(true as const);
  if (!sound.ok) return sound;
  if ((action === 'defer' || action === 'return') && note === '') {
    return refuse('leading-group/say-why', '缓议、退回须写明理由，一两句话即可。', {
      status: 422,
      errors: [{ path: 'body.note', message: '不能为空' }],
    });
  }
  const version = await updateTopic(ctx.tx, tenantId, id, ctx.ifMatch ?? topic.version, {
    state: decided.value.to,
    note,
    ...(text ? { text } : {}),
  });
  if (version === undefined)
    return staleEdit(ctx, 'leading-topic', id, { state: topic.state, version: topic.version });
  await addEvents(ctx.tx, tenantId, { accountId, personId, at: ctx.now }, [
    { topicId: id, action, toState: decided.value.to, note },
  ]);
  ctx.audit({
    action: `leading-topic.${action}`,
    object: ['leading-topic', id],
    orgId: topic.org_id,
    details: { from: topic.state, to: decided.value.to },
  });
  return ok({ id, state: decided.value.to, version });
}
