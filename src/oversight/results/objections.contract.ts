import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { barred, reason, title } from './results.contract.ts';
import { objectionStates } from './results.rules.ts';

/** Those who lodge objections and those who answer them. */
const parties: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };
const spokesmen: AccessRule = { officer: 'subtree', secretary: 'subtree' };
const actions = z.enum(['take-up', 'uphold', 'dismiss', 'withdraw']);

const objectionView = z.object({
  id: fields.id,
  resultId: fields.id,
  resultTitle: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  scoreId: fields.id,
  indicator: z.object({ id: z.string(), title }).nullable(),
  text: z.string(),
  state: z.enum(objectionStates),
  mine: z.boolean(),
  lodgedAt: z.string(),
  decideBy: fields.day,
  overdue: z.boolean(),
  decision: z.string(),
  decidedAt: z.string().nullable(),
  decider: z.string().nullable(),
  version: fields.version,
  steps: z.array(
    z.object({
      action: actions,
      basis: z.string(),
      reason: barred,
    }),
  ),
});
export type ObjectionView = z.infer<typeof objectionView>;

export const lodgeObjection = endpoint({
  method: 'POST',
  path: '/scores/:id/objections',
  summary: '对本组织的得分提出异议',
  access: spokesmen,
  idempotent: true,
  status: 201,
  body: z.strictObject({ indicator: z.string().max(60).nullable().default(null), text: reason }),
  response: z.object({ id: fields.id, decideBy: fields.day }),
});

export const listObjections = endpoint({
  method: 'GET',
  path: '/objections',
  summary: '异议：由我办理的和由我提出的',
  access: parties,
  query: pageQuery.extend({
    state: z.enum(['open', ...objectionStates]).optional(),
    result: fields.id.optional(),
  }),
  response: page(objectionView),
});

export const readObjection = endpoint({
  method: 'GET',
  path: '/objections/:id',
  summary: '一件异议',
  access: parties,
  response: objectionView,
});

export const moveObjection = endpoint({
  method: 'POST',
  path: '/objections/:id/moves',
  summary: '办理异议：受理、成立、不成立、撤回',
  access: parties,
  edits: true,
  body: z.strictObject({
    action: actions,
    reason: fields.text(2000).default(''),
  }),
  response: z.object({ id: fields.id, state: z.enum(objectionStates), version: fields.version }),
});
