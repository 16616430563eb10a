import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { caseActions, caseStates } from './appointments.rules.ts';

const label = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: fields.id, name: z.string() });
const state = z.enum(caseStates);

/** How often a duty was met this year, is still open, and was late. */
const standing = z.object({ done: z.number().int(), open: z.number().int(), late: z.number().int() });

const row = z.object({
  id: fields.id,
  org: named,
  post: z.string(),
  postTitle: label,
  person: named,
  outcome: z.enum(['head', 'package']),
  fromOn: fields.day,
  state,
  proposedOn: z.string(),
  version: fields.version,
});
/** An appointment on its way, in a list. */
export type CaseRow = z.infer<typeof row>;

const view = row.extend({
  head: named.nullable(),
  mentor: named.nullable(),
  reason: z.string(),
  decidedBy: z.string(),
  decidedOn: fields.day.nullable(),
  training: z.string(),
  trainingBy: fields.day.nullable(),
  timeShare: z.number().int().nullable(),
  package: z.array(
    z.object({
      code: z.string(),
      title: label,
      text: z.string(),
      /** How it stands this year with the head; null before the appointment is in force. */
      standing: standing.nullable(),
    }),
  ),
  proposedBy: z.string(),
  settledBy: z.string().nullable(),
  settledAt: z.string().nullable(),
  note: z.string(),
  /** What an approval is bound to. */
  hash: z.string(),
  /** When the training was done, and what came of it; null while it is open. */
  trained: z.object({ onDay: fields.day, note: z.string(), by: z.string() }).nullable(),
  /** The reader may enter that it was done. */
  mayTrain: z.boolean(),
  contentHash: z.string().nullable(),
  basis: z.string(),
  actions: z.array(
    z.object({
      action: z.enum(caseActions),
      basis: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
/** An appointment on its way. */
export type CaseView = z.infer<typeof view>;

const readers = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' } as const;
const superiors: AccessRule = { clerk: 'subtree', officer: 'subtree' };

const proposal = {
  personId: fields.id,
  fromOn: fields.day,
  headId: fields.id.nullable().default(null),
  reason: fields.text(400).default(''),
  decidedBy: fields.text(100).default(''),
  decidedOn: fields.day.nullable().default(null),
  training: fields.text(400).default(''),
  trainingBy: fields.day.nullable().default(null),
  mentorId: fields.id.nullable().default(null),
  timeShare: z.number().int().min(0).max(100).nullable().default(null),
  package: z
    .array(z.string().regex(/^[A-Z]{2}-\d{2}$/))
    .max(20)
    .default([]),
};

export const listCases = endpoint({
  method: 'GET',
  path: '/appointment-cases',
  summary: '任职报批',
  access: readers,
  query: pageQuery.extend({ state: state.optional() }),
  response: page(row),
});

export const readCase = endpoint({
  method: 'GET',
  path: '/appointment-cases/:id',
  summary: '一件任职：核对、理由、批准、处室长责任包',
  access: { ...readers, member: 'self' },
  response: view,
});

export const readCaseForm = endpoint({
  method: 'GET',
  path: '/organisations/:id/appointment-form',
  summary: '任职表：可任的职务、须核对的职务、处室长责任包',
  access: superiors,
  response: z.object({
    org: named,
    kind: z.string(),
    posts: z.array(
      z.object({
        id: z.string(),
        title: label,
        checked: z.boolean(),
        approved: z.boolean(),
        holders: z.array(named),
        /** An appointment to this post that is on its way: there can be no second one. */
        open: z.object({ id: fields.id, person: z.string() }).nullable(),
      }),
    ),
    package: z.array(z.object({ code: z.string(), title: label, text: z.string() })),
    /** Whether the list in force has the package. */
    listed: z.boolean(),
    trainingDays: z.number().int(),
    timeShare: z.object({ least: z.number().int(), most: z.number().int() }),
  }),
});

export const proposeCase = endpoint({
  method: 'POST',
  path: '/appointment-cases',
  summary: '提出任职；书记不是主要负责人的，须附处室长责任包',
  access: superiors,
  idempotent: true,
  status: 201,
  body: z.strictObject({ orgId: fields.id, post: z.string().max(60), ...proposal }),
  response: z.object({ id: fields.id, state }),
});

const reply = z.object({ id: fields.id, state, version: fields.version });

export const resubmitCase = endpoint({
  method: 'PUT',
  path: '/appointment-cases/:id',
  summary: '补正后重新报送',
  access: superiors,
  edits: true,
  body: z.strictObject(proposal),
  response: reply,
});

export const approveCase = endpoint({
  method: 'POST',
  path: '/appointment-cases/:id/approve',
  summary: '批准任职：批准的就是看到的内容',
  access: { clerk: 'subtree' },
  edits: true,
  body: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  response: reply,
});

export const returnCase = endpoint({
  method: 'POST',
  path: '/appointment-cases/:id/return',
  summary: '退回补正',
  access: { clerk: 'subtree' },
  edits: true,
  body: z.strictObject({ note: fields.line(400) }),
  response: reply,
});

export const withdrawCase = endpoint({
  method: 'POST',
  path: '/appointment-cases/:id/withdraw',
  summary: '撤回任职报批',
  access: superiors,
  edits: true,
  response: reply,
});

export const enterTraining = endpoint({
  method: 'POST',
  path: '/appointment-cases/:id/training',
  summary: '登记任职培训已完成：由帮带人、主要负责人或上级登记',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'self', member: 'self' },
  edits: true,
  body: z.strictObject({ onDay: fields.day, note: fields.line(200) }),
  response: reply,
});
