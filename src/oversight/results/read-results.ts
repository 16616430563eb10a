import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { authorise, inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf } from '#platform/http/endpoint.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { selectEntries } from './entries.store.ts';
import { objectionsOf } from './objections.store.ts';
import { resultObject } from './result-objects.ts';
import {
  type EntryView,
  listEntries,
  listResults,
  type ResultRow,
  type ResultView,
  readResult,
} from './results.contract.ts';
import { decidePublication, decideResult, type ResultAction, resultCycle } from './results.rules.ts';
import {
  findCorrection,
  findResult,
  lastRecordedAt,
  type ResultFound,
  selectResultEvents,
  selectResults,
} from './results.store.ts';

/** A page of the results desk within the actor's reach, the newest first. */
export async function results(ctx: Context, query: QueryOf<typeof listResults>) {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listResults), { path: 'o.path', org: 'r.org_id' });
  const rows = await selectResults(ctx.tx, ctx.actor.tenantId, scope, {
    state: query.state,
    before: cursor.value ? String(cursor.value[0]) : null,
    limit: query.limit + 1,
  });
  return ok(cutPage(rows, query.limit, (row) => [row.id], rowView));
}

type Row = Awaited<ReturnType<typeof selectResults>>[number];

const rowView = (row: Row): ResultRow => ({
  id: row.id,
  title: row.title,
  orgId: row.org_id,
  orgName: row.org_name,
  state: row.state,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  scoredAt: row.scored_at.toISOString(),
  notifiedOn: row.notified_on,
  earliestOn: row.earliest_on,
  publicationId: row.publication_id,
  correctsId: row.corrects_id,
  size: row.size,
  openObjections: row.open_objections,
  version: row.version,
});

/** One result: its groups, what happened to it, and what can be done next by whom. */
export async function showResult(ctx: Context, id: string): Promise<Result<ResultView>> {
  if (!(await authorise(ctx, readResult, resultObject, [id])).has(id)) return notFound();
  const { tenantId } = ctx.actor;
  const result = await findResult(ctx.tx, tenantId, id);
  if (!result) return notFound();
  const objections = await objectionsOf(ctx.tx, tenantId, id);
  const events = await selectResultEvents(ctx.tx, tenantId, id);
  const correction = await findCorrection(ctx.tx, tenantId, id);
  const open = objections.filter((each) => each.state === 'lodged' || each.state === 'under-review').length;
  return ok({
    id: result.id,
    title: result.title,
    orgId: result.org_id,
    orgName: result.org_name,
    state: result.state,
    periodFrom: result.period_from,
    periodTo: result.period_to,
    scoredAt: result.scored_at.toISOString(),
    notifiedOn: result.notified_on,
    earliestOn: result.earliest_on,
    publicationId: result.publication_id,
    correctsId: result.corrects_id,
    size: result.groups.reduce((sum, group) => sum + group.size, 0),
    openObjections: open,
    version: result.version,
    schemeTitle: result.scheme.title,
    schemeHash: result.scheme_hash,
    adoptionId: result.adoption_id,
    adoptedOn: result.adopted_on,
    roundId: result.round_id,
    scorer: result.scorer_name,
    reviewer: result.reviewer_name,
    reviewReason: result.review_reason,
    noticeWorkingDays: result.scheme.notice_working_days,
    earliestCovered: result.earliest_covered,
    objectionsUntil: result.objections_until,
    correctionReason: result.correction_reason,
    correctedBy: correction?.id ?? null,
    run: result.run,
    confidence: result.scheme.lists.confidence,
    groups: result.groups,
    steps: await stepsOf(ctx, result, objections),
    events: events.map((event) => ({
      id: event.id,
      action: event.action,
      toState: event.to_state,
      at: event.at.toISOString(),
      who: event.display_name ?? '',
      reason: event.reason,
    })),
  });
}

/** A refusal as a page shows it beside the disabled button. */
export const barredBy = (decided: Result<unknown>): { code: string; message: string } | null =>
  decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message };

async function stepsOf(
  ctx: Context,
  result: ResultFound,
  objections: Awaited<ReturnType<typeof objectionsOf>>,
): Promise<ResultView['steps']> {
  const scorer = { accountId: result.scored_by, personId: result.scored_person };
  const basisOf = (action: ResultAction) =>
    resultCycle.rows.find((row) => row.from === result.state && row.action === action)?.basis ?? '';
  const chainAt = await lastRecordedAt(ctx.tx, ctx.actor.tenantId);
  return allowedActions(resultCycle, result.state).map((action) => {
    const decided = decideResult({ state: result.state, scorer }, action, ctx.actor);
    if (!decided.ok) return { action, basis: basisOf(action), reason: barredBy(decided) };
    if (action !== 'publish') return { action, basis: basisOf(action), reason: null };
    const publishable = decidePublication({
      today: ctx.today,
      earliest: result.earliest_on ?? '9999-12-31',
      objections: objections.map((each) => ({
        organisation: each.org_id,
        state: each.state,
        decidedAt: each.decided_at,
      })),
      scoredAt: result.scored_at,
      chainAt,
      now: ctx.now,
    });
    return { action, basis: basisOf(action), reason: barredBy(publishable) };
  });
}

/** A page of a result's entries, in the order of the tree. */
export async function entriesOf(ctx: Context, id: string, query: QueryOf<typeof listEntries>) {
  if (!(await authorise(ctx, listEntries, resultObject, [id])).has(id)) return notFound();
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const result = await findResult(ctx.tx, ctx.actor.tenantId, id);
  if (!result) return notFound();
  const rows = await selectEntries(ctx.tx, ctx.actor.tenantId, id, {
    kind: query.kind,
    category: query.category,
    low: query.low === 'yes',
    after: cursor.value ? Number(cursor.value[0]) : null,
    limit: query.limit + 1,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.org_no],
      (row) => entryView(row, result.scheme),
    ),
  );
}

export type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

/** An entry with the names of its band and of its low indicators. */
export function entryView(row: EntryRow, scheme: Pick<Scheme, 'bands' | 'indicators'>): EntryView {
  const indicators = new Map(scheme.indicators.map((each) => [each.id, { id: each.id, title: each.title }]));
  return {
    orgId: row.org_id,
    orgName: row.org_name,
    scoreId: row.score_id,
    kind: row.kind,
    category: row.category,
    score: row.score,
    standardError: row.standard_error,
    coverage: row.coverage,
    best: row.best,
    worst: row.worst,
    tScore: row.t_score,
    band: bandView(row.band, scheme),
    bandLimited: row.band_limited,
    list: row.list,
    low: row.low.flatMap((id) => indicators.get(id) ?? []),
  };
}

/** A band by its id, with its name. */
export function bandView(id: string | null, scheme: Pick<Scheme, 'bands'>): EntryView['band'] {
  const band = scheme.bands.find((each) => each.id === id);
  return band ? { id: band.id, title: band.title } : null;
}
