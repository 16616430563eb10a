import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { readAlliance } from './alliances.contract.ts';
import { allianceObject, chainObject } from './alliances.objects.ts';
import { isRunning } from './alliances.rules.ts';
import { addAllianceEvent, loadAlliance, updateAlliance } from './alliances.store.ts';
import { type ChainView, createChain, linkAlliance, type listChains, readChain } from './chains.contract.ts';
import { decideLink } from './chains.rules.ts';
import {
  type ChainRow,
  insertChain,
  loadChain,
  selectChains,
  selectLinks,
  selectPlaces,
  touchChain,
} from './chains.store.ts';
import type { FigureRow } from './figures.store.ts';
import { selectFigures } from './figures.store.ts';
import { loadParties } from './parties.store.ts';
import { countedOf, totalsOf, totalView } from './report-figures.ts';

const rowView = (row: ChainRow) => ({
  id: row.id,
  name: row.name,
  template: row.template,
  orgName: row.org_name,
  links: row.links,
  members: row.members,
  createdOn: row.created_on,
});

/** A page of the chains of the tenant. */
export async function browseChains(
  ctx: Context,
  query: QueryOf<typeof listChains>,
): Promise<Result<ResponseOf<typeof listChains>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value as [string, string] | null;
  const rows = await selectChains(ctx.tx, ctx.actor.tenantId, after, query.limit + 1);
  return ok(cutPage(rows, query.limit, (row) => [row.created_on, row.id], rowView));
}

/**
 * A chain with its links and what came of them. The totals of the chain are added up over all its figures at once, so
 * that what two links report of one scope and time is counted once; what is left out is shown with the reason.
 */
export async function showChain(ctx: Context, id: string): Promise<Result<ChainView>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readChain, chainObject, [id])).has(id)) return notFound();
  const chain = await loadChain(ctx.tx, tenantId, id);
  if (!chain) return notFound();
  const links = await selectLinks(ctx.tx, tenantId, id);
  const ids = links.map((link) => link.id);
  const readable = await authorise(ctx, readAlliance, allianceObject, ids);
  const parties = Map.groupBy(await loadParties(ctx.tx, tenantId, ids), (party) => party.alliance_id);
  const figures = (await selectFigures(ctx.tx, tenantId, ids)).filter((row) => row.state === 'confirmed');
  const { measures } = ctx.services.content.alliances;
  const totals = totalsOf(measures, figures.map(countedOf));
  const byId = new Map(figures.map((row) => [row.id, row]));
  // A link shows what of its own is in the totals: whoever adds up the links comes to the totals.
  const counted = new Set(totals.flatMap((total) => total.counted));
  return ok({
    ...rowView(chain),
    purpose: chain.purpose,
    version: chain.version,
    links: links.map((link) => ({
      allianceId: link.id,
      name: link.name,
      mode: link.mode,
      state: link.state,
      tier: link.chain_tier,
      underId: link.under_id,
      leadName: link.lead_name,
      members: (parties.get(link.id) ?? []).map((party) => party.name),
      totals: totalsOf(
        measures,
        figures.filter((row) => row.alliance_id === link.id && counted.has(row.id)).map(countedOf),
      ).map(totalView),
      open: readable.has(link.id),
    })),
    totals: totals.map(totalView),
    left: totals.flatMap((total) =>
      total.left.flatMap(({ id: leftId, why, because }) => {
        const row = byId.get(leftId);
        const other = because === null ? undefined : byId.get(because);
        if (!row || why === 'unconfirmed') return [];
        return [
          { ...toldOf(row), why, becauseOf: other ? `${other.alliance_name}（${other.source}）` : null },
        ];
      }),
    ),
    sources: totals.flatMap((total) =>
      total.counted.flatMap((countedId) => {
        const row = byId.get(countedId);
        return row ? [{ ...toldOf(row), source: row.source, calibre: row.calibre }] : [];
      }),
    ),
    keeps: (await authorise(ctx, linkAlliance, chainObject, [id])).has(id),
  });
}

