import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import {
  problemActions,
  problemEventKinds,
  problemOrigins,
  problemSources,
  problemStates,
} from './ledger.rules.ts';

const state = z.enum(problemStates);
const source = z.enum(problemSources);
const action = z.enum(problemActions);

const problemRow = z.object({
  id: fields.id,
  title: z.string(),
  orgId: fields.id,
  orgName: z.string(),
  ownerId: fields.id,
  ownerName: z.string(),
  source,
  state,
  dueOn: fields.day,
  firstLateOn: fields.day.nullable(),
  closedOn: fields.day.nullable(),
  reopened: z.number().int(),
  /** How often it was reported while it stood. */
  reports: z.number().int(),
  version: fields.version,
});
export type ProblemRow = z.infer<typeof problemRow>;

/** A problem that is like a text. `same`: probably the same thing. */
export const similarProblem = z.object({
  id: fields.id,
  title: z.string(),
  orgName: z.string(),
  state,
  dueOn: fields.day,
  closedOn: fields.day.nullable(),
  reports: z.number().int(),
  reopened: z.number().int(),
  likeness: z.number().int(),
  same: z.boolean(),
});
export type SimilarProblem = z.infer<typeof similarProblem>;

const problemEvent = z.object({
  id: fields.id,
  action: z.enum(problemEventKinds),
  toState: state,
  who: z.string(),
  at: z.string(),
  note: z.string(),
  ownerName: z.string().nullable(),
  dueOn: fields.day.nullable(),
});

const problemView = problemRow.extend({
  detail: z.string(),
  measures: z.string(),
  /** The object it came out of. */
  origin: z.enum(problemOrigins).nullable(),
  sourceId: fields.id.nullable(),
  sourcePart: z.string().nullable(),
  reportedBy: z.string(),
  reportedAt: z.string(),
  firstDueOn: fields.day,
  submittedBy: z.string().nullable(),
  effect: z.string(),
  answer: z.string(),
  evidence: z.array(z.object({ kind: z.string(), text: z.string(), recordId: fields.id.optional() })),
  /** The same again: other problems of its cluster within the reader's reach. */
  cluster: z.array(
    z.object({
      id: fields.id,
      title: z.string(),
      orgName: z.string(),
      state,
      reportedOn: fields.day,
      reports: z.number().int(),
      reopened: z.number().int(),
    }),
  ),
  /** How often it was reported or came back, the whole cluster together. */
  times: z.number().int(),
  /** Reports that it was made of, or that were added to it. */
  joined: z.array(
    z.object({ receivedOn: fields.day, channel: z.enum(['public', 'member']), text: z.string() }),
  ),
  closedBy: z.string().nullable(),
  events: z.array(problemEvent),
  /** What can be done now; `reason` says why not by this reader. */
  actions: z.array(
    z.object({
      action,
      basis: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
export type ProblemView = z.infer<typeof problemView>;

/** Readers: those above it and its branch, and whoever owns it. */
const readers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'self' };
const owners: AccessRule = { secretary: 'subtree', member: 'self' };
const supervisors: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };

export const listProblems = endpoint({
  method: 'GET',
  path: '/problems',
  summary: '问题台账',
  access: readers,
  query: pageQuery.extend({
    state: z.enum([...problemStates, 'unsolved']).optional(),
    source: source.optional(),
    org: fields.id.optional(),
    late: z.enum(['yes']).optional(),
    mine: z.enum(['yes']).optional(),
    q: z.string().trim().max(60).optional(),
  }),
  response: page(problemRow),
});

export const readReconciliation = endpoint({
  method: 'GET',
  path: '/problems/reconciliation',
  summary: '对账：一个月里列入、销号、逾期和未解决的问题',
  access: readers,
  query: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写作 2026-11') }),
  response: z.object({
    month: z.string(),
    entered: z.number().int(),
    closed: z.number().int(),
    unsolved: z.number().int(),
    late: z.number().int(),
    waiting: z.number().int(),
    reopened: z.number().int(),
  }),
});

export const readProblem = endpoint({
  method: 'GET',
  path: '/problems/:id',
  summary: '一个问题和它的经过',
  access: readers,
  response: problemView,
});

export const enterProblem = endpoint({
  method: 'POST',
  path: '/problems',
  summary: '列入台账：写明来源、责任人和时限',
  access: supervisors,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    orgId: fields.id,
    title: fields.line(80),
    detail: fields.text(1000).default(''),
    measures: fields.text(1000).default(''),
    source: source.exclude(['assessment', 'task']),
    ownerId: fields.id,
    dueOn: fields.day,
    /** An earlier problem that this is again. */
    recursOf: fields.id.nullable().default(null),
    /** The record or motion that it comes out of. */
    from: z
      .strictObject({ kind: z.enum(['record', 'motion']), id: fields.id })
      .nullable()
      .default(null),
  }),
  response: z.object({ id: fields.id }),
});

/** Whoever inspects is above what is inspected. */
export const enterInspection = endpoint({
  method: 'POST',
  path: '/inspections',
  summary: '登记督导检查：检查记录和发现的问题一次列入',
  access: { clerk: 'subtree', officer: 'subtree' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    orgId: fields.id,
    occurredOn: fields.day,
    title: fields.line(80),
    minutesSpent: z.number().int().min(0).max(10_000).default(0),
    outcome: fields.text(1000).default(''),
    findings: z
      .array(
        z.strictObject({
          title: fields.line(80),
          detail: fields.text(1000).default(''),
          ownerId: fields.id,
          dueOn: fields.day,
        }),
      )
      .max(20, '一次检查最多列入 20 个问题'),
  }),
  response: z.object({ recordId: fields.id, problems: z.array(fields.id) }),
});

