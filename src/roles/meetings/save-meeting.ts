import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { fileRecord } from '#records/file-record.ts';
import type { RecordState } from '#records/records.tables.ts';
import { createTasks } from '#roles/tasks/create-tasks.ts';
import { type Fulfilled, fulfil } from '#roles/work-records/fulfilment.ts';
import { type MeetingSaved, saveMeeting } from './meetings.contract.ts';
import { entriesSaved } from './meetings.rules.ts';
import { type MeetingPlan, planMeeting } from './plan-meeting.ts';
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
  const allowed = await authorise(ctx, saveMeeting, organisationObject, [orgId]);
  const org = allowed.has(orgId) ? await findOrganisation(ctx.tx, tenantId, orgId) : undefined;
  if (!org || org.state !== 'active') return notFound();
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
  return ok(
    savedAnswer(plan, { id: recordId, state, lateDays, fulfilled, taskIds: tasks.value, version: 1 }),
  );
}

/** The answer after saving: what it fulfilled, what it gave out, and how many entries it stands for. */
export function savedAnswer(
  plan: MeetingPlan,
  saved: {
    id: string;
    state: RecordState;
    lateDays: number;
    fulfilled: Fulfilled[];
    taskIds: string[];
    version: number;
  },
): MeetingSaved {
  return {
    ...saved,
    decisions: plan.decisions.map(({ no, result }) => ({ no, result })),
    entries: entriesSaved({
      kinds: plan.kinds.length,
      fulfilled: saved.fulfilled.filter((each) => each.complete).length,
      presentNamed: plan.presentNamed,
      studyCredited: plan.studyCredited,
      tasks: saved.taskIds.length,
    }),
    participation: plan.participation,
  };
}
