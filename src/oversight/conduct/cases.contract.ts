import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { caseActions, caseDesks, caseStates } from './conduct.rules.ts';
import { terms } from './rounds.contract.ts';

const count = z.number().int();
const state = z.enum(caseStates);
const note = fields.text(500);

const caseRow = z.object({
  id: fields.id,
  roundId: fields.id,
  year: count,
  personId: fields.id,
  personName: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  kind: z.enum(['full', 'probationary']),
  state,
  sampled: z.boolean(),
  grade: z.string().nullable(),
  /** The branch's reasons; empty for the member until he is told. */
  words: z.string(),
  hash: z.string().nullable(),
  freeFrom: z.string().nullable(),
  version: fields.version,
});
/** A member's appraisal in a list. */
export type CaseRow = z.infer<typeof caseRow>;

export const listCases = endpoint({
  method: 'GET',
  path: '/conduct/cases',
  summary: '党员责任考评：逐人',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'self' },
  query: pageQuery.extend({
    roundId: fields.id.optional(),
    state: state.optional(),
    orgId: fields.id.optional(),
    sampled: z.enum(['yes']).optional(),
    /** What waits for the reader: to evaluate, check, review, approve, answer an objection; `mine` one's own. */
    desk: z.enum(caseDesks).optional(),
  }),
  response: page(caseRow),
});

const kept = z.object({
  meetings: z.object({ due: count, attended: count, spoke: count }),
  studyMinutes: count,
  tasks: z.object({ done: count, open: count, late: count }),
  obligations: z.object({ fulfilled: count, open: count, late: count }),
  reports: z.object({ submitted: count, accepted: count, unverified: count }),
  contacts: count,
});

const caseView = caseRow.extend({
  periodFrom: z.string(),
  periodTo: z.string(),
  facts: kept,
  reports: z.array(z.object({ id: fields.id, from: z.string(), to: z.string(), state: z.string() })),
  marks: z.record(z.string(), z.string()),
  returnedNote: z.string(),
  objection: z.string(),
  toldOn: z.string().nullable(),
  /** The day by which an objection has to be answered, while it waits. */
  answerBy: z.string().nullable(),
  checkerName: z.string().nullable(),
  checks: z.array(
    z.object({ id: fields.id, source: z.string(), item: z.string(), finding: z.enum(['stands', 'differs']) }),
  ),
  events: z.array(
    z.object({
      id: fields.id,
      part: z.string(),
      action: z.enum(caseActions),
      who: z.string(),
      at: z.string(),
      note: z.string(),
    }),
  ),
  own: z.boolean(),
  /** Members of the branch who may still be given the top grade. */
  topLeft: count,
  terms,
  actions: z.array(
    z.object({
      action: z.enum(caseActions),
      basis: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
/** A member's appraisal with everything in it. */
export type CaseView = z.infer<typeof caseView>;

export const readCase = endpoint({
  method: 'GET',
  path: '/conduct/cases/:id',
  summary: '一名党员的责任考评',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'self' },
  audits: true,
  response: caseView,
});

const stepReply = z.object({ id: fields.id, state, version: fields.version });

export const evaluateCase = endpoint({
  method: 'POST',
  path: '/conduct/cases/:id/evaluate',
  summary: '支部综合评价',
  access: { officer: 'subtree', secretary: 'subtree' },
  edits: true,
  body: z.strictObject({
    grade: z.string().max(40).nullable(),
    marks: z.record(z.string().max(40), z.string().max(40)),
    words: fields.text(500),
  }),
  response: stepReply,
});

export const checkCase = endpoint({
  method: 'POST',
  path: '/conduct/cases/:id/check',
  summary: '抽考核对：依据外部来源，逐项写明是否属实',
  access: { officer: 'subtree', member: 'self' },
  edits: true,
  body: z.strictObject({
    checks: z
      .array(
        z.strictObject({
          source: z.string().max(40),
          item: fields.line(200),
          finding: z.enum(['stands', 'differs']),
        }),
      )
      .min(1, '请至少核对一项')
      .max(10),
    note: note.default(''),
  }),
  response: stepReply,
});

export const reviewCase = endpoint({
  method: 'POST',
  path: '/conduct/cases/:id/review',
  summary: '机关党委审核（支委以上也可由工委审核）：通过，或退回并写明理由',
  access: { clerk: 'subtree', officer: 'subtree' },
  edits: true,
  body: z.strictObject({ decision: z.enum(['review', 'return']), note: note.default('') }),
  response: stepReply,
});

export const answerCase = endpoint({
  method: 'POST',
  path: '/conduct/cases/:id/answer',
  summary: '本人意见：没有异议，或提出异议',
  access: { member: 'self' },
  edits: true,
  body: z.strictObject({ decision: z.enum(['accept', 'object']), note: note.default('') }),
  response: stepReply,
});

export const decideObjection = endpoint({
  method: 'POST',
  path: '/conduct/cases/:id/objection',
  summary: '答复异议：维持，或退回重评，都要写明理由；由没有经手的人办理',
  access: { clerk: 'subtree', officer: 'subtree' },
  edits: true,
  body: z.strictObject({ decision: z.enum(['uphold', 'return']), note }),
  response: stepReply,
});
