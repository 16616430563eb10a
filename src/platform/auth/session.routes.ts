import { notFound, ok, refuse } from '#kernel/result.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Context } from '#platform/http/context.ts';
import { refusals } from '#platform/http/problem.ts';
import { on, onPublic, type PublicContext } from '#platform/http/routes.ts';
import { checkAgainstNobody, checkPassword, hashPassword, passwordFlaw } from './password.ts';
import {
  changePassword,
  listSessions,
  type Me,
  readMe,
  readTenant,
  revokeSession,
  signIn,
  signOut,
} from './session.contract.ts';
import { closeSessions, openSession } from './session.ts';
import { noteFailure, noteSuccess, secondsToWait } from './throttle.ts';
import { turnstile } from './turnstile.ts';

/** The password of the demo accounts; they exist only in a demo tenant. */
export const DEMO_PASSWORD = 'Zelian-demo-2026';
const DEMO_LOGINS = ['clerk', 'officer', 'secretary', 'member', 'rater', 'auditor', 'sysadmin', 'secadmin'];

/** Sign-ins from one address are decided one after the other: a hundred guesses at once are still counted. */
const inTurn = turnstile(100);

async function enter(ctx: PublicContext, login: string, password: string) {
  const outcome = await inTurn(ctx.address, () => decideEntry(ctx, login, password));
  return outcome === 'too-many' ? refusals.tooMany(5) : outcome;
}

async function decideEntry(ctx: PublicContext, login: string, password: string) {
  const { database } = ctx.services;
  const wait = await secondsToWait(database.lookup, login, ctx.address, ctx.now);
  if (wait > 0) return refusals.tooMany(wait);
  const account = await database.lookup
    .selectFrom('account')
    .select(['tenant_id', 'id', 'password_hash', 'state'])
    .where((eb) => eb(eb.fn('lower', ['login']), '=', login.toLowerCase()))
    .executeTakeFirst();
  const right = account ? await checkPassword(password, account.password_hash) : false;
  if (!account) await checkAgainstNobody(password);
  if (!account || !right || account.state !== 'active') {
    await noteFailure(database.lookup, login, ctx.address, ctx.now);
    if (account) {
      await ctx.inTenant(account.tenant_id, async (inner) => {
        inner.audit({ action: 'session.refuse', object: ['account', account.id] });
        return ok(null);
      });
    }
    return refuse('session/wrong', '账号或密码不正确。如忘记密码，请联系系统管理员重置。', { status: 401 });
  }
  await noteSuccess(database.lookup, login, ctx.address, ctx.now);
  return ctx.inTenant(account.tenant_id, async (inner) => {
    const token = await openSession(
      inner.tx,
      { tenantId: account.tenant_id, id: account.id },
      ctx.now,
      ctx.device,
    );
    inner.audit({ action: 'session.open', object: ['account', account.id] });
    ctx.setSession(token);
    return ok(await meOf(inner.tx, account.tenant_id, account.id, { grants: [], posts: [] }));
  });
}

async function meOf(
  tx: Tx,
  tenantId: string,
  accountId: string,
  held: Pick<Me, 'grants' | 'posts'>,
): Promise<Me> {
  const row = await tx
    .selectFrom('account as a')
    .innerJoin('tenant as t', 't.tenant_id', 'a.tenant_id')
    .select([
      'a.id',
      'a.person_id',
      'a.login',
      'a.display_name',
      'a.must_change_password',
      't.name',
      't.demo',
    ])
    .where('a.tenant_id', '=', tenantId)
    .where('a.id', '=', accountId)
    .executeTakeFirstOrThrow();
  return {
    accountId: row.id,
    personId: row.person_id,
    login: row.login,
    displayName: row.display_name,
    tenantName: row.name,
    demo: row.demo,
    mustChangePassword: row.must_change_password,
    ...held,
  };
}

/** The posts that the person signed in holds today. */
async function postsOf(ctx: Context): Promise<string[]> {
  if (ctx.actor.personId === null) return [];
  const rows = await ctx.tx
    .selectFrom('appointment')
    .select('post')
    .distinct()
    .where('tenant_id', '=', ctx.actor.tenantId)
    .where('person_id', '=', ctx.actor.personId)
    .where('from_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', ctx.today)]))
    .orderBy('post')
    .execute();
  return rows.map((row) => row.post);
}

