import type { PageSpec } from '#shell/web/page-spec.ts';

const roles = ['clerk', 'officer', 'secretary', 'member'] as const;

export const carriersPages: PageSpec[] = [
  {
    path: '/carriers',
    link: 'roles',
    topic: 'lists',
    title: { zh: '抬轿子', en: 'Who carries' },
    roles,
    menu: true,
    order: 48,
    words: '抬轿子 挑担子 分工 负荷 内勤 代录 carriers load share',
    component: () => import('./carriers-page.tsx'),
  },
  {
    path: '/carriers/:id',
    link: 'roles',
    title: { zh: '抬轿子', en: 'Who carries' },
    roles,
    component: () => import('./branch-carriers-page.tsx'),
  },
];