export const findSimilarProblems = endpoint({
  method: 'GET',
  path: '/problems/similar',
  summary: '台账里有没有相似的问题',
  access: supervisors,
  query: z.object({ org: fields.id, text: z.string().trim().min(1).max(1200) }),
  response: z.object({ items: z.array(similarProblem) }),
});

export const listEvidenceKinds = endpoint({
  method: 'GET',
  path: '/problems/evidence-kinds',
  summary: '提交核验时可以写哪几种佐证',
  access: readers,
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        type: z.enum(['trace', 'result']),
      }),
    ),
    most: z.number().int(),
  }),
});

const stepReply = z.object({ id: fields.id, state, version: fields.version });
const note = fields.text(1000);
const reason = fields.line(1000);

export const acceptProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/accept',
  summary: '接办',
  access: owners,
  edits: true,
  body: z.strictObject({ measures: note.optional() }),
  response: stepReply,
});

export const reportProgress = endpoint({
  method: 'POST',
  path: '/problems/:id/report',
  summary: '报告进展',
  access: owners,
  edits: true,
  body: z.strictObject({ note: reason }),
  response: stepReply,
});

export const submitProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/submit',
  summary: '提交核验：写明成效',
  access: owners,
  edits: true,
  body: z.strictObject({
    effect: fields.line(1000).min(10, '请写明改变了什么、怎样知道已经改变，不少于 10 字'),
    evidence: z
      .array(
        z.strictObject({
          kind: z.string().max(40),
          text: fields.line(200),
          /** A record that says it, chosen and not typed again. */
          recordId: fields.id.optional(),
        }),
      )
      .min(1, '请至少写一项成效佐证')
      .max(20),
  }),
  response: stepReply,
});

export const verifyProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/verify',
  summary: '核验成效并销号；answer 是给反映人的答复',
  access: supervisors,
  edits: true,
  body: z.strictObject({ note: reason, answer: fields.text(300).default('') }),
  response: stepReply,
});

export const returnProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/return',
  summary: '退回整改',
  access: supervisors,
  edits: true,
  body: z.strictObject({ note: reason }),
  response: stepReply,
});

export const reopenProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/reopen',
  summary: '问题反复，重新列入',
  access: supervisors,
  edits: true,
  body: z.strictObject({ note: reason, dueOn: fields.day }),
  response: stepReply,
});

export const postponeProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/postpone',
  summary: '延期',
  access: supervisors,
  edits: true,
  body: z.strictObject({ note: reason, dueOn: fields.day }),
  response: stepReply,
});

export const reassignProblem = endpoint({
  method: 'POST',
  path: '/problems/:id/reassign',
  summary: '更换责任人',
  access: supervisors,
  edits: true,
  body: z.strictObject({ note: reason, ownerId: fields.id }),
  response: stepReply,
});
