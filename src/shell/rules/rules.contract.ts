import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';

const both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const dataRow = z.strictObject({ what: both, why: both, source: both, keep: both, seen: both });

/** One section: paragraphs, or the table of what is kept. */
const section = z.strictObject({
  id: z.string(),
  title: both,
  text: z.array(both).optional(),
  table: z.array(dataRow).optional(),
});

/** The file `content/rules-page.yaml`. */
export const rulesFile = z.strictObject({
  version: z.number().int().positive(),
  effective_on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  sections: z.array(section).min(1),
});

export const readRules = endpoint({
  method: 'GET',
  path: '/rules',
  summary: '规则与说明：收集什么、为什么、保存多久、谁看得到、怎么计分、有什么权利',
  access: 'public',
  response: z.object({
    version: z.number().int(),
    /** SHA-256 of the text, by which an acknowledgement says what was read. */
    hash: z.string(),
    effectiveOn: z.string(),
    sections: z.array(section),
  }),
});

export const readMyAcknowledgement = endpoint({
  method: 'GET',
  path: '/rules/acknowledgement',
  summary: '我是否已阅知当前版本的规则',
  access: 'signed-in',
  response: z.object({ version: z.number().int(), acknowledgedAt: z.string().nullable() }),
});

export const acknowledgeRules = endpoint({
  method: 'POST',
  path: '/rules/acknowledgement',
  summary: '阅知规则（不等于同意）',
  access: 'signed-in',
  body: z.strictObject({ version: z.number().int(), hash: z.string().length(64) }),
  response: z.object({ version: z.number().int(), acknowledgedAt: z.string() }),
});
