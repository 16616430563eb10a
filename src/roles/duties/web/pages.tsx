import type { PageSpec } from '#shell/web/page-spec.ts';

export const dutiesPages: PageSpec[] = [
  {
    path: '/my-duties',
    link: 'roles',
    topic: 'mine',
    title: { zh: '我的责任', en: 'My duties' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 5,
    words: '责任清单 我负责什么 duties',
    component: () => import('./my-duties-page.tsx'),
  },
  {
    path: '/duties/:id',
    link: 'roles',
    title: { zh: '责任项', en: 'Duty' },
    roles: ['officer', 'clerk'],
    component: () => import('./duty-page.tsx'),
  },
  {
    path: '/frameworks/:id/heat',
    link: 'roles',
    title: { zh: '责任热力图', en: 'Heat map of duties' },
    roles: ['officer', 'clerk'],
    component: () => import('./heat-page.tsx'),
  },
];
