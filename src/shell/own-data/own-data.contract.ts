import { z } from 'zod';
import { endpoint, fileReply } from '#platform/http/endpoint.ts';

const label = z.object({ zh: z.string(), en: z.string() });

export const listHoldings = endpoint({
  method: 'GET',
  path: '/people/:id/holdings',
  summary: '系统里有哪些关于我的信息，各多少条，哪些不在其中及原因',
  access: { member: 'self' },
  response: z.object({
    categories: z.array(z.object({ table: z.string(), title: label, rows: z.number().int() })),
    leftOut: z.array(z.object({ what: label, why: label })),
  }),
});

export const exportOwnData = endpoint({
  method: 'GET',
  path: '/people/:id/data',
  summary: '下载系统里关于我的全部信息（JSON）',
  access: { member: 'self' },
  audits: true,
  response: fileReply,
  download: true,
  perMinute: 12,
});
