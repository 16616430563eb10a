import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { findingCodes, severities } from '#standards/packs/answering.schema.ts';

const label = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: fields.id, name: z.string() });

const finding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  title: label,
  next: label,
  basis: z.string(),
  count: z.number().int().nullable(),
  day: fields.day.nullable(),
});
/** A finding in words. */
export type FindingView = z.infer<typeof finding>;

const term = z.object({
  id: fields.id,
  electedOn: fields.day,
  years: z.number().int(),
  dueOn: fields.day,
  regularOn: fields.day,
  movedReason: z.string().nullable(),
  movedApproval: z.string().nullable(),
  state: z.enum(['running', 'due', 'overdue', 'ended']),
  endedOn: fields.day.nullable(),
  version: fields.version,
});
/** A term of office. */
export type TermView = z.infer<typeof term>;

const pending = z.object({
  /** The case it is made in. */
  id: fields.id,
  post: z.string(),
  title: label,
  person: z.string(),
  state: z.enum(['proposed', 'returned', 'approved']),
  fromOn: fields.day,
});
/** An appointment that is not in force yet: waiting for approval, sent back, or approved for a day to come. */
export type PendingView = z.infer<typeof pending>;

const row = z.object({
  id: fields.id,
  name: z.string(),
  kind: z.string(),
  members: z.number().int(),
  fullMembers: z.number().int(),
  secretary: z.string().nullable(),
  head: z.enum(['head', 'package', 'no-package', 'unchecked']).nullable(),
  term: term.nullable(),
  pending: z.array(pending),
  findings: z.array(finding),
});
/** An organisation's set-up in a list. */
export type SetUpRow = z.infer<typeof row>;

const readers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };
const superiors: AccessRule = { clerk: 'subtree', officer: 'subtree' };

export const listSetUp = endpoint({
  method: 'GET',
  path: '/set-up',
  summary: '组织设置和换届：各党组织查出的情形',
  access: readers,
  query: pageQuery.extend({ show: z.enum(['found', 'must', 'term']).optional() }),
  response: page(row),
});

export const readSetUp = endpoint({
  method: 'GET',
  path: '/set-up/:id',
  summary: '一个党组织的设置、届期和任职',
  access: readers,
  response: row.extend({
    holders: z.array(z.object({ post: z.string(), title: label, person: named, fromOn: fields.day })),
    /** What the head keeps, with how it stands this year. */
    retained: z
      .object({
        person: named,
        /** The secretary's training, as the appointment set it; null where none was set. */
        training: z
          .object({ caseId: fields.id, dueOn: fields.day, trainedOn: fields.day.nullable() })
          .nullable(),
        duties: z.array(
          z.object({
            code: z.string(),
            title: label,
            done: z.number().int(),
            open: z.number().int(),
            late: z.number().int(),
          }),
        ),
      })
      .nullable(),
    terms: z.array(term),
    mayEnter: z.boolean(),
    mayShift: z.boolean(),
    mayAppoint: z.boolean(),
    shiftMonths: z.number().int(),
  }),
});

export const enterTerm = endpoint({
  method: 'POST',
  path: '/set-up/:id/terms',
  summary: '登记换届选举',
  access: readers,
  idempotent: true,
  status: 201,
  body: z.strictObject({ electedOn: fields.day }),
  response: z.object({ id: fields.id, dueOn: fields.day, recorded: z.boolean() }),
});

export const shiftTerm = endpoint({
  method: 'POST',
  path: '/terms/:id/shift',
  summary: '登记批准的延期或提前换届',
  access: superiors,
  edits: true,
  body: z.strictObject({
    until: fields.day,
    reason: fields.line(200).min(5, '请写明理由'),
    approval: fields.line(100),
  }),
  response: z.object({ id: fields.id, dueOn: fields.day, version: fields.version }),
});
