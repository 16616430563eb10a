import type { PageSpec } from '#shell/web/page-spec.ts';

export const obligationsPages: PageSpec[] = [
  {
    path: '/obligations',
    link: 'roles',
    topic: 'mine',
    title: { zh: '到期事项', en: 'What is due' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 20,
    words: '逾期 频次 三会一课 到期 obligations due',
    component: () => import('./obligations-page.tsx'),
  },
  {
    path: '/obligations/:id',
    link: 'roles',
    title: { zh: '到期事项', en: 'Obligation' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    component: () => import('./obligation-page.tsx'),
  },
];
