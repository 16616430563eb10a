import type { PageSpec } from '#shell/web/page-spec.ts';

export const desksPages: PageSpec[] = [
  {
    path: '/desk',
    link: 'roles',
    topic: 'mine',
    title: { zh: '支委工作台', en: 'Desks of posts' },
    roles: ['member', 'secretary'],
    menu: true,
    order: 13,
    words: '支委 组织委员 宣传委员 纪检委员 书记 工作台 desk commissioner',
    component: () => import('./desk-page.tsx'),
  },
  {
    path: '/organisations/:id/desks',
    link: 'roles',
    title: { zh: '各职务工作台', en: 'Desks' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    component: () => import('./desks-page.tsx'),
  },
];
