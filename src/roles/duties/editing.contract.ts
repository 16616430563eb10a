import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { cadenceSchema, handsSchema, strengthSchema, titleSchema } from '#standards/packs/packs.schema.ts';
import { doSchema, guideSchema } from '#standards/packs/parts.schema.ts';
import { dutySchema } from './duties.contract.ts';
import { restorable } from './repairs.rules.ts';

const named = z.object({ id: fields.id, name: z.string() });
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '请从列表中选择')
  .max(60);
const evidence = z.strictObject({ kind: id, enough: z.int().min(1).max(20) });

/** Changes a duty of a draft. Leaving one out needs a reason; an empty reason takes it in again. */
export const editDuty = endpoint({
  method: 'PATCH',
  path: '/duties/:id',
  summary: '修改责任项（仅限草稿）',
  access: { officer: 'subtree' },
  edits: true,
  body: z.strictObject({
    title: fields.line(60).optional(),
    titleEn: fields.text(120).optional(),
    text: fields.line(400).optional(),
    standard: fields.line(400).optional(),
    result: fields.text(400).optional(),
    cadence: cadenceSchema.nullable().optional(),
    strength: strengthSchema.optional(),
    hands: handsSchema.optional(),
    /** For duties with one owner: the posts that answer, the first filled one first. */
    posts: z.array(z.string().max(60)).min(1).max(8).optional(),
    /** The place in the matrix. */
    cell: z.strictObject({ row: id, column: id }).optional(),
    evidence: z.array(evidence).max(8).optional(),
    needs: z.array(id).max(8).optional(),
    do: doSchema.optional(),
    guide: guideSchema.optional(),
    assist: z
      .array(z.strictObject({ posts: z.array(id).min(1).max(8), deliverable: fields.line(100) }))
      .max(6)
      .optional(),
    /** Addressed to these organisations only; none: to all of its kinds. */
    only: z.array(fields.id).max(50, '最多 50 个组织').optional(),
    dropped: fields.text(200).nullable().optional(),
    /** In force only from this day, and to this day itself; null: as its edition is. */
    firstDay: fields.day.nullable().optional(),
    lastDay: fields.day.nullable().optional(),
  }),
  response: dutySchema,
});

/** Names the one owner of a duty in an organisation of a draft, or with null leaves it to the posts again. */
export const assignOwner = endpoint({
  method: 'PUT',
  path: '/duties/:id/owner',
  summary: '指定责任人（仅限草稿）',
  access: { officer: 'subtree' },
  edits: true,
  /** `grant`: gives the person, in writing and with the naming, the rights that the duty needs and he lacks. */
  body: z.strictObject({
    orgId: fields.id,
    personId: fields.id.nullable(),
    grant: z.boolean().default(false),
  }),
  response: dutySchema,
});

/** Names one person for several duties of an organisation at once: the usual repair of an overlap. */
export const assignOwners = endpoint({
  method: 'POST',
  path: '/frameworks/:id/owners',
  summary: '为一个组织的多项责任指定同一责任人（仅限草稿）',
  access: { officer: 'subtree' },
  edits: true,
  body: z.strictObject({
    orgId: fields.id,
    personId: fields.id,
    dutyIds: z.array(fields.id).min(1).max(200),
    grant: z.boolean().default(false),
  }),
  response: z.object({ assigned: z.number().int() }),
});

/** Puts a part of several duties back as the content has it: the usual repair of something missing. */
export const restoreDuties = endpoint({
  method: 'POST',
  path: '/frameworks/:id/restorations',
  summary: '把多项责任的某一栏恢复为框架包的内容（仅限草稿）',
  access: { officer: 'subtree' },
  edits: true,
  body: z.strictObject({
    field: z.enum(restorable),
    dutyIds: z.array(fields.id).min(1).max(200),
  }),
  response: z.object({ restored: z.number().int() }),
});

/** Adds a duty of the unit's own to a draft, under the next free number of its subject. */
export const addOwnDuty = endpoint({
  method: 'POST',
  path: '/frameworks/:id/duties',
  summary: '在草稿中新增一项本单位的责任',
  access: { officer: 'subtree' },
  edits: true,
  status: 201,
  body: z.strictObject({
    subject: id,
    /** Null: beside the other duties of its subject. */
    cell: z.strictObject({ row: id, column: id }).nullable(),
    title: fields.line(60),
    text: fields.line(400),
    standard: fields.line(400),
    result: fields.line(400),
    cadence: cadenceSchema,
    hands: handsSchema,
    evidence: z.array(evidence).min(1).max(8),
    regulation: id,
    article: z.string().max(40).nullable(),
    recordKind: id,
  }),
  response: dutySchema,
});

/** The posts, rights, kinds of evidence and grounds from which a duty is written. */
export const readDutyForm = endpoint({
  method: 'GET',
  path: '/duty-form',
  summary: '编写责任项时可选的职务、权、佐证和依据',
  access: { officer: 'subtree' },
  response: z.object({
    posts: z.array(z.object({ id: z.string(), title: titleSchema })),
    rights: z.array(z.object({ id: z.string(), title: titleSchema, posts: z.array(titleSchema) })),
    evidence: z.array(z.object({ id: z.string(), title: titleSchema, type: z.enum(['trace', 'result']) })),
    regulations: z.array(z.object({ id: z.string(), title: z.string(), articles: z.array(z.string()) })),
    recordKinds: z.array(z.object({ id: z.string(), title: titleSchema })),
  }),
});

/** Who could be named: persons of the unit, those who hold a post first. */
export const listCandidates = endpoint({
  method: 'GET',
  path: '/duties/:id/candidates',
  summary: '可指定的责任人',
  access: { officer: 'subtree' },
  query: z.object({ orgId: fields.id, q: z.string().max(30).optional() }),
  response: z.object({
    items: z.array(z.object({ person: named, org: z.string(), posts: z.array(titleSchema) })),
  }),
});
