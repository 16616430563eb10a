import { z } from 'zod';
import { endpoint, page, pageQuery, roleNames } from '#platform/http/endpoint.ts';

const label = z.object({ zh: z.string(), en: z.string() });

export const readPerson = endpoint({
  method: 'GET',
  path: '/people/:id',
  summary: '一个人的基本信息、党籍和任职；每次查看都留痕，本人可见',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'self' },
  audits: true,
  response: z.object({
    id: z.uuid(),
    name: z.string(),
    /** The reader is the person. */
    own: z.boolean(),
    sex: z.enum(['男', '女']).nullable(),
    ethnicity: z.string().nullable(),
    /** Whole for the person, else the year only. */
    birth: z.string().nullable(),
    /** Whole for the person, else masked. */
    phone: z.string().nullable(),
    education: z.string().nullable(),
    title: z.string().nullable(),
    employer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    state: z.enum(['active', 'left']),
    memberships: z.array(
      z.object({
        orgId: z.uuid(),
        orgName: z.string(),
        kind: z.enum(['full', 'probationary']),
        joinedOn: z.string().nullable(),
        confirmedOn: z.string().nullable(),
        fromOn: z.string(),
        toOn: z.string().nullable(),
      }),
    ),
    appointments: z.array(
      z.object({
        orgId: z.uuid(),
        orgName: z.string(),
        title: label,
        fromOn: z.string(),
        toOn: z.string().nullable(),
      }),
    ),
  }),
});

export const listReaders = endpoint({
  method: 'GET',
  path: '/people/:id/readers',
  summary: '谁看过我的信息',
  access: { member: 'self' },
  query: pageQuery,
  response: page(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      /** Null for the system itself. */
      who: z.string().nullable(),
      action: z.string(),
      roles: z.array(z.enum(roleNames)),
      orgNames: z.array(z.string()),
    }),
  ),
});
