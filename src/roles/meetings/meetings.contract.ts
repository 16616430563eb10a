import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { fulfilledView } from '#roles/work-records/work-records.contract.ts';
import { fillsView } from './fills/fills.contract.ts';
import { passBases } from './voting.rules.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int().min(0).max(100_000);
const votes = z.strictObject({ inFavour: count, against: count, abstained: count });

const newTask = z.strictObject({
  title: fields.line(200),
  ownerId: z.uuid(),
  dueOn: fields.day,
});

const decision = z.strictObject({
  /** Of a decision that is already recorded, when a meeting is corrected. */
  id: z.uuid().optional(),
  text: fields.line(500),
  vote: z
    .strictObject({
      rule: z.string().max(80),
      /** With the letters of absent members, where the rule counts them. */
      votes,
      /** How many letters there were. Which way each went is kept nowhere: with few of them it would name the writer. */
      letters: count.optional(),
      /** Where the rule leaves it to the meeting: whether passing is counted on those due or on those present. */
      base: z.enum(passBases).optional(),
      /** A secret vote: numbers, and who counted. Never who voted what. */
      paper: z
        .strictObject({
          issued: count,
          returned: count,
          invalid: count,
          tellerIds: z.array(z.uuid()).max(2),
        })
        .optional(),
      /** What the chair declared; checked against the clause. */
      declared: z.enum(['passed', 'failed']).optional(),
    })
    .optional(),
  tasks: z.array(newTask).max(20).default([]),
});

const attendee = z.strictObject({
  personId: z.uuid(),
  presence: z.enum(['present', 'absent', 'exempt']),
  /** Only to take the right away (留党察看 …); nobody can be given it here. */
  votes: z.boolean().default(true),
  spoke: z.boolean().default(false),
  /** Why absent or excused; may be left empty. */
  note: fields.text(100).default(''),
});

/** A meeting as it is reported: one form, once. */
export const meetingBody = z.strictObject({
  kinds: z.array(z.string().max(60)).min(1, '请至少选择一种会议').max(6),
  occurredOn: fields.day,
  minutes: z.number().int().min(1, '请填写时长').max(1440, '一次会议不超过一天'),
  place: fields.text(100).default(''),
  chairId: z.uuid().nullable().default(null),
  recorderId: z.uuid().nullable().default(null),
  /** Who gave the lecture or the report. */
  lecturerIds: z.array(z.uuid()).max(10).default([]),
  attendance: z.array(attendee).max(500),
  /** Leaders and others of the unit who sat in (列席), by name. */
  guestIds: z.array(z.uuid()).max(50).default([]),
  /** Further guests, as a number. */
  guests: count.default(0),
  /** For a meeting without a list of names: how many were due and came. */
  counts: z.strictObject({ due: count, present: count }).optional(),
  topics: z
    .array(z.strictObject({ text: fields.line(200), speakerIds: z.array(z.uuid()).max(500).default([]) }))
    .min(1, '请至少写一个议题')
    .max(20),
  decisions: z.array(decision).max(20).default([]),
  /** What came of it, in a sentence. */
  outcome: fields.text(1000).default(''),
  /** Duties it carried out beyond what its kinds say. */
  duties: z.array(z.string().max(20)).max(10).default([]),
  /** The steps of its course, in the order in which they were taken. */
  steps: z.array(z.string().max(40)).max(40).default([]),
});
/** A meeting as it is reported. */
export type MeetingBody = z.infer<typeof meetingBody>;

/** What saving a meeting did. */
export const meetingSaved = z.object({
  id: z.uuid(),
  state: z.enum(['standing', 'held', 'withdrawn']),
  lateDays: z.number().int(),
  fulfilled: z.array(fulfilledView),
  taskIds: z.array(z.uuid()),
  decisions: z.array(z.object({ no: z.number().int(), result: z.enum(['noted', 'passed', 'failed']) })),
  /** 本次替您少填 N 处, place by place, as counted in what was written. */
  entries: fillsView,
  participation: z.object({
    present: z.number().int(),
    spoke: z.number().int(),
    share: z.number(),
    effectiveSpeakers: z.number(),
    oneVoice: z.boolean(),
  }),
  version: fields.version,
});
/** What saving a meeting did. */
export type MeetingSaved = z.infer<typeof meetingSaved>;

