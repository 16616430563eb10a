import { type Cadence, periodOf } from '#kernel/cadence.ts';
import { addDays, type Day, daysBetween } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { fileRecord } from '#records/file-record.ts';
import { fulfil } from '#roles/work-records/fulfilment.ts';
import { filingRule } from '#roles/work-records/work-content.ts';
import { frameOf, gatherFacts, type ReportFrame, viewOf, viewOfReport } from './report-view.ts';
import type { readMyReport, SelfReportView, saveMyReport } from './self-reports.contract.ts';
import { actOnReport, checkStatements, type Facts, type Standing } from './self-reports.rules.ts';
import {
  branchOf,
  type FoundReport,
  findReport,
  findReportOf,
  insertReport,
  replaceStatements,
  type Span,
  stillOpen,
  updateReport,
} from './self-reports.store.ts';

/** The kind of record a submitted self-report becomes. */
const KIND = 'self-report';
/** How far back a period may lie that is still filled in, in days. */
const REACH_BACK = 200;
/** How many open items the form shows. */
const SHOWN_OPEN = 8;

const asMember = { isMember: true, judges: false };

/** The member's own form: what the records say, what was added, what is still open. Two minutes are enough for it. */
export async function openMyReport(
  ctx: Context,
  on: Day | undefined,
): Promise<Result<ResponseOf<typeof readMyReport>>> {
  const place = await placeOf(ctx, on);
  if (!place.ok) return place;
  const { personId, span, row, frame } = place.value;
  const { tenantId } = ctx.actor;
  const view = row
    ? await viewOfReport(ctx, row, asMember)
    : viewOf(ctx, frame, await gatherFacts(ctx, personId, span), [], asMember);
  const before = periodAt(ctx, addDays(span.from, -1));
  const previous = await findReportOf(ctx.tx, tenantId, personId, before.from);
  return ok({
    ...view,
    openItems: await stillOpen(ctx.tx, tenantId, personId, span, SHOWN_OPEN),
    previousPeriod: { ...before, state: previous?.state ?? null },
  });
}

/**
 * Saves the member's statements, or submits them: then the facts are frozen as they stand, and the report becomes a
 * record that fulfils what asked for it. How each statement stands is worked out here, never taken from the form.
 */
export async function fillMyReport(
  ctx: Context,
  body: BodyOf<typeof saveMyReport>,
): Promise<Result<SelfReportView>> {
  const place = await placeOf(ctx, body.on, true);
  if (!place.ok) return place;
  const { tenantId } = ctx.actor;
  const { personId, span, frame, org } = place.value;
  let { row } = place.value;
  if (!row) {
    if (ctx.ifMatch !== 0) return staleEdit(ctx, 'self-report', personId, null);
    const id = newId();
    await insertReport(ctx.tx, tenantId, { id, personId, orgId: frame.orgId, span });
    row = await findReportOf(ctx.tx, tenantId, personId, span.from, true);
    // Begun elsewhere in the same moment: the other one stands.
    if (!row || row.id !== id)
      return staleEdit(
        ctx,
        'self-report',
        row?.id ?? personId,
        row && (await viewOfReport(ctx, row, asMember)),
      );
  } else if (row.version !== ctx.ifMatch) {
    return staleEdit(ctx, 'self-report', row.id, await viewOfReport(ctx, row, asMember));
  }
  const next = actOnReport(row.state, body.submit ? 'submit' : 'save', asMember, '');
  if (!next.ok) return next;
  const facts = await gatherFacts(ctx, personId, span);
  const standings = check(body, facts);
  if (!standings.ok) return standings;
  await replaceStatements(
    ctx.tx,
    tenantId,
    row.id,
    body.statements.map((each, at) => ({ ...each, standing: standings.value[at]! })),
  );
  const recordId = body.submit ? await recordOnce(ctx, row, org) : ok(undefined);
  if (!recordId.ok) return recordId;
  const version = await updateReport(ctx.tx, tenantId, row.id, row.version, {
    state: next.value,
    facts: body.submit ? facts : null,
    recordId: recordId.value,
    ...(body.submit ? { submittedAt: ctx.now, returnedNote: '' } : {}),
  });
  if (version === undefined)
    return staleEdit(ctx, 'self-report', row.id, await viewOfReport(ctx, row, asMember));
  ctx.audit({
    action: body.submit ? 'self-report.submit' : 'self-report.save',
    object: ['self-report', row.id],
    orgId: row.org_id,
    details: { period: span.from, statements: body.statements.length },
  });
  const after = await findReport(ctx.tx, tenantId, row.id);
  return after ? ok(await viewOfReport(ctx, after, asMember)) : notFound();
}

