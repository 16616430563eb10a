import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { initialPassword } from '#platform/auth/initial-password.ts';
import { hashPassword } from '#platform/auth/password.ts';
import { closeSessions } from '#platform/auth/session.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { changeAccount, createAccount, listAccounts } from './accounts.contract.ts';
import { accountRefusal } from './accounts.rules.ts';
import {
  type AccountRow,
  addAccount,
  isFreePerson,
  isLoginTaken,
  listAccountRows,
  readAccount,
  updateAccount,
} from './accounts.store.ts';

function shape(row: AccountRow) {
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    state: row.state,
    personName: row.person_name,
    mustChangePassword: row.must_change_password,
    roles: row.roles,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

/** The accounts of the tenant. */
export async function browseAccounts(
  ctx: Context,
  query: QueryOf<typeof listAccounts>,
): Promise<Result<ResponseOf<typeof listAccounts>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await listAccountRows(
    ctx.tx,
    ctx.actor.tenantId,
    query,
    cursor.value,
    query.limit + 1,
    ctx.today,
  );
  return ok(cutPage(rows, query.limit, (row) => [row.login.toLowerCase(), row.id], shape));
}

/** Opens an account. The posts of its person come with it; roles are for the security administrator to grant. */
export async function openAccount(ctx: Context, body: BodyOf<typeof createAccount>) {
  const { tenantId } = ctx.actor;
  if (await isLoginTaken(ctx.services.database.lookup, body.login)) {
    return refuse('accounts/login-taken', '这个账号名已被使用，请换一个。', {
      errors: [{ path: 'body.login', message: '已被使用' }],
    });
  }
  if (body.personId !== null && !(await isFreePerson(ctx.tx, tenantId, body.personId))) {
    return refuse('accounts/person-taken', '此人不存在、已转出或已有账号，请重新选择。', {
      errors: [{ path: 'body.personId', message: '请重新选择' }],
    });
  }
  const secret = initialPassword();
  const id = newId();
  await addAccount(ctx.tx, { ...body, tenantId, id, passwordHash: await hashPassword(secret) });
  ctx.audit({ action: 'account.create', object: ['account', id], details: { person: body.personId } });
  const row = await readAccount(ctx.tx, tenantId, id, ctx.today);
  return row ? ok({ ...shape(row), initialPassword: secret }) : notFound();
}

/** Renames, disables or enables an account. A disabled account is signed out everywhere at once. */
export async function editAccount(ctx: Context, id: string, body: BodyOf<typeof changeAccount>) {
  const { tenantId } = ctx.actor;
  const row = await readAccount(ctx.tx, tenantId, id, ctx.today);
  if (!row) return notFound();
  const switched = body.state !== undefined && body.state !== row.state;
  const action = switched ? (body.state === 'disabled' ? 'disable' : 'enable') : 'rename';
  const refusal = accountRefusal(ctx.actor.accountId ?? '', row, action);
  if (refusal) return refusal;
  const change = { display_name: body.displayName ?? row.display_name, state: body.state ?? row.state };
  if (!(await updateAccount(ctx.tx, tenantId, id, change, ctx.ifMatch))) {
    return staleEdit(ctx, 'account', id, shape(row));
  }
  const closed = action === 'disable' ? await closeSessions(ctx.tx, tenantId, id) : 0;
  ctx.audit({ action: `account.${action}`, object: ['account', id], details: { closed } });
  const after = await readAccount(ctx.tx, tenantId, id, ctx.today);
  return after ? ok(shape(after)) : notFound();
}

/** Gives an account a new initial password and signs it out everywhere. */
export async function renewPassword(ctx: Context, id: string) {
  const { tenantId } = ctx.actor;
  const row = await readAccount(ctx.tx, tenantId, id, ctx.today);
  if (!row) return notFound();
  const refusal = accountRefusal(ctx.actor.accountId ?? '', row, 'reset');
  if (refusal) return refusal;
  const secret = initialPassword();
  await updateAccount(ctx.tx, tenantId, id, {
    password_hash: await hashPassword(secret),
    must_change_password: true,
  });
  const closed = await closeSessions(ctx.tx, tenantId, id);
  ctx.audit({ action: 'account.reset', object: ['account', id], details: { closed } });
  const after = await readAccount(ctx.tx, tenantId, id, ctx.today);
  return after ? ok({ ...shape(after), initialPassword: secret }) : notFound();
}
