import { z } from 'zod';
import { endpoint } from '#platform/http/endpoint.ts';

/** `link` is the page that opens it. */
const hit = z.object({ id: z.uuid(), title: z.string(), detail: z.string(), link: z.string() });

export const search = endpoint({
  method: 'GET',
  path: '/search',
  summary: '搜索组织、人员、责任',
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree', member: 'own' },
  query: z.object({ q: z.string().trim().min(1, '请输入要找的内容').max(40, '最多 40 字') }),
  /** The best few of each kind; each list page finds the rest by its own filters. */
  response: z.object({ organisations: z.array(hit), persons: z.array(hit), duties: z.array(hit) }),
});
