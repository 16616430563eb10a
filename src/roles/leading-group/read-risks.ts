import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { eventsOf } from './groups.store.ts';
import { eventViews, reachGroup, standIn, termsOf } from './leading-facts.ts';
import { riskObject } from './leading-objects.ts';
import { listRisks, type RiskRowView, readRisk } from './risks.contract.ts';
import { decideRisk, levelOf, riskCycle } from './risks.rules.ts';
import { loadRisk, type RiskRow, risksOf } from './risks.store.ts';

/** A register of more is nobody's: the rest is still reached by each owner. */
const MOST = 200;
const STANDING: ReadonlySet<string> = new Set(['open', 'watch']);

function rowView(ctx: Pick<Context, 'services' | 'today'>, row: RiskRow): RiskRowView {
  const { risks } = ctx.services.content.leading;
  const area = risks.areas.find((each) => each.id === row.area);
  return {
    id: row.id,
    area: area?.title ?? { zh: row.area, en: row.area },
    title: row.title,
    likelihood: row.likelihood,
    impact: row.impact,
    level: levelOf(risks.levels, row.likelihood, row.impact).id,
    ownerId: row.owner_id,
    owner: row.owner,
    state: row.state,
    reviewOn: row.review_on,
    overdue: STANDING.has(row.state) && row.review_on < ctx.today,
    version: row.version,
  };
}

/** The register of a group: what stands by its next review, or what is settled. */
export async function listGroupRisks(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listRisks>,
): Promise<Result<ResponseOf<typeof listRisks>>> {
  const found = await reachGroup(ctx, listRisks, id);
  if (!found.ok) return found;
  const rows = await risksOf(ctx.tx, ctx.actor.tenantId, id, {
    settled: query.settled === 'yes',
    limit: MOST,
  });
  return ok({ items: rows.map((row) => rowView(ctx, row)) });
}

/** One risk with its reviews, and what the reader can do with it now. */
export async function showRisk(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readRisk>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readRisk, riskObject, [id])).has(id)) return notFound();
  const risk = await loadRisk(ctx.tx, tenantId, id);
  const stand = risk ? await standIn(ctx, risk.org_id) : undefined;
  if (!risk || !stand?.ok) return notFound();
  const { group, actor } = stand.value;
  const { likelihood, impact, levels } = termsOf(ctx.services.content.leading);
  const facts = {
    state: risk.state,
    ownerId: risk.owner_id,
    askedBy: risk.asked_by,
    askedPerson: risk.asked_person,
  };
  return ok({
    ...rowView(ctx, risk),
    group: { id: group.id, name: group.name },
    unitId: group.unit_id,
    detail: risk.detail,
    measures: risk.measures,
    openedOn: risk.opened_on,
    reason: risk.reason,
    asker: risk.asker,
    closedOn: risk.closed_on,
    problemId: risk.problem_id,
    scales: { likelihood, impact, levels },
    events: eventViews(await eventsOf(ctx.tx, tenantId, { riskId: id })),
    actions: riskCycle.rows
      .filter((row) => row.from === risk.state)
      .map((row) => {
        const decided = decideRisk(facts, row.action, actor);
        return {
          action: row.action,
          basis: row.basis,
          reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
        };
      }),
  });
}