type Place = {
  personId: string;
  span: Span;
  row: FoundReport | undefined;
  frame: ReportFrame;
  org: { id: string; path: string };
};

async function placeOf(ctx: Context, on: Day | undefined, lock = false): Promise<Result<Place>> {
  const { tenantId, personId } = ctx.actor;
  const branch = personId ? await branchOf(ctx.tx, tenantId, personId) : undefined;
  if (!personId || !branch) return notFound();
  const day = on ?? ctx.today;
  const age = daysBetween(day, ctx.today);
  if (age < 0 || age > REACH_BACK) {
    return refuse('self-reports/period-closed', '只能填报本期或上一期。请从页面上选择时段。', {
      status: 422,
      errors: [{ path: 'on', message: '超出可填报的时段' }],
    });
  }
  const span = periodAt(ctx, day);
  const row = await findReportOf(ctx.tx, tenantId, personId, span.from, lock);
  const frame: ReportFrame = row
    ? frameOf(row)
    : {
        id: null,
        personId,
        personName: branch.person_name,
        orgId: branch.id,
        orgName: branch.name,
        span,
        state: 'draft',
        submittedAt: null,
        returnedNote: '',
        version: 0,
      };
  return ok({ personId, span, row, frame, org: { id: branch.id, path: branch.path } });
}

/** The period of a day by the cadence of the duty that asks for self-reports, both ends included. */
function periodAt(ctx: Context, day: Day): Span {
  const duty = ctx.services.content.duties.find((each) =>
    each.fulfilled_by.some((rule) => rule.kinds.includes(KIND)),
  );
  const whole: Cadence = { kind: 'quarterly', times: 1 };
  const period = periodOf(duty?.cadence ?? whole, day) ?? periodOf(whole, day)!;
  return { from: period.from, to: addDays(period.to, -1) };
}

function check(body: BodyOf<typeof saveMyReport>, facts: Facts): Result<Standing[]> {
  const own = new Set(facts.records.map((record) => record.id));
  const shown = new Set([...own, ...facts.absences.map((record) => record.id)]);
  const disputed = body.statements.findIndex(
    (each) => each.disputesRecordId && !shown.has(each.disputesRecordId),
  );
  if (disputed >= 0) {
    return refuse('self-reports/not-own-record', '只能对本人在本期的记录提出异议。请从列表中选择。', {
      status: 422,
      errors: [{ path: `body.statements.${disputed}.disputesRecordId`, message: '不是本人的记录' }],
    });
  }
  return checkStatements(body.statements, own);
}

/** The record of the first submission; a report that was returned and sent again is still the same one. */
async function recordOnce(
  ctx: Context,
  row: FoundReport,
  org: { id: string; path: string },
): Promise<Result<string | undefined>> {
  if (row.record_id) return ok(undefined);
  const filed = await fileRecord(ctx, {
    org,
    kind: KIND,
    occurredOn: ctx.today,
    title: '自主填报',
    subject: row.id,
    minutesSpent: 0,
    persons: [{ personId: row.person_id, part: 'present' }],
    personsTell: true,
    filing: filingRule(ctx.services.content),
    holds: 'never',
  });
  if (!filed.ok) return filed;
  await fulfil(ctx, filed.value.recordId);
  return ok(filed.value.recordId);
}

/** Takes a submitted report back before the branch has answered. */
export async function takeBackMyReport(ctx: Context, id: string): Promise<Result<SelfReportView>> {
  const { tenantId, personId } = ctx.actor;
  const row = await findReport(ctx.tx, tenantId, id, true);
  if (!row || !personId || row.person_id !== personId) return notFound();
  if (row.version !== ctx.ifMatch)
    return staleEdit(ctx, 'self-report', id, await viewOfReport(ctx, row, asMember));
  const next = actOnReport(row.state, 'withdraw', asMember, '');
  if (!next.ok) return next;
  await updateReport(ctx.tx, tenantId, id, row.version, { state: next.value, facts: null });
  ctx.audit({ action: 'self-report.withdraw', object: ['self-report', id], orgId: row.org_id });
  const after = await findReport(ctx.tx, tenantId, id);
  return after ? ok(await viewOfReport(ctx, after, asMember)) : notFound();
}
