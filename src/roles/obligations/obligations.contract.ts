import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { strengthSchema, titleSchema } from '#standards/packs/packs.schema.ts';

const named = z.object({ id: fields.id, name: z.string() });

/** The states of an obligation. */
export const obligationStates = ['open', 'fulfilled', 'excused'] as const;

/** An obligation in a list. */
export const obligationSchema = z.object({
  id: fields.id,
  dutyId: fields.id,
  dutyCode: z.string(),
  subject: z.string(),
  title: titleSchema,
  org: named,
  person: named,
  periodFrom: fields.day,
  /** The last day of the period. */
  periodTo: fields.day,
  dueOn: fields.day,
  /** False while no notice of holidays covers the year of the due day. */
  dueCovered: z.boolean(),
  unit: z.enum(['times', 'minutes']),
  required: z.number().int(),
  done: z.number().int(),
  state: z.enum(obligationStates),
  metOn: fields.day.nullable(),
  firstLateOn: fields.day.nullable(),
  strength: strengthSchema,
  version: fields.version,
});
/** An obligation in a list. */
export type ObligationView = z.infer<typeof obligationSchema>;

const readers = { member: 'self', secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;

/** What is due within reach, by due day. */
export const listObligations = endpoint({
  method: 'GET',
  path: '/obligations',
  summary: '到期事项',
  access: readers,
  query: pageQuery.extend({
    /** In or under this organisation. */
    orgId: fields.id.optional(),
    personId: fields.id.optional(),
    /** Only those of whoever is signed in. */
    mine: z.enum(['yes']).optional(),
    state: z.enum([...obligationStates, 'late', 'all']).optional(),
    subject: z.string().max(60).optional(),
    duty: z.string().max(10).optional(),
    from: fields.day.optional(),
    to: fields.day.optional(),
  }),
  response: page(obligationSchema),
});

/** One obligation: what is asked for, what has met it, what may be said about it. */
export const readObligation = endpoint({
  method: 'GET',
  path: '/obligations/:id',
  summary: '到期事项',
  access: readers,
  response: obligationSchema.extend({
    text: z.string(),
    standard: z.string(),
    result: z.string(),
    kinds: z.array(z.object({ id: z.string(), title: titleSchema, named: z.boolean() })),
    records: z.array(
      z.object({
        id: fields.id,
        title: z.string(),
        kind: z.string(),
        occurredOn: fields.day,
        amount: z.number().int(),
        madeUp: z.boolean(),
      }),
    ),
    /** On which days its person will be reminded, while it is open. */
    reminders: z.array(z.object({ on: fields.day, overdue: z.boolean() })),
    excuse: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
    actions: z.array(z.enum(['excuse', 'restore', 'make-up'])),
  }),
});

/** Says why something that is only generally asked for (一般) is not done this time. */
export const excuseObligation = endpoint({
  method: 'POST',
  path: '/obligations/:id/excuse',
  summary: '说明理由（“一般”要求）',
  access: { secretary: 'subtree', officer: 'subtree' },
  edits: true,
  body: z.strictObject({ reason: fields.line(200) }),
  response: obligationSchema,
});

/** Takes an excuse back: the obligation is open again. */
export const restoreObligation = endpoint({
  method: 'POST',
  path: '/obligations/:id/restore',
  summary: '恢复为应尽事项',
  access: { officer: 'subtree' },
  edits: true,
  response: obligationSchema,
});

/** Records after the period that could make up for a missed obligation, earliest first. */
export const listMakeUps = endpoint({
  method: 'GET',
  path: '/obligations/:id/make-ups',
  summary: '可用来补办的记录',
  access: { secretary: 'subtree', officer: 'subtree' },
  response: z.object({
    items: z.array(z.object({ id: fields.id, title: z.string(), kind: titleSchema, occurredOn: fields.day })),
  }),
});

/** Names a later record as making up for a missed obligation; it stays marked as late. */
export const makeUpObligation = endpoint({
  method: 'POST',
  path: '/obligations/:id/make-up',
  summary: '补办：用之后的一条记录补上',
  access: { secretary: 'subtree', officer: 'subtree' },
  edits: true,
  body: z.strictObject({ recordId: fields.id }),
  response: obligationSchema,
});
