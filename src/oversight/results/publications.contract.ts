import { z } from 'zod';
import { type AccessRule, endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';

/** Everybody of the tenant who takes part in the work; the three administrators see no appraisal. */
const everybody: AccessRule = {
  clerk: 'tenant',
  officer: 'tenant',
  secretary: 'tenant',
  member: 'tenant',
  rater: 'tenant',
};

const title = z.object({ zh: z.string(), en: z.string() });
const listReason = z.enum(['group-too-small', 'no-difference', 'not-reliable', 'none-separable']);
const band = z.object({ id: z.string(), title });

/** What is published of an organisation. No person is named anywhere in a publication. */
const publishedEntry = z.object({
  organisation: z.string(),
  name: z.string(),
  /** Hundredths of a point; null: too little of the scheme's weight had a figure. */
  score: z.number().int().nullable(),
  standard_error: z.number().nullable(),
  best: z.number().int().nullable(),
  worst: z.number().int().nullable(),
  band: band.nullable(),
  coverage: z.number().int(),
  /** SM3 of the explanation document. */
  explanation: z.string(),
});

const list = z.object({ organisations: z.array(z.string()), reason: listReason.nullable() });

/** The document that is published: canonical JSON, digested, never changed. */
export const publicationBody = z.object({
  format: z.literal('zelian-publication/1'),
  title: z.string(),
  organ: z.string(),
  period: z.object({ from: fields.day, to: fields.day }),
  published_on: fields.day,
  notified_on: fields.day,
  scheme: z.object({
    id: z.string(),
    version: z.number().int(),
    title,
    hash: z.string(),
    adopted_on: fields.day,
    indicators: z.array(z.object({ id: z.string(), title, source: z.string(), weight: z.number().int() })),
    low_threshold: z.number(),
    min_coverage: z.number().int(),
    confidence: z.number().int(),
    min_group: z.number().int(),
  }),
  round: z.string().nullable(),
  objections: z.object({ lodged: z.number().int(), upheld: z.number().int(), dismissed: z.number().int() }),
  corrects: z
    .object({
      publication: z.string(),
      hash: z.string(),
      reason: z.string(),
      changes: z.array(
        z.object({
          organisation: z.string(),
          name: z.string(),
          from: z.number().int().nullable(),
          to: z.number().int().nullable(),
        }),
      ),
    })
    .nullable(),
  groups: z.array(
    z.object({
      kind: z.string(),
      category: z.string(),
      size: z.number().int(),
      reliability: z.number().nullable(),
      unranked: listReason.nullable(),
      front: list,
      tail: list,
      entries: z.array(publishedEntry),
    }),
  ),
});
export type PublicationBody = z.infer<typeof publicationBody>;

const publicationRow = z.object({
  id: fields.id,
  title: z.string(),
  orgName: z.string(),
  publishedAt: z.string(),
  hash: z.string(),
  correctsId: fields.id.nullable(),
  correctedBy: fields.id.nullable(),
});
export type PublicationRow = z.infer<typeof publicationRow>;

export const publicationView = publicationRow.extend({
  body: publicationBody,
  /** Whether the text still has the digest that the audit chain recorded. */
  intact: z.boolean(),
  /** The digest of the text as it stands now. */
  actualHash: z.string(),
  /** Organisations of which an objection is being decided (复核中). */
  disputed: z.array(z.string()),
});
export type PublicationView = z.infer<typeof publicationView>;

export const listPublications = endpoint({
  method: 'GET',
  path: '/publications',
  summary: '已公布的考核结果',
  access: everybody,
  query: pageQuery,
  response: page(publicationRow),
});

export const readPublication = endpoint({
  method: 'GET',
  path: '/publications/:id',
  summary: '一次公布的全文，并当场校验',
  access: everybody,
  response: publicationView,
});

export const findPublicationByDigest = endpoint({
  method: 'GET',
  path: '/publication-digests/:hash',
  summary: '按打印件上的校验码查公布（旧版会指向更正后的版本）',
  access: everybody,
  params: { hash: z.string().regex(/^[0-9a-f]{64}$/) },
  response: z.object({ id: fields.id, correctedBy: fields.id.nullable() }),
});

export const downloadWorkbook = endpoint({
  method: 'GET',
  path: '/publications/:id/workbook',
  summary: '下载公布的结果（表格）',
  access: everybody,
  response: fileReply,
  download: true,
  audits: true,
});

export const downloadDocument = endpoint({
  method: 'GET',
  path: '/publications/:id/document',
  summary: '下载公布的结果（公文格式）',
  access: { clerk: 'tenant', officer: 'tenant', secretary: 'tenant' },
  response: fileReply,
  download: true,
  audits: true,
});
