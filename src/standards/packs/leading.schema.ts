import { z } from 'zod';
import { basisSchema, titleSchema, trustSchema } from './packs.schema.ts';

/** The shape of the file about what the leading group decides on Party building. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
const line = z.string().trim().min(1, '不能为空').max(400);
const step = z.strictObject({ level: z.int().min(1).max(5), title: titleSchema });

export const leadingSchema = z.strictObject({
  status: trustSchema,
  note: line,
  /** The kind of record that a session is. */
  meeting: id,
  /** The entry of cadences.yaml that says how often Party building is studied. */
  cadence: z.string(),
  /** The duty that studying it is: non-delegable, of the leading group's secretary. */
  duty: z.string(),
  basis: z.array(basisSchema).min(1),
  topics: z
    .array(
      z.strictObject({
        id,
        title: titleSchema,
        note: titleSchema,
        must_year: z.int().min(0).max(24),
        duties: z.array(z.string()).min(1),
      }),
    )
    .min(1),
  resources: z
    .array(z.strictObject({ id, title: titleSchema, unit: titleSchema, decimals: z.int().min(0).max(2) }))
    .min(1),
  risks: z.strictObject({
    likelihood: z.array(step).length(5, '须有 1 至 5 五级'),
    impact: z.array(step).length(5, '须有 1 至 5 五级'),
    levels: z
      .array(
        z.strictObject({
          id: z.enum(['high', 'middle', 'low']),
          title: titleSchema,
          from: z.int().min(1).max(25),
          review_days: z.int().min(1).max(366),
        }),
      )
      .length(3),
    areas: z.array(z.strictObject({ id, title: titleSchema })).min(1),
    owners: z.array(id).min(1),
  }),
});
/** What the leading group decides on Party building, and how its risks are weighed. */
export type LeadingPack = z.infer<typeof leadingSchema>;
