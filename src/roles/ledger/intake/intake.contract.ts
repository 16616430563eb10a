import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { similarProblem } from '../ledger.contract.ts';
import { problemStates } from '../ledger.rules.ts';
import { reportChannels, reportStates } from './intake.rules.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const state = z.enum(reportStates);
/** Whoever decides what becomes of a report: those above its organisation, and its secretary. */
const triage: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };

/** What may be typed at all; how long and of what it may be is decided by the content's limits, in words. */
const reportText = z.string().max(20_000, '最多 1000 字。请只写清楚时间、地点和事情。');
const code = z.string().min(4, '请输入完整的编码').max(40, '编码没有这么长，请核对');

export const openIntake = endpoint({
  method: 'POST',
  path: '/intake/open',
  summary: '打开公开反映页（扫码或短链接，无需账号）',
  access: 'public',
  body: z.object({ code }),
  response: z.object({
    orgName: z.string(),
    label: z.string(),
    limits: z.object({ least: z.number().int(), most: z.number().int(), contact: z.number().int() }),
    triageWorkdays: z.number().int(),
    contactDays: z.number().int(),
  }),
  perMinute: 60,
});

export const sendReport = endpoint({
  method: 'POST',
  path: '/intake/send',
  summary: '提交一条反映：只收内容和可以不填的联系方式，返回查询码',
  access: 'public',
  body: z.object({
    code,
    /** Drawn by the page: sending the same report twice gives the same receipt. */
    key: z.uuid(),
    text: reportText,
    contact: z.string().max(1000, '联系方式请写成一行，只留一个电话或邮箱。').optional(),
  }),
  response: z.object({ receipt: z.string() }),
  perMinute: 12,
});

/** How far the problem is that a report became; `answer`: what was done, once it is closed. */
const progress = z.object({
  state: z.enum(problemStates),
  dueOn: fields.day,
  closedOn: fields.day.nullable(),
  answer: z.string(),
});

export const readReceipt = endpoint({
  method: 'POST',
  path: '/intake/receipt',
  summary: '凭查询码看反映办到哪一步',
  access: 'public',
  body: z.object({ receipt: code }),
  response: z.object({
    orgName: z.string(),
    receivedOn: fields.day,
    triageBy: fields.day,
    state,
    settledOn: fields.day.nullable(),
    reason: title.nullable(),
    reply: z.string(),
    problem: progress.nullable(),
  }),
  perMinute: 30,
});
export type ReceiptView = z.infer<typeof readReceipt.response>;

export const sendOwnReport = endpoint({
  method: 'POST',
  path: '/ledger-reports',
  summary: '党员实名反映问题：交本支部，或交上级',
  access: { member: 'own' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    to: z.enum(['branch', 'above']),
    /** Which branch, for somebody who belongs to several. */
    orgId: fields.id.optional(),
    text: reportText,
  }),
  response: z.object({ id: fields.id, orgName: z.string(), triageBy: fields.day }),
});

export const listOwnReports = endpoint({
  method: 'GET',
  path: '/my-ledger-reports',
  summary: '我反映的问题和去向',
  access: { member: 'self' },
  query: pageQuery,
  response: page(
    z.object({
      id: fields.id,
      text: z.string(),
      orgName: z.string(),
      receivedOn: fields.day,
      triageBy: fields.day,
      state,
      reason: title.nullable(),
      reply: z.string(),
      problem: progress.nullable(),
    }),
  ),
});

const reportRow = z.object({
  id: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  channel: z.enum(reportChannels),
  /** The member who reported; null for the public form. */
  reporter: z.string().nullable(),
  /** Where the public code hangs. */
  label: z.string().nullable(),
  text: z.string(),
  receivedOn: fields.day,
  triageBy: fields.day,
  state,
  problemId: fields.id.nullable(),
  version: fields.version,
});
export type ReportRow = z.infer<typeof reportRow>;

export const listReports = endpoint({
  method: 'GET',
  path: '/ledger-reports',
  summary: '反映受理：待受理的在前',
  access: triage,
  query: pageQuery.extend({ state: state.optional(), channel: z.enum(reportChannels).optional() }),
  response: page(reportRow),
});

