import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { bondKinds } from './liaison.rules.ts';

/** Organising the pairs is the commissioner's work (支委分工); the secretary answers for it. */
const arrangers: AccessRule = { secretary: 'subtree', commissioner: 'own' };

const count = z.number().int();
const title = z.object({ zh: z.string(), en: z.string() });
const bond = z.strictObject({ kind: z.enum(bondKinds), personId: fields.id, otherId: fields.id });
const leave = z.strictObject({ personId: fields.id, from: fields.day, to: fields.day });

const branchRow = z.object({
  orgId: fields.id,
  orgName: z.string(),
  members: count,
  /** Members with somebody who keeps contact with them. */
  covered: count,
  /** Members somebody was in touch with within the interval. */
  touched: count,
  /** Members who were given a task this year. */
  tasked: count,
  /** Members with whom a talk was held this year. */
  talked: count,
  keepers: count,
  /** The largest and the smallest number of members one of them keeps contact with. */
  most: count,
  least: count,
  outsiders: count,
});
/** A branch in the list of liaison. */
export type LiaisonRow = z.infer<typeof branchRow>;

export const listLiaison = endpoint({
  method: 'GET',
  path: '/liaison/branches',
  summary: '双联系：各支部的覆盖和负担（只有数字）',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', commissioner: 'own' },
  query: pageQuery.extend({ q: z.string().trim().max(60).optional(), gaps: z.enum(['yes']).optional() }),
  response: page(branchRow),
});

const headRow = z.object({
  personId: fields.id,
  name: z.string(),
  part: z.enum(['committee', 'spare']).nullable(),
  keeperId: fields.id.nullable(),
  keeperName: z.string().nullable(),
  away: z.boolean(),
  /** Null in all four where the reader may not know. */
  lastOn: z.string().nullable(),
  tasksOpen: count.nullable(),
  tasksDone: count.nullable(),
  lastTalkOn: z.string().nullable(),
  /** How many people outside the Party the member keeps contact with. */
  outsiders: count,
});

const outsiderRow = z.object({
  id: fields.id,
  name: z.string(),
  place: z.string(),
  keeperId: fields.id.nullable(),
  keeperName: z.string().nullable(),
  lastOn: z.string().nullable(),
  version: fields.version,
});
/** Somebody outside the Party, as the branch sees him. */
export type OutsiderView = z.infer<typeof outsiderRow>;

const branchView = z.object({
  orgId: fields.id,
  orgName: z.string(),
  version: fields.version,
  settledOn: z.string().nullable(),
  /**
   * What the reader is shown: `all` the branch's secretary · `arrangement` whoever arranges the pairs, without when two
   * were in touch · `pairs` the body above and the branch's members.
   */
  shows: z.enum(['all', 'arrangement', 'pairs']),
  members: z.array(headRow),
  loads: z.array(z.object({ keeperId: fields.id, name: z.string(), count })),
  uncovered: count,
  outsiders: z.array(outsiderRow),
  outsiderCount: count,
  unassigned: count,
  bonds: z.array(bond),
  leaves: z.array(leave),
  limits: z.object({ members: count, masses: count, awayDays: count, remindDays: count }),
});
/** A branch's two layers of liaison. */
export type LiaisonView = z.infer<typeof branchView>;

export const readLiaison = endpoint({
  method: 'GET',
  path: '/liaison/branches/:id',
  summary: '一个支部的双联系：谁联系谁，管到人头',
  access: { officer: 'subtree', secretary: 'subtree', commissioner: 'own', member: 'own' },
  response: branchView,
});

const why = z.enum(['together', 'kept', 'balance', 'nobody']);

export const proposeLiaison = endpoint({
  method: 'GET',
  path: '/liaison/branches/:id/proposal',
  summary: '建议的分配：人数均衡，照顾工作关系和离岗，尽量不换人',
  access: arrangers,
  response: z.object({
    version: fields.version,
    pairs: z.array(
      z.object({ personId: fields.id, keeperId: fields.id.nullable(), nowId: fields.id.nullable(), why }),
    ),
    outsiders: z.array(
      z.object({ id: fields.id, keeperId: fields.id.nullable(), nowId: fields.id.nullable(), why }),
    ),
  }),
});

