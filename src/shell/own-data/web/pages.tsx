import type { PageSpec } from '#shell/web/page-spec.ts';

export const ownDataPages: PageSpec[] = [
  {
    path: '/people/:id',
    link: 'organisation',
    title: { zh: '人员', en: 'Person' },
    roles: ['clerk', 'officer', 'secretary', 'member'],
    component: () => import('./person-page.tsx'),
  },
];
