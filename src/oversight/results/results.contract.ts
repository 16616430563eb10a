import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { resultActions, resultStates, SHORTEST_REASON } from './results.rules.ts';

/** Who holds appraisals: the clerk of the work committee, the officer of an organ committee, each over their part of the tree. */
export const stewards: AccessRule = { clerk: 'subtree', officer: 'subtree' };
/** Those who are assessed and those above them; members see their own branch. */
export const assessed: AccessRule = {
  clerk: 'subtree',
  officer: 'subtree',
  secretary: 'subtree',
  member: 'own',
};

export const state = z.enum(resultStates);
export const title = z.object({ zh: z.string(), en: z.string() });
/** A reason in writing, for a step that others must be able to understand. */
export const reason = fields.text(1000).min(SHORTEST_REASON, `请写明理由，不少于 ${SHORTEST_REASON} 字`);
/** Why something cannot be done now: the refusal's code and sentence. */
export const barred = z.object({ code: z.string(), message: z.string() }).nullable();
const listReason = z.enum(['group-too-small', 'no-difference', 'not-reliable', 'none-separable']);

const resultRow = z.object({
  id: fields.id,
  title: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  state,
  periodFrom: fields.day,
  periodTo: fields.day,
  scoredAt: z.string(),
  notifiedOn: fields.day.nullable(),
  earliestOn: fields.day.nullable(),
  publicationId: fields.id.nullable(),
  correctsId: fields.id.nullable(),
  size: z.number().int(),
  openObjections: z.number().int(),
  version: fields.version,
});
export type ResultRow = z.infer<typeof resultRow>;

/** A comparable group: its size, how reliable its differences are, and what its lists say or why they say nothing. */
export const groupView = z.object({
  key: z.string(),
  kind: z.string(),
  category: z.string(),
  size: z.number().int(),
  reliability: z.number().nullable(),
  unranked: listReason.nullable(),
  front: z.object({ ids: z.array(z.string()), reason: listReason.nullable() }),
  tail: z.object({ ids: z.array(z.string()), reason: listReason.nullable() }),
});
export type GroupView = z.infer<typeof groupView>;

export const band = z.object({ id: z.string(), title });

export const entryView = z.object({
  orgId: fields.id,
  orgName: z.string(),
  scoreId: fields.id,
  kind: z.string(),
  category: z.string(),
  score: z.number().int().nullable(),
  standardError: z.number().nullable(),
  coverage: z.number().int(),
  best: z.number().int().nullable(),
  worst: z.number().int().nullable(),
  /** T score inside the group: 50 is its mean, 10 its spread. For display, never compared between groups. */
  tScore: z.number().nullable(),
  band: band.nullable(),
  bandLimited: z.enum(['cap', 'tie']).nullable(),
  list: z.enum(['front', 'tail']).nullable(),
  low: z.array(z.object({ id: z.string(), title })),
});
export type EntryView = z.infer<typeof entryView>;

const step = z.object({
  action: z.enum(resultActions),
  basis: z.string(),
  /** Why this reader cannot do it now; null if he can. */
  reason: barred,
});

const resultView = resultRow.extend({
  schemeTitle: title,
  schemeHash: z.string(),
  adoptionId: fields.id,
  adoptedOn: fields.day,
  roundId: fields.id.nullable(),
  scorer: z.string(),
  reviewer: z.string().nullable(),
  reviewReason: z.string(),
  noticeWorkingDays: z.number().int(),
  earliestCovered: z.boolean(),
  objectionsUntil: fields.day.nullable(),
  correctionReason: z.string(),
  correctedBy: fields.id.nullable(),
  run: z.number().int(),
  confidence: z.number().int(),
  groups: z.array(groupView),
  steps: z.array(step),
  events: z.array(
    z.object({
      id: fields.id,
      action: z.enum(['create', ...resultActions]),
      toState: state,
      at: z.string(),
      who: z.string(),
      reason: z.string(),
    }),
  ),
});
export type ResultView = z.infer<typeof resultView>;

export const listResults = endpoint({
  method: 'GET',
  path: '/results',
  summary: '考核结果办理台',
  access: stewards,
  query: pageQuery.extend({ state: state.optional() }),
  response: page(resultRow),
});

export const readResult = endpoint({
  method: 'GET',
  path: '/results/:id',
  summary: '一次考核的结果、分组和办理经过',
  access: stewards,
  response: resultView,
});

export const listEntries = endpoint({
  method: 'GET',
  path: '/results/:id/entries',
  summary: '一次考核中各组织的得分（按组织顺序，不按分数排列）',
  access: stewards,
  query: pageQuery.extend({
    kind: z.string().max(40).optional(),
    category: z.string().max(60).optional(),
    low: z.enum(['yes']).optional(),
  }),
  response: page(entryView),
});

export const createResult = endpoint({
  method: 'POST',
  path: '/results',
  summary: '按已采用的方案计分',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({ roundId: fields.id, adoptionId: fields.id, title: fields.line(80) }),
  response: z.object({ id: fields.id }),
});

const moved = z.object({ id: fields.id, state, version: fields.version });

export const moveResult = endpoint({
  method: 'POST',
  path: '/results/:id/moves',
  summary: '办理结果：重新计分、送审、退回、审核通过、反馈、退回修订',
  access: stewards,
  edits: true,
  body: z.strictObject({
    action: z.enum(['rescore', 'submit', 'return', 'approve', 'notify', 'revise']),
    reason: fields.text(1000).default(''),
  }),
  response: moved,
});

export const publishResult = endpoint({
  method: 'POST',
  path: '/results/:id/publish',
  summary: '公布结果（反馈期满、异议办结后）',
  access: stewards,
  edits: true,
  body: z.strictObject({ reason }),
  response: moved.extend({ publicationId: fields.id, hash: z.string() }),
});

export const correctResult = endpoint({
  method: 'POST',
  path: '/results/:id/corrections',
  summary: '更正已公布的结果：以新版本重新计分、审核、反馈、公布',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({ reason }),
  response: z.object({ id: fields.id }),
});
