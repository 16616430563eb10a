import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const recordState = z.enum(['standing', 'held', 'withdrawn']);
const heldFor = z.enum(['late', 'subject']);
const part = z.enum(['present', 'absent', 'exempt', 'chair', 'recorder', 'speaker', 'subject']);
const result = z.enum(['noted', 'passed', 'failed']);

/** An obligation to which a record counts. */
export const fulfilledView = z.object({
  obligationId: z.uuid(),
  dutyCode: z.string(),
  title: z.string(),
  /** Somebody answers for the organisation; else everybody in the record for himself. */
  sole: z.boolean(),
  /** False where more is asked for (study hours). */
  complete: z.boolean(),
});

/** A record in a list. */
export const recordItem = z.object({
  id: z.uuid(),
  orgId: z.uuid(),
  orgName: z.string(),
  kind: z.string(),
  includes: z.array(z.string()),
  occurredOn: z.string(),
  title: z.string(),
  minutesSpent: z.number().int(),
  state: recordState,
  heldFor: heldFor.nullable(),
  /** Days beyond the grace after which it was reported; 0 = in time. */
  lateDays: z.number().int(),
  /** How many were due and came, where that was counted. */
  counts: z.object({ due: z.number().int(), present: z.number().int() }).nullable(),
});
/** A record in a list. */
export type RecordItem = z.infer<typeof recordItem>;

const votes = z.object({
  inFavour: z.number().int(),
  against: z.number().int(),
  abstained: z.number().int(),
});

/** A record with everything in it. */
export const recordView = recordItem.extend({
  orgKind: z.string(),
  receivedAt: z.string(),
  enteredByName: z.string().nullable(),
  outcome: z.string(),
  place: z.string(),
  guests: z.number().int(),
  studyMinutes: z.number().int(),
  duties: z.array(z.string()),
  /** Organisations that were visited or inspected, where the record stands with those who went. */
  visited: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Steps of a meeting's course that were taken. */
  steps: z.array(z.string()),
  topics: z.array(z.object({ text: z.string(), speakers: z.array(z.uuid()) })),
  persons: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      parts: z.array(part),
      listed: z.boolean(),
      votes: z.boolean(),
      spoke: z.boolean(),
      note: z.string(),
      acknowledged: z.boolean(),
    }),
  ),
  decisions: z.array(
    z.object({
      id: z.uuid(),
      no: z.number().int(),
      text: z.string(),
      rule: z.string().nullable(),
      result,
      tally: votes
        .extend({
          due: z.number().int(),
          present: z.number().int(),
          letters: z.number().int().optional(),
          counted: z.number().int(),
          needed: z.number().int(),
          uncounted: z.number().int(),
          base: z.enum(['due', 'present']).optional(),
          paper: z
            .object({
              issued: z.number().int(),
              returned: z.number().int(),
              invalid: z.number().int(),
              tellerIds: z.array(z.uuid()),
            })
            .optional(),
        })
        .nullable(),
    }),
  ),
  evidence: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      type: z.enum(['trace', 'result']),
      text: z.string(),
      confirmed: z.enum(['recipient', 'data-source', 'other-unit']).nullable(),
    }),
  ),
  /** Traces that are still wanted; empty: it is enough, nothing more may be asked for. */
  wanted: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  /** The obligations it fulfilled. */
  fulfilled: z.array(fulfilledView),
  /** What the reader may do with it now. */
  may: z.object({
    correct: z.boolean(),
    withdraw: z.boolean(),
    release: z.boolean(),
    acknowledge: z.boolean(),
    attach: z.boolean(),
  }),
  version: fields.version,
});
/** A record with everything in it. */
export type RecordView = z.infer<typeof recordView>;

