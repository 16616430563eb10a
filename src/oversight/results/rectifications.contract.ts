import { z } from 'zod';
import { endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { stewards, title } from './results.contract.ts';

const proposal = z.object({
  orgId: fields.id,
  orgName: z.string(),
  scoreId: fields.id,
  indicator: z.object({ id: z.string(), title }),
  value: z.number().int(),
  problem: z
    .object({
      id: fields.id,
      state: z.string(),
      ownerName: z.string(),
      dueOn: fields.day,
      closedOn: fields.day.nullable(),
    })
    .nullable(),
});
export type RectificationProposal = z.infer<typeof proposal>;

export const listRectifications = endpoint({
  method: 'GET',
  path: '/results/:id/rectifications',
  summary: '低分指标与整改：系统只提建议，由人列入台账',
  access: stewards,
  query: pageQuery,
  response: page(proposal),
});

export const openRectification = endpoint({
  method: 'POST',
  path: '/scores/:id/rectifications',
  summary: '把低分指标列入整改台账，写明责任人和时限',
  access: stewards,
  idempotent: true,
  status: 201,
  body: z.strictObject({
    indicator: z.string().min(1).max(60),
    ownerId: fields.id,
    dueOn: fields.day,
    measures: fields.line(1000),
  }),
  response: z.object({ id: fields.id }),
});
