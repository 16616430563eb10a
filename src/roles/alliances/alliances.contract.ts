import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { allianceModes, allianceSchema } from '#standards/packs/alliance-modes.schema.ts';
import { allianceStates, allianceSteps } from './alliances.rules.ts';
import { signalCodes } from './health.rules.ts';

const mode = z.enum(allianceModes);
const state = z.enum(allianceStates);
const step = z.enum(allianceSteps);
const name = z.object({ zh: z.string(), en: z.string() });

/** Who works with alliances; members read those that their own branch is a party of. */
const readers: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' };
/** Whoever can act for an organisation. */
const actors: AccessRule = { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' };

const signal = z.object({
  code: z.enum(signalCodes),
  partyId: fields.id.nullable(),
  partyName: z.string().nullable(),
  figures: z.record(z.string(), z.number()),
});
export type SignalView = z.infer<typeof signal>;

const fault = z.object({ code: z.string(), message: z.string(), partyId: fields.id.nullable() });
export type FaultView = z.infer<typeof fault>;

const allianceRow = z.object({
  id: fields.id,
  name: z.string(),
  mode,
  state,
  leadId: fields.id,
  leadName: z.string(),
  parties: z.number().int(),
  sunsetOn: fields.day,
  lastActivityOn: fields.day.nullable(),
  signals: z.array(signal),
  version: fields.version,
});
export type AllianceRow = z.infer<typeof allianceRow>;

const party = z.object({
  id: fields.id,
  orgId: fields.id.nullable(),
  name: z.string(),
  unitName: z.string().nullable(),
  lead: z.boolean(),
  duty: z.string(),
  document: z.string(),
  served: z.array(z.string()),
  personName: z.string().nullable(),
  /** What it agreed to: nothing yet, an older text, or this one; outside the tree the paper stands for it. */
  consent: z.enum(['none', 'stale', 'agreed', 'paper']),
  consentedAt: z.string().nullable(),
  carried: z.number().int(),
  gained: z.number().int(),
  /** The reader acts for it. */
  mine: z.boolean(),
});
export type PartyView = z.infer<typeof party>;

const allianceView = allianceRow.omit({ parties: true }).extend({
  advised: mode.nullable(),
  rule: z.string(),
  why: name,
  answers: z.record(z.string(), z.string()),
  differsBecause: z.string(),
  purpose: z.string(),
  council: z.string(),
  ending: z.string(),
  fromOn: fields.day,
  approvedOn: fields.day.nullable(),
  approvedBy: z.string().nullable(),
  endedOn: fields.day.nullable(),
  contentHash: z.string(),
  chain: z.object({ id: fields.id, name: z.string() }).nullable(),
  /** Of a mode that makes an organisation: which one stands in the tree for it, and what the reader may do about it. */
  founding: z
    .object({
      org: z.object({ id: fields.id, name: z.string() }).nullable(),
      dissolvedOn: fields.day.nullable(),
      /** Members move into it; else they are attached and keep their membership at home. */
      moves: z.boolean(),
      mayFound: z.boolean(),
      mayDissolve: z.boolean(),
      /** Its reason is over and it still stands. */
      due: z.boolean(),
    })
    .nullable(),
  parties: z.array(party),
  faults: z.array(fault),
  /** What can be done now; `reason` says why not by this reader. */
  steps: z.array(
    z.object({
      step,
      basis: z.string(),
      reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  mayEdit: z.boolean(),
  leads: z.boolean(),
  events: z.array(
    z.object({
      id: fields.id,
      action: z.string(),
      toState: state,
      who: z.string(),
      partyName: z.string().nullable(),
      at: z.string(),
      note: z.string(),
    }),
  ),
});
export type AllianceView = z.infer<typeof allianceView>;

export const readAllianceModes = endpoint({
  method: 'GET',
  path: '/alliance-modes',
  summary: '联建模式：判定表、各模式的要件、指标口径和链群',
  access: readers,
  response: allianceSchema,
});

export const findPartners = endpoint({
  method: 'GET',
  path: '/alliance-partners',
  summary: '按名称查找可以联建的党组织（全市通讯录，只有名称）',
  access: { clerk: 'tenant', officer: 'tenant', secretary: 'tenant' },
  query: z.object({ q: z.string().trim().min(1).max(40), mine: z.enum(['yes']).optional() }),
  response: z.object({
    items: z.array(
      z.object({
        id: fields.id,
        name: z.string(),
        unitId: fields.id.nullable(),
        unitName: z.string().nullable(),
        /** The reader can act for it, and so lead with it. */
        mine: z.boolean(),
      }),
    ),
  }),
});

export const listAlliances = endpoint({
  method: 'GET',
  path: '/alliances',
  summary: '联建登记册',
  access: readers,
  query: pageQuery.extend({
    state: z.enum([...allianceStates, 'running']).optional(),
    mode: mode.optional(),
    q: z.string().trim().max(40).optional(),
  }),
  response: page(allianceRow),
});

export const checkAlliances = endpoint({
  method: 'GET',
  path: '/alliances/check',
  summary: '联建体检：僵尸联建、一家包办、单边受益、到期未续和形式不规范',
  access: readers,
  response: z.object({
    running: z.number().int(),
    sound: z.number().int(),
    counts: z.record(z.string(), z.number().int()),
    items: z.array(
      z.object({
        id: fields.id,
        name: z.string(),
        mode,
        leadName: z.string(),
        lastActivityOn: fields.day.nullable(),
        signals: z.array(signal),
        faults: z.array(fault),
      }),
    ),
    /** More alliances run than were looked at. */
    more: z.boolean(),
  }),
});

export const readAlliance = endpoint({
  method: 'GET',
  path: '/alliances/:id',
  summary: '一个联建：协议、成员、形式检查、经过',
  access: readers,
  response: allianceView,
});

/** A party as the lead writes it down: of the tree, or outside it with a name and a paper. */
const partyDraft = z.union([
  z.strictObject({ orgId: fields.id, duty: fields.text(300).default('') }),
  z.strictObject({
    outsideName: fields.line(60),
    duty: fields.text(300).default(''),
    document: fields.text(120).default(''),
  }),
]);

const agreement = z.strictObject({
  name: fields.line(60),
  mode,
  answers: z.record(z.string().max(40), z.string().max(40)),
  differsBecause: fields.text(500).default(''),
  purpose: fields.text(600).default(''),
  council: fields.text(300).default(''),
  ending: fields.text(300).default(''),
  fromOn: fields.day,
  sunsetOn: fields.day,
  /** Of the lead itself. */
  leadDuty: fields.text(300).default(''),
  /** The others. */
  parties: z.array(partyDraft).min(1, '至少还要有一方').max(99),
});

export const proposeAlliance = endpoint({
  method: 'POST',
  path: '/alliances',
  summary: '发起联建：按判定表选模式，写明各方',
  access: actors,
  idempotent: true,
  status: 201,
  body: agreement.extend({ leadId: fields.id }),
  response: z.object({ id: fields.id }),
});

export const editAlliance = endpoint({
  method: 'PUT',
  path: '/alliances/:id',
  summary: '修改协议文本：各方须重新同意',
  access: actors,
  edits: true,
  body: agreement,
  response: z.object({ id: fields.id, version: fields.version }),
});

export const answerInvitation = endpoint({
  method: 'POST',
  path: '/alliances/:id/consent',
  summary: '以一方的名义同意现在的文本并明确负责人，或说明理由不参加',
  access: actors,
  edits: true,
  body: z.strictObject({
    partyId: fields.id,
    agree: z.boolean(),
    personId: fields.id.optional(),
    served: z.array(z.string().max(40)).max(12).default([]),
    note: fields.text(300).default(''),
  }),
  response: z.object({ id: fields.id, version: fields.version }),
});

export const stepAlliance = endpoint({
  method: 'POST',
  path: '/alliances/:id/steps',
  summary: '报批、批准、退回、撤回、修订或终止',
  access: actors,
  edits: true,
  body: z.strictObject({ step, note: fields.text(500).default('') }),
  response: z.object({ id: fields.id, state, version: fields.version }),
});
