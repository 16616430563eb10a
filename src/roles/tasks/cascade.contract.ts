import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { everybodyConcerned, newOutcomes, taskLink } from './task-shapes.contract.ts';

export const breakDownTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/children',
  summary: '把任务分解到下级和人',
  access: everybodyConcerned,
  body: z.strictObject({
    tasks: z
      .array(
        z.strictObject({
          title: fields.line(200),
          standard: fields.text(1000).default(''),
          outcomes: newOutcomes,
          /** The organisation it goes to; that of the task itself unless given. */
          orgId: z.uuid().optional(),
          ownerId: z.uuid('请选择责任人'),
          dueOn: fields.day,
        }),
      )
      .min(1, '请至少写一项')
      .max(60, '一次最多分解 60 项'),
  }),
  response: z.object({ ids: z.array(z.uuid()) }),
  status: 201,
  idempotent: true,
});

export const linkTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/needs',
  summary: '设定前置任务',
  access: everybodyConcerned,
  body: z.strictObject({ needsId: z.uuid('请选择任务') }),
  response: z.object({ needs: z.array(taskLink) }),
});

export const unlinkTask = endpoint({
  method: 'DELETE',
  path: '/tasks/:id/needs/:needsId',
  summary: '去掉前置任务',
  access: everybodyConcerned,
  response: z.object({ needs: z.array(taskLink) }),
});
