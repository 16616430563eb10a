import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { addReports, clusterRoot } from '../clusters.store.ts';
import { enterIntoLedger } from '../enter-problem.ts';
import { loadProblem } from '../ledger.store.ts';
import { problemObject } from '../problem-object.ts';
import { stepProblem } from '../step-problem.ts';
import { acceptReport, declineReport, mergeReport, type reconsiderReport } from './intake.contract.ts';
import { type ReportAction, type ReportState, reportCycle } from './intake.rules.ts';
import { type ReportRecord, selectReport } from './intake.store.ts';
import { reportObject } from './report-object.ts';
import { addJoinEvents, joinReports, type Settlement, settleReport } from './settle.store.ts';

type Settled = { id: string; state: ReportState; problemId: string | null; version: number };
type Guarded = Pick<Endpoint, 'access'>;
type Loaded = { report: ReportRecord; accountId: string };

async function load(
  ctx: Context,
  guarded: Guarded,
  id: string,
  action: ReportAction,
): Promise<Result<Loaded>> {
  if (!(await authorise(ctx, guarded, reportObject, [id])).has(id)) return notFound();
  const { tenantId, accountId } = ctx.actor;
  const report = await selectReport(ctx.tx, tenantId, id);
  if (!report || accountId === null) return notFound();
  const decided = decide(reportCycle, report.state, action);
  if (!decided.ok) return decided;
  return ok({ report, accountId });
}

async function settle(
  ctx: Context,
  { report, accountId }: Loaded,
  action: ReportAction,
  settled: Pick<Settlement, 'state'> & Partial<Settlement>,
  details: Record<string, unknown>,
): Promise<Result<Settled>> {
  const done = settled.state !== 'new';
  const full: Settlement = {
    problemId: null,
    declinedFor: null,
    reply: '',
    by: done ? accountId : null,
    on: done ? ctx.today : null,
    ...settled,
  };
  const version = await settleReport(
    ctx.tx,
    ctx.actor.tenantId,
    report.id,
    ctx.ifMatch ?? report.version,
    full,
  );
  if (version === undefined)
    return staleEdit(ctx, 'ledger-report', report.id, { state: report.state, version: report.version });
  ctx.audit({
    action: `ledger.report-${action}`,
    object: ['ledger-report', report.id],
    orgId: report.org_id,
    details: { from: report.state, to: full.state, problem: full.problemId, ...details },
  });
  return ok({ id: report.id, state: full.state, problemId: full.problemId, version });
}

/** Takes a report (and others that say the same) into the ledger as a problem with an owner and a date. */
export async function accept(
  ctx: Context,
  id: string,
  body: BodyOf<typeof acceptReport>,
): Promise<Result<Settled>> {
  const loaded = await load(ctx, acceptReport, id, 'accept');
  if (!loaded.ok) return loaded;
  const { report, accountId } = loaded.value;
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, acceptReport, organisationObject, [body.orgId])).has(body.orgId))
    return notFound();
  const first = body.recursOf;
  if (first !== null && !(await authorise(ctx, acceptReport, problemObject, [first])).has(first))
    return notFound();
  const also = await reachable(ctx, acceptReport, id, body.also);
  if (!also.ok) return also;
  const entered = await enterIntoLedger(ctx, {
    orgId: body.orgId,
    title: body.title,
    detail: report.text,
    measures: body.measures,
    source: 'masses',
    origin: 'report',
    sourceId: report.id,
    sourcePart: 'report',
    ownerId: body.ownerId,
    dueOn: body.dueOn,
    reporterPersonId: report.person_id,
    clusterId: first === null ? null : await clusterRoot(ctx.tx, tenantId, first),
  });
  if (!entered.ok) return entered;
  const problemId = entered.value.id;
  const joined = await join(ctx, problemId, also.value, { reply: body.reply, accountId });
  const settled = { state: 'accepted' as const, problemId, reply: body.reply };
  return settle(ctx, loaded.value, 'accept', settled, { joined });
}

