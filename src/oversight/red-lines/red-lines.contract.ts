import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

const stewards: AccessRule = { clerk: 'subtree', officer: 'subtree' };
const title = z.object({ zh: z.string(), en: z.string() });

const redLineRow = z.object({
  id: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  rule: z.object({ id: z.string(), title }),
  document: z.string(),
  organ: z.string(),
  issuedOn: fields.day,
  fromOn: fields.day,
  toOn: fields.day.nullable(),
  /** `waiting` and `ended` have no effect on anything. */
  state: z.enum(['waiting', 'coming', 'in-force', 'ended']),
  enteredBy: z.string(),
  confirmedBy: z.string().nullable(),
  /** Why this reader cannot confirm it; null if he can or it is confirmed. */
  confirmBarred: z.object({ code: z.string(), message: z.string() }).nullable(),
  version: fields.version,
});
export type RedLineRow = z.infer<typeof redLineRow>;

export const listRedLines = endpoint({
  method: 'GET',
  path: '/red-lines',
  summary: '红线情形：生效文书及其影响期',
  access: stewards,
  query: pageQuery,
  response: page(redLineRow),
});

export const listRedLineRules = endpoint({
  method: 'GET',
  path: '/red-line-rules',
  summary: '考核方案中的红线规则',
  access: stewards,
  response: z.object({ items: z.array(z.object({ id: z.string(), title })) }),
});

export const enterRedLine = endpoint({
  method: 'POST',
  path: '/red-lines',
  summary: '录入红线情形：只凭正式生效文书，经第二人确认后才有影响',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    orgId: fields.id,
    rule: z.string().min(1).max(60),
    document: fields.text(100).default(''),
    organ: fields.text(100).default(''),
    issuedOn: fields.day,
    fromOn: fields.day,
    toOn: fields.day.nullable().default(null),
  }),
  response: z.object({ id: fields.id }),
});

export const confirmRedLine = endpoint({
  method: 'POST',
  path: '/red-lines/:id/confirm',
  summary: '确认红线情形（录入人以外的人）',
  access: stewards,
  edits: true,
  body: z.strictObject({}),
  response: z.object({ id: fields.id, version: fields.version }),
});

export const liftRedLine = endpoint({
  method: 'POST',
  path: '/red-lines/:id/lift',
  summary: '终止红线情形：写明理由，自当日起不再有影响',
  access: stewards,
  edits: true,
  body: z.strictObject({ reason: fields.line(500).min(10, '请写明理由，不少于 10 字') }),
  response: z.object({ id: fields.id, version: fields.version }),
});
