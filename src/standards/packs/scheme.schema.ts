import { z } from 'zod';
import { basisSchema, bodyKinds, titleSchema, trustSchema } from './packs.schema.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
const line = z.string().trim().min(1, '不能为空').max(400);
/** Ten-thousandths: 10000 is the whole. */
const basisPoints = z.int().min(0).max(10_000);

/** A scheme of appraisal for organisations. Weights are in basis points and sum to 10000. */
export const schemeSchema = z.strictObject({
  id,
  version: z.int().min(1),
  title: titleSchema,
  status: trustSchema,
  /** The kinds of organisation it appraises. */
  target: z.array(z.enum(bodyKinds)).min(1),
  note: line,
  indicators: z
    .array(
      z.strictObject({
        id,
        title: titleSchema,
        source: z.enum(['obligations', 'records', 'ballot', 'ledger', 'conduct']),
        duties: z.array(z.string()).min(1).optional(),
        kinds: z.array(id).min(1).optional(),
        groups: z.array(id).min(1).optional(),
        items: z.array(id).min(1).optional(),
        weight: basisPoints.min(1),
        /** In the raw value's unit: a share 0–1, points of the grades, or a count. `min` scores 0, `max` scores 100. */
        goalposts: z.strictObject({ min: z.number(), max: z.number() }),
        cap: z.number().positive().optional(),
        /** What a late fulfilment counts; 10000 if absent. */
        late_credit: basisPoints.optional(),
        explain: line,
      }),
    )
    .min(1),
  rater_groups: z.array(z.strictObject({ id, title: titleSchema, weight: basisPoints.min(1) })).min(1),
  items: z
    .array(
      z.strictObject({
        id,
        title: titleSchema,
        grades: z
          .array(z.strictObject({ id, title: titleSchema, points: z.number().min(0).max(100) }))
          .min(2),
      }),
    )
    .min(1),
  /** From the highest to the lowest; the lowest begins at 0. */
  bands: z.array(z.strictObject({ id, title: titleSchema, min: z.number().min(0).max(100) })).min(2),
  top_band_share: basisPoints,
  comparable: z.strictObject({ by: z.literal('category'), min_size: z.int().min(2) }),
  /** No mean of fewer ballots is ever shown. */
  min_group_size: z.int().min(3),
  /** An indicator under this score opens a rectification. */
  low_threshold: z.number().min(0).max(100),
  min_coverage: basisPoints,
  lists: z.strictObject({
    front_share: basisPoints,
    tail_share: basisPoints,
    front_reliability: basisPoints,
    tail_reliability: basisPoints,
    confidence: basisPoints,
  }),
  notice_working_days: z.int().min(5, '公示不少于5个工作日'),
  objection_working_days: z.int().min(1),
  objection_days: z.int().min(1),
  red_lines: z.array(
    z.strictObject({
      id,
      title: titleSchema,
      basis: basisSchema,
      effect: z.enum(['no-front-list', 'no-band']),
    }),
  ),
});
/** A scheme of appraisal. */
export type Scheme = z.infer<typeof schemeSchema>;
