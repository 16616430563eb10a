import { type Expression, type SqlBool, sql } from 'kysely';
import type { Actor, Context } from '#platform/http/context.ts';
import type { AccessRule, AccessScope, RoleName } from '#platform/http/endpoint.ts';

type Guarded = { readonly access: AccessRule };

/**
 * How far an actor reaches through one endpoint: everything of the tenant, or what lies under `prefixes` (organisation
 * paths, each ending in '.', so that 1.1. is not a prefix of 1.10.), in `organisations` exactly, or about `person`.
 */
export type Scope = {
  readonly all: boolean;
  readonly prefixes: readonly string[];
  readonly organisations: readonly string[];
  readonly person: string | null;
};

/** A kind of object that access is decided on: its table, the column of its organisation, and of the person it is about. */
export type ObjectKind = {
  readonly kind: string;
  readonly table: string;
  readonly org: string;
  readonly person?: string;
  /** An object that several organisations share: the table that lists them, by the object's id in `key` and theirs in `org`. */
  readonly shared?: { readonly table: string; readonly key: string; readonly org: string };
  /** An object that names several persons, about each of whom it is: the table that lists them, by the object's id in `key`. */
  readonly named?: { readonly table: string; readonly key: string; readonly person: string };
};

/** Declares a kind of object. Names are constants of the code, never input. */
export function defineObject(kind: ObjectKind): ObjectKind {
  return kind;
}

/** Whether any of the actor's roles may call the endpoint at all (else 403). */
export function mayCall(actor: Actor, rule: AccessRule): boolean {
  if (rule === 'public' || rule === 'signed-in') return true;
  return actor.grants.some((grant) => rule[grant.role] !== undefined);
}

/** The actor's reach through an endpoint, from the roles it holds now. */
export function scopeOf(actor: Actor, guarded: Guarded): Scope {
  const rule = guarded.access;
  if (rule === 'public' || rule === 'signed-in') {
    return { all: false, prefixes: [], organisations: [], person: actor.personId };
  }
  let all = false;
  let person: string | null = null;
  const prefixes = new Set<string>();
  const organisations = new Set<string>();
  for (const grant of actor.grants) {
    const scope: AccessScope | undefined = rule[grant.role];
    if (scope === 'tenant') all = true;
    else if (scope === 'subtree' && grant.path) prefixes.add(grant.path);
    if (scope === 'self' || scope === 'own-or-self') person = actor.personId;
    if ((scope === 'own' || scope === 'own-or-self') && grant.orgId) organisations.add(grant.orgId);
  }
  return { all, prefixes: [...prefixes], organisations: [...organisations], person };
}

/** Whether a scope begins at the top of a tree: then nearly everything is in it, and an order is walked rather than gathered. */
export const reachesFromTop = (scope: Scope): boolean =>
  scope.all || scope.prefixes.some((path) => path.indexOf('.') === path.length - 1);

/**
 * The predicate of a scope over a row: `path` is the column (or expression) with the path of the row's organisation,
 * `org` the column with its id, `person` the column with the person it is about, if any. All are names in the code.
 */
export function inScope(
  scope: Scope,
  columns: { path: string; org: string; person?: string },
): Expression<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  const parts: Expression<SqlBool>[] = scope.prefixes.map(
    // ^@ (starts with) and not LIKE: under row-level security only leakproof operators may use an index.
    (prefix) => sql<SqlBool>`${sql.ref(columns.path)} ^@ ${prefix}`,
  );
  if (scope.organisations.length > 0) {
    parts.push(sql<SqlBool>`${sql.ref(columns.org)} = any(${[...scope.organisations]}::uuid[])`);
  }
  if (scope.person && columns.person)
    parts.push(sql<SqlBool>`${sql.ref(columns.person)} = ${scope.person}::uuid`);
  if (parts.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

/**
 * The one decision of access to objects: of `ids`, those that exist and that the actor reaches through this endpoint.
 * One id or many take the same path; an id that is missing from the answer must be treated as absent (`notFound()`).
 */
export async function authorise(
  ctx: Pick<Context, 'tx' | 'actor'>,
  guarded: Guarded,
  object: ObjectKind,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const scope = scopeOf(ctx.actor, guarded);
  const own = object.table === 'organisation';
  const predicate = inScope(scope, {
    path: 'o.path',
    org: 'o.id',
    person: object.person ? `x.${object.person}` : undefined,
  });
  const { shared, named } = object;
  const sharing = shared
    ? sql`or exists (select from ${sql.table(shared.table)} s join organisation so on so.tenant_id = s.tenant_id and so.id = s.${sql.ref(shared.org)}
        where s.tenant_id = x.tenant_id and s.${sql.ref(shared.key)} = x.id and ${inScope(scope, { path: 'so.path', org: 'so.id' })})`
    : sql``;
  const naming =
    named && scope.person
      ? sql`or exists (select from ${sql.table(named.table)} n where n.tenant_id = x.tenant_id
          and n.${sql.ref(named.key)} = x.id and n.${sql.ref(named.person)} = ${scope.person}::uuid)`
      : sql``;
  const { rows } = await sql<{ id: string }>`
    select x.id from ${sql.table(object.table)} x
    ${
      own
        ? sql`join organisation o on o.tenant_id = x.tenant_id and o.id = x.id`
        : sql`left join organisation o on o.tenant_id = x.tenant_id and o.id = x.${sql.ref(object.org)}`
    }
    where x.tenant_id = ${ctx.actor.tenantId} and x.id = any(${[...ids]}::uuid[])
      and (${predicate} ${sharing} ${naming})`.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

/** Whether the actor holds one of the roles anywhere. For what a page offers; never instead of `authorise`. */
export function holds(actor: Actor, ...roles: RoleName[]): boolean {
  return actor.grants.some((grant) => roles.includes(grant.role));
}

/**
 * Whether the actor holds one of the roles over the organisation at a path. For the part that somebody has towards an
 * object within his reach; never instead of `authorise`.
 */
export function holdsOver(actor: Actor, path: string, ...roles: RoleName[]): boolean {
  return actor.grants.some(
    (grant) => roles.includes(grant.role) && grant.path !== null && path.startsWith(grant.path),
  );
}
