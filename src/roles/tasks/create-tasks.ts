import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { checkStaff, personFacts } from './check-staff.ts';
import { type DraftPart, type DraftTask, lintTasks } from './letters/letters.rules.ts';
import { insertOutcomes } from './letters/outcomes.store.ts';
import { insertParts, type NewPart } from './letters/parts.store.ts';
import type { TaskView } from './task-shapes.contract.ts';
import { besideOf, viewOf } from './task-view.ts';
import { createTask } from './tasks.contract.ts';
import { checkNewTask } from './tasks.rules.ts';
import { findTask, insertEvents, insertTasks } from './tasks.store.ts';

/** A task to give out. */
export type NewTask = {
  title: string;
  standard?: string;
  ownerId: string;
  dueOn: Day;
  startsOn?: Day | null;
  recordId?: string;
  decisionId?: string;
  parentId?: string;
  planId?: string;
  /** Where it lies, if not in the organisation of all. */
  orgId?: string;
  outcomes?: readonly string[];
  /** The other five letters. */
  parts?: readonly Omit<NewPart, 'id' | 'taskId'>[];
};

/**
 * Gives out tasks of one organisation to named people, with their letters and expected outcomes, and leaves an audit entry
 * for each. Access was decided by the use case that calls it. Refused: no owner, somebody outside the organisation's unit or
 * who left it, a deadline before today. Returns their ids in order.
 */
export async function createTasks(
  ctx: Context,
  org: { id: string; path: string },
  tasks: readonly NewTask[],
): Promise<Result<string[]>> {
  if (tasks.length === 0) return ok([]);
  for (const task of tasks) {
    const sound = checkNewTask({ ownerId: task.ownerId, createdOn: ctx.today, dueOn: task.dueOn });
    if (!sound.ok) return sound;
  }
  const people = tasks.flatMap((task) => [task.ownerId, ...(task.parts ?? []).map((part) => part.personId)]);
  const known = await checkStaff(ctx, org.path, [...new Set(people)]);
  if (!known.ok) return known;
  const rows = tasks.map((task) => ({
    id: newId(),
    orgId: task.orgId ?? org.id,
    title: task.title,
    standard: task.standard ?? '',
    ownerId: task.ownerId,
    recordId: task.recordId ?? null,
    decisionId: task.decisionId ?? null,
    createdOn: ctx.today,
    dueOn: task.dueOn,
    startsOn: task.startsOn ?? null,
    parentId: task.parentId ?? null,
    planId: task.planId ?? null,
  }));
  const { tenantId, accountId, personId } = ctx.actor;
  await insertTasks(ctx.tx, tenantId, accountId, rows);
  await insertParts(
    ctx.tx,
    tenantId,
    tasks.flatMap((task, at) =>
      (task.parts ?? []).map((part) => ({ ...part, id: newId(), taskId: rows[at]!.id })),
    ),
  );
  await insertOutcomes(
    ctx.tx,
    tenantId,
    tasks.flatMap((task, at) =>
      (task.outcomes ?? []).map((text, no) => ({ id: newId(), taskId: rows[at]!.id, no: no + 1, text })),
    ),
  );
  await insertEvents(
    ctx.tx,
    tenantId,
    { accountId, personId, at: ctx.now },
    rows.map((row) => ({
      id: newId(),
      taskId: row.id,
      action: 'create',
      toState: 'assigned',
      note: '',
      ownerId: row.ownerId,
      dueOn: row.dueOn,
    })),
  );
  for (const row of rows) {
    ctx.audit({
      action: 'task.create',
      object: ['task', row.id],
      orgId: row.orgId,
      details: {
        owner: row.ownerId,
        dueOn: row.dueOn,
        record: row.recordId,
        parent: row.parentId,
        plan: row.planId,
      },
    });
  }
  return ok(rows.map((row) => row.id));
}

/** Gives out one task outside any meeting or list. */
export async function giveOutTask(ctx: Context, body: BodyOf<typeof createTask>): Promise<Result<TaskView>> {
  const allowed = await authorise(ctx, createTask, organisationObject, [body.orgId]);
  const org = allowed.has(body.orgId)
    ? await findOrganisation(ctx.tx, ctx.actor.tenantId, body.orgId)
    : undefined;
  if (!org) return notFound();
  if (body.parts.length > 0) {
    const sound = await checkLetters(ctx, org.path, {
      ...body,
      parts: [{ letter: 'own', personId: body.ownerId, deliverable: '', dueOn: null }, ...body.parts],
    });
    if (!sound.ok) return sound;
  }
  const { orgId: _org, ...task } = body;
  const created = await createTasks(ctx, org, [task]);
  if (!created.ok) return created;
  const id = created.value[0] ?? '';
  const row = await findTask(ctx.tx, ctx.actor.tenantId, id);
  return row ? ok(viewOf(ctx, row, await besideOf(ctx, [id]))) : notFound();
}

/** Refuses a task whose letters leave a hole: what must be repaired is listed, in the words of the content. */
export async function checkLetters(
  ctx: Context,
  orgPath: string,
  task: Omit<DraftTask, 'key' | 'needs' | 'parts'> & { parts: readonly DraftPart[] },
): Promise<Result<true>> {
  const staff = await checkStaff(ctx, orgPath, [...new Set(task.parts.map((part) => part.personId))]);
  if (!staff.ok) return staff;
  const rule = ctx.services.content.tasks;
  const must = new Map(
    rule.lints.filter((lint) => lint.severity === 'must').map((lint) => [lint.id, lint] as const),
  );
  const { title, outcomes, startsOn, dueOn, parts } = task;
  const findings = lintTasks(
    {
      tasks: [{ key: 'task', title, outcomes, startsOn, dueOn, needs: [], parts }],
      period: null,
      persons: personFacts(staff.value),
      today: ctx.today,
    },
    rule,
  ).filter((finding) => must.has(finding.code));
  if (findings.length === 0) return ok(true);
  const codes = [...new Set(findings.map((finding) => finding.code))];
  return refuse(
    'tasks/letters-incomplete',
    `分工还有缺口：${codes.map((code) => `${must.get(code)!.title.zh}（${must.get(code)!.repair.zh}）`).join('；')}。`,
    { status: 422, data: { findings: codes } },
  );
}