const stepView = z.object({
  id: z.string(),
  title,
  when: z.enum(['before', 'at', 'vote', 'after']),
  strict: z.boolean(),
  basis: z.string(),
});

/** Those who keep meetings by their role. */
export const keepers = { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;
/** Beside them a member who leads a Party group, for this group alone: decided by appointment. */
export const withLeaders = { ...keepers, member: 'own' } as const;

export const saveMeeting = endpoint({
  method: 'POST',
  path: '/organisations/:id/meetings',
  summary: '记录一次会议（一次填写，全链入账）；党小组组长记录本组的会议',
  access: withLeaders,
  body: meetingBody.extend({
    /** There was another meeting of this kind that day, and this is a second one. */
    another: z.boolean().default(false),
    /** The planned meeting that this was; found by day and kind where it is not said. */
    planId: z.uuid().nullable().default(null),
  }),
  response: meetingSaved,
  status: 201,
  idempotent: true,
});

export const correctMeeting = endpoint({
  method: 'PUT',
  path: '/meetings/:id',
  summary: '更正一次会议记录；党小组组长更正本组的',
  access: withLeaders,
  body: meetingBody,
  response: meetingSaved,
  edits: true,
});

export const prepareMeeting = endpoint({
  method: 'GET',
  path: '/organisations/:id/meeting-form',
  summary: '会议记录表的预填内容',
  access: withLeaders,
  query: z.object({ on: fields.day.optional(), planId: z.uuid().optional() }),
  response: z.object({
    orgId: z.uuid(),
    orgName: z.string(),
    orgKind: z.string(),
    kinds: z.array(
      z.object({
        code: z.string(),
        title,
        audience: z.enum(['members', 'committee', 'open']),
        study: z.boolean(),
        /** The obligation it would meet next, if one is open. */
        dueOn: z.string().nullable(),
        rules: z.array(z.string()),
        steps: z.array(stepView),
        notice: z.object({ days: z.number().int(), strict: z.boolean(), basis: z.string() }).nullable(),
      }),
    ),
    rules: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        basis: z.string(),
        gates: z.enum(['meeting', 'vote']),
        quorum: z.object({ part: z.number(), whole: z.number(), above: z.boolean() }).nullable(),
        pass: z.object({ part: z.number(), whole: z.number(), above: z.boolean() }).nullable(),
        absentWritten: z.boolean(),
        passBase: z.enum(['due', 'chosen']),
        secret: z.boolean(),
      }),
    ),
    roster: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        votes: z.boolean(),
        committee: z.boolean(),
        /** Proposed: exempt for those excused by rule, else present. */
        presence: z.enum(['present', 'absent', 'exempt']),
        lastSpokeOn: z.string().nullable(),
      }),
    ),
    /** Leaders of the unit who may sit in. */
    guests: z.array(z.object({ personId: z.uuid(), name: z.string(), post: z.string() })),
    chairId: z.uuid().nullable(),
    /** Whoever took the minutes last time. */
    recorderId: z.uuid().nullable(),
    place: z.string(),
    minutes: z.number().int(),
    /** Whose turn it is to speak. */
    nextSpeakers: z.array(z.uuid()),
    duties: z.array(z.object({ id: z.string(), title, kinds: z.array(z.string()) })),
    /** The planned meeting that the form was opened for: its agenda and what was arranged need not be typed. */
    plan: z
      .object({
        id: z.uuid(),
        onDay: z.string(),
        kinds: z.array(z.string()),
        place: z.string(),
        minutes: z.number().int(),
        topics: z.array(z.string()),
        speakerIds: z.array(z.uuid()),
      })
      .nullable(),
  }),
});

/** The branches and other bodies for which the reader keeps records. */
export const listKeptOrganisations = endpoint({
  method: 'GET',
  path: '/meeting-organisations',
  summary: '我可以记录的组织',
  access: withLeaders,
  query: z.object({ q: z.string().max(50).optional() }),
  response: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.string() })) }),
});
