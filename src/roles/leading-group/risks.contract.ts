import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { eventView, readers } from './leading-group.contract.ts';
import { riskActions, riskStates } from './risks.rules.ts';

const grade = z.number().int().min(1, '1 至 5 级').max(5, '1 至 5 级');

const riskRow = z.object({
  id: fields.id,
  area: z.object({ zh: z.string(), en: z.string() }),
  title: z.string(),
  likelihood: z.number().int(),
  impact: z.number().int(),
  level: z.enum(['high', 'middle', 'low']),
  ownerId: fields.id,
  owner: z.string(),
  state: z.enum(riskStates),
  reviewOn: fields.day,
  overdue: z.boolean(),
  version: fields.version,
});
/** A risk in a list. */
export type RiskRowView = z.infer<typeof riskRow>;

const named = z.object({ zh: z.string(), en: z.string() });

export const listRisks = endpoint({
  method: 'GET',
  path: '/leading-groups/:id/risks',
  summary: '风险清单：按下次复核日期',
  access: readers,
  query: z.object({ settled: z.enum(['yes']).optional() }),
  response: z.object({ items: z.array(riskRow) }),
});

export const openRisk = endpoint({
  method: 'POST',
  path: '/leading-groups/:id/risks',
  summary: '登记风险：可能性、影响、责任人、措施、复核日期',
  access: { officer: 'subtree' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    area: z.string().max(60),
    title: fields.line(80),
    detail: fields.text(1000).default(''),
    measures: fields.text(1000).min(1, '请写明防范措施'),
    likelihood: grade,
    impact: grade,
    ownerId: fields.id,
    reviewOn: fields.day,
  }),
  response: z.object({ id: fields.id }),
});

export const readRisk = endpoint({
  method: 'GET',
  path: '/leading-risks/:id',
  summary: '一项风险和它的复核经过',
  access: readers,
  response: riskRow.extend({
    group: z.object({ id: fields.id, name: z.string() }),
    unitId: fields.id,
    detail: z.string(),
    measures: z.string(),
    openedOn: fields.day,
    reason: z.string(),
    asker: z.string().nullable(),
    closedOn: fields.day.nullable(),
    problemId: fields.id.nullable(),
    scales: z.object({
      likelihood: z.array(z.object({ level: z.number().int(), title: named })),
      impact: z.array(z.object({ level: z.number().int(), title: named })),
      levels: z.array(
        z.object({
          id: z.enum(['high', 'middle', 'low']),
          title: named,
          from: z.number().int(),
          reviewDays: z.number().int(),
        }),
      ),
    }),
    events: z.array(eventView),
    actions: z.array(
      z.object({
        action: z.enum(riskActions),
        basis: z.string(),
        reason: z.object({ code: z.string(), message: z.string() }).nullable(),
      }),
    ),
  }),
});
/** One risk as shown. */
export type RiskView = z.infer<(typeof readRisk)['response']>;

export const stepRisk = endpoint({
  method: 'POST',
  path: '/leading-risks/:id/steps',
  summary: '复核、转为关注或恢复、换责任人、提请解除、第二人确认、风险成为现实（列入台账）',
  access: readers,
  edits: true,
  body: z.strictObject({
    action: z.enum(riskActions),
    /** What was found, or why; always asked for. */
    note: fields.text(400).min(1, '请写明情况，一两句话即可'),
    /** For a review. */
    likelihood: grade.optional(),
    impact: grade.optional(),
    reviewOn: fields.day.optional(),
    /** For `hand-over`. */
    ownerId: fields.id.optional(),
    /** For `occur`: by when the problem has to be solved. */
    dueOn: fields.day.optional(),
  }),
  response: z.object({
    id: fields.id,
    state: z.enum(riskStates),
    version: fields.version,
    problemId: fields.id.nullable(),
  }),
});
