import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { type FillPlace, fillPlaces } from './fills.rules.ts';

const count = z.number().int();

/** What one record fills, place by place. */
export const fillsView = z.object({
  /** 本次替您少填 N 处. */
  saved: count,
  /** How many fields were filled in for it. */
  entered: count,
  places: z.object(
    Object.fromEntries(fillPlaces.map((place) => [place, count])) as Record<FillPlace, typeof count>,
  ),
});
/** What one record fills, place by place. */
export type FillsView = z.infer<typeof fillsView>;

export const readFills = endpoint({
  method: 'GET',
  path: '/meetings/:id/fills',
  summary: '一次会议填到了哪些地方（逐项列出）',
  // A member only for the group he leads: decided by appointment.
  access: { secretary: 'subtree', officer: 'subtree', clerk: 'subtree', member: 'own' },
  response: fillsView.extend({
    id: fields.id,
    title: z.string(),
    occurredOn: z.string(),
    orgName: z.string(),
    /** Each place with the entries in it, at most 100 of a place. */
    lists: z.array(z.object({ place: z.enum(fillPlaces), lines: z.array(z.string()) })),
  }),
});
