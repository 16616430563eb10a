import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery, roleNames } from '#platform/http/endpoint.ts';

/** Accounts belong to the system administrator, who never grants roles. */
const administrators: AccessRule = { sysadmin: 'tenant' };

const account = z.object({
  id: z.uuid(),
  login: z.string(),
  displayName: z.string(),
  state: z.enum(['active', 'disabled']),
  /** The person whose posts the account carries; null for an account of its own (三员, clerks from outside). */
  personName: z.string().nullable(),
  mustChangePassword: z.boolean(),
  /** Roles granted by the security administrator; posts are not among them. */
  roles: z.array(z.enum(roleNames)),
  createdAt: z.string(),
  version: fields.version,
});

const login = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_.-]{3,40}$/, '账号由 3–40 个字母、数字或 _ . - 组成');

/** Handed over once; it is stored as a hash only. */
const secret = account.extend({ initialPassword: z.string() });

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  summary: '账号',
  access: administrators,
  query: pageQuery.extend({
    q: z.string().trim().max(40).optional(),
    state: z.enum(['active', 'disabled']).optional(),
  }),
  response: page(account),
});

export const listCandidates = endpoint({
  method: 'GET',
  path: '/accounts/candidates',
  summary: '还没有账号的人员，按姓名查找',
  access: administrators,
  query: z.object({ q: z.string().trim().min(2, '请至少输入两个字').max(40) }),
  response: z.object({
    items: z.array(z.object({ id: z.uuid(), name: z.string(), place: z.string().nullable() })),
  }),
});

export const createAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  summary: '新建账号；返回的初始密码只显示一次',
  access: administrators,
  body: z.strictObject({ login, displayName: fields.line(60), personId: z.uuid().nullable() }),
  response: secret,
  status: 201,
});

export const changeAccount = endpoint({
  method: 'PATCH',
  path: '/accounts/:id',
  summary: '修改账号名称，停用或启用账号',
  access: administrators,
  edits: true,
  body: z.strictObject({
    displayName: fields.line(60).optional(),
    state: z.enum(['active', 'disabled']).optional(),
  }),
  response: account,
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/accounts/:id/password',
  summary: '重置密码；返回的初始密码只显示一次，本人登录后须修改',
  access: administrators,
  response: secret,
  perMinute: 60,
});
