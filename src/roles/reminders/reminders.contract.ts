import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';
import { letters } from '#standards/packs/tasks.schema.ts';

const line = z.object({
  source: z.string(),
  objectId: z.uuid(),
  letter: z.enum([...letters, 'obligation', 'agenda', 'training']),
  why: z.enum(['due', 'overdue', 'guide', 'direct', 'issued', 'late', 'done', 'review']),
  title: z.string(),
  dueOn: z.string().nullable(),
  link: z.string(),
  /** News asks for nothing; what is done since is shown as done. */
  state: z.enum(['open', 'done', 'news']),
});
/** One line of the reader's digest. */
export type DigestLineView = z.infer<typeof line>;

export const readDigests = endpoint({
  method: 'GET',
  path: '/digests',
  summary: '我的提醒摘要：每天一份，办结即停',
  access: 'signed-in',
  response: z.object({
    days: z.array(z.object({ day: z.string(), lines: z.array(line) })),
    /** When reminders come, by letter, in days before (negative) and after the due day. */
    beat: z.array(z.object({ letter: z.string(), offsets: z.array(z.number().int()) })),
  }),
});
