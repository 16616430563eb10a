import { z } from 'zod';

const title = z.object({ zh: z.string(), en: z.string() });
const day = z.string();
const fraction = z.string();

/** Obligations behind an indicator, one by one; `late_since` is the day it first became late and never changes. */
export const obligationFacts = z.object({
  source: z.literal('obligations'),
  late_credit: z.number().int(),
  due: z.number().int(),
  on_time: z.number().int(),
  late: z.number().int(),
  missed: z.number().int(),
  excused: z.number().int(),
  items: z.array(
    z.object({
      id: z.string(),
      duty: z.string(),
      due_on: day,
      outcome: z.enum(['on-time', 'late', 'missed', 'excused']),
      late_since: day.nullable(),
      records: z.array(z.string()),
    }),
  ),
});

/** Problems of the ledger that fell due; closed means verified by a second person. */
export const ledgerFacts = z.object({
  source: z.literal('ledger'),
  late_credit: z.number().int(),
  due: z.number().int(),
  on_time: z.number().int(),
  late: z.number().int(),
  missed: z.number().int(),
  items: z.array(
    z.object({
      id: z.string(),
      due_on: day,
      outcome: z.enum(['on-time', 'late', 'missed']),
      late_since: day.nullable(),
    }),
  ),
});

/**
 * Members' appraisals of the year: approved at once, approved after being given back (`late`), given back and not yet put right
 * (`missed`). Numbers only: a score is read by more people than may see a member's appraisal.
 */
export const conductFacts = z.object({
  source: z.literal('conduct'),
  late_credit: z.number().int(),
  due: z.number().int(),
  on_time: z.number().int(),
  late: z.number().int(),
  missed: z.number().int(),
});

/** Deeds with a confirmed result. */
export const recordFacts = z.object({
  source: z.literal('records'),
  count: z.number().int(),
  items: z.array(z.object({ id: z.string(), kind: z.string(), occurred_on: day })),
});

/** Pooled ballots as released: group, weight, and for each item the released mean or why there is none. */
export const ballotFacts = z.object({
  source: z.literal('ballot'),
  min_coverage: z.number().int(),
  groups: z.array(
    z.object({
      groups: z.array(z.string()),
      titles: z.array(title),
      weight: z.number().int(),
      effective_weight: z.number().int(),
      mean: fraction.nullable(),
      reason: z.string().nullable(),
      items: z.array(
        z.object({
          item: z.string(),
          title,
          /** Hundredths of a point, as released. */
          mean: z.number().int().nullable(),
          /** The least number of ballots of the released band. */
          at_least: z.number().int().nullable(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export const indicatorNode = z.object({
  id: z.string(),
  title,
  explain: z.string(),
  weight: z.number().int(),
  /** The weight after that of indicators without a figure was spread over the others; the shown ones add up to 10,000. */
  effective_weight: z.number().int(),
  state: z.enum(['scored', 'missing']),
  reason: z.enum(['nothing-due', 'no-problems', 'no-appraisals', 'too-few-ballots']).nullable(),
  raw: fraction.nullable(),
  goalposts: z.object({ min: fraction, max: fraction }),
  cap: fraction.nullable(),
  capped: z.boolean(),
  clipped: z.boolean(),
  /** 0 to 100 points, exact, and in hundredths as shown. */
  exact: fraction.nullable(),
  value: z.number().int().nullable(),
  /** Hundredths of a point of the total; the shown ones add up to the shown score. */
  contribution: z.number().int(),
  standard_error: z.number().nullable(),
  low: z.boolean(),
  facts: z.discriminatedUnion('source', [
    obligationFacts,
    ledgerFacts,
    conductFacts,
    recordFacts,
    ballotFacts,
  ]),
});

export const redLineNode = z.object({
  id: z.string(),
  title,
  effect: z.enum(['no-front-list', 'no-band']),
  document: z.string(),
  organ: z.string(),
  from_on: day,
  to_on: day.nullable(),
});

/**
 * A score with everything it came from: whoever holds this document can compute the score again without asking the system.
 */
export const scoreTree = z.object({
  format: z.literal('zelian-score/1'),
  scheme: z.object({ id: z.string(), version: z.number().int(), title, hash: z.string() }),
  round: z.object({ id: z.string(), title: z.string(), from_on: day, to_on: day }),
  organisation: z.object({ id: z.string(), kind: z.string(), category: z.string() }),
  as_of: day,
  policy: z.object({
    missing: z.literal('renormalise'),
    min_coverage: z.number().int(),
    low_threshold: z.number(),
    rounding: z.literal('GB/T 8170-2008'),
  }),
  indicators: z.array(indicatorNode),
  coverage: z.number().int(),
  /** Hundredths of a point; null when too little of the weight has a figure. */
  score: z.number().int().nullable(),
  exact: fraction.nullable(),
  standard_error: z.number().nullable(),
  proposed_band: z.object({ id: z.string(), title }).nullable(),
  red_lines: z.array(redLineNode),
});

export type ObligationFacts = z.infer<typeof obligationFacts>;
export type LedgerFacts = z.infer<typeof ledgerFacts>;
export type ConductFacts = z.infer<typeof conductFacts>;
export type RecordFacts = z.infer<typeof recordFacts>;
export type BallotFacts = z.infer<typeof ballotFacts>;
export type IndicatorNode = z.infer<typeof indicatorNode>;
export type RedLineNode = z.infer<typeof redLineNode>;
export type ScoreTree = z.infer<typeof scoreTree>;
