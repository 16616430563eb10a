import { type SqlBool, sql } from 'kysely';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoleName } from '#platform/http/endpoint.ts';

export type AccountRow = {
  id: string;
  login: string;
  display_name: string;
  state: 'active' | 'disabled';
  person_name: string | null;
  must_change_password: boolean;
  roles: RoleName[];
  created_at: Date;
  version: number;
};

const selection = (today: string) => sql`
  select a.id, a.login, a.display_name, a.state, p.name as person_name, a.must_change_password, a.created_at, a.version,
    coalesce((select array_agg(distinct b.role) from role_binding b where b.tenant_id = a.tenant_id and b.account_id = a.id
      and (b.to_on is null or b.to_on > ${today}::date)), '{}') as roles
  from account a left join person p on p.tenant_id = a.tenant_id and p.id = a.person_id`;

/** Accounts by login; `q` is part of the login or the name. */
export async function listAccountRows(
  tx: Tx,
  tenantId: string,
  filter: { q?: string; state?: 'active' | 'disabled' },
  after: readonly (string | number | null)[] | null,
  limit: number,
  today: string,
): Promise<AccountRow[]> {
  const pattern = anywhere(filter.q ?? '');
  const { rows } = await sql<AccountRow>`${selection(today)}
    where a.tenant_id = ${tenantId}
      and ${filter.q ? sql<SqlBool>`(a.login ilike ${pattern} or a.display_name like ${pattern} or p.name like ${pattern})` : sql<SqlBool>`true`}
      and ${filter.state ? sql<SqlBool>`a.state = ${filter.state}` : sql<SqlBool>`true`}
      and ${after ? sql<SqlBool>`(lower(a.login), a.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql<SqlBool>`true`}
    order by lower(a.login), a.id limit ${limit}`.execute(tx);
  return rows;
}

/** One account, locked when it is about to be changed. */
export async function readAccount(
  tx: Tx,
  tenantId: string,
  id: string,
  today: string,
): Promise<AccountRow | null> {
  await tx
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
  const { rows } =
    await sql<AccountRow>`${selection(today)} where a.tenant_id = ${tenantId} and a.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Persons without an account whose name holds `q`, with where they belong, so that namesakes can be told apart. */
export async function findPersonsWithoutAccount(tx: Tx, tenantId: string, q: string) {
  const { rows } = await sql<{ id: string; name: string; place: string | null }>`
    select p.id, p.name, o.name as place
    from person p
    join person_place x on x.tenant_id = p.tenant_id and x.id = p.id
    left join organisation o on o.tenant_id = x.tenant_id and o.id = x.org_id
    where p.tenant_id = ${tenantId} and p.state = 'active' and (p.name ^@ ${q} or p.name_2 ^@ ${q} or p.name_3 ^@ ${q})
      and not exists (select from account a where a.tenant_id = p.tenant_id and a.person_id = p.id)
    order by p.name, p.id limit 20`.execute(tx);
  return rows;
}

/** Whether a login is taken: logins are unique over all tenants. */
export async function isLoginTaken(lookup: Tx, login: string): Promise<boolean> {
  const row = await lookup
    .selectFrom('account')
    .select('id')
    .where((eb) => eb(eb.fn('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst();
  return row !== undefined;
}

/** A person who may be given an account: exists, is active and has none. */
export async function isFreePerson(tx: Tx, tenantId: string, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person as p')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'p.tenant_id').onRef('a.person_id', '=', 'p.id'),
    )
    .select('p.id')
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', personId)
    .where('p.state', '=', 'active')
    .where('a.id', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds an account whose password must be changed at the first sign-in. */
export async function addAccount(
  tx: Tx,
  account: {
    tenantId: string;
    id: string;
    login: string;
    displayName: string;
    personId: string | null;
    passwordHash: string;
  },
): Promise<void> {
  await tx
    .insertInto('account')
    .values({
      tenant_id: account.tenantId,
      id: account.id,
      login: account.login,
      display_name: account.displayName,
      person_id: account.personId,
      password_hash: account.passwordHash,
      must_change_password: true,
    })
    .execute();
}

/** Changes an account; with `ifVersion` only that version. Returns whether a row was changed. */
export async function updateAccount(
  tx: Tx,
  tenantId: string,
  id: string,
  change: {
    display_name?: string;
    state?: 'active' | 'disabled';
    password_hash?: string;
    must_change_password?: boolean;
  },
  ifVersion?: number,
): Promise<boolean> {
  let query = tx
    .updateTable('account')
    .set(change)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id);
  if (ifVersion !== undefined) query = query.where('version', '=', ifVersion);
  const changed = await query.executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
