import { z } from 'zod';
import type { Cadence } from '#kernel/cadence.ts';
import { isDay } from '#kernel/dates.ts';
import { dutyParts, subjectParts } from './parts.schema.ts';

/**
 * The shape of the files under `content/`: what organs adopt, as data. Keys are written as in the files, so that a
 * value can be found again in its file by name.
 */

/** Id of a content item: lower-case words joined by hyphens. */
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应为小写字母、数字和连字符');
/** Code of a duty, `DA-01`, or of a cadence, `C01`. */
const dutyCode = z.string().regex(/^[A-Z]{2}-\d{2}$/, '责任项编号应写作 DA-01');
const cadenceCode = z.string().regex(/^C\d{2}$/, '频次编号应写作 C01');
const line = z.string().trim().min(1, '不能为空').max(400);
const day = z.string().refine(isDay, '日期应写作 2026-11-23');

/** A name in both languages of the interface. */
export const titleSchema = z.strictObject({ zh: line, en: line });
/** A name in both languages of the interface. */
export type Title = z.infer<typeof titleSchema>;

/**
 * How far a statement can be trusted: V1 the regulation was read · V2 told by a source that cites it · L local
 * practice · A asked for by the article of Lishui · P proposed here · M from memory, unverified.
 */
export const trustSchema = z.enum(['V1', 'V2', 'L', 'A', 'P', 'M']);
/** How far a statement can be trusted; see `trustSchema`. */
export type Trust = z.infer<typeof trustSchema>;

/** The kinds of organisation that content speaks of. */
export const bodyKinds = [
  'work_committee',
  'unit',
  'leading_group',
  'organ_committee',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
] as const;
const body = z.enum(bodyKinds);
/** A kind of organisation. */
export type BodyKind = z.infer<typeof body>;

/** The clause something rests on, and how far the reference can be trusted. */
export const basisSchema = z.strictObject({ regulation: id, article: line.optional(), status: trustSchema });
/** The clause something rests on. */
export type Basis = z.infer<typeof basisSchema>;

const roll = z.enum(['none', 'previous-workday']).optional();
const times = z.int().min(1).max(31);
/** A cadence as written in a file; the kinds are those of the kernel. */
export const cadenceSchema: z.ZodType<Cadence, Cadence> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('monthly'), times, roll }),
  z.strictObject({ kind: z.literal('quarterly'), times, roll }),
  z.strictObject({ kind: z.literal('half-yearly'), times, roll }),
  z.strictObject({ kind: z.literal('yearly'), times, roll }),
  z.strictObject({ kind: z.literal('every-years'), years: z.int().min(1).max(20), roll }),
  z.strictObject({ kind: z.literal('by-date'), date: day, roll }),
  z.strictObject({ kind: z.literal('on-event'), withinDays: z.int().min(1).max(3660).optional(), roll }),
  z.strictObject({ kind: z.literal('hours-per-year'), hours: z.int().min(1).max(2000), roll }),
]);

/** 应当/必须/至少 hard · 一般 soft · a local number · a wish of the article. Only `hard` cannot be excused. */
export const strengthSchema = z.enum(['hard', 'soft', 'local', 'article']);
/** How strictly something is asked for; see `strengthSchema`. */
export type Strength = z.infer<typeof strengthSchema>;

/** Where something does not apply: branches below a size, groups that do not exist, members who are exempt. */
export const appliesSchema = z.strictObject({
  min_full_members: z.int().min(1).optional(),
  only_where_body_exists: z.boolean().optional(),
  /** Of duties that each holder bears for himself: where nobody holds the post, there is nothing to bear, and no hole. */
  only_where_held: z.boolean().optional(),
  exempt: z.array(z.enum(['infirm'])).optional(),
});
/** Where something does not apply. */
export type Applies = z.infer<typeof appliesSchema>;

