import { formatHundredths } from '#kernel/decimal.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf } from '#platform/http/endpoint.ts';
import { enterIntoLedger } from '#roles/ledger/enter-problem.ts';
import { selectLowIndicators } from './entries.store.ts';
import { scoreInReach } from './read-scores.ts';
import { listRectifications, openRectification } from './rectifications.contract.ts';
import { resultObject } from './result-objects.ts';

/** Low indicators of a result, each with what was made of it. The system proposes; a person enters it into the ledger. */
export async function rectifications(ctx: Context, id: string, query: QueryOf<typeof listRectifications>) {
  if (!(await authorise(ctx, listRectifications, resultObject, [id])).has(id)) return notFound();
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value as [number, string] | null;
  const rows = await selectLowIndicators(ctx.tx, ctx.actor.tenantId, id, after, query.limit + 1);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.org_no, row.indicator],
      (row) => ({
        orgId: row.org_id,
        orgName: row.org_name,
        scoreId: row.score_id,
        indicator: { id: row.indicator, title: row.title },
        value: row.value,
        problem:
          row.problem_id === null ||
          row.problem_state === null ||
          row.owner_name === null ||
          row.due_on === null
            ? null
            : {
                id: row.problem_id,
                state: row.problem_state,
                ownerName: row.owner_name,
                dueOn: row.due_on,
                closedOn: row.closed_on,
              },
      }),
    ),
  );
}

/** Enters a low indicator of a published result into the ledger: as a problem with owner and date, closed only after a second person's look. */
export async function rectify(
  ctx: Context,
  scoreId: string,
  body: BodyOf<typeof openRectification>,
): Promise<Result<{ id: string }>> {
  const score = await scoreInReach(ctx, openRectification, scoreId);
  if (!score) return notFound();
  if (score.state !== 'published') {
    return refuse('results/not-published', '结果公布后方可据此列入整改台账。');
  }
  const indicator = score.tree.indicators.find((each) => each.id === body.indicator);
  if (!indicator?.low || indicator.value === null) {
    return refuse('results/not-low', '这项指标没有低于提示线，不需要列入整改。', { status: 422 });
  }
  const entered = await enterIntoLedger(ctx, {
    orgId: score.org_id,
    title: `考核指标“${indicator.title.zh}”偏低（${formatHundredths(indicator.value)} 分）`,
    detail: `《${score.title}》：${indicator.explain}`,
    measures: body.measures,
    source: 'assessment',
    origin: 'score',
    sourceId: scoreId,
    sourcePart: indicator.id,
    ownerId: body.ownerId,
    dueOn: body.dueOn,
  });
  if (!entered.ok) return entered;
  ctx.audit({
    action: 'result.rectify',
    object: ['score', scoreId],
    orgId: score.org_id,
    details: { indicator: indicator.id, problem: entered.value.id },
  });
  return entered;
}
