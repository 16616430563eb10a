import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { isFigure, linkActions, linkStates, movements } from './fusion.rules.ts';

const readers = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'self' } as const;
const above = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' } as const;
const keepers = { officer: 'subtree', secretary: 'subtree' } as const;
const count = z.number().int();
const figure = z
  .number()
  .min(-99_999_999, '数值过小')
  .max(999_999_999, '数值过大')
  .refine(isFigure, '最多两位小数');
const named = z.object({ id: fields.id, name: z.string() });

const item = z.object({
  id: fields.id,
  title: z.string(),
  unit: named,
  owner: named,
  indicator: z.string(),
  measure: z.string(),
  source: z.string(),
  baseline: z.number(),
  target: z.number(),
  baselineOn: fields.day,
  dueOn: fields.day,
  endedOn: fields.day.nullable(),
  /** Oldest first; the last twelve. */
  readings: z.array(z.object({ onDay: fields.day, value: z.number() })),
  /** Confirmed links that stand. */
  links: count,
  /** By when its owner reports the next figure; null while no link is confirmed. */
  nextOn: fields.day.nullable(),
  may: z.array(z.enum(['report', 'change'])),
  version: fields.version,
});
/** A business item with its figures. */
export type BusinessItemView = z.infer<typeof item>;

const link = z.object({
  id: fields.id,
  task: z.object({
    id: fields.id,
    title: z.string(),
    orgName: z.string(),
    owner: z.string(),
    done: z.boolean(),
  }),
  item: item
    .pick({ id: true, title: true, indicator: true, measure: true, baseline: true, target: true })
    .extend({
      owner: z.string(),
    }),
  /** How the one helps the other, in a sentence. */
  how: z.string(),
  state: z.enum(linkStates),
  proposedBy: z.string(),
  proposedOn: fields.day,
  confirmedBy: z.string().nullable(),
  confirmedOn: fields.day.nullable(),
  note: z.string(),
  movement: z.enum(movements).nullable(),
  value: z.number().nullable(),
  actions: z.array(z.enum(linkActions)),
  version: fields.version,
});
/** A link of Party work and business as shown. */
export type FusionLinkView = z.infer<typeof link>;

export const listFusionLinks = endpoint({
  method: 'GET',
  path: '/fusion-links',
  summary: '融合链：党建任务、业务事项、效能指标',
  access: readers,
  query: pageQuery.extend({
    orgId: z.uuid().optional(),
    /** The links of one task and of its parts, whoever may read the task. */
    taskId: z.uuid().optional(),
    state: z.enum(['standing', 'any', ...linkStates]).default('standing'),
    /** Only those whose business side is the reader's own. */
    mine: z.enum(['yes']).optional(),
  }),
  response: page(link),
});

export const readFusion = endpoint({
  method: 'GET',
  path: '/organisations/:id/fusion',
  summary: '两个比率：没有连到业务的党建任务、没有党建支撑的业务事项',
  access: above,
  response: z.object({
    org: named,
    /** Tasks due this year that are not part of another one here, and how many have a confirmed link. */
    tasks: z.object({ all: count, linked: count }),
    items: z.object({ all: count, linked: count }),
    looseTasks: z.array(
      z.object({ id: fields.id, title: z.string(), orgName: z.string(), dueOn: fields.day }),
    ),
    looseItems: z.array(item),
    mayPropose: z.boolean(),
  }),
});

/** An organisation's two rates, and what stands alone. */
export type FusionView = z.infer<(typeof readFusion)['response']>;

export const proposeFusionLink = endpoint({
  method: 'POST',
  path: '/fusion-links',
  summary: '把一项党建任务连到业务事项，请业务责任人确认',
  access: keepers,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    taskId: z.uuid('请选择党建任务'),
    itemId: z.uuid('请选择业务事项'),
    how: fields.line(200),
  }),
  response: z.object({ id: fields.id }),
});

export const stepFusionLink = endpoint({
  method: 'POST',
  path: '/fusion-links/:id/steps',
  summary: '业务责任人确认或不予确认；撤回、解除',
  access: readers,
  edits: true,
  body: z.strictObject({ action: z.enum(linkActions), note: fields.text(300).default('') }),
  response: z.object({ id: fields.id, state: z.enum(linkStates), version: fields.version }),
});

export const listBusinessItems = endpoint({
  method: 'GET',
  path: '/organisations/:id/business-items',
  summary: '一个组织所在单位的业务事项',
  access: above,
  query: pageQuery.extend({ q: z.string().trim().max(40).default('') }),
  response: page(item),
});

export const listMyBusinessItems = endpoint({
  method: 'GET',
  path: '/business-items',
  summary: '我负责的业务事项',
  access: { clerk: 'self', officer: 'self', secretary: 'self', member: 'self' },
  query: pageQuery,
  response: page(item),
});

export const addBusinessItem = endpoint({
  method: 'POST',
  path: '/organisations/:id/business-items',
  summary: '登记业务事项：业务责任人、效能指标、基期值和目标值',
  access: keepers,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    title: fields.line(80),
    ownerId: z.uuid('请选择业务责任人'),
    indicator: fields.line(40),
    measure: fields.line(12),
    source: fields.line(80),
    baseline: figure,
    target: figure,
    baselineOn: fields.day,
    dueOn: fields.day,
  }),
  response: z.object({ id: fields.id }),
});

export const changeBusinessItem = endpoint({
  method: 'POST',
  path: '/business-items/:id/steps',
  summary: '更换业务责任人，或业务事项办结、不再跟踪',
  access: { officer: 'subtree', secretary: 'self', member: 'self' },
  edits: true,
  body: z.strictObject({
    action: z.enum(['hand-over', 'end']),
    ownerId: z.uuid('请选择业务责任人').optional(),
    note: fields.line(300),
  }),
  response: z.object({ id: fields.id, version: fields.version }),
});

export const reportBusinessFigure = endpoint({
  method: 'POST',
  path: '/business-items/:id/figures',
  summary: '业务责任人报指标的实际值',
  access: { clerk: 'self', officer: 'self', secretary: 'self', member: 'self' },
  body: z.strictObject({ onDay: fields.day, value: figure }),
  response: z.object({ id: fields.id }),
});
