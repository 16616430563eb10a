import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import {
  claims,
  disputeActions,
  disputeStates,
  provisionalBases,
  STATEMENT_LENGTH,
} from './disputes.rules.ts';

const state = z.enum(disputeStates);
const claim = z.enum(claims);
const label = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: fields.id, name: z.string() });

const party = z.object({
  id: fields.id,
  no: z.number().int(),
  org: named,
  kind: z.string(),
  /** Who answers for it; null where nobody holds a post. */
  person: named.nullable(),
  claim: claim.nullable(),
  statement: z.string(),
  statedAt: z.string().nullable(),
  /** Whether the reader may speak for it. */
  mine: z.boolean(),
});
/** A party as shown. */
export type PartyView = z.infer<typeof party>;

const row = z.object({
  id: fields.id,
  title: z.string(),
  state,
  level: label,
  dutyCode: z.string().nullable(),
  parties: z.array(z.string()),
  /** Who looks after it, or who it was ruled to belong to. */
  owner: z.string().nullable(),
  raisedOn: fields.day,
  dueOn: fields.day,
  ruledOn: fields.day.nullable(),
  version: fields.version,
});
/** A dispute in a list. */
export type DisputeRow = z.infer<typeof row>;

const precedent = z.object({
  id: fields.id,
  title: z.string(),
  matter: z.string(),
  dutyCode: z.string().nullable(),
  ruling: z.string(),
  ownerKind: z.string(),
  ownerName: z.string(),
  ruledOn: fields.day,
  /** 0 to 10000. */
  likeness: z.number().int(),
  /** Alike enough to be proposed. */
  proposed: z.boolean(),
  sameDuty: z.boolean(),
  readable: z.boolean(),
});
/** A ruling of the past that is like the matter at hand. */
export type PrecedentView = z.infer<typeof precedent>;

const patch = z.object({
  frameworkId: fields.id,
  edition: z.number().int(),
  state: z.enum(['draft', 'issued', 'superseded']),
  code: z.string(),
});

/** Where a ruling stands in the list; `discarded`: the draft was thrown away, or the duty left out of it, before it was issued. */
const listed = z.object({
  frameworkId: fields.id,
  edition: z.number().int().nullable(),
  state: z.enum(['draft', 'issued', 'superseded', 'discarded']),
  code: z.string(),
  /** The duty as the edition words it; null where the edition does not have it any more. */
  duty: z
    .object({
      id: fields.id,
      title: z.string(),
      text: z.string(),
      /** Addressed to these organisations only; none: to all of the kind. */
      only: z.array(z.string()),
    })
    .nullable(),
  /** How it was worded before; null for a duty that the ruling added, and where the wording stayed. */
  before: z.string().nullable(),
  fromOn: fields.day.nullable(),
  /** Whether the reader can open the list. */
  readable: z.boolean(),
});
/** What a ruling changed in the duty list. */
export type ListedView = z.infer<typeof listed>;

