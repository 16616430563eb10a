import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { readers } from './leading-group.contract.ts';
import { deliveryStates, promiseStates } from './resources.rules.ts';

/** Those who read what the group decides, and the secretary of the organisation that something is for. */
const concerned: AccessRule = { ...readers, secretary: 'subtree' };

const resource = z.object({
  id: fields.id,
  group: z.object({ id: fields.id, name: z.string() }),
  decision: z.string(),
  kind: z.object({ id: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }),
  unit: z.object({ zh: z.string(), en: z.string() }),
  decimals: z.number().int(),
  what: z.string(),
  amount: z.number(),
  received: z.number(),
  claimed: z.number(),
  source: z.string(),
  beneficiary: z.object({ id: fields.id, name: z.string() }),
  fromOn: fields.day,
  dueOn: fields.day,
  state: z.enum(promiseStates),
  /** Whether the reader may enter a delivery, or answer one. */
  mine: z.object({ deliver: z.boolean(), receive: z.boolean() }),
  deliveries: z.array(
    z.object({
      id: fields.id,
      amount: z.number(),
      onDay: fields.day,
      note: z.string(),
      state: z.enum(deliveryStates),
      enteredBy: z.string(),
      answeredBy: z.string().nullable(),
      answer: z.string(),
      /** Why the reader cannot answer it; null if he can. */
      reason: z.string().nullable(),
    }),
  ),
  version: fields.version,
});
/** What was promised, and what came of it. */
export type ResourceView = z.infer<typeof resource>;

export const listResources = endpoint({
  method: 'GET',
  path: '/leading-resources',
  summary: '资源配置：议定的和到位的',
  access: concerned,
  query: pageQuery.extend({ groupId: fields.id.optional() }),
  response: page(resource),
});

export const deliverResource = endpoint({
  method: 'POST',
  path: '/leading-resources/:id/deliveries',
  summary: '登记交付：由受益组织确认后才算到位',
  access: { officer: 'subtree' },
  edits: true,
  body: z.strictObject({
    amount: z.number().positive('数量应大于 0').max(999_999_999, '数量过大'),
    onDay: fields.day,
    note: fields.text(200).default(''),
  }),
  response: z.object({ id: fields.id, deliveryId: fields.id, version: fields.version }),
});

export const answerDelivery = endpoint({
  method: 'POST',
  path: '/leading-resources/:id/deliveries/:deliveryId/answer',
  summary: '受益组织确认收到，或说明没有收到',
  access: { secretary: 'subtree', officer: 'subtree' },
  edits: true,
  body: z.strictObject({ received: z.boolean(), note: fields.text(200).default('') }),
  response: z.object({ id: fields.id, state: z.enum(deliveryStates), version: fields.version }),
});