/** Those who keep records by their role; holders of a post record what belongs to it beside this. */
export const keepers = { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;
const superiors = { officer: 'subtree', clerk: 'subtree' } as const;

export const listRecords = endpoint({
  method: 'GET',
  path: '/records',
  summary: '工作记录',
  access: { ...keepers, member: 'own' },
  query: pageQuery.extend({
    orgId: z.uuid().optional(),
    kind: z.string().max(60).optional(),
    family: z.enum(['meeting', 'work']).optional(),
    state: recordState.optional(),
    from: fields.day.optional(),
    to: fields.day.optional(),
  }),
  response: page(recordItem),
});

export const readRecord = endpoint({
  method: 'GET',
  path: '/records/:id',
  summary: '一条工作记录',
  access: { ...keepers, member: 'own-or-self' },
  response: recordView,
});

/** The words and choices that pages about records need. */
export const readRecordKinds = endpoint({
  method: 'GET',
  path: '/record-kinds',
  summary: '记录的种类、佐证的种类',
  access: { ...keepers, member: 'own' },
  response: z.object({
    kinds: z.array(
      z.object({
        id: z.string(),
        title,
        meeting: z.boolean(),
        private: z.boolean(),
        study: z.boolean(),
        byHand: z.boolean(),
        /** It guides the organisations that it led to. */
        guides: z.boolean(),
        /** Duties that such a record may name as carried out. */
        duties: z.array(z.object({ id: z.string(), title })),
      }),
    ),
    evidence: z.array(z.object({ id: z.string(), title, type: z.enum(['trace', 'result']) })),
  }),
});

export const fileWork = endpoint({
  method: 'POST',
  path: '/records',
  summary: '记录一项工作（会议以外）；支委、党小组长记录本职务的',
  access: { ...keepers, member: 'own' },
  body: z.strictObject({
    orgId: z.uuid(),
    kind: z.string().max(60),
    occurredOn: fields.day,
    title: fields.line(200),
    minutesSpent: z.number().int().min(0).max(10_000),
    /** What came of it, in a sentence. Not for talks: their content is not recorded. */
    outcome: fields.text(1000).default(''),
    persons: z
      .array(z.strictObject({ personId: z.uuid(), part: z.enum(['chair', 'present', 'speaker', 'subject']) }))
      .max(500),
    duties: z.array(z.string().max(20)).max(10).default([]),
    /** Organisations that a visit or an inspection led to, where that is not the one whose record it is. */
    visited: z.array(z.uuid()).max(20, '一次最多写 20 个组织').default([]),
  }),
  response: z.object({
    id: z.uuid(),
    state: recordState,
    heldFor: heldFor.nullable(),
    lateDays: z.number().int(),
    fulfilled: z.array(fulfilledView),
  }),
  status: 201,
  idempotent: true,
});

export const listWorkSeats = endpoint({
  method: 'GET',
  path: '/work-seats',
  summary: '我按职务可以记录的工作：哪个组织、哪些种类、有哪些人',
  access: { ...keepers, member: 'own' },
  response: z.object({
    items: z.array(
      z.object({
        org: z.object({ id: z.uuid(), name: z.string() }),
        kinds: z.array(z.string()),
        people: z.array(z.object({ id: z.uuid(), name: z.string() })),
      }),
    ),
  }),
});

export const withdrawRecord = endpoint({
  method: 'POST',
  path: '/records/:id/withdraw',
  summary: '撤回一条记录',
  access: keepers,
  body: z.strictObject({ reason: fields.line(500) }),
  response: recordView,
  edits: true,
});

export const releaseRecord = endpoint({
  method: 'POST',
  path: '/records/:id/release',
  summary: '确认（或不予确认）一条待确认的记录',
  access: superiors,
  body: z.strictObject({ confirm: z.boolean(), note: fields.text(500).default('') }),
  response: recordView,
  edits: true,
});

export const acknowledgeRecord = endpoint({
  method: 'POST',
  path: '/records/:id/acknowledge',
  summary: '本人确认一次谈话',
  access: { member: 'self' },
  body: z.strictObject({ happened: z.boolean(), remark: fields.text(200).default('') }),
  response: z.object({ state: recordState }),
});

export const attachEvidence = endpoint({
  method: 'POST',
  path: '/records/:id/evidence',
  summary: '补充一项佐证（够了就停）',
  access: keepers,
  body: z.strictObject({ kind: z.string().max(60), text: fields.line(500) }),
  response: recordView,
  status: 201,
  idempotent: true,
});

export const confirmEvidence = endpoint({
  method: 'POST',
  path: '/records/:id/evidence/:evidenceId/confirm',
  summary: '核验一项成效',
  access: superiors,
  body: z.strictObject({ by: z.enum(['recipient', 'data-source', 'other-unit']) }),
  response: recordView,
});
