import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery, roleNames } from '#platform/http/endpoint.ts';

/** Roles are granted by the security administrator, who cannot use them. */
const granters: AccessRule = { secadmin: 'tenant' };

/** Roles that are granted; member, secretary and commissioner follow from the organisation (membership, appointment). */
export const grantableRoles = ['clerk', 'officer', 'rater', 'auditor', 'sysadmin', 'secadmin'] as const;

const grant = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  login: z.string(),
  displayName: z.string(),
  role: z.enum(roleNames),
  orgId: z.uuid().nullable(),
  orgName: z.string().nullable(),
  fromOn: z.string(),
  /** The first day on which it no longer holds. */
  toOn: z.string().nullable(),
  state: z.enum(['future', 'active', 'ended']),
  grantedBy: z.string().nullable(),
  version: fields.version,
});

export const listGrants = endpoint({
  method: 'GET',
  path: '/role-grants',
  summary: '授予的角色',
  access: granters,
  query: pageQuery.extend({
    q: z.string().trim().max(40).optional(),
    role: z.enum(grantableRoles).optional(),
    state: z.enum(['active', 'ended']).optional(),
  }),
  response: page(grant),
});

export const findGrantees = endpoint({
  method: 'GET',
  path: '/role-grants/accounts',
  summary: '可授予角色的账号，按账号名或姓名查找',
  access: granters,
  query: z.object({ q: z.string().trim().min(1).max(40) }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        login: z.string(),
        displayName: z.string(),
        roles: z.array(z.enum(roleNames)),
      }),
    ),
  }),
});

export const grantRole = endpoint({
  method: 'POST',
  path: '/role-grants',
  summary: '授予角色',
  access: granters,
  idempotent: true,
  body: z.strictObject({
    accountId: z.uuid(),
    role: z.enum(grantableRoles),
    orgId: z.uuid().nullable(),
    /** First day; today unless given. */
    fromOn: fields.day.optional(),
    /** The first day on which it no longer holds; open-ended unless given. */
    toOn: fields.day.optional(),
  }),
  response: grant,
  status: 201,
});

export const revokeRole = endpoint({
  method: 'POST',
  path: '/role-grants/:id/revoke',
  summary: '撤销角色，立即生效',
  access: granters,
  edits: true,
  response: grant,
});
