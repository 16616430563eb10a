import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint, ResponseOf } from '#platform/http/endpoint.ts';
import { cellFloor } from './cells.rules.ts';
import { findRatees, findRaters, findTrustees, type Holder } from './round-options.store.ts';
import { rateeOptions, raterOptions, type schemeOptions, trusteeOptions } from './rounds.contract.ts';

/** The organisation that would hold a round, if the actor reaches it through this endpoint. */
export async function holderFor(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  orgId: string,
): Promise<Holder | undefined> {
  const reached = await authorise(ctx, guarded, organisationObject, [orgId]);
  const org = reached.has(orgId) ? await findOrganisation(ctx.tx, ctx.actor.tenantId, orgId) : undefined;
  return org && org.state === 'active' ? { id: org.id, path: org.path, parentId: org.parent_id } : undefined;
}

/** The schemes a round can be made from: those with questions and rater groups. */
export function readSchemeOptions(ctx: Context): ResponseOf<typeof schemeOptions> {
  return {
    items: ctx.services.content.schemes.map((scheme) => ({
      id: scheme.id,
      title: scheme.title,
      floor: cellFloor('sealed', scheme.min_group_size),
      items: scheme.items,
      groups: scheme.rater_groups.map((group) => ({
        code: group.id,
        title: group.title,
        weight: group.weight,
      })),
    })),
  };
}

const MOST_RATEES = 1000;

/** The organisations a scheme is meant for, under the holder, by comparable group. */
export async function readRateeOptions(
  ctx: Context,
  query: { orgId: string; schemeId: string },
): Promise<Result<ResponseOf<typeof rateeOptions>>> {
  const holder = await holderFor(ctx, rateeOptions, query.orgId);
  const scheme = ctx.services.content.index.scheme.get(query.schemeId);
  if (!holder || !scheme) return notFound();
  const found = await findRatees(ctx.tx, ctx.actor.tenantId, holder, scheme.target, MOST_RATEES + 1);
  return ok({ items: found.slice(0, MOST_RATEES), more: found.length > MOST_RATEES });
}

/** People who may be asked as superiors. */
export async function readRaterOptions(
  ctx: Context,
  query: { orgId: string; q: string },
): Promise<Result<ResponseOf<typeof raterOptions>>> {
  const holder = await holderFor(ctx, raterOptions, query.orgId);
  if (!holder) return notFound();
  return ok({ items: await findRaters(ctx.tx, ctx.actor.tenantId, holder, { q: query.q, limit: 100 }) });
}

/** Accounts that may keep a key; never the organiser's own. */
export async function readTrusteeOptions(
  ctx: Context,
  query: { orgId: string; q: string },
): Promise<Result<ResponseOf<typeof trusteeOptions>>> {
  const holder = await holderFor(ctx, trusteeOptions, query.orgId);
  if (!holder) return notFound();
  const found = await findTrustees(ctx.tx, ctx.actor.tenantId, holder, { q: query.q, limit: 51 });
  return ok({ items: found.filter((one) => one.accountId !== ctx.actor.accountId).slice(0, 50) });
}
