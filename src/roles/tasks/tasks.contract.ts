import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

const state = z.enum(['assigned', 'accepted', 'returned', 'reported', 'done', 'withdrawn']);
const action = z.enum(['accept', 'return', 'reassign', 'report', 'confirm', 'send-back', 'withdraw']);

/** A task as shown; `actions` are those open to the reader now. */
export const taskView = z.object({
  id: z.uuid(),
  orgId: z.uuid(),
  orgName: z.string(),
  title: z.string(),
  standard: z.string(),
  ownerId: z.uuid(),
  ownerName: z.string(),
  assignedByName: z.string().nullable(),
  recordId: z.uuid().nullable(),
  recordTitle: z.string().nullable(),
  createdOn: z.string(),
  dueOn: z.string(),
  state,
  /** The first day on which it was late: stays, whatever happens later. */
  firstLateOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
  outcome: z.string(),
  actions: z.array(action),
  version: fields.version,
});
/** A task as shown. */
export type TaskView = z.infer<typeof taskView>;

const taskEvent = z.object({
  id: z.uuid(),
  action: z.string(),
  toState: state,
  byName: z.string().nullable(),
  at: z.string(),
  note: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
});

const everybodyConcerned = {
  member: 'self',
  secretary: 'subtree',
  officer: 'subtree',
  clerk: 'subtree',
} as const;
const assigners = { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;

export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  summary: '任务清单',
  access: everybodyConcerned,
  query: pageQuery.extend({
    /** `mine`: the reader is the owner; `waiting`: the reader has to answer (confirm an outcome, give out again). */
    view: z.enum(['all', 'mine', 'waiting']).default('all'),
    orgId: z.uuid().optional(),
    recordId: z.uuid().optional(),
    state: z.enum(['open', 'late', 'done', 'withdrawn']).optional(),
  }),
  response: page(taskView),
});

export const readTask = endpoint({
  method: 'GET',
  path: '/tasks/:id',
  summary: '一项任务及其经过',
  access: everybodyConcerned,
  response: taskView.extend({ events: z.array(taskEvent) }),
});

export const createTask = endpoint({
  method: 'POST',
  path: '/tasks',
  summary: '布置任务',
  access: assigners,
  body: z.strictObject({
    orgId: z.uuid(),
    title: fields.line(200),
    standard: fields.text(1000).default(''),
    ownerId: z.uuid(),
    dueOn: fields.day,
  }),
  response: taskView,
  status: 201,
  idempotent: true,
});

export const actOnTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/actions',
  summary: '接受、退回、报告结果、确认、退改或撤回任务',
  access: everybodyConcerned,
  body: z.strictObject({
    action,
    note: fields.text(1000).default(''),
    /** For `reassign` only: another owner, another deadline. */
    ownerId: z.uuid().optional(),
    dueOn: fields.day.optional(),
  }),
  response: taskView,
  edits: true,
});

export const moveTaskDeadline = endpoint({
  method: 'POST',
  path: '/tasks/:id/deadline',
  summary: '调整任务时限',
  access: assigners,
  body: z.strictObject({ dueOn: fields.day, note: fields.line(500) }),
  response: taskView,
  edits: true,
});
