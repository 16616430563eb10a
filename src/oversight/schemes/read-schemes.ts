import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, defineObject, inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf } from '#platform/http/endpoint.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { type AdoptionRow, listAdoptions, readAdoption, type SchemeView } from './schemes.contract.ts';
import { selectAdoption, selectAdoptions } from './schemes.store.ts';

/** An adopted scheme, decided on by the organisation that adopted it. */
export const schemeObject = defineObject({ kind: 'scheme', table: 'scheme_adoption', org: 'org_id' });

/** The packs that may be adopted. */
export function packsToAdopt(ctx: Pick<Context, 'services'>): { items: SchemeView[] } {
  return { items: ctx.services.content.schemes.map(schemeView) };
}

/** Everybody who is assessed may read every adopted scheme: the rules are no secret. */
export async function adoptions(ctx: Context, query: QueryOf<typeof listAdoptions>) {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listAdoptions), { path: 'o.path', org: 's.org_id' });
  const after = cursor.value as [Day, string] | null;
  const rows = await selectAdoptions(ctx.tx, ctx.actor.tenantId, scope, after, query.limit + 1);
  return ok(cutPage(rows, query.limit, (row) => [row.period_from, row.id], rowView));
}

/** One adopted scheme in full. */
export async function showAdoption(
  ctx: Context,
  id: string,
): Promise<Result<AdoptionRow & { scheme: SchemeView }>> {
  if (!(await authorise(ctx, readAdoption, schemeObject, [id])).has(id)) return notFound();
  const row = await selectAdoption(ctx.tx, ctx.actor.tenantId, id);
  return row ? ok({ ...rowView(row), scheme: schemeView(row.body) }) : notFound();
}

/** An adoption as scoring needs it; undefined if there is none. Access was decided by the use case that calls it. */
export async function loadAdoption(ctx: Pick<Context, 'tx' | 'actor'>, id: string) {
  const row = await selectAdoption(ctx.tx, ctx.actor.tenantId, id);
  if (!row) return undefined;
  return { ...rowView(row), orgPath: row.path, body: row.body };
}

type Row = Awaited<ReturnType<typeof selectAdoptions>>[number];

const rowView = (row: Row): AdoptionRow => ({
  id: row.id,
  orgId: row.org_id,
  orgName: row.org_name,
  schemeId: row.scheme_id,
  version: row.scheme_version,
  title: row.title,
  hash: row.hash,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  adoptedOn: row.adopted_on,
  late: row.adopted_on > row.period_from,
});

function schemeView(scheme: Scheme): SchemeView {
  return {
    schemeId: scheme.id,
    version: scheme.version,
    title: scheme.title,
    note: scheme.note,
    target: scheme.target,
    indicators: scheme.indicators.map((each) => ({
      id: each.id,
      title: each.title,
      source: each.source,
      weight: each.weight,
      goalposts: each.goalposts,
      cap: each.cap ?? null,
      explain: each.explain,
    })),
    raterGroups: scheme.rater_groups,
    bands: scheme.bands,
    topBandShare: scheme.top_band_share,
    lowThreshold: scheme.low_threshold,
    minCoverage: scheme.min_coverage,
    minGroupSize: scheme.min_group_size,
    comparableSize: scheme.comparable.min_size,
    noticeWorkingDays: scheme.notice_working_days,
    objectionDays: scheme.objection_days,
  };
}
