import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { selfReportObject, viewOfReport } from './report-view.ts';
import {
  judgeSelfReport,
  listSelfReports,
  readSelfReport,
  type SelfReportView,
} from './self-reports.contract.ts';
import { actOnReport, type ReportActor } from './self-reports.rules.ts';
import { type FoundReport, findReport, listReportRows, updateReport } from './self-reports.store.ts';

/** Self-reports within the actor's reach. Drafts are their member's alone. */
export async function readSelfReports(
  ctx: Context,
  query: QueryOf<typeof listSelfReports>,
): Promise<Result<ResponseOf<typeof listSelfReports>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value ? { periodFrom: String(cursor.value[0]), id: String(cursor.value[1]) } : null;
  const { personId, tenantId } = ctx.actor;
  const rows = await listReportRows(
    ctx.tx,
    tenantId,
    scopeOf(ctx.actor, listSelfReports),
    { ...query, personId: query.mine ? personId : undefined, reader: personId },
    after,
    query.limit,
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.period_from, row.id],
      (row) => ({
        id: row.id,
        personName: row.person_name,
        orgName: row.org_name,
        periodFrom: row.period_from,
        periodTo: row.period_to,
        state: row.state,
        submittedAt: row.submitted_at?.toISOString() ?? null,
        statements: row.statements,
        unverified: row.unverified,
      }),
    ),
  );
}

/** One self-report. Reading it leaves an entry: it is a page about a person. */
export async function readOneSelfReport(ctx: Context, id: string): Promise<Result<SelfReportView>> {
  const row = await reachable(ctx, readSelfReport, id);
  if (!row) return notFound();
  ctx.audit({ action: 'self-report.read', object: ['self-report', id], orgId: row.org_id });
  return ok(await viewOfReport(ctx, row, await partOf(ctx, row)));
}

/** Accepts a self-report or gives it back with a reason. Never by the member it is about. */
export async function judgeReport(
  ctx: Context,
  id: string,
  body: BodyOf<typeof judgeSelfReport>,
): Promise<Result<SelfReportView>> {
  const row = await reachable(ctx, judgeSelfReport, id, true);
  if (!row) return notFound();
  const part = await partOf(ctx, row);
  if (row.version !== ctx.ifMatch)
    return staleEdit(ctx, 'self-report', id, await viewOfReport(ctx, row, part));
  const next = actOnReport(row.state, body.decision, part, body.note);
  if (!next.ok) return next;
  const { tenantId, accountId } = ctx.actor;
  await updateReport(ctx.tx, tenantId, id, row.version, {
    state: next.value,
    returnedNote: body.decision === 'return' ? body.note : '',
    judgedBy: accountId,
    judgedAt: ctx.now,
  });
  ctx.audit({ action: `self-report.${body.decision}`, object: ['self-report', id], orgId: row.org_id });
  const after = await findReport(ctx.tx, tenantId, id);
  return after ? ok(await viewOfReport(ctx, after, part)) : notFound();
}

async function reachable(
  ctx: Context,
  guarded: typeof readSelfReport | typeof judgeSelfReport,
  id: string,
  lock = false,
): Promise<FoundReport | undefined> {
  const allowed = await authorise(ctx, guarded, selfReportObject, [id]);
  const row = allowed.has(id) ? await findReport(ctx.tx, ctx.actor.tenantId, id, lock) : undefined;
  // A draft, or one given back, is the member's own until it is submitted again.
  if (row && row.state === 'draft' && row.person_id !== ctx.actor.personId) return undefined;
  return row;
}

async function partOf(ctx: Context, row: FoundReport): Promise<ReportActor> {
  const judges = (await authorise(ctx, judgeSelfReport, selfReportObject, [row.id])).has(row.id);
  return { isMember: row.person_id === ctx.actor.personId, judges };
}
