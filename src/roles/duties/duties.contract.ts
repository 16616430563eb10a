import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import {
  cadenceSchema,
  handsSchema,
  ownerSchema,
  strengthSchema,
  titleSchema,
  trustSchema,
} from '#standards/packs/packs.schema.ts';
import { assistSchema, doSchema, guideSchema } from '#standards/packs/parts.schema.ts';
import { restorable } from './repairs.rules.ts';
import { defectCodes, notApplicableReasons } from './solver.rules.ts';

const named = z.object({ id: fields.id, name: z.string() });

/** A hole or an overlap with all that a reader needs to repair it. */
export const defectSchema = z.object({
  code: z.enum(defectCodes),
  dutyId: fields.id,
  dutyCode: z.string(),
  title: titleSchema,
  org: named.nullable(),
  persons: z.array(named),
  /** The posts whose holder would answer, in their order; of an overlap, the post that is held twice. */
  posts: z.array(titleSchema),
  /** `one`: one person an organisation · `each`: every holder for himself · `members`: every member. */
  borne: z.enum(['one', 'each', 'members']),
  row: z.string(),
  column: z.string(),
  /** What would repair it; see repairs.rules.ts. */
  repair: z.object({
    kind: z.enum(['name', 'grant', 'appoint', 'set-up', 'restore', 'edit']),
    field: z.enum(restorable).nullable(),
    persons: z.array(named),
    /** The rights that the first of them lacks. */
    rights: z.array(titleSchema),
  }),
});
/** A hole or an overlap as shown. */
export type DefectView = z.infer<typeof defectSchema>;

/** The state of a framework's duties: what hinders publication, and what is only worth knowing. */
export const checkSchema = z.object({
  defects: z.array(defectSchema),
  /** May be more than are listed. */
  total: z.number().int(),
  /** Above the warning line; those above the ceiling hinder publication too. */
  overloaded: z.array(z.object({ person: named, duties: z.number().int(), blocks: z.boolean() })),
  /** Holes, overlaps and persons above the ceiling, together. */
  blocking: z.number().int(),
  loadLimit: z.number().int(),
  loadCeiling: z.number().int(),
  fallbacks: z.number().int(),
  notApplicable: z.number().int(),
});
/** The state of a framework's duties. */
export type CheckView = z.infer<typeof checkSchema>;

/** How an owner came to a duty. */
export const bindingSources = ['post', 'fallback', 'pinned', 'member'] as const;

const ownerView = z.object({
  org: named,
  person: named,
  post: titleSchema.nullable(),
  source: z.enum(bindingSources),
});

/** Who has which part in a duty in one organisation. */
const castView = z.object({
  org: named,
  doers: z.array(named),
  /** Null with `above`: the organisation above the unit guides. */
  guide: named.nullable(),
  above: z.boolean(),
  assistants: z.array(z.object({ person: named, deliverable: z.string() })),
});

/** A duty of a list, with its basis in words and its owners. */
export const dutySchema = z.object({
  id: fields.id,
  frameworkId: fields.id,
  unit: named,
  code: z.string(),
  subject: z.string(),
  row: z.string(),
  column: z.string(),
  title: titleSchema,
  text: z.string(),
  standard: z.string(),
  result: z.string(),
  cadence: cadenceSchema.nullable(),
  strength: strengthSchema,
  numberStatus: trustSchema,
  hands: handsSchema,
  basis: z.array(
    z.object({
      regulation: z.string(),
      title: z.string(),
      article: z.string().nullable(),
      status: trustSchema,
      text: z.string().nullable(),
      quoted: z.boolean(),
    }),
  ),
  evidence: z.array(
    z.object({
      id: z.string(),
      title: titleSchema,
      enough: z.number().int(),
      type: z.enum(['trace', 'result']),
    }),
  ),
  /** Addressed to these organisations only; none: to all of its kinds. */
  only: z.array(named),
  /** The organisations of its kinds, the first as `owners`. */
  kindred: z.array(named),
  owner: ownerSchema,
  posts: z.array(titleSchema),
  /** The rights it needs (权责对等), each with the posts that have it. */
  needs: z.array(z.object({ id: z.string(), title: titleSchema, posts: z.array(titleSchema) })),
  do: doSchema.nullable(),
  guide: guideSchema.nullable(),
  assist: z.array(assistSchema),
  doPosts: z.array(titleSchema),
  guidePosts: z.array(titleSchema),
  /** The posts of each that assists, in the order of `assist`. */
  assistPosts: z.array(z.array(titleSchema)),
  casts: z.array(castView),
  /** In force from the first day to the second itself; null as far as it is not known yet, or has no end. */
  fromOn: fields.day.nullable(),
  toOn: fields.day.nullable(),
  /** The duty's own days within those of the edition, as they were set. */
  firstDay: fields.day.nullable(),
  lastDay: fields.day.nullable(),
  /** `one`: one person an organisation · `each`: every holder for himself · `members`: every member. */
  borne: z.enum(['one', 'each', 'members']),
  coveredBy: z.string().nullable(),
  dropped: z.string().nullable(),
  editable: z.boolean(),
  owners: z.array(ownerView),
  /** How many there are; `owners` shows the first. Members are only counted. */
  ownerCount: z.number().int(),
  notApplicable: z.array(z.object({ org: named.nullable(), why: z.enum(notApplicableReasons) })),
  defects: z.array(defectSchema),
  version: fields.version,
});
/** A duty of a list. */
export type DutyView = z.infer<typeof dutySchema>;

const readers = { officer: 'subtree', clerk: 'subtree' } as const;

/** The duties of a framework, in their order. */
export const listDuties = endpoint({
  method: 'GET',
  path: '/frameworks/:id/duties',
  summary: '责任清单：责任项、依据和责任人',
  access: readers,
  query: pageQuery.extend({
    subject: z.string().max(60).optional(),
    row: z.string().max(60).optional(),
    column: z.string().max(60).optional(),
    defects: z.enum(['only']).optional(),
  }),
  response: page(dutySchema),
});

/** One duty with all its owners (at most 500 are shown). */
export const readDuty = endpoint({
  method: 'GET',
  path: '/duties/:id',
  summary: '责任项',
  access: readers,
  response: dutySchema,
});

/** The duties of whoever is signed in, in force now. */
export const listMyDuties = endpoint({
  method: 'GET',
  path: '/my/duties',
  summary: '我的责任',
  access: { member: 'self', secretary: 'self', officer: 'self', clerk: 'self' },
  query: pageQuery,
  response: page(
    z.object({
      id: fields.id,
      code: z.string(),
      subject: z.string(),
      title: titleSchema,
      text: z.string(),
      standard: z.string(),
      result: z.string(),
      cadence: cadenceSchema.nullable(),
      strength: strengthSchema,
      hands: handsSchema,
      basis: z.array(z.object({ title: z.string(), article: z.string().nullable(), status: trustSchema })),
      evidence: z.array(z.object({ title: titleSchema, enough: z.number().int() })),
      /** The rights it needs; `held` says by what he has each, as far as the list itself shows it. */
      needs: z.array(z.object({ title: titleSchema, held: z.enum(['post', 'writing']).nullable() })),
      firstDay: fields.day.nullable(),
      lastDay: fields.day.nullable(),
      org: named,
      post: titleSchema.nullable(),
      sole: z.boolean(),
      coveredBy: z.string().nullable(),
      open: z.number().int(),
      late: z.number().int(),
      done: z.number().int(),
      nextDue: fields.day.nullable(),
    }),
  ),
});
