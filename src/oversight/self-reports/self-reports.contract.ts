import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';

const count = z.number().int();
const state = z.enum(['draft', 'submitted', 'returned', 'accepted']);
const standing = z.enum(['backed', 'unverified', 'opinion']);

/** What the records say of a person in a period. */
export const factsView = z.object({
  meetings: z.object({ due: count, attended: count, spoke: count }),
  studyMinutes: count,
  tasks: z.object({ done: count, open: count, late: count }),
  obligations: z.object({ fulfilled: count, open: count, late: count }),
  records: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      title: z.string(),
      occurredOn: z.string(),
      parts: z.array(z.string()),
    }),
  ),
  /** Meetings at which the person is put down as absent. */
  absences: z.array(z.object({ id: z.uuid(), title: z.string(), occurredOn: z.string() })).default([]),
});

const statementView = z.object({
  text: z.string(),
  nature: z.enum(['fact', 'opinion']),
  standing,
  recordId: z.uuid().nullable(),
  disputesRecordId: z.uuid().nullable(),
});

/** A self-report as its member or its branch sees it. */
export const selfReportView = z.object({
  /** Null while nothing has been saved. */
  id: z.uuid().nullable(),
  personId: z.uuid(),
  personName: z.string(),
  orgId: z.uuid(),
  orgName: z.string(),
  periodFrom: z.string(),
  /** The period's last day. */
  periodTo: z.string(),
  state,
  /** Live while it is written, frozen once submitted. */
  facts: factsView,
  statements: z.array(statementView),
  submittedAt: z.string().nullable(),
  returnedNote: z.string(),
  /** What the reader may do now. */
  actions: z.array(z.enum(['save', 'submit', 'withdraw', 'return', 'accept'])),
  /** Minutes of a class hour (学时). */
  classHourMinutes: count,
  version: fields.version,
});
/** A self-report as shown. */
export type SelfReportView = z.infer<typeof selfReportView>;

const statement = z.strictObject({
  text: fields.line(300),
  nature: z.enum(['fact', 'opinion']),
  /** A record of the period in which the member took part. */
  recordId: z.uuid().nullable().default(null),
  /** A record the member says is wrong about them. */
  disputesRecordId: z.uuid().nullable().default(null),
});

export const readMyReport = endpoint({
  method: 'GET',
  path: '/my-report',
  summary: '我的自主填报：系统已有的事实和本人补充',
  access: { member: 'self' },
  query: z.object({
    /** Any day of the period; today unless given. */
    on: fields.day.optional(),
  }),
  response: selfReportView.extend({
    /** What is still open for the member in the period. */
    openItems: z.array(z.object({ title: z.string(), dueOn: z.string() })),
    previousPeriod: z.object({ from: z.string(), to: z.string(), state: state.nullable() }),
  }),
});

export const saveMyReport = endpoint({
  method: 'PUT',
  path: '/my-report',
  summary: '保存或提交本人的自主填报',
  access: { member: 'self' },
  body: z.strictObject({
    on: fields.day.optional(),
    statements: z.array(statement).max(20),
    submit: z.boolean(),
  }),
  response: selfReportView,
  edits: true,
});

export const withdrawMyReport = endpoint({
  method: 'POST',
  path: '/self-reports/:id/withdraw',
  summary: '撤回尚未接收的自主填报',
  access: { member: 'self' },
  body: z.strictObject({}),
  response: selfReportView,
  edits: true,
});

const judges = { secretary: 'subtree', officer: 'subtree' } as const;

export const listSelfReports = endpoint({
  method: 'GET',
  path: '/self-reports',
  summary: '党员自主填报',
  access: { ...judges, member: 'self' },
  query: pageQuery.extend({
    orgId: z.uuid().optional(),
    state: state.optional(),
    mine: z.enum(['yes']).optional(),
  }),
  response: page(
    z.object({
      id: z.uuid(),
      personName: z.string(),
      orgName: z.string(),
      periodFrom: z.string(),
      periodTo: z.string(),
      state,
      submittedAt: z.string().nullable(),
      statements: count,
      unverified: count,
    }),
  ),
});

export const readSelfReport = endpoint({
  method: 'GET',
  path: '/self-reports/:id',
  summary: '一份自主填报',
  access: { ...judges, member: 'self' },
  response: selfReportView,
  audits: true,
});

export const judgeSelfReport = endpoint({
  method: 'POST',
  path: '/self-reports/:id/judge',
  summary: '接收或退回一份自主填报',
  access: judges,
  body: z.strictObject({ decision: z.enum(['accept', 'return']), note: fields.text(500).default('') }),
  response: selfReportView,
  edits: true,
});
