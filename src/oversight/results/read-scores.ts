import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, holdsOver, inScope, scopeOf } from '#platform/access/authorise.ts';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Download, Endpoint, QueryOf } from '#platform/http/endpoint.ts';
import type { ScoreTree } from '../scoring/scoring.contract.ts';
import { findScore, selectKnownEntries } from './entries.store.ts';
import { selectProblemLabels, selectRecordLabels } from './labels.store.ts';
import { lodgeObjection } from './objections.contract.ts';
import { bandView, barredBy, entryView } from './read-results.ts';
import { isSteward, scoreObject } from './result-objects.ts';
import { decideObjection } from './results.rules.ts';
import { findResult } from './results.store.ts';
import { downloadExplanation, listKnownEntries, readScore, type ScoreView } from './scores.contract.ts';

/** A page of the scores that were made known to the organisations within the actor's reach. */
export async function knownEntries(ctx: Context, query: QueryOf<typeof listKnownEntries>) {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listKnownEntries), { path: 'o.path', org: 'e.org_id' });
  const after = cursor.value as [string, number] | null;
  const rows = await selectKnownEntries(ctx.tx, ctx.actor.tenantId, scope, after, query.limit + 1);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.result_id, row.org_no],
      (row) => ({
        ...entryView(row, row.scheme),
        resultId: row.result_id,
        title: row.title,
        state: row.state,
        periodFrom: row.period_from,
        periodTo: row.period_to,
        earliestOn: row.earliest_on,
        objectionsUntil: row.objections_until,
        publicationId: row.publication_id,
      }),
    ),
  );
}

/** States from which on the organisations know their result. */
const KNOWN = new Set(['notified', 'published', 'corrected']);

/**
 * A score that the actor may see: one of an organisation within reach, once it was made known, or any of an appraisal that he holds.
 * Undefined otherwise, as for one that does not exist.
 */
export async function scoreInReach(ctx: Context, guarded: Pick<Endpoint, 'access'>, id: string) {
  if (!(await authorise(ctx, guarded, scoreObject, [id])).has(id)) return undefined;
  const score = await findScore(ctx.tx, ctx.actor.tenantId, id);
  if (!score) return undefined;
  const known = KNOWN.has(score.state) && score.run === score.last_run;
  return known || (await isSteward(ctx, score.result_id)) ? score : undefined;
}

const NOT_SPOKESMAN = { code: 'objections/not-spokesman', message: '异议由被考核组织的书记或机关党委提出。' };

/** A score with everything it came from. */
export async function showScore(ctx: Context, id: string): Promise<Result<ScoreView>> {
  const score = await scoreInReach(ctx, readScore, id);
  if (!score) return notFound();
  const result = await findResult(ctx.tx, ctx.actor.tenantId, score.result_id);
  if (!result) return notFound();
  const group = result.groups.find(
    (each) =>
      each.kind === score.tree.organisation.kind && each.category === score.tree.organisation.category,
  );
  const speaks = (await authorise(ctx, lodgeObjection, scoreObject, [id])).has(id);
  const objection = decideObjection({ state: score.state, deadline: score.objections_until }, ctx.today);
  return ok({
    id: score.id,
    resultId: score.result_id,
    orgId: score.org_id,
    orgName: score.org_name,
    title: score.title,
    state: score.state,
    current: score.run === score.last_run,
    hash: score.tree_hash,
    scoredAt: score.scored_at.toISOString(),
    best: score.best,
    worst: score.worst,
    groupSize: group?.size ?? 0,
    band: bandView(score.band, result.scheme),
    bandLimited: score.band_limited,
    objectionsUntil: score.objections_until,
    objectionBarred: speaks ? barredBy(objection) : NOT_SPOKESMAN,
    publicationId: score.publication_id,
    tree: score.tree,
    labels: await labelsOf(ctx, score.tree, score.org_path),
  });
}

/** Names for the ids in a tree: duties and kinds from the content, records and problems from the database. */
async function labelsOf(ctx: Context, tree: ScoreTree, orgPath: string): Promise<ScoreView['labels']> {
  const { content } = ctx.services;
  const facts = tree.indicators.map((indicator) => indicator.facts);
  const obligations = facts.flatMap((each) => (each.source === 'obligations' ? each.items : []));
  const deeds = facts.flatMap((each) => (each.source === 'records' ? each.items.map((item) => item.id) : []));
  const recordIds = [...new Set([...obligations.flatMap((item) => item.records), ...deeds])];
  const problemIds = facts.flatMap((each) =>
    each.source === 'ledger' ? each.items.map((item) => item.id) : [],
  );
  const keeps = holdsOver(ctx.actor, orgPath, 'clerk', 'officer', 'secretary');
  const records = await selectRecordLabels(ctx.tx, ctx.actor.tenantId, recordIds);
  return {
    duties: Object.fromEntries(
      [...new Set(obligations.map((item) => item.duty))].flatMap((code) => {
        const duty = content.index.duty.get(code);
        return duty ? [[code, duty.title]] : [];
      }),
    ),
    records: records.map((row) => ({
      id: row.id,
      kind: content.index.recordKind.get(row.kind)?.title ?? { zh: row.kind, en: row.kind },
      occurredOn: row.occurred_on,
      title: keeps ? row.title : null,
    })),
    problems: keeps ? await selectProblemLabels(ctx.tx, ctx.actor.tenantId, problemIds) : [],
  };
}

/** The explanation document as a file: with it anybody can compute the score again without this system. */
export async function explanationFile(ctx: Context, id: string): Promise<Result<Download>> {
  const score = await scoreInReach(ctx, downloadExplanation, id);
  if (!score) return notFound();
  ctx.audit({
    action: 'score.export',
    object: ['score', id],
    orgId: score.org_id,
    details: { hash: score.tree_hash },
  });
  return ok({
    filename: `${score.org_name} 得分说明.json`,
    contentType: 'application/json; charset=utf-8',
    bytes: new TextEncoder().encode(canonicalJson(score.tree)),
  });
}
