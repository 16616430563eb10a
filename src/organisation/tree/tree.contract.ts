import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

export const organisationKind = z.enum([
  'work_committee',
  'unit',
  'leading_group',
  'organ_committee',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
]);

const organisationRow = z.object({
  id: z.uuid(),
  kind: organisationKind,
  name: z.string(),
  shortName: z.string().nullable(),
  category: z.string().nullable(),
  state: z.enum(['active', 'dissolved']),
  /** Organisations directly under it. */
  children: z.number().int(),
  /** Members of the Party in it and under it. */
  members: z.number().int(),
});

const label = z.object({ zh: z.string(), en: z.string() });

const post = z.object({
  personId: z.uuid(),
  personName: z.string(),
  post: z.string(),
  title: label,
  fromOn: z.string(),
});

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/organisations',
  summary: '组织树：不给上级时为我能看到的最高层，给上级时为其直接下级；给关键词时为名称中含有它的',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own', secadmin: 'tenant' },
  query: pageQuery.extend({
    parent: z.uuid().optional(),
    q: z.string().trim().max(40).optional(),
    kind: organisationKind.optional(),
  }),
  response: page(organisationRow),
});

export const readOrganisation = endpoint({
  method: 'GET',
  path: '/organisations/:id',
  summary: '一个组织：所在位置、下级、任职',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' },
  response: organisationRow.extend({
    version: fields.version,
    /** From the top down, as far as the actor may see. */
    ancestors: z.array(z.object({ id: z.uuid(), name: z.string(), visible: z.boolean() })),
    posts: z.array(post),
  }),
});

export const listMembers = endpoint({
  method: 'GET',
  path: '/organisations/:id/members',
  summary: '一个组织及其下级的党员名册',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' },
  query: pageQuery.extend({
    q: z.string().trim().max(40).optional(),
    kind: z.enum(['full', 'probationary']).optional(),
  }),
  response: page(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      kind: z.enum(['full', 'probationary']),
      joinedOn: z.string().nullable(),
      orgId: z.uuid(),
      orgName: z.string(),
      posts: z.array(label),
      exempt: z.boolean(),
    }),
  ),
});
