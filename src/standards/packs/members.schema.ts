import { z } from 'zod';
import { titleSchema, trustSchema } from './packs.schema.ts';

/** The shape of the files about members themselves: how their own duties are appraised, and who keeps contact with whom. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
const line = z.string().trim().min(1, '不能为空').max(400);

/** The files, by name. */
export const memberSchemas = {
  'conduct.yaml': z.strictObject({
    aspects: z.array(z.strictObject({ id, title: titleSchema })).min(1),
    marks: z.array(z.strictObject({ id, title: titleSchema })).min(2),
    /** From the best to the worst; the share of `top` ones is limited. */
    grades: z.array(z.strictObject({ id, title: titleSchema, top: z.boolean().optional() })).min(2),
    top_share: z.strictObject({
      numerator: z.int().min(1).max(100),
      denominator: z.int().min(1).max(100),
      status: trustSchema,
    }),
    /** `weights`: chances by how long ago somebody was drawn last. */
    sampling: z.strictObject({
      percent: z.int().min(1).max(100),
      weights: z.strictObject({
        last_year: z.int().min(1).max(20),
        two_years: z.int().min(1).max(20),
        longer: z.int().min(1).max(20),
      }),
    }),
    sources: z.array(z.strictObject({ id, title: titleSchema })).min(1),
    notice_workdays: z.int().min(5).max(60),
    /** An objection is answered within so many working days. */
    answer_workdays: z.int().min(1).max(60),
    sign_at_once: z.int().min(1).max(20),
    reason_least: z.int().min(1).max(200),
    status: trustSchema,
    note: line,
  }),
  'fusion.yaml': z.strictObject({
    /** How often the figure of a business item with a confirmed link is reported. */
    reading_days: z.int().min(1).max(366),
    /** After so many figures without movement a link has to be explained or ended. */
    unmoved_readings: z.int().min(1).max(12),
    status: trustSchema,
    note: line,
  }),
  'liaison.yaml': z.strictObject({
    /** Posts whose holders keep contact with members: `committee` first, `spare` where they are too few. */
    leads: z.strictObject({ committee: z.array(id).min(1), spare: z.array(id) }),
    limits: z.strictObject({
      members: z.int().min(1).max(100),
      masses: z.int().min(1).max(100),
      away_days: z.int().min(1).max(365),
      remind_days: z.int().min(1).max(365),
    }),
    weights: z.strictObject({
      balance: z.int().min(1).max(1000),
      together: z.int().min(0).max(1000),
      keep: z.int().min(0).max(1000),
      spare: z.int().min(0).max(1000),
    }),
    status: trustSchema,
    note: line,
    ways: z.array(z.strictObject({ id, title: titleSchema })).min(1),
    topics: z
      .array(z.strictObject({ id, title: titleSchema, of: z.array(z.enum(['member', 'mass'])).min(1) }))
      .min(1),
  }),
};
