import type { PageSpec } from '#shell/web/page-spec.ts';

export const liaisonPages: PageSpec[] = [
  {
    path: '/liaison',
    link: 'roles',
    topic: 'problems',
    title: { zh: '双联系', en: 'Liaison' },
    roles: ['clerk', 'officer', 'secretary', 'commissioner'],
    menu: true,
    order: 34,
    words: '双联系 支委联系党员 管到人头 党员联系非党员 群众 liaison coverage',
    component: () => import('./liaison-page.tsx'),
  },
  {
    path: '/my-liaison',
    link: 'roles',
    topic: 'mine',
    title: { zh: '我的联系', en: 'My contacts' },
    roles: ['member'],
    menu: true,
    order: 35,
    words: '双联系 联系党员 联系群众 谁联系我 liaison contacts',
    component: () => import('./my-liaison-page.tsx'),
  },
  {
    path: '/liaison/:id',
    link: 'roles',
    title: { zh: '支部双联系', en: 'Liaison of a branch' },
    roles: ['officer', 'secretary', 'commissioner', 'member'],
    component: () => import('./branch-page.tsx'),
  },
  {
    path: '/liaison/:id/assign',
    link: 'roles',
    title: { zh: '分配联系人', en: 'Assign contacts' },
    roles: ['secretary', 'commissioner'],
    component: () => import('./assign-page.tsx'),
  },
];
