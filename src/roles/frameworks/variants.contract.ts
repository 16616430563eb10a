import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { titleSchema } from '#standards/packs/packs.schema.ts';

const readers = { officer: 'subtree', clerk: 'subtree' } as const;
const key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '编号应为小写字母、数字和连字符')
  .max(60);
const named = z.object({ id: fields.id, name: z.string() });
const axis = z.object({ zh: fields.line(30), en: fields.line(60) });

/** Changes the levels and posts of a draft. One in which a duty stands cannot be taken away. */
export const editMatrix = endpoint({
  method: 'PUT',
  path: '/frameworks/:id/matrix',
  summary: '修改草稿的层级和岗位：增、删、改名、排序（有责任项的不能删）',
  access: { officer: 'subtree' },
  edits: true,
  body: z.strictObject({
    rows: z
      .array(z.strictObject({ id: key, title: axis }))
      .min(1, '至少保留一个层级')
      .max(12),
    columns: z
      .array(
        z.strictObject({
          id: key,
          title: axis,
          kind: z.enum(['body', 'post', 'members', 'responsibility', 'link']),
        }),
      )
      .min(1, '至少保留一个岗位')
      .max(16),
  }),
  response: z.object({ version: fields.version }),
});

/** In both languages; empty where there is nothing. */
const wording = z.object({ zh: z.string(), en: z.string() });

const difference = z.object({
  kind: z.enum(['added', 'changed', 'dropped']),
  code: z.string(),
  title: titleSchema,
  subject: z.string(),
  /** What changed, with both wordings where they can be read. */
  fields: z.array(z.object({ name: z.string(), before: wording, after: wording })),
  /** Why it was left out, of what was dropped. */
  reason: z.string(),
  dutyId: fields.id,
});

/** What became of the duties from one edition to another, and whom it concerns. */
export const compareEditions = endpoint({
  method: 'GET',
  path: '/frameworks/:id/compare',
  summary: '比较两版责任清单：新增、修改、删减，以及涉及哪些人',
  access: readers,
  /** The earlier one; without it the edition before this one, else the pack it came from. */
  query: z.object({ with: fields.id.optional() }),
  response: z.object({
    unit: named,
    after: z.object({ id: fields.id, edition: z.number().int(), state: z.string() }),
    /** Null: compared with the pack. */
    before: z.object({ id: fields.id, edition: z.number().int(), state: z.string() }).nullable(),
    pack: titleSchema.nullable(),
    /** The editions that it can be compared with. */
    editions: z.array(
      z.object({
        id: fields.id,
        edition: z.number().int(),
        state: z.string(),
        fromOn: fields.day.nullable(),
      }),
    ),
    added: z.number().int(),
    changed: z.number().int(),
    dropped: z.number().int(),
    same: z.number().int(),
    differences: z.array(difference),
    /** Null where there is nobody to compare with: the pack has no persons. At most 300. */
    affected: z
      .array(
        z.object({
          person: named,
          gains: z.array(z.string()),
          loses: z.array(z.string()),
          changed: z.array(z.string()),
        }),
      )
      .nullable(),
    axes: z.array(z.object({ kind: z.enum(['added', 'dropped', 'renamed']), title: z.string() })),
  }),
});

/** Makes a pack of the tenant's own from an edition, for other units to adopt. */
export const forkPack = endpoint({
  method: 'POST',
  path: '/framework-packs',
  summary: '把一版责任体系存为本地框架包，供其他单位采用',
  access: { clerk: 'subtree' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    frameworkId: fields.id,
    title: fields.line(40),
    note: fields.text(200).default(''),
  }),
  response: z.object({ id: fields.id }),
});

/** Takes a pack of the tenant's own off the list. Units that adopted it keep what they have. */
export const retirePack = endpoint({
  method: 'POST',
  path: '/framework-packs/:packId/retirement',
  summary: '停用本地框架包（已采用的单位不受影响）',
  access: { clerk: 'subtree' },
  params: { packId: fields.id },
  response: z.object({ retired: z.literal(true) }),
});

/** The crosswalk between frameworks: by which duties units of different frameworks are compared. */
export const readCrosswalk = endpoint({
  method: 'GET',
  path: '/framework-crosswalk',
  summary: '责任体系对照表：不同框架的责任项如何对应，哪些可比',
  access: readers,
  response: z.object({
    frameworks: z.array(
      z.object({
        id: z.string(),
        title: titleSchema,
        local: z.boolean(),
        reading: z.boolean(),
        /** Units within reach whose edition in force comes from it. */
        units: z.number().int(),
        duties: z.number().int(),
        common: z.number().int(),
      }),
    ),
    rows: z.array(
      z.object({
        code: z.string(),
        subject: z.string(),
        title: titleSchema,
        common: z.boolean(),
        /** In the order of `frameworks`: level and post, or null. */
        places: z.array(z.object({ row: titleSchema, column: titleSchema }).nullable()),
      }),
    ),
  }),
});
