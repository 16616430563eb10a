import { z } from 'zod';
import { fields } from '#platform/http/endpoint.ts';
import { letters } from '#standards/packs/tasks.schema.ts';

/** The states of a task. */
export const taskStates = [
  'assigned',
  'accepted',
  'returned',
  'reported',
  'done',
  'withdrawn',
  'expired',
] as const;

/** One of the states. */
export const taskState = z.enum(taskStates);

/** One of the six letters. */
export const taskLetter = z.enum(letters);

/** How many. */
export const wholeNumber = z.number().int();

/** What can be done with a task by a person. */
export const taskAction = z.enum([
  'accept',
  'return',
  'reassign',
  'report',
  'confirm',
  'send-back',
  'withdraw',
]);

/** How far a task is: by outcomes, not by percent. */
export const taskProgress = z.object({
  outcomes: wholeNumber,
  reached: wholeNumber,
  children: wholeNumber,
  childrenDone: wholeNumber,
  parts: wholeNumber,
  partsDone: wholeNumber,
});

/** A letter given to somebody when a task is given out. */
export const newPart = z.strictObject({
  letter: z.enum(['lead', 'guide', 'assist', 'do', 'inform']),
  personId: z.uuid('请从名单中选择'),
  /** What an assistant delivers; only for 协管, and there it is required. */
  deliverable: fields.text(100).default(''),
  dueOn: fields.day.nullable().default(null),
});

/** Expected outcomes of a task that is given out. */
export const newOutcomes = z.array(fields.line(200)).max(10, '最多 10 条').default([]);

/** The letters given with a task, beside its owner. */
export const newParts = z.array(newPart).max(60, '分工过多，请合并').default([]);

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
  state: taskState,
  /** The first day on which it was late: stays, whatever happens later. */
  firstLateOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
  outcome: z.string(),
  parentId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
  startsOn: z.string().nullable(),
  /** The reader's own letters in it. */
  letters: z.array(taskLetter),
  progress: taskProgress,
  actions: z.array(taskAction),
  version: fields.version,
});

/** A task as shown. */
export type TaskView = z.infer<typeof taskView>;

/** Those who read a task: everybody it concerns, and those over its organisation. */
export const everybodyConcerned = {
  member: 'self',
  secretary: 'subtree',
  officer: 'subtree',
  clerk: 'subtree',
} as const;

/** Those who give out tasks. */
export const assigners = { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;

/** Another task, as it is linked to. */
export const taskLink = z.object({
  id: z.uuid(),
  title: z.string(),
  state: taskState,
  dueOn: z.string(),
  ownerName: z.string(),
});

export const partView = z.object({
  id: z.uuid(),
  letter: taskLetter,
  personId: z.uuid(),
  personName: z.string(),
  deliverable: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'delivered', 'returned', 'received', 'dropped']),
  deliveredOn: z.string().nullable(),
  firstLateOn: z.string().nullable(),
  note: z.string(),
  /** For the leader and the guide: by when they have to step in or to guide next. */
  nextOn: z.string().nullable(),
  actions: z.array(z.enum(['deliver', 'return', 'receive', 'send-back', 'renew', 'drop'])),
  version: fields.version,
});

/** Somebody's letter in a task, as shown. */
export type PartView = z.infer<typeof partView>;

/** Who will be reminded on which day, and on what condition. */
export const reminderView = z.object({
  on: z.string(),
  name: z.string(),
  letter: z.enum([...letters, 'obligation', 'agenda', 'training']),
  why: z.enum(['due', 'overdue', 'guide', 'direct', 'issued', 'late', 'done', 'review']),
  onlyIf: z.enum(['late', 'open', 'done']).nullable(),
});

/** Who will be reminded on which day. */
export type ReminderView = z.infer<typeof reminderView>;

/** What the reader may do with a task beyond its own life. */
export const taskRights = [
  'break-down',
  'share-out',
  'name-lead',
  'reach',
  'link',
  'guide',
  'direct',
  'enter-ledger',
] as const;
