import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, inScope, type Scope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { organisationObject } from '../objects.ts';
import {
  countMembersUnder,
  listInTree,
  listMembersUnder,
  type OrganisationRow,
  readFromTree,
} from './browse.store.ts';
import { listMembers, listOrganisations, readOrganisation } from './tree.contract.ts';
import { findOrganisation } from './tree.store.ts';

type Titles = (post: string) => { zh: string; en: string };

function shape(row: OrganisationRow) {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    shortName: row.short_name,
    category: row.category,
    state: row.state,
    children: row.children,
    members: row.members,
  };
}

/** A level of the tree, or the organisations whose name holds a word: only what the actor's posts reach. */
export async function browseTree(
  ctx: Context,
  query: QueryOf<typeof listOrganisations>,
): Promise<Result<ResponseOf<typeof listOrganisations>>> {
  const scope = scopeOf(ctx.actor, listOrganisations);
  if (query.parent) {
    const allowed = await authorise(ctx, listOrganisations, organisationObject, [query.parent]);
    if (!allowed.has(query.parent)) return notFound();
  }
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const after = cursor.value?.[0] ?? null;
  const predicates = {
    row: inScope(scope, { path: 'o.path', org: 'o.id' }),
    parent: inScope(scope, { path: 'u.path', org: 'u.id' }),
  };
  const rows = await listInTree(ctx.tx, ctx.actor.tenantId, predicates, query, after, query.limit + 1);
  return ok(cutPage(rows, query.limit, (row) => [row.no], shape));
}

/** One organisation with its place and posts. Ancestors outside the actor's reach are named, but not opened. */
export async function openOrganisation(
  ctx: Context,
  id: string,
  titleOf: Titles,
): Promise<Result<ResponseOf<typeof readOrganisation>>> {
  const allowed = await authorise(ctx, readOrganisation, organisationObject, [id]);
  const found = allowed.has(id) ? await readFromTree(ctx.tx, ctx.actor.tenantId, id, ctx.today) : null;
  if (!found) return notFound();
  const scope = scopeOf(ctx.actor, readOrganisation);
  return ok({
    ...shape(found.organisation),
    version: found.organisation.version,
    ancestors: found.ancestors.map(({ id: above, name, path }) => ({
      id: above,
      name,
      visible: reaches(scope, above, path),
    })),
    posts: found.posts.map((post) => ({ ...post, title: titleOf(post.post) })),
  });
}

function reaches(scope: Scope, id: string, path: string): boolean {
  return (
    scope.all || scope.organisations.includes(id) || scope.prefixes.some((prefix) => path.startsWith(prefix))
  );
}

/** The roll of an organisation and those under it. */
export async function listRoll(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listMembers>,
  titleOf: Titles,
): Promise<Result<ResponseOf<typeof listMembers>>> {
  const allowed = await authorise(ctx, listMembers, organisationObject, [id]);
  const found = allowed.has(id) ? await findOrganisation(ctx.tx, ctx.actor.tenantId, id) : undefined;
  if (!found) return notFound();
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  const counted = !query.cursor && !query.q && !query.kind;
  const rows = await listMembersUnder(
    ctx.tx,
    ctx.actor.tenantId,
    found,
    query,
    cursor.value,
    query.limit + 1,
  );
  return ok({
    ...cutPage(
      rows,
      query.limit,
      (row) => [row.org_no, row.name, row.person_id],
      (row) => ({
        personId: row.person_id,
        name: row.name,
        kind: row.kind,
        joinedOn: row.joined_on,
        orgId: row.org_id,
        orgName: row.org_name,
        posts: row.posts.map(titleOf),
        exempt: row.exempt,
      }),
    ),
    total: counted ? await countMembersUnder(ctx.tx, ctx.actor.tenantId, found) : undefined,
  });
}