const toldOf = (row: FigureRow) => ({
  allianceName: row.alliance_name,
  measure: row.measure,
  value: row.value.replace(/\.00$/, ''),
  scope: row.scope,
  fromOn: row.from_on,
  toOn: row.to_on,
});

/** Makes a chain after one of the content's templates. */
export async function makeChain(
  ctx: Context,
  body: BodyOf<typeof createChain>,
): Promise<Result<{ id: string }>> {
  if (!(await authorise(ctx, createChain, organisationObject, [body.orgId])).has(body.orgId))
    return notFound();
  const { tenantId, accountId } = ctx.actor;
  if (accountId === null) return notFound();
  const template = ctx.services.content.alliances.chains.find((each) => each.id === body.template);
  if (!template)
    return refuse('alliances/no-such-template', '没有这种链群，请从列表中选择。', { status: 422 });
  const id = newId();
  await insertChain(ctx.tx, tenantId, { id, ...body, by: accountId, on: ctx.today });
  ctx.audit({
    action: 'alliances.chain',
    object: ['alliance-chain', id],
    orgId: body.orgId,
    details: { template: template.id },
  });
  return ok({ id });
}

/** Gives an alliance its place in a chain, or takes it out. Only one that runs has a place, and in one chain only. */
export async function placeInChain(
  ctx: Context,
  id: string,
  body: BodyOf<typeof linkAlliance>,
): Promise<Result<{ id: string; version: number }>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, linkAlliance, chainObject, [id])).has(id)) return notFound();
  const chain = await loadChain(ctx.tx, tenantId, id);
  const reach = await authorise(ctx, linkAlliance, allianceObject, [body.allianceId]);
  const alliance = reach.has(body.allianceId)
    ? await loadAlliance(ctx.tx, tenantId, body.allianceId)
    : undefined;
  if (!chain || !alliance)
    return refuse('alliances/no-such-alliance', '没有这个联建，请从列表中选择。', { status: 422 });
  if (body.tier !== null) {
    if (!isRunning(alliance.state))
      return refuse('alliances/not-running', '只有批准后正在运行的联建才能放进链群。');
    if (alliance.chain_id !== null && alliance.chain_id !== id)
      return refuse('alliances/in-another-chain', '这个联建已经在另一个链群里，请先从那里移出。');
    const template = ctx.services.content.alliances.chains.find((each) => each.id === chain.template);
    if (!template) throw new Error(`content has no chain template "${chain.template}"`);
    const sound = decideLink(template, await selectPlaces(ctx.tx, tenantId, id), {
      id: alliance.id,
      tier: body.tier,
      underId: body.underId,
    });
    if (!sound.ok) return sound;
  } else if ((await selectPlaces(ctx.tx, tenantId, id)).some((each) => each.underId === alliance.id)) {
    return refuse('alliances/has-links-below', '有下层联建挂在它下面，请先调整下层再移出。');
  }
  const version = await touchChain(ctx.tx, tenantId, id, ctx.ifMatch ?? chain.version);
  if (version === undefined) return staleEdit(ctx, 'alliance-chain', id, { version: chain.version });
  const inside = body.tier !== null;
  await updateAlliance(ctx.tx, tenantId, alliance.id, alliance.version, {
    chain_id: inside ? id : null,
    chain_tier: body.tier,
    under_id: inside ? body.underId : null,
  });
  await addAllianceEvent(ctx.tx, tenantId, alliance.id, {
    action: 'link',
    toState: alliance.state,
    by: accountId,
    at: ctx.now,
  });
  ctx.audit({
    action: 'alliances.link',
    object: ['alliance-chain', id],
    orgId: chain.org_id,
    details: { alliance: alliance.id, tier: body.tier, under: body.underId },
  });
  return ok({ id, version });
}
