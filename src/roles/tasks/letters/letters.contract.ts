import { z } from 'zod';
import { endpoint, fields } from '#platform/http/endpoint.ts';
import { everybodyConcerned, newPart, taskView } from '../task-shapes.contract.ts';

export const shareOutTask = endpoint({
  method: 'PUT',
  path: '/tasks/:id/letters',
  summary: '调整任务的六种分工',
  access: everybodyConcerned,
  body: z.strictObject({ parts: z.array(newPart).max(60, '分工过多，请合并') }),
  response: taskView,
  edits: true,
});

export const actOnPart = endpoint({
  method: 'POST',
  path: '/tasks/:id/parts/:partId/actions',
  summary: '交付、退回、收到或退改一项分工',
  access: everybodyConcerned,
  body: z.strictObject({
    action: z.enum(['deliver', 'return', 'receive', 'send-back', 'renew', 'drop']),
    note: fields.text(500).default(''),
    /** For `renew` only: somebody else, another deadline. */
    personId: z.uuid().optional(),
    dueOn: fields.day.optional(),
  }),
  response: z.object({ id: z.uuid(), version: fields.version }),
  edits: true,
});

export const touchTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/touches',
  summary: '留下一次指导，或过问逾期任务的意见',
  access: everybodyConcerned,
  body: z.strictObject({ letter: z.enum(['lead', 'guide']), text: fields.line(500) }),
  response: z.object({ id: z.uuid(), nextOn: z.string().nullable() }),
  status: 201,
  idempotent: true,
});

export const reachTaskOutcome = endpoint({
  method: 'POST',
  path: '/tasks/:id/outcomes/:outcomeId',
  summary: '登记一条预期结果已达成，或撤销登记',
  access: everybodyConcerned,
  body: z.strictObject({
    /** What came of it; empty takes the entry back. */
    result: fields.text(500),
  }),
  response: taskView,
  edits: true,
});
