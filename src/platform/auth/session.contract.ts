import { z } from 'zod';
import { endpoint, roleNames } from '#platform/http/endpoint.ts';

/** Who is signed in, as the page needs it. */
export const me = z.object({
  accountId: z.uuid(),
  personId: z.uuid().nullable(),
  login: z.string(),
  displayName: z.string(),
  tenantName: z.string(),
  demo: z.boolean(),
  mustChangePassword: z.boolean(),
  /** The posts held now, by their codes in the content. */
  posts: z.array(z.string()),
  grants: z.array(
    z.object({ role: z.enum(roleNames), orgId: z.uuid().nullable(), orgName: z.string().nullable() }),
  ),
});
export type Me = z.infer<typeof me>;

const sessionView = z.object({
  id: z.uuid(),
  device: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
});

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  summary: '登录',
  access: 'public',
  body: z.object({ login: z.string().trim().min(1).max(100), password: z.string().min(1).max(1000) }),
  response: me,
  perMinute: 120,
});

export const readMe = endpoint({
  method: 'GET',
  path: '/session',
  summary: '当前登录人',
  access: 'signed-in',
  response: me,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  summary: '退出登录',
  access: 'signed-in',
  response: z.null(),
  status: 204,
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/sessions',
  summary: '我的登录设备',
  access: 'signed-in',
  response: z.object({ items: z.array(sessionView) }),
});

export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/sessions/:id',
  summary: '让一台设备退出登录',
  access: 'signed-in',
  response: z.null(),
  status: 204,
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/session/password',
  summary: '修改密码',
  access: 'signed-in',
  body: z.object({ current: z.string().min(1).max(1000), next: z.string().min(1).max(1000) }),
  response: z.object({ revoked: z.number().int() }),
  perMinute: 20,
});

/** What a visitor may know before signing in. */
export const readTenant = endpoint({
  method: 'GET',
  path: '/tenant',
  summary: '系统名称、是否演示、是否需要首次设置',
  access: 'public',
  response: z.object({
    name: z.string(),
    demo: z.boolean(),
    needsSetup: z.boolean(),
    demoAccounts: z.array(z.object({ login: z.string(), displayName: z.string() })),
    /** Shown only where the tenant is a demo. */
    demoPassword: z.string().nullable(),
  }),
});
