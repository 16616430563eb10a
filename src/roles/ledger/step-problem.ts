import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkPersons } from '#records/file-record.ts';
import { recordObject } from '#records/record-object.ts';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { evidenceKinds } from './evidence-kinds.ts';
import {
  decideDeadline,
  decideEvidence,
  decidePostponement,
  decideProblem,
  type Evidence,
  firstLate,
  type ProblemAction,
  type ProblemState,
} from './ledger.rules.ts';
import {
  addEvent,
  type LoadedProblem,
  loadProblem,
  type ProblemChange,
  updateProblem,
} from './ledger.store.ts';
import { problemObject } from './problem-object.ts';
import { ledgerActor } from './read-problems.ts';
import { recordClosedProblem } from './record-closed-problem.ts';

/** What a step brings with it; which fields an action needs is settled by its endpoint. */
export type Step = {
  action: ProblemAction;
  note?: string;
  measures?: string;
  effect?: string;
  evidence?: readonly Evidence[];
  dueOn?: Day;
  ownerId?: string;
  /** For whoever reported the problem. */
  answer?: string;
};

export type StepReply = { id: string; state: ProblemState; version: number };

/**
 * Takes one step with a problem: decides by the life cycle and the parts of the actor, notes the first late day before anything else can
 * move the deadline, and adds the event. `guarded` is the endpoint that was called.
 */
export async function stepProblem(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  step: Step,
): Promise<Result<StepReply>> {
  if (!(await authorise(ctx, guarded, problemObject, [id])).has(id)) return notFound();
  const { tenantId, accountId, personId } = ctx.actor;
  const problem = await loadProblem(ctx.tx, tenantId, id);
  if (!problem || accountId === null) return notFound();
  const decided = decideProblem(problem, step.action, ledgerActor(ctx, problem.orgPath));
  if (!decided.ok) return decided;
  const checked = await checkStep(ctx, problem, step);
  if (!checked.ok) return checked;

  const change: ProblemChange = {
    state: decided.value.to,
    firstLateOn: firstLate(problem, ctx.today),
    measures: step.measures,
    dueOn: step.dueOn,
    ownerId: step.ownerId,
    effect: step.effect,
    evidence: step.evidence,
  };
  if (step.action === 'submit') change.submitted = { accountId, personId };
  if (step.action === 'verify') change.closed = { on: ctx.today, by: accountId, answer: step.answer ?? '' };
  if (step.action === 'reopen') {
    change.closed = null;
    change.reopened = true;
  }
  const version = await updateProblem(ctx.tx, tenantId, id, ctx.ifMatch ?? problem.version, change);
  if (version === undefined) return overtaken(ctx, problem, step.action);
  await addEvent(ctx.tx, tenantId, id, {
    action: step.action,
    toState: decided.value.to,
    by: { accountId, personId, at: ctx.now },
    note: step.effect ?? step.note ?? step.measures ?? '',
    ownerId: step.ownerId,
    dueOn: step.dueOn,
  });
  if (step.action === 'verify') {
    const recorded = await recordClosedProblem(ctx, problem);
    if (!recorded.ok) return recorded;
  }
  ctx.audit({
    action: `ledger.${step.action}`,
    object: ['problem', id],
    orgId: problem.orgId,
    details: { from: problem.state, to: decided.value.to, dueOn: step.dueOn, owner: step.ownerId },
  });
  return ok({ id, state: decided.value.to, version });
}

/**
 * Somebody was faster. If what they did leaves nothing of this step to do (both verified the same problem), that is said (409); else
 * the page was out of date (412).
 */
async function overtaken(ctx: Context, before: LoadedProblem, action: ProblemAction) {
  const now = await loadProblem(ctx.tx, ctx.actor.tenantId, before.id);
  if (now && now.state !== before.state) {
    const still = decideProblem(now, action, ledgerActor(ctx, now.orgPath));
    if (!still.ok) return still;
  }
  const current = { state: now?.state ?? before.state, version: now?.version ?? before.version };
  return staleEdit(ctx, 'problem', before.id, current);
}

async function checkStep(ctx: Context, problem: LoadedProblem, step: Step): Promise<Result<unknown>> {
  if (step.ownerId !== undefined) return checkPersons(ctx, problem.orgPath, [{ personId: step.ownerId }]);
  if (step.action === 'postpone' && step.dueOn !== undefined)
    return decidePostponement(problem, step.dueOn, ctx.today);
  if (step.action === 'submit') {
    const { evidence = [] } = step;
    const records = [...new Set(evidence.flatMap(({ recordId }) => recordId ?? []))];
    const readable = await authorise(ctx, readRecord, recordObject, records);
    if (readable.size < records.length)
      return refuse(
        'ledger/evidence-record',
        '所选的工作记录不存在或不在您能查看的范围内，请从列表中重新选择。',
        {
          status: 422,
          errors: [{ path: 'body.evidence', message: '请从列表中重新选择' }],
        },
      );
    return decideEvidence(evidence, evidenceKinds(ctx), ctx.services.content.ledger.evidence.most);
  }
  if (step.dueOn !== undefined) return decideDeadline(step.dueOn, ctx.today);
  return ok(true);
}
