import { z } from 'zod';
import { type AccessRule, endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';
import { scoreTree } from '../scoring/scoring.contract.ts';
import { objectionStates, resultActions, resultStates, SHORTEST_REASON } from './results.rules.ts';

/** Who holds appraisals: the clerk of the work committee, the officer of an organ committee, each over their part of the tree. */
export const stewards: AccessRule = { clerk: 'subtree', officer: 'subtree' };
/** Those who are assessed and those above them; members see their own branch. */
const assessed: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' };
const spokesmen: AccessRule = { officer: 'subtree', secretary: 'subtree' };

const state = z.enum(resultStates);
const title = z.object({ zh: z.string(), en: z.string() });
const reason = fields.text(1000).min(SHORTEST_REASON, `请写明理由，不少于 ${SHORTEST_REASON} 字`);
/** Why something cannot be done now: the refusal's code and sentence. */
const barred = z.object({ code: z.string(), message: z.string() }).nullable();
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

const band = z.object({ id: z.string(), title });

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

const objectionView = z.object({
  id: fields.id,
  resultId: fields.id,
  resultTitle: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  scoreId: fields.id,
  indicator: z.object({ id: z.string(), title }).nullable(),
  text: z.string(),
  state: z.enum(objectionStates),
  mine: z.boolean(),
  lodgedAt: z.string(),
  decideBy: fields.day,
  overdue: z.boolean(),
  decision: z.string(),
  decidedAt: z.string().nullable(),
  decider: z.string().nullable(),
  version: fields.version,
  steps: z.array(
    z.object({
      action: z.enum(['take-up', 'uphold', 'dismiss', 'withdraw']),
      basis: z.string(),
      reason: barred,
    }),
  ),
});
export type ObjectionView = z.infer<typeof objectionView>;

export const lodgeObjection = endpoint({
  method: 'POST',
  path: '/scores/:id/objections',
  summary: '对本组织的得分提出异议',
  access: spokesmen,
  idempotent: true,
  status: 201,
  body: z.strictObject({ indicator: z.string().max(60).nullable().default(null), text: reason }),
  response: z.object({ id: fields.id, decideBy: fields.day }),
});

export const listObjections = endpoint({
  method: 'GET',
  path: '/objections',
  summary: '异议：由我办理的和由我提出的',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' },
  query: pageQuery.extend({
    state: z.enum(['open', ...objectionStates]).optional(),
    result: fields.id.optional(),
  }),
  response: page(objectionView),
});

export const readObjection = endpoint({
  method: 'GET',
  path: '/objections/:id',
  summary: '一件异议',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' },
  response: objectionView,
});

export const moveObjection = endpoint({
  method: 'POST',
  path: '/objections/:id/moves',
  summary: '办理异议：受理、成立、不成立、撤回',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' },
  edits: true,
  body: z.strictObject({
    action: z.enum(['take-up', 'uphold', 'dismiss', 'withdraw']),
    reason: fields.text(2000).default(''),
  }),
  response: z.object({ id: fields.id, state: z.enum(objectionStates), version: fields.version }),
});

const proposal = z.object({
  orgId: fields.id,
  orgName: z.string(),
  scoreId: fields.id,
  indicator: z.object({ id: z.string(), title }),
  value: z.number().int(),
  problem: z
    .object({
      id: fields.id,
      state: z.string(),
      ownerName: z.string(),
      dueOn: fields.day,
      closedOn: fields.day.nullable(),
    })
    .nullable(),
});
export type RectificationProposal = z.infer<typeof proposal>;

export const listRectifications = endpoint({
  method: 'GET',
  path: '/results/:id/rectifications',
  summary: '低分指标与整改：系统只提建议，由人列入台账',
  access: stewards,
  query: pageQuery,
  response: page(proposal),
});

export const openRectification = endpoint({
  method: 'POST',
  path: '/scores/:id/rectifications',
  summary: '把低分指标列入整改台账，写明责任人和时限',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    indicator: z.string().min(1).max(60),
    ownerId: fields.id,
    dueOn: fields.day,
    measures: fields.line(1000),
  }),
  response: z.object({ id: fields.id }),
});
