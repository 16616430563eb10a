import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import {
  assigners,
  everybodyConcerned,
  newOutcomes,
  newParts,
  partView,
  reminderView,
  taskAction,
  taskLetter,
  taskLink,
  taskRights,
  taskState,
  taskView,
} from './task-shapes.contract.ts';

const taskEvent = z.object({
  id: z.uuid(),
  action: z.string(),
  toState: taskState,
  byName: z.string().nullable(),
  at: z.string(),
  note: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
});

export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  summary: '任务清单',
  access: everybodyConcerned,
  query: pageQuery.extend({
    /** `mine`: the reader is the owner; `waiting`: the reader has to answer (confirm an outcome, give out again). */
    view: z.enum(['all', 'mine', 'waiting']).default('all'),
    /** Only those in which the reader has this letter. */
    letter: taskLetter.optional(),
    planId: z.uuid().optional(),
    orgId: z.uuid().optional(),
    recordId: z.uuid().optional(),
    state: z.enum(['any', 'open', 'late', 'done', 'withdrawn', 'expired']).optional(),
  }),
  response: page(taskView),
});

export const readTask = endpoint({
  method: 'GET',
  path: '/tasks/:id',
  summary: '一项任务及其经过',
  access: everybodyConcerned,
  response: taskView.extend({
    events: z.array(taskEvent),
    parentTitle: z.string().nullable(),
    planTitle: z.string().nullable(),
    parts: z.array(partView),
    expected: z.array(
      z.object({
        id: z.uuid(),
        text: z.string(),
        result: z.string(),
        reachedOn: z.string().nullable(),
        reachedBy: z.string().nullable(),
      }),
    ),
    children: z.array(
      taskLink.extend({ orgName: z.string(), firstLateOn: z.string().nullable(), note: z.string() }),
    ),
    needs: z.array(taskLink),
    waiting: z.array(taskLink),
    touches: z.array(
      z.object({
        id: z.uuid(),
        letter: z.enum(['lead', 'guide']),
        name: z.string(),
        onDay: z.string(),
        text: z.string(),
      }),
    ),
    reminders: z.array(reminderView),
    may: z.array(z.enum(taskRights)),
    /** Why it is stuck; empty: it is not. */
    stuck: z.array(z.enum(['late', 'returned', 'moved'])),
    /** The problem in the ledger that was made of it. */
    problemId: z.uuid().nullable(),
    /** The owner is not there any more: it has to be given to somebody else. */
    ownerLeft: z.boolean(),
  }),
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
    startsOn: fields.day.nullable().default(null),
    outcomes: newOutcomes,
    /** None: the owner does it alone. Else the letters are checked as in a list of tasks. */
    parts: newParts,
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
    action: taskAction,
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
