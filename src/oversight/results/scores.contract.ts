import { z } from 'zod';
import { endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';
import { scoreTree } from '../scoring/scoring.contract.ts';
import { assessed, band, barred, entryView, state, title } from './results.contract.ts';

const knownEntry = entryView.extend({
  resultId: fields.id,
  title: z.string(),
  state,
  periodFrom: fields.day,
  periodTo: fields.day,
  earliestOn: fields.day.nullable(),
  objectionsUntil: fields.day.nullable(),
  publicationId: fields.id.nullable(),
});
export type KnownEntry = z.infer<typeof knownEntry>;

export const listKnownEntries = endpoint({
  method: 'GET',
  path: '/scores',
  summary: '本组织（及所属组织）已反馈的考核得分',
  access: assessed,
  query: pageQuery,
  response: page(knownEntry),
});

const scoreView = z.object({
  id: fields.id,
  resultId: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  title: z.string(),
  state,
  /** False for a score that a later run has replaced. */
  current: z.boolean(),
  hash: z.string(),
  scoredAt: z.string(),
  best: z.number().int().nullable(),
  worst: z.number().int().nullable(),
  groupSize: z.number().int(),
  band: band.nullable(),
  bandLimited: z.enum(['cap', 'tie']).nullable(),
  objectionsUntil: fields.day.nullable(),
  /** Why an objection cannot be lodged by this reader now; null if it can. */
  objectionBarred: barred,
  publicationId: fields.id.nullable(),
  tree: scoreTree,
  /** Names of what the tree points to; the tree itself holds ids only. Titles of records are for those who keep them. */
  labels: z.object({
    duties: z.record(z.string(), title),
    records: z.array(
      z.object({ id: z.string(), kind: title, occurredOn: fields.day, title: z.string().nullable() }),
    ),
    problems: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
});
export type ScoreView = z.infer<typeof scoreView>;

export const readScore = endpoint({
  method: 'GET',
  path: '/scores/:id',
  summary: '一个得分的全部由来：指标、权重、事项、记录、测评合计',
  access: assessed,
  response: scoreView,
});

export const downloadExplanation = endpoint({
  method: 'GET',
  path: '/scores/:id/explanation',
  summary: '下载得分说明（JSON，可自行复算）',
  access: assessed,
  response: fileReply,
  download: true,
  audits: true,
});