const settled = z.object({ version: fields.version, covered: count, members: count });

export const settleLiaison = endpoint({
  method: 'PUT',
  path: '/liaison/branches/:id/pairs',
  summary: '确定分配：支委联系党员，党员联系非党员',
  access: arrangers,
  edits: true,
  body: z.strictObject({
    pairs: z.array(z.strictObject({ personId: fields.id, keeperId: fields.id.nullable() })).max(500),
    outsiders: z
      .array(z.strictObject({ id: fields.id, keeperId: fields.id.nullable() }))
      .max(1000)
      .default([]),
  }),
  response: settled,
});

export const arrangeLiaison = endpoint({
  method: 'PUT',
  path: '/liaison/branches/:id/arrangement',
  summary: '分配时要照顾的：平时一起工作、不宜结对、离岗（不写原因）',
  access: arrangers,
  edits: true,
  body: z.strictObject({ bonds: z.array(bond).max(500), leaves: z.array(leave).max(200) }),
  response: z.object({ version: fields.version }),
});

export const addOutsider = endpoint({
  method: 'POST',
  path: '/liaison/outsiders',
  summary: '登记一名联系的非党员：只有称呼和所在处室',
  access: { secretary: 'subtree', member: 'own' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    orgId: fields.id,
    name: fields.line(20),
    place: fields.text(30).default(''),
    /** The person was told what is kept, and that it is deleted when they ask. */
    told: z.literal(true, '请先告知对方：只登记称呼和所在处室，可以随时要求删除'),
  }),
  response: z.object({ id: fields.id }),
});

export const forgetOutsider = endpoint({
  method: 'DELETE',
  path: '/liaison/outsiders/:id',
  summary: '删除一名非党员的登记：对方要求或不再联系',
  access: { secretary: 'subtree', member: 'self' },
  response: z.object({ id: fields.id }),
});

const contactRow = z.object({
  recordId: fields.id,
  on: z.string(),
  /** Null after the person outside the Party asked to be forgotten. */
  withName: z.string().nullable(),
  layer: z.enum(['member', 'mass']),
  way: z.string(),
  topics: z.array(z.string()),
});
/** A contact as it is kept: the day, with whom, the way, the topics. */
export type ContactRow = z.infer<typeof contactRow>;

export const readMyLiaison = endpoint({
  method: 'GET',
  path: '/my-liaison',
  summary: '我的双联系：谁联系我，我联系谁',
  access: { member: 'self' },
  response: z.object({
    orgId: fields.id,
    orgName: z.string(),
    keeper: z.object({ name: z.string(), lastOn: z.string().nullable() }).nullable(),
    members: z.array(
      z.object({ personId: fields.id, name: z.string(), lastOn: z.string().nullable(), due: z.boolean() }),
    ),
    outsiders: z.array(
      z.object({
        id: fields.id,
        name: z.string(),
        place: z.string(),
        lastOn: z.string().nullable(),
        due: z.boolean(),
      }),
    ),
    recent: z.array(contactRow),
    ways: z.array(z.object({ id: z.string(), title })),
    topics: z.array(z.object({ id: z.string(), title, of: z.array(z.enum(['member', 'mass'])) })),
    remindDays: count,
    massLimit: count,
  }),
});

export const recordContact = endpoint({
  method: 'POST',
  path: '/my-liaison/contacts',
  summary: '记一次联系：日期、方式、主题，没有内容',
  access: { member: 'self' },
  idempotent: true,
  status: 201,
  body: z.strictObject({
    personId: fields.id.nullable().default(null),
    outsiderId: fields.id.nullable().default(null),
    on: fields.day,
    way: z.string().max(40),
    topics: z.array(z.string().max(40)).min(1, '请至少选择一个主题').max(5),
  }),
  response: z.object({ recordId: fields.id, fulfilled: z.array(z.string()) }),
});
