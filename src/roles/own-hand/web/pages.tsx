import type { PageSpec } from '#shell/web/page-spec.ts';

const roles = ['clerk', 'officer', 'secretary'] as const;

export const ownHandPages: PageSpec[] = [
  {
    path: '/own-hand',
    link: 'roles',
    topic: 'lists',
    title: { zh: '书记亲为', en: 'In person' },
    roles,
    menu: true,
    order: 46,
    words: '亲为 甩手掌柜 委托 书记 必须亲为 own hand delegation secretary',
    component: () => import('./own-hand-page.tsx'),
  },
  {
    path: '/own-hand/:id',
    link: 'roles',
    title: { zh: '书记亲为', en: 'In person' },
    roles,
    component: () => import('./branch-own-hand-page.tsx'),
  },
];
