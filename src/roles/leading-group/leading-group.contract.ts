import { z } from 'zod';
import { endpoint, fields, fileReply, page, pageQuery } from '#platform/http/endpoint.ts';
import { newParts } from '#roles/tasks/task-shapes.contract.ts';
import { followStates, follows, verdicts } from './sessions.rules.ts';
import { topicActions, topicStates, topicSteps } from './topics.rules.ts';

/** The body above, the officer who serves the group, and whoever has a seat in it. */
export const readers = { clerk: 'subtree', officer: 'subtree', member: 'self' } as const;
const keepers = { officer: 'subtree' } as const;
const label = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const reason = z.object({ code: z.string(), message: z.string() }).nullable();

/** One entry of a history. */
export const eventView = z.object({
  id: fields.id,
  action: z.string(),
  toState: z.string(),
  who: z.string(),
  at: z.string(),
  note: z.string(),
  likelihood: count.nullable(),
  impact: count.nullable(),
  reviewOn: z.string().nullable(),
});

const topicRow = z.object({
  id: fields.id,
  kind: z.string(),
  title: z.string(),
  ask: z.string(),
  state: z.enum(topicStates),
  proposer: z.string(),
  proposedOn: fields.day,
  note: z.string(),
  version: fields.version,
});
/** A topic in a list. */
export type TopicRowView = z.infer<typeof topicRow>;

const decisionRow = z.object({
  id: fields.id,
  sessionId: fields.id,
  recordId: fields.id,
  onDay: fields.day,
  topicId: fields.id,
  topic: z.string(),
  kind: z.string(),
  verdict: z.enum(verdicts),
  text: z.string(),
  follow: z.enum(follows),
  subject: z.string().nullable(),
  owner: z.string().nullable(),
  dueOn: fields.day.nullable(),
  /** Read from the task or problem that followed. */
  state: z.enum(followStates),
  taskId: fields.id.nullable(),
  problemId: fields.id.nullable(),
  /** By which session a standing decision was ended. */
  ended: z.object({ sessionId: fields.id, onDay: fields.day }).nullable(),
});
/** A decision with the state of what followed. */
export type DecisionView = z.infer<typeof decisionRow>;

/** By whose hand a session was held; see own-hand.rules.ts. */
export const sessionHands = ['in-person', 'delegated', 'signed', 'hidden'] as const;

const terms = z.object({
  topics: z.array(z.object({ id: z.string(), title: label, note: label })),
  resources: z.array(z.object({ id: z.string(), title: label, unit: label, decimals: count })),
  areas: z.array(z.object({ id: z.string(), title: label })),
  likelihood: z.array(z.object({ level: count, title: label })),
  impact: z.array(z.object({ level: count, title: label })),
  levels: z.array(
    z.object({ id: z.enum(['high', 'middle', 'low']), title: label, from: count, reviewDays: count }),
  ),
});
/** The words and scales of the room, from the content. */
export type Terms = z.infer<typeof terms>;

export const listLeadingGroups = endpoint({
  method: 'GET',
  path: '/leading-groups',
  summary: '我能看到的党组',
  access: readers,
  query: pageQuery.extend({ q: z.string().trim().max(40).default('') }),
  response: page(z.object({ id: fields.id, name: z.string() })),
});

export const readLeadingGroup = endpoint({
  method: 'GET',
  path: '/leading-groups/:id',
  summary: '党组议党建：等我决定的、议定了什么和落实到哪、到期要复核的风险、一年议了几次',
  access: readers,
  response: z.object({
    id: fields.id,
    name: z.string(),
    unit: z.object({ id: fields.id, name: z.string() }),
    mine: z.object({ secretary: z.boolean(), seated: z.boolean(), officer: z.boolean() }),
    terms,
    waiting: z.array(topicRow),
    accepted: z.array(topicRow),
    decisions: z.array(decisionRow),
    counts: z.record(z.enum(followStates), count),
    risks: z.array(
      z.object({
        id: fields.id,
        title: z.string(),
        level: z.enum(['high', 'middle', 'low']),
        owner: z.string(),
        state: z.string(),
        reviewOn: fields.day,
        overdue: z.boolean(),
      }),
    ),
    standing: count,
    shortfall: count,
    studied: z.object({
      year: count,
      done: count,
      must: count,
      basis: z.string(),
      duty: z.string(),
      kinds: z.array(z.object({ id: z.string(), title: label, done: count, must: count })),
      sessions: z.array(
        z.object({
          id: fields.id,
          recordId: fields.id,
          onDay: fields.day,
          topics: count,
          chair: z.string().nullable(),
          hand: z.enum(sessionHands),
        }),
      ),
    }),
  }),
});

export const listTopics = endpoint({
  method: 'GET',
  path: '/leading-groups/:id/topics',
  summary: '党建议题',
  access: readers,
  query: pageQuery.extend({ state: z.enum([...topicStates, 'open']).optional() }),
  response: page(topicRow),
});

const topicText = z.strictObject({
  kind: z.string().max(60),
  title: fields.line(80),
  why: fields.text(1000).min(1, '请写明为什么要议'),
  basis: fields.text(400).default(''),
  ask: fields.text(400).min(1, '请写明请党组决定什么'),
  materials: fields.text(2000).default(''),
  /** Records that show what it is about; nothing that is recorded is typed again. */
  recordIds: z.array(fields.id).max(5, '最多引用 5 条记录').default([]),
});

export const proposeTopic = endpoint({
  method: 'POST',
  path: '/leading-groups/:id/topics',
  summary: '提出议题：为什么、依据、请党组决定什么',
  access: keepers,
  idempotent: true,
  status: 201,
  body: topicText,
  response: z.object({ id: fields.id }),
});