/** How a record fulfils a duty. `named`: only if the record names the duty, because its kind serves many purposes. */
export const fulfilmentSchema = z.strictObject({
  kinds: z.array(id).min(1),
  as: z.enum(['organisation', 'person']),
  parts: z
    .array(z.enum(['chair', 'recorder', 'speaker', 'present', 'subject']))
    .min(1)
    .optional(),
  named: z.boolean().optional(),
});
/** How a record fulfils a duty. */
export type FulfilmentRule = z.infer<typeof fulfilmentSchema>;

/**
 * Who answers: the holder of the first of `posts` that is filled in the bearing organisation (then of `or_parent` in
 * the organisation above it): exactly one person; or `each` holder of the listed posts for himself (`member` stands
 * for membership of the branch).
 */
export const ownerSchema = z.union([
  z.strictObject({ posts: z.array(id).min(1), or_parent: z.array(id).min(1).optional() }),
  z.strictObject({ each: z.array(id).min(1) }),
]);
/** Who answers for a duty. */
export type OwnerRule = z.infer<typeof ownerSchema>;

/** What is enough to show that something was done; nobody may ask for more. */
export const evidenceSchema = z.strictObject({ kind: id, enough: z.int().min(1).max(20) });

/** The evidence that a kind of record asks for, and no more ("够了就停"); nothing if absent. */
const asksSchema = z.array(z.strictObject({ evidence: id, enough: z.int().min(1).max(20) }));
const presentSchema = z.enum(['at-least-half', 'more-than-half', 'two-thirds', 'four-fifths']);
const passSchema = z.enum(['more-than-half-of-due', 'more-than-half-as-chosen']);

/** 必须亲为 own · 可委托 delegable · 应下放 devolve. */
export const handsSchema = z.enum(['own', 'delegable', 'devolve']);

/** A duty as its file writes it. `cadence` is a reference to cadences.yaml or a cadence of its own. */
export const dutyEntrySchema = z.strictObject({
  id: dutyCode,
  title: titleSchema,
  text: line,
  standard: line,
  cadence: z.union([cadenceCode, cadenceSchema]),
  strength: strengthSchema.optional(),
  number_status: trustSchema.optional(),
  applies: appliesSchema.optional(),
  bodies: z.array(body).min(1).optional(),
  result: line,
  evidence: z.array(evidenceSchema).min(1),
  basis: z.array(basisSchema).min(1).optional(),
  hands: handsSchema,
  owner: ownerSchema,
  ...dutyParts,
  covered_by: dutyCode.optional(),
  fulfilled_by: z.array(fulfilmentSchema),
});

