import { z } from 'zod';
import { type AccessRule, endpoint, fields } from '#platform/http/endpoint.ts';

const named = z.object({ id: z.uuid(), name: z.string() });
const count = z.number().int();

const group = z.object({
  id: z.uuid(),
  name: z.string(),
  leader: named.nullable(),
  members: z.array(named),
  /** Whether it met this month. */
  metThisMonth: z.boolean(),
  /** What it did this year: meetings and activities. */
  meetings: count,
  activities: count,
  /** The last things it did, newest first. */
  last: z.array(z.object({ id: z.uuid(), title: z.string(), onDay: z.string() })),
  next: z.object({ id: z.uuid(), title: z.string(), onDay: z.string() }).nullable(),
  /** Whether the reader plans and records its meetings: by role, or as its leader. */
  mayKeep: z.boolean(),
  version: fields.version,
});
/** A Party group as shown. */
export type GroupView = z.infer<typeof group>;

const groups = z.object({
  branch: named,
  groups: z.array(group),
  /** Members of the branch who belong to no group. */
  without: z.array(named),
  /** Everybody of the branch; only for those who arrange the groups. */
  members: z.array(named),
  mayArrange: z.boolean(),
});
/** The groups of a branch. */
export type GroupsView = z.infer<typeof groups>;

const readers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' };
const keepers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };

export const readGroups = endpoint({
  method: 'GET',
  path: '/organisations/:id/groups',
  summary: '支部的党小组：组长、组员、活动',
  access: readers,
  response: groups,
});

const body = z.strictObject({
  name: fields.line(40),
  leaderId: z.uuid('请选择组长'),
  memberIds: z.array(z.uuid()).min(2, '党小组至少两人').max(200),
});

export const addGroup = endpoint({
  method: 'POST',
  path: '/organisations/:id/groups',
  summary: '设立党小组',
  access: keepers,
  idempotent: true,
  status: 201,
  body,
  response: z.object({ id: z.uuid() }),
});

export const changeGroup = endpoint({
  method: 'PUT',
  path: '/groups/:id',
  summary: '调整党小组的名称、组长和组员',
  access: keepers,
  edits: true,
  body,
  response: z.object({ version: fields.version }),
});
