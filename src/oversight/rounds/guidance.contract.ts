import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';

export const readRoundGuidance = endpoint({
  method: 'GET',
  path: '/rounds/:id/guidance',
  summary: '点名的评议人平时指导过被评组织没有',
  access: { clerk: 'subtree', officer: 'subtree' },
  response: z.object({
    /** `YYYY-MM`, oldest first */
    months: z.array(z.string()),
    /** so many months at the end do not count as guidance */
    window: z.number().int(),
    /** raters known by an account alone: no record tells where they were */
    unchecked: z.number().int(),
    raters: z.array(
      z.object({
        personId: fields.id,
        name: z.string(),
        groups: z.array(z.string()),
        /** days with contact, month by month */
        days: z.array(z.number().int()),
        /** organisations other than the rater's own */
        asked: z.number().int(),
        untouched: z.number().int(),
        /** the first few of them */
        untouchedNames: z.array(z.string()),
        sign: z.enum(['guided', 'late', 'never']),
      }),
    ),
  }),
});
