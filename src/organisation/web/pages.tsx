import type { PageSpec } from '#shell/web/page-spec.ts';

export const organisationPages: PageSpec[] = [
  {
    path: '/organisations',
    link: 'organisation',
    title: { zh: '组织与党员', en: 'Bodies and members' },
    roles: ['clerk', 'officer', 'secretary', 'member'],
    menu: true,
    order: 10,
    words: '组织树 支部 名册 tree branch roll',
    component: () => import('./tree-page.tsx'),
  },
  {
    path: '/organisations/:id',
    link: 'organisation',
    title: { zh: '组织', en: 'Organisation' },
    roles: ['clerk', 'officer', 'secretary', 'member'],
    component: () => import('./organisation-page.tsx'),
  },
];
