import type { PageSpec } from '#shell/web/page-spec.ts';

const roles = ['clerk', 'officer', 'secretary', 'member'] as const;

export const disputesPages: PageSpec[] = [
  {
    path: '/disputes',
    link: 'roles',
    topic: 'lists',
    title: { zh: '归属争议', en: 'Whose is it' },
    roles,
    menu: true,
    order: 42,
    words: '这事归谁管 争议 推诿 扯皮 裁定 先例 dispute owner precedent',
    component: () => import('./disputes-page.tsx'),
  },
  {
    path: '/disputes/new',
    link: 'roles',
    title: { zh: '提出争议', en: 'Raise a dispute' },
    roles,
    component: () => import('./new-dispute-page.tsx'),
  },
  {
    path: '/disputes/:id',
    link: 'roles',
    title: { zh: '归属争议', en: 'Dispute' },
    roles,
    component: () => import('./dispute-page.tsx'),
  },
];