/** The files, by folder or name. */
export const fileSchemas = {
  duties: z.strictObject({ subject: id, duties: z.array(dutyEntrySchema).min(1) }),
  frameworks: z.strictObject({
    id,
    version: z.int().min(1),
    title: titleSchema,
    reading: z.boolean(),
    status: trustSchema,
    note: line,
    scheme: id.optional(),
    rows: z.array(z.strictObject({ id, title: titleSchema })).min(1),
    columns: z
      .array(
        z.strictObject({
          id,
          title: titleSchema,
          kind: z.enum(['body', 'post', 'members', 'responsibility', 'link']),
        }),
      )
      .min(1),
    cells: z.array(z.strictObject({ row: id, column: id, duties: z.array(dutyCode).min(1) })).min(1),
  }),
  calendar: z.strictObject({
    year: z.int().min(2000).max(2999),
    source: line,
    holidays: z.array(z.strictObject({ name: line, from: day, to: day })).min(1),
    workdays: z.array(day),
  }),
  'regulations.yaml': z.strictObject({
    regulations: z.array(
      z.strictObject({
        id,
        title: line,
        short: line,
        year: z.int(),
        kind: z.enum(['regulation', 'plan', 'article', 'local', 'proposal']),
        replaced_by: id.optional(),
        /** `quoted`: the text is the clause's own wording, not a summary. */
        articles: z.array(z.strictObject({ no: line, text: line, quoted: z.boolean() })),
      }),
    ),
  }),
  'subjects.yaml': z.strictObject({
    subjects: z.array(
      z.strictObject({
        id,
        code: z.string().regex(/^[A-Z]$/),
        title: titleSchema,
        responsibility: titleSchema,
        bodies: z.array(body).min(1),
        mode: z.enum(['one', 'every']),
        ...subjectParts,
        basis: z.array(basisSchema).min(1),
      }),
    ),
  }),
  'posts.yaml': z.strictObject({
    posts: z.array(
      z.strictObject({ id, title: titleSchema, bodies: z.array(body).min(1), single: z.boolean() }),
    ),
  }),
  'parameters.yaml': z.strictObject({
    parameters: z.array(
      z.strictObject({ id, title: titleSchema, value: z.number(), status: trustSchema, note: line }),
    ),
  }),
  'evidence-kinds.yaml': z.strictObject({
    kinds: z.array(z.strictObject({ id, title: titleSchema, type: z.enum(['trace', 'result']) })),
  }),
  'cadences.yaml': z.strictObject({
    cadences: z.array(
      z.strictObject({
        id: cadenceCode,
        title: titleSchema,
        cadence: cadenceSchema,
        strength: strengthSchema,
        actor: line,
        basis: z.array(basisSchema).min(1),
        status: trustSchema,
        number_status: trustSchema,
        applies: appliesSchema.optional(),
        note: line.optional(),
      }),
    ),
  }),
  'meeting-kinds.yaml': z.strictObject({
    kinds: z.array(
      z.strictObject({
        id,
        title: titleSchema,
        bodies: z.array(body).min(1),
        /** Who holds it where the unit has none of these. */
        stand_ins: z.array(body).optional(),
        /** The minutes present count as study. */
        hours: z.boolean().optional(),
        /** `open`: no list of names is kept, only how many were due and came. */
        audience: z.enum(['list', 'open']).optional(),
        asks: asksSchema.optional(),
        /** Stricter rules of voting for one kind of decision. */
        votes: z
          .array(
            z.strictObject({
              id,
              title: titleSchema,
              present: presentSchema,
              pass: passSchema,
              absent_written_votes: z.boolean(),
              /** Paper ballots without names, counted by two tellers. */
              ballot: z.literal('secret').optional(),
              basis: basisSchema,
              note: line.optional(),
            }),
          )
          .optional(),
        /** How many days before it is called. */
        notice: z
          .strictObject({ days: z.int().min(1).max(60), strength: strengthSchema, basis: basisSchema })
          .optional(),
        /** Its course, in order; `vote`: asked for only where there was a vote. */
        steps: z
          .array(
            z.strictObject({
              id,
              title: titleSchema,
              when: z.enum(['before', 'at', 'vote', 'after']),
              strength: strengthSchema,
              basis: basisSchema,
            }),
          )
          .min(1)
          .optional(),
        quorum: z
          .strictObject({
            base: z.enum(['voting-members', 'committee-members', 'leading-members']),
            present: presentSchema,
            /** Null: without the quorum there is no meeting; else without it there is no vote. */
            pass: passSchema.nullable(),
            absent_written_votes: z.boolean(),
            basis: basisSchema,
            note: line.optional(),
          })
          .optional(),
      }),
    ),
  }),
  'record-kinds.yaml': z.strictObject({
    kinds: z.array(
      z.strictObject({
        id,
        title: titleSchema,
        private: z.boolean().optional(),
        /** Counts only after the person it is about has said that it happened. */
        acknowledged: z.boolean().optional(),
        hours: z.boolean().optional(),
        trace: z.boolean().optional(),
        /** Whoever is there guides the organisation: a visit, an inspection. */
        guides: z.boolean().optional(),
        result: z.boolean().optional(),
        asks: asksSchema.optional(),
        note: line.optional(),
      }),
    ),
  }),
};