async function currentMe(ctx: Context): Promise<Me> {
  const ids = ctx.actor.grants.map((grant) => grant.orgId).filter((id) => id !== null);
  const names = ids.length
    ? await ctx.tx
        .selectFrom('organisation')
        .select(['id', 'name'])
        .where('tenant_id', '=', ctx.actor.tenantId)
        .where('id', 'in', ids)
        .execute()
    : [];
  const nameOf = new Map(names.map((row) => [row.id, row.name]));
  const grants = ctx.actor.grants.map(({ role, orgId }) => ({
    role,
    orgId,
    orgName: nameOf.get(orgId ?? '') ?? null,
  }));
  return meOf(ctx.tx, ctx.actor.tenantId, ctx.actor.accountId ?? '', { grants, posts: await postsOf(ctx) });
}

async function setPassword(ctx: Context, body: { current: string; next: string }) {
  const { tenantId } = ctx.actor;
  const accountId = ctx.actor.accountId ?? '';
  const account = await ctx.tx
    .selectFrom('account')
    .select(['password_hash', 'login', 'display_name'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!(await checkPassword(body.current, account.password_hash))) {
    return refuse('session/wrong', '当前密码不正确。', { status: 401 });
  }
  const flaw = passwordFlaw(body.next, [account.login, account.display_name]);
  if (flaw)
    return refuse('session/weak-password', flaw, {
      status: 400,
      errors: [{ path: 'body.next', message: flaw }],
    });
  await ctx.tx
    .updateTable('account')
    .set({ password_hash: await hashPassword(body.next), must_change_password: false })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .execute();
  const revoked = await closeSessions(ctx.tx, tenantId, accountId);
  ctx.setSession(await openSession(ctx.tx, { tenantId, id: accountId }, ctx.now, ctx.device));
  ctx.audit({ action: 'session.change-password', object: ['account', accountId], details: { revoked } });
  return ok({ revoked: revoked - 1 });
}

async function describeTenant(ctx: PublicContext) {
  const tenants = await ctx.services.database.lookup
    .selectFrom('tenant')
    .select(['tenant_id', 'name', 'demo'])
    .limit(2)
    .execute();
  const only = tenants.length === 1 ? tenants[0] : undefined;
  const demoAccounts = only?.demo
    ? await ctx.services.database.lookup
        .selectFrom('account')
        .select(['login', 'display_name as displayName'])
        .where('tenant_id', '=', only.tenant_id)
        .where('login', 'in', DEMO_LOGINS)
        .orderBy('id')
        .execute()
    : [];
  return {
    name: only?.name ?? '责链',
    demo: only?.demo ?? false,
    needsSetup: tenants.length === 0,
    demoAccounts,
    demoPassword: only?.demo ? DEMO_PASSWORD : null,
  };
}

export const sessionRoutes = [
  onPublic(signIn, (ctx, { body }) => enter(ctx, body.login, body.password)),
  onPublic(readTenant, describeTenant),
  on(readMe, currentMe),
  on(signOut, async (ctx) => {
    await closeSessions(ctx.tx, ctx.actor.tenantId, ctx.actor.accountId ?? '', {
      only: ctx.actor.sessionId ?? '',
    });
    ctx.setSession(null);
    ctx.audit({ action: 'session.close', object: ['account', ctx.actor.accountId] });
    return null;
  }),
  on(listSessions, async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('session')
      .selectAll()
      .where('tenant_id', '=', ctx.actor.tenantId)
      .where('account_id', '=', ctx.actor.accountId ?? '')
      .where('expires_at', '>', ctx.now)
      .orderBy('seen_at', 'desc')
      .limit(50)
      .execute();
    return {
      items: rows.map((row) => ({
        id: row.id,
        device: row.device,
        createdAt: row.created_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        current: row.id === ctx.actor.sessionId,
      })),
    };
  }),
  on(revokeSession, async (ctx, { params }) => {
    const gone = await closeSessions(ctx.tx, ctx.actor.tenantId, ctx.actor.accountId ?? '', {
      only: params.id,
    });
    if (gone === 0) return notFound();
    ctx.audit({
      action: 'session.revoke',
      object: ['account', ctx.actor.accountId],
      details: { session: params.id },
    });
    return null;
  }),
  on(changePassword, (ctx, { body }) => setPassword(ctx, body)),
];
