import { z } from 'zod';
import { basisSchema, titleSchema, trustSchema } from './packs.schema.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
const line = z.string().trim().min(1, '不能为空').max(400);
const named = z.strictObject({ id, title: titleSchema });

/** The ways in which Party organisations join; see the file for what each is. */
export const allianceModes = [
  'joint-branch',
  'temporary-branch',
  'project-branch',
  'pair',
  'alliance',
  'union',
] as const;
const mode = z.enum(allianceModes);
/** A way in which Party organisations join. */
export type AllianceMode = z.infer<typeof mode>;

/** The three lists of an alliance: what is needed, what is offered, what is done. */
export const allianceLists = ['need', 'resource', 'project'] as const;

const modeSchema = z.strictObject({
  id: mode,
  title: titleSchema,
  nature: titleSchema,
  /** A formal Party organisation; else no second membership, dues or appraisal. */
  formal: z.boolean(),
  parties: z.strictObject({ least: z.int().min(2), most: z.int().min(2).max(100) }),
  /** The longest time until it ends by itself; null for one that stands and is reviewed instead. */
  months: z.int().min(1).max(120).nullable(),
  review_months: z.int().min(1).max(120).nullable(),
  /** The kind of organisation that is founded in the tree once it is approved; null where there is none. */
  founds: z.enum(['joint_branch', 'branch', 'temporary_branch']).nullable(),
  approval: z.enum(['lead-unit', 'all', 'root']),
  /** Whether parties outside the tree of organisations can take part. */
  outside: z.boolean(),
  /** The lists that must hold something before it is handed in. */
  lists: z.array(z.enum(allianceLists)).min(1),
  council: z.boolean(),
  basis: basisSchema,
  note: line,
});

/** The file `alliance-modes.yaml`. */
export const allianceSchema = z.strictObject({
  inputs: z.array(named.extend({ values: z.array(named).min(2) })).min(1),
  rules: z.array(
    z.strictObject({
      id: z.string().regex(/^R\d{2}$/, '判定行编号应写作 R01'),
      when: z.record(id, z.array(id).min(1)),
      /** Null: not suited to any mode; `why` says what to do instead. */
      mode: mode.nullable(),
      why: titleSchema,
      basis: basisSchema,
    }),
  ),
  modes: z.array(modeSchema),
  checks: z.strictObject({
    /** Whole quarters without an activity after which an alliance is one in name only. */
    zombie_quarters: z.int().min(1).max(8),
    /** Percent of all that was done, from which one party carries everything; and of how many things at least. */
    carry_share: z.int().min(51).max(100),
    carry_least: z.int().min(2).max(100),
    /** Percent of all benefits, from which one side only gains; and of how many at least. */
    side_share: z.int().min(51).max(100),
    side_least: z.int().min(2).max(100),
    /** Days before the end from which its lead is reminded. */
    renewal_days: z.int().min(1).max(365),
    status: trustSchema,
    note: line,
  }),
  chains: z.array(
    named.extend({
      tiers: z
        .array(named.extend({ most: z.int().min(1).nullable() }))
        .min(2)
        .max(5),
      basis: basisSchema,
      note: line,
    }),
  ),
  measures: z.array(
    /** `flow` adds up over time; of a `stock` the latest count stands. */
    named.extend({ unit: titleSchema, kind: z.enum(['flow', 'stock']), calibre: line }),
  ),
  served: z.array(named),
  topics: z.strictObject({
    least_letters: z.int().min(2).max(8),
    minutes_each: z.int().min(1).max(600),
    minutes_preparation: z.int().min(0).max(600),
    weights: z.strictObject({
      problem: z.int().min(0),
      need: z.int().min(0),
      task: z.int().min(0),
      duty: z.int().min(0),
      served: z.int().min(0),
    }),
    dictionary: z.array(named.extend({ words: z.array(line).min(1) })),
    /** Set phrases that are no topic. */
    stop: z.array(line).min(1),
    /** Words that neither begin nor end a term: particles, adverbs, numerals. */
    edges: z.array(line).min(1),
  }),
});
/** Everything that content says of alliances. */
export type AllianceContent = z.infer<typeof allianceSchema>;
/** What one mode asks for. */
export type AllianceModeSpec = z.infer<typeof modeSchema>;
