import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, inScope, scopeOf } from '#platform/access/authorise.ts';
import { digestOfText } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Endpoint, QueryOf } from '#platform/http/endpoint.ts';
import { disputedOrganisations } from './objections.store.ts';
import {
  findPublicationByDigest,
  listPublications,
  type PublicationRow,
  type PublicationView,
  publicationBody,
  readPublication,
} from './publications.contract.ts';
import {
  chainedHashes,
  findPublication,
  findPublicationByHash,
  selectPublications,
} from './publications.store.ts';
import { publicationObject } from './result-objects.ts';

/** A page of publications, the newest first. */
export async function publications(ctx: Context, query: QueryOf<typeof listPublications>) {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const scope = inScope(scopeOf(ctx.actor, listPublications), { path: 'o.path', org: 'p.org_id' });
  const before = cursor.value as [string, string] | null;
  const rows = await selectPublications(ctx.tx, ctx.actor.tenantId, scope, before, query.limit + 1);
  return ok(cutPage(rows, query.limit, (row) => [row.published_at.toISOString(), row.id], rowView));
}

type Row = Awaited<ReturnType<typeof selectPublications>>[number];

const rowView = (row: Row): PublicationRow => ({
  id: row.id,
  title: row.title,
  orgName: row.org_name,
  publishedAt: row.published_at.toISOString(),
  hash: row.hash,
  correctsId: row.corrects_id,
  correctedBy: row.corrected_by,
});

/** A publication within reach, or undefined. */
export async function publicationInReach(ctx: Context, guarded: Pick<Endpoint, 'access'>, id: string) {
  if (!(await authorise(ctx, guarded, publicationObject, [id])).has(id)) return undefined;
  return findPublication(ctx.tx, ctx.actor.tenantId, id);
}

/** A publication as it was published, checked on the spot against its digest and against the audit chain. */
export async function showPublication(ctx: Context, id: string): Promise<Result<PublicationView>> {
  const row = await publicationInReach(ctx, readPublication, id);
  if (!row) return notFound();
  const actualHash = digestOfText(row.body);
  const chained = (await chainedHashes(ctx.tx, ctx.actor.tenantId, [id])).get(id);
  const disputed = await disputedOrganisations(ctx.tx, ctx.actor.tenantId, row.result_id);
  return ok({
    ...rowView(row),
    body: publicationBody.parse(JSON.parse(row.body)),
    intact: actualHash === row.hash && chained === row.hash,
    actualHash,
    disputed: [...disputed],
  });
}

/** The publication that a digest belongs to: an old digest leads to the correction as well. */
export async function publicationByDigest(ctx: Context, hash: string) {
  const found = await findPublicationByHash(ctx.tx, ctx.actor.tenantId, hash);
  const row = found && (await publicationInReach(ctx, findPublicationByDigest, found.id));
  return row ? ok({ id: row.id, correctedBy: row.corrected_by }) : notFound();
}
