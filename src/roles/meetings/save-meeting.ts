import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { fileRecord } from '#records/file-record.ts';
import type { RecordState } from '#records/records.tables.ts';
import { createTasks } from '#roles/tasks/create-tasks.ts';
import { type Fulfilled, fulfil } from '#roles/work-records/fulfilment.ts';
import { countFills } from './fills/count-fills.ts';
import type { MeetingSaved, saveMeeting } from './meetings.contract.ts';
import { settleMotions } from './motions/settle-motions.ts';
import { type MeetingPlan, planMeeting } from './plan-meeting.ts';
import { planFor, setHeld } from './plans/plans.store.ts';
import { reachKept } from './reach-kept.ts';
import { meetingThatDay } from './roster.store.ts';

/**
 * Records a meeting once for everything: the record with attendance, speakers, decisions and votes; every obligation it
 * meets; the tasks its decisions give to named people. Answers what it fulfilled and how many entries it stands for.
 */
export async function reportMeeting(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof saveMeeting>,
): Promise<Result<MeetingSaved>> {
  const { tenantId } = ctx.actor;
  const org = await reachKept(ctx, orgId);
  if (!org) return notFound();
  const planned = await planMeeting(ctx, org, body);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const filed = await fileRecord(ctx, plan.record);
  if (!filed.ok) return filed;
  const { recordId, state, lateDays } = filed.value;
  if (!body.another) {
    const kinds = plan.kinds.map((kind) => kind.code);
    const twin = await meetingThatDay(ctx.tx, tenantId, orgId, body.occurredOn, kinds, recordId);
    if (twin) {
      return refuse(
        'meetings/same-day',
        `${body.occurredOn} 已有一次同类会议记录《${twin.title}》。如是同一次会议，请打开它更正；如确是另一次，请确认后再保存。`,
        { data: { recordId: twin.id } },
      );
    }
  }
  const tasks = await createTasks(
    ctx,
    org,
    plan.tasks.map((task) => ({ ...task, recordId })),
  );
  if (!tasks.ok) return tasks;
  const fulfilled = state === 'standing' ? await fulfil(ctx, recordId) : [];
  const arranged = await closePlan(ctx, orgId, body, recordId);
  if (!arranged.ok) return arranged;
  return ok(
    await savedAnswer(ctx, plan, {
      id: recordId,
      state,
      lateDays,
      fulfilled,
      taskIds: tasks.value,
      version: 1,
    }),
  );
}

/** The planned meeting that this was, if any, ends with its record; motions on its agenda were discussed. */
async function closePlan(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof saveMeeting>,
  recordId: string,
): Promise<Result<true>> {
  const { tenantId } = ctx.actor;
  const { planId, kinds } = body;
  const found = await planFor(ctx.tx, tenantId, { orgId, on: body.occurredOn, kinds, planId });
  if (!found) {
    if (planId === null) return ok(true);
    return refuse('meetings/plan-gone', '这次会议的安排已经记录过或已取消。请从会议安排中重新打开。');
  }
  await setHeld(ctx.tx, tenantId, found.id, recordId);
  await settleMotions(ctx, found.id, recordId);
  return ok(true);
}

/** The answer after saving: what it fulfilled, what it gave out, and how many entries it stands for. */
export async function savedAnswer(
  ctx: Context,
  plan: MeetingPlan,
  saved: {
    id: string;
    state: RecordState;
    lateDays: number;
    fulfilled: Fulfilled[];
    taskIds: string[];
    version: number;
  },
): Promise<MeetingSaved> {
  return {
    ...saved,
    decisions: plan.decisions.map(({ no, result }) => ({ no, result })),
    entries: await countFills(ctx, {
      id: saved.id,
      kind: plan.kinds[0]?.code ?? '',
      includes: plan.kinds.slice(1).map((kind) => kind.code),
      state: saved.state,
    }),
    participation: plan.participation,
  };
}