export const readTopic = endpoint({
  method: 'GET',
  path: '/leading-topics/:id',
  summary: '一个议题和它的经过',
  access: readers,
  response: topicRow.extend({
    group: z.object({ id: fields.id, name: z.string() }),
    why: z.string(),
    basis: z.string(),
    materials: z.string(),
    records: z.array(z.object({ id: fields.id, title: z.string(), onDay: fields.day })),
    decisions: z.array(decisionRow),
    events: z.array(eventView),
    actions: z.array(z.object({ action: z.enum(topicActions), basis: z.string(), reason })),
    terms,
  }),
});

export const reviseTopic = endpoint({
  method: 'PUT',
  path: '/leading-topics/:id',
  summary: '修改后重新提出',
  access: keepers,
  edits: true,
  body: topicText,
  response: z.object({ id: fields.id, state: z.enum(topicStates), version: fields.version }),
});

export const stepTopic = endpoint({
  method: 'POST',
  path: '/leading-topics/:id/steps',
  summary: '党组书记：同意上会、缓议、退回；提出人：撤回',
  access: readers,
  edits: true,
  body: z.strictObject({
    step: z.enum(topicSteps).exclude(['resubmit']),
    note: fields.text(400).default(''),
  }),
  response: z.object({ id: fields.id, state: z.enum(topicStates), version: fields.version }),
});

const feedback = z.object({
  decisionId: fields.id,
  text: z.string(),
  owner: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(followStates),
});

export const prepareSession = endpoint({
  method: 'GET',
  path: '/leading-groups/:id/session-form',
  summary: '记录党组会议前能知道的：应到名单、同意上会的议题、上次决定落实情况',
  access: keepers,
  query: z.object({ on: fields.day.optional() }),
  response: z.object({
    topics: z.array(topicRow),
    feedback: z.array(feedback),
    /** Standing decisions, any of which a decision can end. */
    standing: z.array(decisionRow.pick({ id: true, topic: true, text: true, onDay: true })),
    roster: z.array(z.object({ personId: fields.id, name: z.string(), votes: z.boolean() })),
    chairId: fields.id.nullable(),
    minutes: count,
    place: z.string(),
    unitId: fields.id,
    /** Organisations of the unit that can answer for a decision or gain by one. */
    places: z.array(z.object({ id: fields.id, name: z.string() })),
    terms,
  }),
});

const votes = z.strictObject({
  inFavour: count.min(0).max(1000),
  against: count.min(0).max(1000),
  abstained: count.min(0).max(1000),
});

const newResource = z.strictObject({
  kind: z.string().max(60),
  what: fields.line(100),
  amount: z.number().positive('数量应大于 0').max(999_999_999, '数量过大'),
  source: fields.line(60),
  beneficiaryId: fields.id,
  fromOn: fields.day,
  dueOn: fields.day,
});

export const recordSession = endpoint({
  method: 'POST',
  path: '/leading-groups/:id/sessions',
  summary: '记录一次党组议党建：逐个议题写决定、责任主体、期限和资源；会议记录、任务、台账一次生成',
  access: keepers,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    occurredOn: fields.day,
    minutes: count.min(1, '请填写时长').max(1440, '一次会议不超过一天'),
    place: fields.text(100).default(''),
    chairId: fields.id,
    absentIds: z.array(fields.id).max(100).default([]),
    /** The chair spoke last on what was voted on (末位表态). */
    chairLast: z.boolean(),
    another: z.boolean().default(false),
    decisions: z
      .array(
        z.strictObject({
          topicId: fields.id,
          verdict: z.enum(verdicts),
          text: fields.text(500).min(1, '请写明决定内容'),
          votes: votes.nullable().default(null),
          follow: z.enum(follows),
          subjectId: fields.id.nullable().default(null),
          ownerId: fields.id.nullable().default(null),
          dueOn: fields.day.nullable().default(null),
          outcomes: z.array(fields.line(200)).max(10, '最多 10 条').default([]),
          parts: newParts,
          resources: z.array(newResource).max(10, '最多 10 项').default([]),
          /** Standing decisions that this one ends. */
          ends: z.array(fields.id).max(20, '最多 20 项').default([]),
        }),
      )
      .max(20, '一次最多 20 个议题'),
  }),
  response: z.object({ id: fields.id, recordId: fields.id, fulfilled: count, tasks: count }),
});

export const readSession = endpoint({
  method: 'GET',
  path: '/leading-sessions/:id',
  summary: '一次党组会议的党建议题、决定和当时听取的落实情况',
  access: readers,
  response: z.object({
    id: fields.id,
    group: z.object({ id: fields.id, name: z.string() }),
    recordId: fields.id,
    onDay: fields.day,
    chair: z.string().nullable(),
    hand: z.enum(sessionHands),
    present: z.array(z.string()),
    absent: z.array(z.string()),
    feedback: z.array(feedback),
    decisions: z.array(decisionRow),
    terms,
  }),
});

export const listDecisions = endpoint({
  method: 'GET',
  path: '/leading-groups/:id/decisions',
  summary: '决定台账：逾期的在前，落实情况读自任务和台账',
  access: readers,
  query: pageQuery.extend({ state: z.enum(followStates).optional() }),
  response: page(decisionRow),
});

export const downloadDecisions = endpoint({
  method: 'GET',
  path: '/leading-groups/:id/decisions-document',
  summary: '党组议党建决定台账：Word 文件',
  access: readers,
  query: z.object({ year: z.coerce.number<number>().int().min(2000).max(2999).optional() }),
  response: fileReply,
  download: true,
  audits: true,
});
