import { z } from 'zod';
import { bodyKinds, titleSchema, trustSchema } from './packs.schema.ts';

/** The shape of the files about the task list and the desks of posts. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
const line = z.string().trim().min(1, '不能为空').max(400);
const body = z.enum(bodyKinds);
const posts = z.array(id).min(1);
const days = z.int().min(0).max(3660);
const some = z.int().min(1).max(1000);

/** 领导 lead · 指导 guide · 主管 own · 协管 assist · 落实 do · 知会 inform. */
export const letters = ['lead', 'guide', 'own', 'assist', 'do', 'inform'] as const;
/** One of the six parts that somebody has in a task. */
export type Letter = (typeof letters)[number];

/** What the check of a task list can find. */
export const lintCodes = [
  'no-own',
  'no-lead',
  'two-leads',
  'no-guide',
  'guide-is-own',
  'no-do',
  'no-deliverable',
  'same-deliverable',
  'no-assist',
  'no-inform',
  'inform-twice',
  'inform-many',
  'no-outcome',
  'no-due',
  'due-past',
  'due-outside',
  'starts-late',
  'part-late',
  'person-left',
  'powerless',
  'overload',
  'needs-cycle',
  'needs-nothing',
  'needs-late',
  'same-title',
] as const;
/** A hole, an overlap or a warning in a task list. */
export type LintCode = (typeof lintCodes)[number];

/** What reminds of something: one of the letters that have to act, an obligation, a matter of the leading group, or a secretary's training. */
export const reminderKinds = [
  'own',
  'do',
  'assist',
  'guide',
  'lead',
  'obligation',
  'agenda',
  'training',
] as const;
/** What reminds of something. */
export type ReminderKind = (typeof reminderKinds)[number];

/** Days before and after the due day on which to remind; after that every so many days, so many times. */
const reminderSchema = z.strictObject({
  before: z.array(z.int().min(0).max(365)),
  after: z.array(z.int().min(1).max(365)),
  every: z.int().min(1).max(90),
  times: z.int().min(0).max(60),
});
/** When to remind of something with a due day. */
export type ReminderRule = z.infer<typeof reminderSchema>;

const packageTask = z.strictObject({
  id,
  title: line,
  standard: line,
  outcomes: z.array(line).min(1).max(10),
  start: days,
  due: days,
  needs: z.array(id).optional(),
  own: posts,
  lead: posts,
  guide: posts,
  do: z.strictObject({ posts, each: z.boolean().optional() }),
  assist: z.array(z.strictObject({ posts, deliverable: line })).optional(),
  inform: z.strictObject({ posts, each: z.boolean().optional() }).optional(),
});

/** The files, by name. */
export const taskSchemas = {
  'tasks.yaml': z.strictObject({
    status: trustSchema,
    note: line,
    letters: z.array(
      z.strictObject({
        id: z.enum(letters),
        title: titleSchema,
        does: titleSchema,
        /** Posts that usually have the power for it; empty: any. */
        posts: z.array(id),
        suggest: posts,
      }),
    ),
    limits: z.strictObject({
      depth: z.int().min(1).max(10),
      children: some,
      entries: z.int().min(1).max(200),
      outcomes: z.int().min(1).max(20),
      parts: z.int().min(1).max(200),
      needs: z.int().min(1).max(50),
      load: some,
      inform: some,
    }),
    guide_days: z.int().min(1).max(366),
    lead_days: z.int().min(1).max(366),
    /** From when on a task that does not move can become a problem of the ledger. */
    stuck: z.strictObject({ late_days: some, returns: some, moves: some }),
    reminders: z.record(z.enum(reminderKinds), reminderSchema),
    inform_on: z.array(z.enum(['issue', 'late', 'done'])),
    lints: z.array(
      z.strictObject({
        id: z.enum(lintCodes),
        severity: z.enum(['must', 'should']),
        title: titleSchema,
        repair: titleSchema,
      }),
    ),
    packages: z.array(
      z.strictObject({
        id,
        title: titleSchema,
        note: titleSchema,
        bodies: z.array(body).min(1),
        /** Length of the period, and the month and day on which it usually begins. */
        days: z.int().min(1).max(1100),
        season: z.string().regex(/^\d\d-\d\d$/, '应写作 06-01'),
        expires: z.boolean(),
        tasks: z.array(packageTask).min(1).max(60),
      }),
    ),
  }),
  'desks.yaml': z.strictObject({
    status: trustSchema,
    note: line,
    desks: z.array(
      z.strictObject({
        post: id,
        title: titleSchema,
        aim: titleSchema,
        acts: z
          .array(
            z.strictObject({
              id,
              title: titleSchema,
              kinds: z.array(id).min(1),
              month: z.int().min(0).max(31),
              months: z.array(z.int().min(1).max(12)).optional(),
              link: z.string().regex(/^\/[a-z/-]*$/, '应为本系统的页面地址'),
            }),
          )
          .min(1),
      }),
    ),
  }),
};

/** How tasks are shared out, checked and reminded of. */
export type TasksPack = z.infer<(typeof taskSchemas)['tasks.yaml']>;
/** One package of tasks, by posts. */
export type TaskPackage = TasksPack['packages'][number];
/** What each post does in a month. */
export type DesksPack = z.infer<(typeof taskSchemas)['desks.yaml']>;
