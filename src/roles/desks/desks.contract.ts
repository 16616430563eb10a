import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';
import { titleSchema } from '#standards/packs/packs.schema.ts';
import { letters } from '#standards/packs/tasks.schema.ts';

const count = z.number().int();
const month = z.string().regex(/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/, '月份应写作 2026-11');

/** The desk of one post: what its holder does this month, and what was done already, from records and lists alone. */
const desk = z.object({
  org: z.object({ id: z.uuid(), name: z.string() }),
  post: z.string(),
  title: titleSchema,
  aim: titleSchema,
  holders: z.array(z.string()),
  /** The reader holds the post. */
  own: z.boolean(),
  acts: z.array(
    z.object({
      id: z.string(),
      title: titleSchema,
      link: z.string(),
      /** How often this month; 0 for as needed. */
      wanted: count,
      done: count,
      lastOn: z.string().nullable(),
    }),
  ),
  /** What falls due this month under the post's holders. The items only for the holder and for those over the organisation. */
  due: z.object({
    open: count,
    overdue: count,
    met: count,
    items: z.array(
      z.object({ id: z.uuid(), title: z.string(), dueOn: z.string(), met: z.boolean(), link: z.string() }),
    ),
  }),
  tasks: z.object({
    open: count,
    items: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        letter: z.enum(letters),
        dueOn: z.string(),
        late: z.boolean(),
        /** The holder has neither accepted nor returned it. */
        toAccept: z.boolean(),
      }),
    ),
  }),
});
/** The desk of one post. */
export type DeskView = z.infer<typeof desk>;

export const readMyDesks = endpoint({
  method: 'GET',
  path: '/desks',
  summary: '我的工作台：我的职务这个月做什么',
  access: { member: 'self', secretary: 'own' },
  query: z.object({ month: month.optional() }),
  response: z.object({ month: z.string(), desks: z.array(desk) }),
});

export const readDesks = endpoint({
  method: 'GET',
  path: '/organisations/:id/desks',
  summary: '一个组织各职务的工作台',
  access: { member: 'own', secretary: 'subtree', officer: 'subtree', clerk: 'subtree' },
  query: z.object({ month: month.optional() }),
  response: z.object({
    month: z.string(),
    orgName: z.string(),
    desks: z.array(desk),
    /** Posts that nobody holds. */
    vacant: z.array(titleSchema),
  }),
});
