import type { PageSpec } from '#shell/web/page-spec.ts';

export const ledgerPages: PageSpec[] = [
  {
    path: '/ledger',
    link: 'roles',
    title: { zh: '问题台账', en: 'Ledger of problems' },
    roles: ['clerk', 'officer', 'secretary', 'member'],
    menu: true,
    order: 40,
    words: '问题 整改 销号 对账 台账 problem ledger rectification',
    component: () => import('./ledger-page.tsx'),
  },
  {
    path: '/ledger/new',
    link: 'roles',
    title: { zh: '列入台账', en: 'Enter a problem' },
    roles: ['clerk', 'officer', 'secretary'],
    component: () => import('./new-problem-page.tsx'),
  },
  {
    path: '/ledger/:id',
    link: 'roles',
    title: { zh: '问题', en: 'Problem' },
    roles: ['clerk', 'officer', 'secretary', 'member'],
    component: () => import('./problem-page.tsx'),
  },
];
