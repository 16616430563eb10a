import { z } from 'zod';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { keepers, withLeaders } from '../meetings.contract.ts';
import { planActions, planStates } from './plans.rules.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^$/, '时间应写作 14:30')
  .default('');
const kinds = z.array(z.string().max(60)).min(1, '请至少选择一种会议').max(6);
const minutes = z.number().int().min(1, '请填写时长').max(1440, '一次会议不超过一天');
const named = z.object({ id: z.uuid(), name: z.string() });

/** Those who keep meetings, and the members who come. */
const readers: AccessRule = withLeaders;

const planRow = z.object({
  id: z.uuid(),
  org: named,
  title: z.string(),
  kinds: z.array(z.string()),
  onDay: z.string(),
  startsAt: z.string(),
  place: z.string(),
  minutes: count,
  state: z.enum(planStates),
  /** The day by the rule, where that was a day off, and why it moved. */
  movedFrom: z.string().nullable(),
  movedWhy: z.string(),
  covered: z.boolean(),
  recordId: z.uuid().nullable(),
  version: fields.version,
});
/** A planned meeting in a list. */
export type PlanRow = z.infer<typeof planRow>;

const topic = z.object({
  id: z.uuid(),
  no: count,
  text: z.string(),
  written: z.boolean(),
  motionId: z.uuid().nullable(),
  /** What members wrote, where that is open. */
  words: z.array(z.object({ person: z.string(), text: z.string() })),
  /** The reader's own words. */
  mine: z.string(),
});

const planView = planRow.extend({
  orgKind: z.string(),
  seriesId: z.uuid().nullable(),
  announcedOn: z.string().nullable(),
  shortReason: z.string(),
  cancelReason: z.string(),
  writtenUntil: z.string().nullable(),
  round: z.enum(['none', 'writing', 'open']),
  topics: z.array(topic),
  speakers: z.array(named),
  /** Whose turn it would be, longest silent first; only for those who arrange it. */
  proposed: z.array(named.extend({ lastSpokeOn: z.string().nullable() })),
  /** Who is expected; only for those who arrange it. */
  roster: z.array(named),
  /** Who has written; only for those who arrange it, and never what while the round runs. */
  written: z.array(z.object({ id: z.uuid(), name: z.string(), done: z.boolean() })),
  writtenCount: count,
  expected: count,
  /** Whether the reader is expected, and to speak. */
  invited: z.boolean(),
  speaks: z.boolean(),
  /** What the clauses ask of it, and how that stands. */
  gates: z.array(
    z.object({
      code: z.string(),
      text: title,
      basis: z.string(),
      state: z.enum(['met', 'waiting', 'short', 'at-meeting']),
    }),
  ),
  may: z.object({ arrange: z.boolean(), write: z.boolean() }),
  actions: z.array(z.enum(planActions)),
});
/** One planned meeting. */
export type PlanView = z.infer<typeof planView>;

export const listPlans = endpoint({
  method: 'GET',
  path: '/meeting-plans',
  summary: '会议安排',
  access: readers,
  query: pageQuery.extend({
    orgId: z.uuid().optional(),
    from: fields.day.optional(),
    to: fields.day.optional(),
    /** `coming`: planned or announced. */
    state: z.enum([...planStates, 'coming']).optional(),
  }),
  response: page(planRow),
});

export const readPlan = endpoint({
  method: 'GET',
  path: '/meeting-plans/:id',
  summary: '一次会议的安排：程序、议程、轮流发言、书面发言',
  access: readers,
  response: planView,
});

export const planMeetingOnce = endpoint({
  method: 'POST',
  path: '/organisations/:id/meeting-plans',
  summary: '安排一次会议；党小组组长安排本组的',
  access: withLeaders,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    kinds,
    title: fields.text(100).default(''),
    onDay: fields.day,
    startsAt: time,
    place: fields.text(100).default(''),
    minutes: minutes.default(60),
    /** What is known of its agenda already, such as a topic that joint branches have in common. */
    topics: z.array(fields.line(200)).max(20).default([]),
  }),
  response: z.object({ id: z.uuid() }),
});

