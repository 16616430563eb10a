import type { PageSpec } from '#shell/web/page-spec.ts';

export const selfReportsPages: PageSpec[] = [
  {
    path: '/my-report',
    link: 'oversight',
    title: { zh: '自主填报', en: 'My report' },
    roles: ['member'],
    menu: true,
    order: 10,
    words: 'self report 党员自主填报 履责',
    component: () => import('./my-report-page.tsx'),
  },
  {
    path: '/self-reports',
    link: 'oversight',
    title: { zh: '党员填报', en: 'Members’ reports' },
    roles: ['secretary', 'officer'],
    menu: true,
    order: 11,
    words: 'self report 支部评价',
    component: () => import('./self-reports-page.tsx'),
  },
  {
    path: '/self-reports/:id',
    link: 'oversight',
    title: { zh: '党员填报', en: 'Member’s report' },
    roles: ['member', 'secretary', 'officer'],
    component: () => import('./self-report-page.tsx'),
  },
];
