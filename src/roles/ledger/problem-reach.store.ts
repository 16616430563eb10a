import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import './ledger.tables.ts';

/** Whose problems are asked for: those within a scope and, if one is named, in or under an organisation. */
export type ProblemReach = { tenantId: string; scope: Scope; org?: string | undefined };

/** The organisations in reach, `o` being the organisation. What a person reaches by owning it is no part of this. */
export const orgInReach = ({ tenantId, scope, org }: ProblemReach): Expression<SqlBool> => {
  const within = inScope({ ...scope, person: null }, { path: 'o.path', org: 'o.id' });
  return org === undefined ? within : sql<SqlBool>`${within} and o.path ^@ ${pathOf(tenantId, org)}`;
};

const pathOf = (tenantId: string, org: string): RawBuilder<string> =>
  sql<string>`(select path from organisation where tenant_id = ${tenantId} and id = ${org}::uuid)`;

/** The ids of the organisations in reach, as a subquery. */
export const orgsInReach = (reach: ProblemReach): RawBuilder<unknown> => sql`
  select o.id from organisation o where o.tenant_id = ${reach.tenantId} and ${orgInReach(reach)}`;

/** Problems `p` of the owner who reads, where owning is what lets him. */
export const ownedInReach = (reach: ProblemReach): Expression<SqlBool> => {
  const { tenantId, scope, org } = reach;
  if (scope.person === null) return sql<SqlBool>`false`;
  const own = sql<SqlBool>`p.owner_id = ${scope.person}::uuid`;
  return org === undefined
    ? own
    : sql<SqlBool>`(${own} and p.org_id in (select b.id from organisation b
        where b.tenant_id = ${tenantId} and b.path ^@ ${pathOf(tenantId, org)}))`;
};

/**
 * `columns` of the problems `p` in reach under a condition, as a subquery: those of its organisations, and those that only owning lets the
 * reader see. Two ranges instead of one "or", so that an index that holds the columns is enough.
 */
export const problemsInReach = (
  reach: ProblemReach,
  columns: RawBuilder<unknown>,
  where: Expression<SqlBool>,
): RawBuilder<unknown> => {
  const placed = sql`select ${columns} from problem p
    where p.tenant_id = ${reach.tenantId} and p.org_id = any(array(${orgsInReach(reach)})) and ${where}`;
  if (reach.scope.person === null) return placed;
  return sql`${placed} union all select ${columns} from problem p
    where p.tenant_id = ${reach.tenantId} and ${ownedInReach(reach)} and p.org_id <> all(array(${orgsInReach(reach)})) and ${where}`;
};
