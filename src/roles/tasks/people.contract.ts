import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';
import { assigners, everybodyConcerned } from './task-shapes.contract.ts';

/** Whom a task, or a part of it, can be given to. */
export const taskPeople = z.object({
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      orgName: z.string().nullable(),
      posts: z.array(z.object({ zh: z.string(), en: z.string() })),
    }),
  ),
  organisations: z.array(z.object({ id: z.uuid(), name: z.string() })),
});

const words = z.object({ q: z.string().max(50).default('') });

export const listPeopleForTask = endpoint({
  method: 'GET',
  path: '/tasks/:id/people',
  summary: '任务可以分给谁',
  access: everybodyConcerned,
  query: words,
  response: taskPeople,
});

export const listPeopleForTasks = endpoint({
  method: 'GET',
  path: '/organisations/:id/task-people',
  summary: '一个组织的任务可以交给谁',
  access: assigners,
  query: words,
  response: taskPeople,
});
