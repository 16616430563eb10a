import { z } from 'zod';
import { endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';
import { caseStates, roundStates } from './conduct.rules.ts';

const count = z.number().int();
const title = z.object({ zh: z.string(), en: z.string() });
const state = z.enum(caseStates);
const hex = z.string().regex(/^[0-9a-f]{64}$/, '承诺值应为 64 位十六进制');
const note = fields.text(500);

const choice = z.object({ id: z.string(), title });
/** The words and limits that the pages need, from the content. */
export const terms = z.object({
  aspects: z.array(choice),
  marks: z.array(choice),
  grades: z.array(choice.extend({ top: z.boolean().optional() })),
  sources: z.array(choice),
  noticeWorkdays: count,
  answerWorkdays: count,
  signAtOnce: count,
  reasonLeast: count,
});

const roundRow = z.object({
  id: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  year: count,
  periodFrom: z.string(),
  periodTo: z.string(),
  state: z.enum(roundStates),
  members: count,
  settled: count,
});

/** How many cases stand in each state: the stages from left to right. */
const counts = z.record(state, count);

const roundView = roundRow.extend({
  percent: count,
  committed: z.boolean(),
  recommitted: count,
  rosterHash: z.string().nullable(),
  drawnAt: z.string().nullable(),
  sampled: count,
  unchecked: count,
  /** Cases told of whose days have passed: they may be settled. */
  lapsed: count,
  counts,
  branches: z.array(
    z.object({
      orgId: fields.id,
      orgName: z.string(),
      members: count,
      pending: count,
      top: count,
      topQuota: count,
    }),
  ),
  terms,
  /** What the reader may do now with the round, and why not. */
  actions: z.array(
    z.object({
      action: z.enum(['commit', 'freeze', 'draw', 'recommit', 'tell', 'settle', 'review', 'approve']),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  /** The forms in which the reader may take it out of the system: none for members who only take part. */
  exports: z.array(z.enum(['xlsx', 'docx'])),
  version: fields.version,
});
/** A round as shown: its stages, its draw, and what the reader may do. */
export type RoundView = z.infer<typeof roundView>;

const everybody = { clerk: 'subtree', officer: 'subtree', member: 'self' } as const;
const committee = { officer: 'subtree' } as const;
const above = { clerk: 'subtree' } as const;

export const listRounds = endpoint({
  method: 'GET',
  path: '/conduct/rounds',
  summary: '党员责任考评：各单位各年度',
  access: everybody,
  query: pageQuery,
  response: page(roundRow),
});

export const openRound = endpoint({
  method: 'POST',
  path: '/conduct/rounds',
  summary: '开始一个年度的党员责任考评',
  access: committee,
  idempotent: true,
  status: 201,
  body: z.strictObject({ unitId: fields.id, year: z.number().int().min(2000).max(2999) }),
  response: z.object({ id: fields.id, members: count }),
});

export const readRound = endpoint({
  method: 'GET',
  path: '/conduct/rounds/:id',
  summary: '一个年度的党员责任考评：走到哪一步',
  access: everybody,
  response: roundView,
});

const moved = z.object({ id: fields.id, state: z.enum(roundStates), version: fields.version, cases: count });

export const commitNonce = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/commit',
  summary: '上级承诺随机数：只交承诺值，名册冻结之前',
  access: above,
  edits: true,
  body: z.strictObject({ commitment: hex, reason: note.default('') }),
  response: moved,
});

export const freezeRoster = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/freeze',
  summary: '冻结抽考名册',
  access: committee,
  edits: true,
  body: z.strictObject({}),
  response: moved,
});

export const revealNonce = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/draw',
  summary: '揭示随机数并抽取，只有一次',
  access: above,
  edits: true,
  body: z.strictObject({ nonce: fields.line(200) }),
  response: moved,
});

export const readDraw = endpoint({
  method: 'GET',
  path: '/conduct/rounds/:id/draw',
  summary: '抽取的全部依据，任何参评人都可以复算',
  access: everybody,
  response: z.object({
    roundId: fields.id,
    percent: count,
    roster: z.array(z.object({ id: fields.id, stratum: z.string(), weight: count })),
    strata: z.array(z.object({ id: z.string(), title: z.string() })),
    commitment: z.string(),
    nonce: z.string(),
    rosterHash: z.string(),
    freezeHash: z.string(),
    seed: z.string(),
    sampled: z.array(fields.id),
    /** The reader's own entry, if there is one. */
    mine: fields.id.nullable(),
  }),
});

export const tellMembers = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/tell',
  summary: '把审定的结果告知本人',
  access: committee,
  edits: true,
  body: z.strictObject({}),
  response: moved,
});

export const settleRound = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/settle',
  summary: '办结告知期已满、没有异议的考评，计入年终考核',
  access: committee,
  edits: true,
  body: z.strictObject({}),
  response: moved,
});

export const approveCases = endpoint({
  method: 'POST',
  path: '/conduct/rounds/:id/approvals',
  summary: '党组审定：同意，或退回并写明理由',
  access: { member: 'self' },
  edits: true,
  body: z.strictObject({
    decision: z.enum(['approve', 'return']),
    note: note.default(''),
    cases: z
      .array(z.strictObject({ id: fields.id, hash: hex }))
      .min(1, '请选择要审定的人')
      .max(20, '一次最多审定 20 人，请逐批查看'),
  }),
  response: moved,
});

export const downloadRoundWorkbook = endpoint({
  method: 'GET',
  path: '/conduct/rounds/:id/workbook',
  summary: '导出责任考评登记表（xlsx）：机关党委和党组全部，支部书记限本支部',
  access: { officer: 'subtree', secretary: 'subtree', member: 'self' },
  audits: true,
  response: fileReply,
  download: true,
  perMinute: 20,
});

export const downloadRoundDocument = endpoint({
  method: 'GET',
  path: '/conduct/rounds/:id/document',
  summary: '导出已审定的责任考评结果（docx，公文格式）',
  access: { officer: 'subtree', member: 'self' },
  audits: true,
  response: fileReply,
  download: true,
  perMinute: 20,
});