/** Adds a report (and others) to a problem that stands already; one that was closed is reopened with a new date. */
export async function merge(
  ctx: Context,
  id: string,
  body: BodyOf<typeof mergeReport>,
): Promise<Result<Settled>> {
  const loaded = await load(ctx, mergeReport, id, 'merge');
  if (!loaded.ok) return loaded;
  const { accountId } = loaded.value;
  const { problemId } = body;
  if (!(await authorise(ctx, mergeReport, problemObject, [problemId])).has(problemId)) return notFound();
  const also = await reachable(ctx, mergeReport, id, body.also);
  if (!also.ok) return also;
  const problem = await loadProblem(ctx.tx, ctx.actor.tenantId, problemId);
  if (!problem) return notFound();
  if (problem.state === 'closed') {
    if (body.dueOn === undefined)
      return refuse('intake/reopen-date', '这个问题已经销号。并入即重新列入台账，请填写新的解决时限。', {
        status: 422,
        errors: [{ path: 'body.dueOn', message: '请填写新的解决时限' }],
      });
    const reopened = await stepProblem({ ...ctx, ifMatch: undefined }, mergeReport, problemId, {
      action: 'reopen',
      note: '收到新的反映，问题反复。',
      dueOn: body.dueOn,
    });
    if (!reopened.ok) return reopened;
  }
  const joined = await join(ctx, problemId, [id, ...also.value], { reply: body.reply, accountId });
  // The report itself is among them: what is left is to see that nobody settled it in between.
  const now = await selectReport(ctx.tx, ctx.actor.tenantId, id);
  if (now?.problem_id !== problemId || now.version !== (ctx.ifMatch ?? 0) + 1)
    return staleEdit(ctx, 'ledger-report', id, { state: now?.state, version: now?.version });
  ctx.audit({
    action: 'ledger.report-merge',
    object: ['ledger-report', id],
    orgId: now.org_id,
    details: { from: 'new', to: 'merged', problem: problemId, joined },
  });
  return ok({ id, state: 'merged', problemId, version: now.version });
}

/** Other reports that are to go the same way: all within reach and waiting, or none. */
async function reachable(
  ctx: Context,
  guarded: Guarded,
  id: string,
  also: readonly string[],
): Promise<Result<string[]>> {
  const ids = [...new Set(also)].filter((each) => each !== id);
  const allowed = await authorise(ctx, guarded, reportObject, ids);
  return ids.every((each) => allowed.has(each)) ? ok(ids) : notFound();
}

async function join(
  ctx: Context,
  problemId: string,
  ids: readonly string[],
  more: { reply: string; accountId: string },
): Promise<number> {
  const { tenantId, personId } = ctx.actor;
  const count = await joinReports(ctx.tx, tenantId, ids, {
    problemId,
    reply: more.reply,
    by: more.accountId,
    on: ctx.today,
  });
  if (count === 0) return 0;
  await addReports(ctx.tx, tenantId, problemId, count);
  const by = { accountId: more.accountId, personId, at: ctx.now, note: '' };
  await addJoinEvents(ctx.tx, tenantId, problemId, count, by);
  return count;
}

/** Declines a report for a reason from the list, with a sentence that the reporter can look up. */
export async function decline(
  ctx: Context,
  id: string,
  body: BodyOf<typeof declineReport>,
): Promise<Result<Settled>> {
  const loaded = await load(ctx, declineReport, id, 'decline');
  if (!loaded.ok) return loaded;
  if (!ctx.services.content.ledger.intake.declines.some((each) => each.id === body.reason))
    return refuse('intake/no-reason', '请从列表中选择不受理的理由。', {
      status: 422,
      errors: [{ path: 'body.reason', message: '请从列表中选择' }],
    });
  const settled = { state: 'declined' as const, declinedFor: body.reason, reply: body.reply };
  return settle(ctx, loaded.value, 'decline', settled, { reason: body.reason });
}

/** Takes a declined report up again. */
export async function reconsider(
  ctx: Context,
  id: string,
  guarded: typeof reconsiderReport,
): Promise<Result<Settled>> {
  const loaded = await load(ctx, guarded, id, 'reconsider');
  return loaded.ok ? settle(ctx, loaded.value, 'reconsider', { state: 'new' }, {}) : loaded;
}
