import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import type { Context } from '#platform/http/context.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkPersons, recordRow, timingOf } from '#records/file-record.ts';
import {
  decisionsOf,
  keepVersion,
  replaceDecisions,
  replacePersons,
  updateRecord,
} from '#records/records.store.ts';
import { standingTasks } from '#roles/tasks/count-tasks.ts';
import { createTasks } from '#roles/tasks/create-tasks.ts';
import { fulfil, unfulfil } from '#roles/work-records/fulfilment.ts';
import { viewOf } from '#roles/work-records/read-records.ts';
import type { MeetingBody, MeetingSaved } from './meetings.contract.ts';
import { planMeeting } from './plan-meeting.ts';
import { reachKeptMeeting } from './reach-kept.ts';
import { savedAnswer } from './save-meeting.ts';

/**
 * Corrects a meeting: what it said before is kept as a version, what it fulfilled is worked out anew. The day it was
 * received stays, so that a corrected day cannot hide that it was filed late.
 */
export async function changeMeeting(
  ctx: Context,
  id: string,
  body: MeetingBody,
): Promise<Result<MeetingSaved>> {
  const { tenantId, accountId } = ctx.actor;
  const record = await reachKeptMeeting(ctx, id, { lock: true });
  const org = record && (await findOrganisation(ctx.tx, tenantId, record.org_id));
  if (!record || !org) return notFound();
  const before = await viewOf(ctx, record);
  if (record.version !== ctx.ifMatch) return staleEdit(ctx, 'record', id, before);
  if (record.state === 'withdrawn') {
    return refuse('meetings/withdrawn', '这次会议记录已经撤回，不能再更正。请重新记录。');
  }
  const standing = await standingTasks(ctx, id);
  const decisions = await decisionsOf(ctx.tx, tenantId, id);
  const known = new Map(decisions.map((decision) => [decision.id, standing.get(decision.id) ?? 0]));
  const planned = await planMeeting(ctx, org, body, known);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const people = await checkPersons(ctx, org.path, plan.record.persons);
  if (!people.ok) return people;
  const timing = timingOf(body.occurredOn, record.received_at, plan.record.filing);
  if (!timing.ok) return timing;

  await keepVersion(ctx.tx, tenantId, id, record.version, before, { by: accountId, at: ctx.now });
  await unfulfil(ctx, id);
  const row = recordRow(id, plan.record, timing.value);
  // What the superior body has confirmed stays confirmed unless the day is another.
  const settled =
    body.occurredOn === record.occurred_on ? { state: record.state, heldFor: record.held_for } : {};
  const next = { ...row, ...settled };
  const version = await updateRecord(ctx.tx, tenantId, next, record.version);
  if (version === undefined) return staleEdit(ctx, 'record', id, before);
  await replacePersons(ctx.tx, tenantId, id, body.occurredOn, plan.record.persons);
  await replaceDecisions(ctx.tx, tenantId, id, plan.decisions);
  const tasks = await createTasks(
    ctx,
    org,
    plan.tasks.map((task) => ({ ...task, recordId: id })),
  );
  if (!tasks.ok) return tasks;
  const fulfilled = next.state === 'standing' ? await fulfil(ctx, id) : [];
  ctx.audit({
    action: 'record.correct',
    object: ['record', id],
    orgId: org.id,
    details: { version, on: body.occurredOn, kinds: plan.kinds.map((each) => each.code), state: next.state },
  });
  return ok(
    await savedAnswer(ctx, plan, {
      id,
      state: next.state,
      lateDays: next.lateDays,
      fulfilled,
      taskIds: tasks.value,
      version,
    }),
  );
}
