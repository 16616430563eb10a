import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { redLinesInForce } from '../red-lines/handle-red-lines.ts';
import { roundObject } from '../rounds/round-object.ts';
import { isReleased, type RoundState } from '../rounds/rounds.rules.ts';
import { loadAdoption } from '../schemes/read-schemes.ts';
import { roundFacts } from '../scoring/round-facts.ts';
import { scoreOrganisations } from '../scoring/score-organisations.ts';
import { type ComparedGroup, compareGroups } from '../scoring/scoring.rules.ts';
import { insertScores, replaceEntries } from './entries.store.ts';
import { disputedOrganisations } from './objections.store.ts';
import { createResult } from './results.contract.ts';
import { addResultEvent, insertResult, type ResultFound } from './results.store.ts';
import type { GroupSummary } from './results.tables.ts';

/** Computes a result for a tallied round by an adopted scheme: a draft, which nobody sees but those who hold the appraisal. */
export async function computeResult(
  ctx: Context,
  body: BodyOf<typeof createResult>,
): Promise<Result<{ id: string }>> {
  if (!(await authorise(ctx, createResult, roundObject, [body.roundId])).has(body.roundId)) return notFound();
  const { accountId, personId } = ctx.actor;
  const round = await roundFacts(ctx, body.roundId);
  const adoption = await loadAdoption(ctx, body.adoptionId);
  if (!round || !adoption || accountId === null) return notFound();
  if (!isReleased(round.state as RoundState)) {
    return refuse('results/round-not-tallied', '测评还没有合计完成，合计公布后才能计分。');
  }
  if (!round.orgPath.startsWith(adoption.orgPath)) {
    return refuse('results/scheme-elsewhere', '这个方案不是本级或上级采用的，请选择适用于本次测评的方案。', {
      status: 422,
    });
  }
  if (adoption.schemeId !== round.schemeId || adoption.version !== round.schemeVersion) {
    return refuse('results/scheme-differs', '测评所用的方案与所选方案不一致，请选择同一方案的同一版本。', {
      status: 422,
    });
  }
  // The raters were told these groups and weights; they are part of the scheme as it was applied.
  const scheme: Scheme = { ...adoption.body, rater_groups: round.groups };
  const id = newId();
  const source: ScoringSource = {
    scheme,
    schemeHash: digestOf(scheme),
    round,
    periodFrom: adoption.periodFrom,
    periodTo: adoption.periodTo,
  };
  const run = await scoreRun(ctx, source, new Set());
  const added = await insertResult(ctx.tx, ctx.actor.tenantId, {
    id,
    orgId: round.orgId,
    roundId: round.id,
    adoptionId: adoption.id,
    title: body.title,
    periodFrom: adoption.periodFrom,
    periodTo: adoption.periodTo,
    scheme,
    schemeHash: source.schemeHash,
    run: 1,
    scoredBy: accountId,
    scoredPerson: personId,
    scoredAt: ctx.now,
    groups: run.groups.map(summaryOf),
    correctsId: null,
    correctionReason: '',
  });
  if (!added) return refuse('results/exists', '这次测评已经计过分，请在结果办理台中打开。');
  await saveRun(ctx, id, 1, run);
  await noteCreation(ctx, id, round.orgId, {
    round: round.id,
    scheme: source.schemeHash,
    entries: run.scored.length,
  });
  return ok({ id });
}

/** What a run of scoring is computed from. */
export type ScoringSource = {
  scheme: Scheme;
  schemeHash: string;
  round: NonNullable<Awaited<ReturnType<typeof roundFacts>>>;
  periodFrom: string;
  periodTo: string;
};

/** The source of a result that exists already; undefined if its round is gone. */
export async function sourceOf(ctx: Context, result: ResultFound): Promise<ScoringSource | undefined> {
  const round = result.round_id === null ? undefined : await roundFacts(ctx, result.round_id);
  if (!round) return undefined;
  return {
    scheme: result.scheme,
    schemeHash: result.scheme_hash,
    round,
    periodFrom: result.period_from,
    periodTo: result.period_to,
  };
}

type Run = { scored: Awaited<ReturnType<typeof scoreOrganisations>>; groups: ComparedGroup[] };

/** Scores and compares; organisations in `disputed` keep their rank and are named in no list. */
export async function scoreRun(
  ctx: Context,
  source: ScoringSource,
  disputed: ReadonlySet<string>,
): Promise<Run> {
  const asOf = source.periodTo < ctx.today ? source.periodTo : ctx.today;
  const redLines = await redLinesInForce(
    ctx,
    source.round.ratees.map((ratee) => ratee.orgId),
    asOf,
  );
  const scored = await scoreOrganisations(ctx, {
    scheme: source.scheme,
    schemeHash: source.schemeHash,
    round: { id: source.round.id, title: source.round.title },
    hasBallots: source.scheme.indicators.some((each) => each.source === 'ballot'),
    holderPath: source.round.orgPath,
    ratees: source.round.ratees,
    periodFrom: source.periodFrom,
    periodTo: source.periodTo,
    redLines,
  });
  const groups = compareGroups(
    source.scheme,
    scored.map(({ orgId, kind, category, tree }) => ({
      organisation: orgId,
      kind,
      category,
      score: tree.score,
      standardError: tree.standard_error,
      band: tree.proposed_band?.id ?? null,
      heldBack: disputed.has(orgId)
        ? 'both'
        : tree.red_lines.some((line) => line.effect === 'no-front-list')
          ? 'front'
          : null,
    })),
  );
  return { scored, groups };
}

/** Writes a run: its scores for ever, its entries in place of those of the run before. */
export async function saveRun(
  ctx: Context,
  resultId: string,
  run: number,
  { scored, groups }: Run,
): Promise<void> {
  const { tenantId } = ctx.actor;
  const ids = await insertScores(ctx.tx, tenantId, resultId, run, scored);
  await replaceEntries(ctx.tx, tenantId, resultId, scored, ids, groups);
}

/** The part of a group that is kept with the result. */
export function summaryOf({ ranks: _ranks, bands: _bands, ...rest }: ComparedGroup): GroupSummary {
  return rest;
}

/** The organisations of a result whose objections are still open. */
export const disputedIn = (ctx: Context, resultId: string) =>
  disputedOrganisations(ctx.tx, ctx.actor.tenantId, resultId);

/** Notes in the history and in the audit chain that a result was made. */
export async function noteCreation(
  ctx: Context,
  id: string,
  orgId: string,
  details: Record<string, unknown>,
): Promise<void> {
  await addResultEvent(ctx.tx, ctx.actor.tenantId, id, {
    action: 'create',
    toState: 'draft',
    accountId: ctx.actor.accountId,
    at: ctx.now,
    reason: '',
  });
  ctx.audit({ action: 'result.create', object: ['result', id], orgId, details });
}
