import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { titleSchema } from '#standards/packs/packs.schema.ts';
import { letters, lintCodes } from '#standards/packs/tasks.schema.ts';
import { taskView } from '../task-shapes.contract.ts';

const assigners = { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;
const state = z.enum(['draft', 'issued', 'expired', 'discarded']);
const count = z.number().int();

const entryKey = z.string().regex(/^[a-z0-9-]{1,40}$/, '编号应为小写字母、数字和连字符');

/** One task of a draft. Holes are allowed here: the check lists them, and only issuing refuses them. */
export const planEntry = z.strictObject({
  key: entryKey,
  title: fields.line(200),
  standard: fields.text(1000),
  outcomes: z.array(fields.line(200)).max(10, '最多 10 条'),
  startsOn: fields.day.nullable(),
  dueOn: fields.day.nullable(),
  needs: z.array(entryKey).max(10, '前置最多 10 项'),
  parts: z
    .array(
      z.strictObject({
        letter: z.enum(letters),
        personId: z.uuid('请从名单中选择'),
        deliverable: fields.text(100),
        dueOn: fields.day.nullable(),
      }),
    )
    .max(60, '分工过多，请合并'),
});

const planHead = z.object({
  id: z.uuid(),
  orgId: z.uuid(),
  orgName: z.string(),
  title: z.string(),
  packageId: z.string().nullable(),
  fromOn: z.string(),
  toOn: z.string(),
  expires: z.boolean(),
  state,
  /** How many tasks: in the draft, or given out. */
  tasks: count,
  done: count,
  late: count,
  version: fields.version,
});
/** A list of tasks in a list of lists. */
export type PlanHead = z.infer<typeof planHead>;

const finding = z.object({
  code: z.enum(lintCodes),
  severity: z.enum(['must', 'should']),
  key: z.string(),
  person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  title: titleSchema,
  repair: titleSchema,
  /** Who could fill the hole, by the posts that usually do. */
  suggest: z.object({ letter: z.enum(letters), id: z.uuid(), name: z.string() }).nullable(),
});
/** A hole, an overlap or a warning, with its repair. */
export type PlanFinding = z.infer<typeof finding>;

const person = z.object({
  id: z.uuid(),
  name: z.string(),
  posts: z.array(titleSchema),
  there: z.boolean(),
});

export const planDetail = planHead.extend({
  entries: z.array(planEntry),
  persons: z.array(person),
  findings: z.array(finding),
  /** What issuing is bound to: it goes along with the order to issue. */
  hash: z.string(),
  issuedHash: z.string().nullable(),
  issuedOn: z.string().nullable(),
  given: z.array(taskView),
  may: z.array(z.enum(['edit', 'issue', 'discard'])),
});
/** A list of tasks with everything in it. */
export type PlanDetail = z.infer<typeof planDetail>;

export const listTaskPackages = endpoint({
  method: 'GET',
  path: '/task-packages',
  summary: '可以采用的任务包',
  access: assigners,
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: titleSchema,
        note: titleSchema,
        bodies: z.array(z.string()),
        expires: z.boolean(),
        tasks: z.array(z.string()),
        fromOn: z.string(),
        toOn: z.string(),
      }),
    ),
  }),
});

export const listTaskPlans = endpoint({
  method: 'GET',
  path: '/task-plans',
  summary: '任务清单（年度和阶段）',
  access: assigners,
  query: pageQuery.extend({ orgId: z.uuid().optional(), state: state.optional() }),
  response: page(planHead),
});

export const readTaskPlan = endpoint({
  method: 'GET',
  path: '/task-plans/:id',
  summary: '一份任务清单及下达前的检查',
  access: assigners,
  response: planDetail,
});

export const createTaskPlan = endpoint({
  method: 'POST',
  path: '/task-plans',
  summary: '起草任务清单，可从任务包采用',
  access: assigners,
  body: z.strictObject({
    orgId: z.uuid('请选择组织'),
    title: fields.line(100),
    packageId: z.string().max(60).nullable().default(null),
    fromOn: fields.day,
    toOn: fields.day,
    expires: z.boolean().default(false),
  }),
  response: planDetail,
  status: 201,
  idempotent: true,
});

export const editTaskPlan = endpoint({
  method: 'PUT',
  path: '/task-plans/:id',
  summary: '修改任务清单草稿',
  access: assigners,
  body: z.strictObject({
    title: fields.line(100),
    fromOn: fields.day,
    toOn: fields.day,
    expires: z.boolean(),
    entries: z.array(planEntry).max(60, '一份清单最多 60 项'),
  }),
  response: planDetail,
  edits: true,
});

export const issueTaskPlan = endpoint({
  method: 'POST',
  path: '/task-plans/:id/issue',
  summary: '下达任务清单：有缺口不得下达',
  access: assigners,
  body: z.strictObject({
    /** The hash of the draft that was read: another text is another decision. */
    hash: z.string().max(100),
  }),
  response: planDetail,
  edits: true,
});

export const discardTaskPlan = endpoint({
  method: 'POST',
  path: '/task-plans/:id/discard',
  summary: '作废任务清单草稿',
  access: assigners,
  response: planDetail,
  edits: true,
});
