import { type SqlBool, sql } from 'kysely';
import { updateAtVersion } from '#platform/database/at-version.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoleName } from '#platform/http/endpoint.ts';

export type GrantRow = {
  id: string;
  account_id: string;
  login: string;
  display_name: string;
  role: RoleName;
  org_id: string | null;
  org_name: string | null;
  from_on: string;
  to_on: string | null;
  granted_by: string | null;
  granted_by_name: string | null;
  version: number;
};

const selection = sql`
  select b.id, b.account_id, a.login, a.display_name, b.role, b.org_id, o.name as org_name, b.from_on, b.to_on,
    b.granted_by, g.display_name as granted_by_name, b.version
  from role_binding b
  join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
  left join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
  left join account g on g.tenant_id = b.tenant_id and g.id = b.granted_by`;

/** Grants by login, newest first within one. */
export async function listGrantRows(
  tx: Tx,
  tenantId: string,
  filter: { q?: string; role?: string; state?: 'active' | 'ended' },
  after: readonly (string | number | null)[] | null,
  limit: number,
  today: string,
): Promise<GrantRow[]> {
  const yes = sql<SqlBool>`true`;
  const { rows } = await sql<GrantRow>`${selection}
    where b.tenant_id = ${tenantId}
      and ${filter.q ? sql<SqlBool>`(a.login ilike ${anywhere(filter.q)} or a.display_name like ${anywhere(filter.q)} or o.name like ${anywhere(filter.q)})` : yes}
      and ${filter.role ? sql<SqlBool>`b.role = ${filter.role}` : yes}
      and ${filter.state === 'active' ? sql<SqlBool>`(b.to_on is null or b.to_on > ${today}::date)` : filter.state === 'ended' ? sql<SqlBool>`b.to_on <= ${today}::date` : yes}
      and ${after ? sql<SqlBool>`(lower(a.login), b.id) > (${after[0]}::text, ${after[1]}::uuid)` : yes}
    order by lower(a.login), b.id limit ${limit}`.execute(tx);
  return rows;
}

/** One grant. */
export async function readGrant(tx: Tx, tenantId: string, id: string): Promise<GrantRow | null> {
  const { rows } = await sql<GrantRow>`${selection} where b.tenant_id = ${tenantId} and b.id = ${id}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Accounts whose login or name holds `q`, with their granted roles. */
export async function findAccounts(tx: Tx, tenantId: string, q: string, today: string) {
  const { rows } = await sql<{ id: string; login: string; display_name: string; roles: RoleName[] }>`
    select a.id, a.login, a.display_name,
      coalesce((select array_agg(distinct b.role) from role_binding b where b.tenant_id = a.tenant_id and b.account_id = a.id
        and (b.to_on is null or b.to_on > ${today}::date)), '{}') as roles
    from account a
    where a.tenant_id = ${tenantId} and a.state = 'active' and (a.login ilike ${anywhere(q)} or a.display_name like ${anywhere(q)})
    order by lower(a.login) limit 20`.execute(tx);
  return rows;
}

/**
 * What decides whether an account may be granted a role: its state, every role that it or another account of the same
 * person holds now or later (by grant, membership or post), and whether this very grant exists. Locks the account, so
 * that two grants at once cannot pass each other.
 */
export async function readGrantee(
  tx: Tx,
  tenantId: string,
  accountId: string,
  wish: { role: string; orgId: string | null },
  today: string,
) {
  await tx
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .forUpdate()
    .execute();
  const { rows } = await sql<{ id: string; state: 'active' | 'disabled'; held: RoleName[]; same: boolean }>`
    select a.id, a.state,
      (select coalesce(array_agg(distinct x.role), '{}') from (
        select b.role from role_binding b join account o on o.tenant_id = b.tenant_id and o.id = b.account_id
        where b.tenant_id = a.tenant_id and (o.id = a.id or o.person_id = a.person_id) and (b.to_on is null or b.to_on > ${today}::date)
        union all
        select 'member' from membership m where m.tenant_id = a.tenant_id and m.person_id = a.person_id and m.to_on is null
        union all
        select 'secretary' from appointment p where p.tenant_id = a.tenant_id and p.person_id = a.person_id
          and (p.to_on is null or p.to_on > ${today}::date)
      ) x) as held,
      exists (select from role_binding b where b.tenant_id = a.tenant_id and b.account_id = a.id and b.role = ${wish.role}
        and b.org_id is not distinct from ${wish.orgId}::uuid and (b.to_on is null or b.to_on > ${today}::date)) as same
    from account a where a.tenant_id = ${tenantId} and a.id = ${accountId}`.execute(tx);
  return rows[0] ?? null;
}

/** The kind of an active organisation, or null. */
export async function kindOf(tx: Tx, tenantId: string, orgId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('organisation')
    .select('kind')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', orgId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row?.kind ?? null;
}

/** Ends a grant that is still at `version` on a day, sealed anew; the new version, or undefined if somebody was faster. */
export async function endGrant(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  end: { toOn: string; seal: Buffer },
): Promise<number | undefined> {
  return updateAtVersion(tx, 'role_binding', { tenantId, id, version }, { to_on: end.toOn, seal: end.seal });
}