export const groupReports = endpoint({
  method: 'GET',
  path: '/ledger-reports/groups',
  summary: '待受理的反映里，哪些说的是同一件事',
  access: triage,
  response: z.object({
    groups: z.array(z.object({ ids: z.array(fields.id), text: z.string(), orgName: z.string() })),
    waiting: z.number().int(),
    late: z.number().int(),
  }),
});

export const readReport = endpoint({
  method: 'GET',
  path: '/ledger-reports/:id',
  summary: '一条反映：内容、相似的问题、可以怎样办',
  access: triage,
  response: reportRow.extend({
    hasContact: z.boolean(),
    reason: title.nullable(),
    reply: z.string(),
    settledBy: z.string().nullable(),
    settledOn: fields.day.nullable(),
    title: z.string(),
    similar: z.array(similarProblem),
    /** Other reports that wait and probably say the same. */
    alike: z.array(z.object({ id: fields.id, text: z.string(), receivedOn: fields.day })),
    declines: z.array(z.object({ id: z.string(), title })),
  }),
});
export type ReportView = z.infer<typeof readReport.response>;

export const readContact = endpoint({
  method: 'GET',
  path: '/ledger-reports/:id/contact',
  summary: '看反映人留下的联系方式（留痕）',
  access: triage,
  audits: true,
  response: z.object({ contact: z.string().nullable() }),
});

const reply = fields.text(300);
const also = z.array(fields.id).max(100).default([]);
const settled = z.object({ id: fields.id, state, problemId: fields.id.nullable(), version: fields.version });

export const acceptReport = endpoint({
  method: 'POST',
  path: '/ledger-reports/:id/accept',
  summary: '受理：列入台账，写明责任人和时限',
  access: triage,
  edits: true,
  body: z.strictObject({
    orgId: fields.id,
    title: fields.line(80),
    measures: fields.text(1000).default(''),
    ownerId: fields.id,
    dueOn: fields.day,
    /** An earlier problem that this is again. */
    recursOf: fields.id.nullable().default(null),
    /** Other waiting reports of the same thing. */
    also,
    reply: reply.default(''),
  }),
  response: settled,
});

export const mergeReport = endpoint({
  method: 'POST',
  path: '/ledger-reports/:id/merge',
  summary: '并入已有问题：计入反映次数；已销号的重新列入',
  access: triage,
  edits: true,
  body: z.strictObject({
    problemId: fields.id,
    /** For a problem that was closed: by when it is to be solved now. */
    dueOn: fields.day.optional(),
    also,
    reply: reply.default(''),
  }),
  response: settled,
});

export const declineReport = endpoint({
  method: 'POST',
  path: '/ledger-reports/:id/decline',
  summary: '不受理：写明理由，反映人可以查到',
  access: triage,
  edits: true,
  body: z.strictObject({ reason: z.string().max(40), reply: fields.line(300) }),
  response: settled,
});

export const reconsiderReport = endpoint({
  method: 'POST',
  path: '/ledger-reports/:id/reconsider',
  summary: '重新受理先前不受理的反映',
  access: triage,
  edits: true,
  body: z.strictObject({}),
  response: settled,
});

const codeRow = z.object({
  id: fields.id,
  orgId: fields.id,
  orgName: z.string(),
  code: z.string(),
  label: z.string(),
  state: z.enum(['active', 'revoked']),
  madeOn: fields.day,
  revokedOn: fields.day.nullable(),
  reports: z.number().int(),
  version: fields.version,
});
export type CodeRow = z.infer<typeof codeRow>;

export const listCodes = endpoint({
  method: 'GET',
  path: '/ledger-codes',
  summary: '公开反映码',
  access: triage,
  query: pageQuery,
  response: page(codeRow),
});

export const readCode = endpoint({
  method: 'GET',
  path: '/ledger-codes/:id',
  summary: '一个公开反映码：打印张贴',
  access: triage,
  response: codeRow,
});

export const makeCode = endpoint({
  method: 'POST',
  path: '/ledger-codes',
  summary: '生成公开反映码',
  access: triage,
  idempotent: true,
  status: 201,
  body: z.strictObject({ orgId: fields.id, label: fields.line(30) }),
  response: z.object({ id: fields.id }),
});

export const revokeCode = endpoint({
  method: 'POST',
  path: '/ledger-codes/:id/revoke',
  summary: '停用公开反映码：不再接收，已收的照样办理',
  access: triage,
  edits: true,
  body: z.strictObject({}),
  response: z.object({ id: fields.id, version: fields.version }),
});