export const changePlan = endpoint({
  method: 'PUT',
  path: '/meeting-plans/:id',
  summary: '修改安排：日期、地点、议程、轮流发言、书面发言',
  access: withLeaders,
  edits: true,
  body: z.strictObject({
    title: fields.line(100),
    onDay: fields.day,
    startsAt: time,
    place: fields.text(100).default(''),
    minutes,
    topics: z
      .array(z.strictObject({ id: z.uuid().optional(), text: fields.line(200), written: z.boolean() }))
      .max(20),
    speakerIds: z.array(z.uuid()).max(20),
    writtenUntil: fields.day.nullable(),
  }),
  response: planView,
});

const step = { access: withLeaders, edits: true, response: planView } as const;

export const announcePlan = endpoint({
  method: 'POST',
  path: '/meeting-plans/:id/announce',
  summary: '发出会议通知（提前天数按会议类别的规定）',
  ...step,
  body: z.strictObject({ reason: fields.text(200).default('') }),
});

export const cancelPlan = endpoint({
  method: 'POST',
  path: '/meeting-plans/:id/cancel',
  summary: '取消会议；已列入议程的提议退回待答复',
  ...step,
  body: z.strictObject({ reason: fields.line(200) }),
});

export const openWords = endpoint({
  method: 'POST',
  path: '/meeting-plans/:id/open-words',
  summary: '大家都写完了，提前公开书面发言',
  ...step,
  body: z.strictObject({}),
});

export const writeWords = endpoint({
  method: 'PUT',
  path: '/meeting-plans/:id/words',
  summary: '会前书面发言：本人可以改到截止日',
  access: { member: 'own', secretary: 'subtree' },
  body: z.strictObject({ topicId: z.uuid(), text: fields.line(1000) }),
  response: z.object({ round: z.enum(['none', 'writing', 'open']) }),
});

const months = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(6), z.literal(12)]);
const nth = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]);
const rule = z.strictObject({
  everyMonths: months,
  on: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('weekday'), nth, weekday: z.number().int().min(1).max(7) }),
    z.strictObject({ kind: z.literal('day'), day: z.number().int().min(1).max(31) }),
  ]),
  shift: z.enum(['later', 'earlier', 'none']),
});

const meetingDay = z.object({
  day: z.string(),
  movedFrom: z.string().nullable(),
  why: z.string(),
  covered: z.boolean(),
  /** A meeting of the organisation is planned for that day already. */
  taken: z.boolean(),
});

const number = (low: number, high: number) => z.coerce.number<number>().int().min(low).max(high);
export const previewSeries = endpoint({
  method: 'GET',
  path: '/organisations/:id/series-days',
  summary: '按规则排出的会议日期（遇节假日顺延），保存前先看',
  access: keepers,
  query: z.object({
    everyMonths: z.enum(['1', '2', '3', '6', '12']),
    on: z.enum(['weekday', 'day']),
    nth: z.enum(['1', '2', '3', '4', '-1']).default('1'),
    weekday: number(1, 7).default(1),
    day: number(1, 31).default(1),
    shift: z.enum(['later', 'earlier', 'none']),
    from: fields.day,
    to: fields.day,
  }),
  response: z.object({ days: z.array(meetingDay) }),
});

export const createSeries = endpoint({
  method: 'POST',
  path: '/organisations/:id/meeting-series',
  summary: '排一年的会议',
  access: keepers,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    kinds,
    title: fields.text(100).default(''),
    rule,
    from: fields.day,
    to: fields.day,
    startsAt: time,
    place: fields.text(100).default(''),
    minutes: minutes.default(60),
  }),
  response: z.object({ id: z.uuid(), planned: count, skipped: count }),
});

export const listSeries = endpoint({
  method: 'GET',
  path: '/organisations/:id/meeting-series',
  summary: '这个组织正在执行的会议规律，以及可以召开的会议类别',
  access: withLeaders,
  response: z.object({
    kinds: z.array(z.object({ code: z.string(), title, noticeDays: count.nullable() })),
    items: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        kinds: z.array(z.string()),
        rule,
        from: z.string(),
        to: z.string(),
        left: count,
        held: count,
        next: z.string().nullable(),
        version: fields.version,
      }),
    ),
  }),
});

export const endSeries = endpoint({
  method: 'POST',
  path: '/meeting-series/:id/end',
  summary: '停用一条会议规律；还没有通知的会议一并取消',
  access: keepers,
  edits: true,
  body: z.strictObject({ reason: fields.line(200) }),
  response: z.object({ cancelled: count }),
});
