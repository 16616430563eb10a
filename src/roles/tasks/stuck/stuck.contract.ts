import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { assigners } from '../task-shapes.contract.ts';

export const enterStuckTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/problem',
  summary: '把久拖不决的任务列入问题台账',
  access: assigners,
  body: z.strictObject({
    /** What hinders it. */
    detail: fields.text(1000).refine((text) => text.trim() !== '', '请写明卡在哪里'),
    measures: fields.text(1000).default(''),
    ownerId: z.uuid('请选择责任人'),
    dueOn: fields.day,
  }),
  response: z.object({ id: fields.id }),
  status: 201,
  idempotent: true,
});
