import { ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { fileRecord } from '#records/file-record.ts';
import { fulfil } from '#roles/work-records/fulfilment.ts';
import { filingRule } from '#roles/work-records/work-content.ts';
import type { TaskFound } from './tasks.store.ts';

/** The kind of record that a task done by a person becomes. */
const POST_WORK = 'post-work';

/** Turns a confirmed task into a record of its owner's work, dated by the day it was reported, and links what it fulfils. */
export async function recordDoneTask(ctx: Context, task: TaskFound): Promise<Result<null>> {
  const reportedOn = task.reported_on ?? ctx.today;
  const filed = await fileRecord(ctx, {
    org: { id: task.org_id, path: task.org_path },
    kind: POST_WORK,
    occurredOn: reportedOn,
    // It was reported that day; only the confirmation came later.
    receivedOn: reportedOn,
    title: task.title,
    subject: task.id,
    minutesSpent: 0,
    outcome: task.outcome,
    persons: [{ personId: task.owner_id, part: 'present' }],
    personsTell: true,
    filing: filingRule(ctx.services.content),
  });
  if (!filed.ok) return filed;
  await fulfil(ctx, filed.value.recordId);
  return ok(null);
}
