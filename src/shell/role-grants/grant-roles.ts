import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { bindRole } from '#platform/access/bind-role.ts';
import { bindingText } from '#platform/access/binding.ts';
import { closeSessions } from '#platform/auth/session.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { grantRole, listGrants } from './role-grants.contract.ts';
import { grantRefusal } from './role-grants.rules.ts';
import {
  endGrant,
  findAccounts,
  type GrantRow,
  kindOf,
  listGrantRows,
  readGrant,
  readGrantee,
} from './role-grants.store.ts';

function shapeOn(today: string) {
  return (row: GrantRow) => ({
    id: row.id,
    accountId: row.account_id,
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    orgId: row.org_id,
    orgName: row.org_name,
    fromOn: row.from_on,
    toOn: row.to_on,
    state: stateOn(today, row),
    grantedBy: row.granted_by_name,
    version: row.version,
  });
}

function stateOn(today: string, row: GrantRow): 'future' | 'active' | 'ended' {
  if (row.to_on !== null && row.to_on <= today) return 'ended';
  return row.from_on > today ? 'future' : 'active';
}

/** The roles granted in the tenant. */
export async function browseGrants(
  ctx: Context,
  query: QueryOf<typeof listGrants>,
): Promise<Result<ResponseOf<typeof listGrants>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await listGrantRows(
    ctx.tx,
    ctx.actor.tenantId,
    query,
    cursor.value,
    query.limit + 1,
    ctx.today,
  );
  return ok(cutPage(rows, query.limit, (row) => [row.login.toLowerCase(), row.id], shapeOn(ctx.today)));
}

/** Accounts that a role could be granted to. */
export async function searchGrantees(ctx: Context, q: string) {
  const rows = await findAccounts(ctx.tx, ctx.actor.tenantId, q, ctx.today);
  return {
    items: rows.map((row) => ({
      id: row.id,
      login: row.login,
      displayName: row.display_name,
      roles: row.roles,
    })),
  };
}

/** Grants a role at an organisation. The account is signed out, so that nothing goes on under its former roles (T15). */
export async function grant(ctx: Context, body: BodyOf<typeof grantRole>) {
  const { tenantId } = ctx.actor;
  const grantee = await readGrantee(ctx.tx, tenantId, body.accountId, body, ctx.today);
  if (!grantee) return notFound();
  const orgKind = body.orgId === null ? null : await kindOf(ctx.tx, tenantId, body.orgId);
  if (body.orgId !== null && orgKind === null) return notFound();
  const fromOn = body.fromOn ?? ctx.today;
  const toOn = body.toOn ?? null;
  if (fromOn < ctx.today) {
    return refuse('role-grants/days', '启用日期不能早于今天。', {
      status: 400,
      errors: [{ path: 'body.fromOn', message: '不能早于今天' }],
    });
  }
  const refusal = grantRefusal(ctx.actor.accountId ?? '', grantee, {
    role: body.role,
    orgKind,
    fromOn,
    toOn,
  });
  if (refusal) return refusal;
  const { accountId, role, orgId } = body;
  const id = await bindRole(ctx.tx, ctx.services.keys, {
    tenantId,
    accountId,
    role,
    orgId,
    fromOn,
    toOn,
    grantedBy: ctx.actor.accountId,
  });
  await closeSessions(ctx.tx, tenantId, accountId);
  ctx.audit({
    action: 'role.grant',
    object: ['role-binding', id],
    orgId,
    details: { account: accountId, role, fromOn, toOn },
  });
  const row = await readGrant(ctx.tx, tenantId, id);
  return row ? ok(shapeOn(ctx.today)(row)) : notFound();
}

/** Ends a granted role at once. The row stays: who held what, and when, must remain answerable. */
export async function revoke(ctx: Context, id: string) {
  const { tenantId } = ctx.actor;
  const row = await readGrant(ctx.tx, tenantId, id);
  if (!row) return notFound();
  const shape = shapeOn(ctx.today);
  if (row.account_id === ctx.actor.accountId) {
    return refuse('role-grants/oneself', '不能撤销自己的角色，请由另一位安全管理员办理，以免系统无人授权。');
  }
  if (stateOn(ctx.today, row) === 'ended') return refuse('role-grants/ended', '该角色已经失效，无需撤销。');
  const text = bindingText(tenantId, row.account_id, row.role, row.org_id, row.from_on, ctx.today);
  const end = { toOn: ctx.today, seal: ctx.services.keys.mac(text) };
  if (!(await endGrant(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, end)))
    return staleEdit(ctx, 'role-binding', id, shape(row));
  await closeSessions(ctx.tx, tenantId, row.account_id);
  ctx.audit({
    action: 'role.revoke',
    object: ['role-binding', id],
    orgId: row.org_id,
    details: { account: row.account_id, role: row.role },
  });
  const after = await readGrant(ctx.tx, tenantId, id);
  return after ? ok(shape(after)) : notFound();
}
