import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';

/** One thing to do, or done. */
export const agendaItem = z.object({
  kind: z.enum([
    'obligation',
    'task',
    'problem',
    'ballot',
    'objection',
    'self-report',
    'liaison',
    'conduct',
    'dispute',
    'leading',
    'fusion',
    'duty-list',
    'term',
    'appointment',
    'alliance',
    'meeting',
    'motion',
    'confirmation',
  ]),
  id: z.uuid(),
  title: z.string(),
  dueOn: z.string().nullable(),
  orgId: z.uuid(),
  orgName: z.string().optional(),
  action: z.string(),
  link: z.string(),
  waitsOnMe: z.boolean(),
  done: z.boolean().optional(),
});
/** One thing to do, as the page gets it. */
export type AgendaEntry = z.infer<typeof agendaItem>;

const count = z.number().int();

export const readToDo = endpoint({
  method: 'GET',
  path: '/to-do',
  summary: '我的待办',
  access: 'signed-in',
  response: z.object({
    /** The next three things to do. */
    next: z.array(agendaItem),
    items: z.array(agendaItem),
    counts: z.object({
      overdue: count,
      today: count,
      soon: count,
      waiting: count,
      later: count,
      undated: count,
    }),
    /** There is more than is listed. */
    more: z.boolean(),
  }),
});

const month = z.string().regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/, '月份应写作 2026-11');
const readers = { member: 'own', secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } as const;

export const readCalendar = endpoint({
  method: 'GET',
  path: '/calendar',
  summary: '日历：每天有多少到期事项',
  access: readers,
  query: z.object({ month, orgId: z.uuid().optional() }),
  response: z.object({
    month: z.string(),
    days: z.array(
      z.object({ day: z.string(), due: count, overdue: count, done: count, held: count, planned: count }),
    ),
  }),
});

export const readDay = endpoint({
  method: 'GET',
  path: '/calendar/:day',
  summary: '日历：一天的事项',
  access: readers,
  params: { day: fields.day },
  query: z.object({ orgId: z.uuid().optional() }),
  response: z.object({ day: z.string(), items: z.array(agendaItem), more: z.boolean() }),
});
