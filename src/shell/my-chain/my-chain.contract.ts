import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';

const label = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int();

export const readMyChain = endpoint({
  method: 'GET',
  path: '/my/chain',
  summary: '我的责任链：今年应尽与已尽、最近做的事，以及我负责的组织概况',
  access: 'signed-in',
  response: z.object({
    year: count,
    /** What fell due to the person this year up to today; null for an account without a person. */
    owed: z.object({ due: count, met: count, late: count, excused: count }).nullable(),
    /** What the person took part in lately. */
    records: z.array(
      z.object({ id: z.uuid(), title: z.string(), kind: label, orgName: z.string(), occurredOn: z.string() }),
    ),
    /** The organisations that the actor looks after, as clerk, officer or secretary; null for others. */
    reach: z
      .object({
        names: z.array(z.string()),
        organisations: count,
        members: count,
        /** Open past their day; counted up to `countedTo`. */
        overdue: count,
        problems: count,
        lateProblems: count,
        countedTo: count,
      })
      .nullable(),
  }),
});