const view = row.extend({
  matter: z.string(),
  duty: z.object({ code: z.string(), title: z.string(), text: z.string() }).nullable(),
  rulesAt: named,
  raisedBy: z.string(),
  dueCovered: z.boolean(),
  /** The clock has run out. */
  overdue: z.boolean(),
  sides: z.array(party),
  provisional: z.object({ partyId: fields.id, basis: z.enum(provisionalBases), on: fields.day }).nullable(),
  ruled: z.object({ partyId: fields.id, by: z.string(), text: z.string() }).nullable(),
  precedent: z.object({ id: fields.id, title: z.string() }).nullable(),
  patch: listed.nullable(),
  precedents: z.array(precedent),
  events: z.array(
    z.object({
      id: fields.id,
      action: z.enum(['raise', ...disputeActions]),
      who: z.string().nullable(),
      party: z.string().nullable(),
      at: z.string(),
      note: z.string(),
    }),
  ),
  actions: z.array(
    z.object({
      action: z.enum(disputeActions),
      basis: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
/** One dispute with everything that is known of it. */
export type DisputeView = z.infer<typeof view>;

/** Parties, whoever rules, and those above them. */
const readers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' };
const judges: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };

export const listDisputes = endpoint({
  method: 'GET',
  path: '/disputes',
  summary: '归属争议：“这事归谁管”',
  access: readers,
  query: pageQuery.extend({ state: z.enum([...disputeStates, 'running']).optional() }),
  response: page(row),
});

export const readDispute = endpoint({
  method: 'GET',
  path: '/disputes/:id',
  summary: '一件争议：陈述、时限、暂管、先例、裁定',
  access: readers,
  response: view,
});

export const raiseDispute = endpoint({
  method: 'POST',
  path: '/disputes',
  summary: '提出争议；由哪一级裁定由系统按各方所在层级确定',
  access: readers,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    title: fields.line(60),
    matter: fields.line(STATEMENT_LENGTH),
    dutyCode: z
      .string()
      .regex(/^[A-Z]{2}-\d{2}$/, '请从列表中选择')
      .nullable()
      .default(null),
    /** The first is whoever received the matter. */
    parties: z
      .array(z.strictObject({ orgId: fields.id, personId: fields.id.nullable().default(null) }))
      .min(2, '至少写明两方')
      .max(6, '最多六方'),
  }),
  response: z.object({ id: fields.id, dueOn: fields.day, rulesAt: named }),
});

const stepReply = z.object({ id: fields.id, state, version: fields.version });

export const answerDispute = endpoint({
  method: 'PUT',
  path: '/disputes/:id/statement',
  summary: '陈述（不超过200字）；裁定前可以修改',
  access: readers,
  edits: true,
  body: z.strictObject({ partyId: fields.id, claim, statement: fields.line(STATEMENT_LENGTH) }),
  response: stepReply,
});

export const ruleDispute = endpoint({
  method: 'POST',
  path: '/disputes/:id/ruling',
  summary: '裁定：归哪一方、理由；写入责任清单的新一版',
  access: judges,
  edits: true,
  body: z.strictObject({
    partyId: fields.id,
    ruling: fields.line(400).min(10, '请写明理由，不少于 10 字'),
    /** A clearer wording of the duty in question. */
    wording: fields.text(400).default(''),
    /** What is not in the list yet, as a duty of its own. */
    newDuty: z
      .strictObject({ title: fields.line(60), standard: fields.line(400), result: fields.line(400) })
      .nullable()
      .default(null),
    /** Whether what is written binds all of the kind; else only the one it was ruled to be. */
    forAll: z.boolean().default(false),
    precedentId: fields.id.nullable().default(null),
  }),
  response: stepReply.extend({ patch: patch.nullable() }),
});

/** The rulings that were written into a unit's list up to an edition. */
export const listRulings = endpoint({
  method: 'GET',
  path: '/frameworks/:id/rulings',
  summary: '写入责任清单的裁定：哪一项因哪件争议而改',
  access: { clerk: 'subtree', officer: 'subtree' },
  response: z.object({
    items: z.array(
      z.object({
        id: fields.id,
        title: z.string(),
        code: z.string(),
        edition: z.number().int(),
        owner: z.string(),
        ruledOn: fields.day,
      }),
    ),
  }),
});

export const withdrawDispute = endpoint({
  method: 'POST',
  path: '/disputes/:id/withdraw',
  summary: '撤回：各方已自行商定',
  access: readers,
  edits: true,
  body: z.strictObject({ note: fields.line(STATEMENT_LENGTH) }),
  response: stepReply,
});

export const findPrecedents = endpoint({
  method: 'GET',
  path: '/dispute-precedents',
  summary: '先例：以往怎样裁定相似的事',
  access: readers,
  query: z.object({
    q: z.string().trim().min(2).max(300),
    dutyCode: z
      .string()
      .regex(/^[A-Z]{2}-\d{2}$/)
      .optional(),
  }),
  response: z.object({ items: z.array(precedent) }),
});

export const findParties = endpoint({
  method: 'GET',
  path: '/dispute-parties',
  summary: '可以作为争议一方的组织：本单位的，和其他单位',
  access: readers,
  query: z.object({ q: z.string().trim().min(1).max(40) }),
  response: z.object({ items: z.array(named.extend({ kind: z.string(), own: z.boolean() })) }),
});

export const findDuties = endpoint({
  method: 'GET',
  path: '/dispute-duties',
  summary: '现行责任清单中可能涉及的责任项',
  access: readers,
  query: z.object({ orgId: fields.id, q: z.string().trim().max(40).default('') }),
  response: z.object({ items: z.array(z.object({ code: z.string(), title: z.string(), text: z.string() })) }),
});

export const countDisputes = endpoint({
  method: 'GET',
  path: '/dispute-counts',
  summary: '哪些责任项总有争议：写得不清楚的责任项',
  access: judges,
  response: z.object({
    running: z.number().int(),
    provisional: z.number().int(),
    ruled: z.number().int(),
    duties: z.array(
      z.object({
        code: z.string().nullable(),
        title: z.string(),
        disputes: z.number().int(),
        days: z.number().int(),
      }),
    ),
  }),
});
