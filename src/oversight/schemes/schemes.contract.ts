import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const stewards: AccessRule = { clerk: 'subtree', officer: 'subtree' };
const everybody: AccessRule = {
  clerk: 'tenant',
  officer: 'tenant',
  secretary: 'tenant',
  member: 'tenant',
  rater: 'tenant',
};
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const weight = z.number().int().min(1).max(10_000);

const indicator = z.object({
  id: z.string(),
  title,
  source: z.enum(['obligations', 'records', 'ballot', 'ledger', 'conduct']),
  weight: z.number().int(),
  goalposts: z.object({ min: z.number(), max: z.number() }),
  cap: z.number().nullable(),
  explain: z.string(),
});

const schemeView = z.object({
  schemeId: z.string(),
  version: z.number().int(),
  title,
  note: z.string(),
  target: z.array(z.string()),
  indicators: z.array(indicator),
  raterGroups: z.array(z.object({ id: z.string(), title, weight: z.number().int() })),
  bands: z.array(z.object({ id: z.string(), title, min: z.number() })),
  topBandShare: z.number().int(),
  lowThreshold: z.number(),
  minCoverage: z.number().int(),
  minGroupSize: z.number().int(),
  comparableSize: z.number().int(),
  noticeWorkingDays: z.number().int(),
  objectionDays: z.number().int(),
});
export type SchemeView = z.infer<typeof schemeView>;

const adoptionRow = z.object({
  id: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  schemeId: z.string(),
  version: z.number().int(),
  title,
  hash: z.string(),
  periodFrom: fields.day,
  periodTo: fields.day,
  adoptedOn: fields.day,
  /** Adopted after its period had begun: said wherever the scheme is shown. */
  late: z.boolean(),
});
export type AdoptionRow = z.infer<typeof adoptionRow>;

export const listSchemePacks = endpoint({
  method: 'GET',
  path: '/scheme-packs',
  summary: '可采用的考核方案',
  access: stewards,
  response: z.object({ items: z.array(schemeView) }),
});

export const listAdoptions = endpoint({
  method: 'GET',
  path: '/schemes',
  summary: '已采用的考核方案（被考核者均可查看）',
  access: everybody,
  query: pageQuery,
  response: page(adoptionRow),
});

export const readAdoption = endpoint({
  method: 'GET',
  path: '/schemes/:id',
  summary: '考核方案全文：指标、权重、封顶、缺项处理和异议期限',
  access: everybody,
  response: adoptionRow.extend({ scheme: schemeView }),
});

export const adoptScheme = endpoint({
  method: 'POST',
  path: '/schemes',
  summary: '采用考核方案：期初固定，期内不变',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    orgId: fields.id,
    schemeId: code,
    periodFrom: fields.day,
    periodTo: fields.day,
    /** Weights of indicators that differ from the pack's; the whole must stay 10,000. */
    weights: z.record(code, weight).default({}),
    /** Only longer than the pack's. */
    noticeWorkingDays: z.number().int().min(5).max(60).optional(),
  }),
  response: z.object({ id: fields.id, hash: z.string() }),
});
