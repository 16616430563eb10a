import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';
import { letters } from '#standards/packs/tasks.schema.ts';
import { taskProgress, taskStates } from '../task-shapes.contract.ts';

/** A task as board, tree and timeline show it. */
export const mapItem = z.object({
  id: z.uuid(),
  title: z.string(),
  orgName: z.string(),
  ownerName: z.string(),
  state: z.enum(taskStates),
  startsOn: z.string(),
  dueOn: z.string(),
  firstLateOn: z.string().nullable(),
  parentId: z.uuid().nullable(),
  /** What it waits for, as far as it is shown. */
  needs: z.array(z.uuid()),
  /** How many of these are still open. */
  waits: z.number().int(),
  letters: z.array(z.enum(letters)),
  progress: taskProgress,
});
/** A task as board, tree and timeline show it. */
export type MapItem = z.infer<typeof mapItem>;

export const readTaskMap = endpoint({
  method: 'GET',
  path: '/task-map',
  summary: '任务的看板、树和时间线',
  access: { member: 'self', secretary: 'subtree', officer: 'subtree', clerk: 'subtree' },
  query: z.object({
    /** In or under this organisation. */
    orgId: z.uuid().optional(),
    planId: z.uuid().optional(),
    /** `mine`: those in which the reader has a letter. */
    view: z.enum(['all', 'mine']).default('all'),
    /** `open` leaves out what has ended more than a month ago. */
    span: z.enum(['open', 'year']).default('open'),
  }),
  response: z.object({
    today: z.string(),
    items: z.array(mapItem),
    /** There are more than are shown; a filter narrows them. */
    more: z.boolean(),
    plans: z.array(z.object({ id: z.uuid(), title: z.string() })),
  }),
});
