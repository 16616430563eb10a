import type { PageSpec } from '#shell/web/page-spec.ts';

// Leading groups' and organ committees' secretaries open their own as members.
const roles = ['clerk', 'officer', 'secretary', 'member'] as const;

export const ownHandPages: PageSpec[] = [
  {
    path: '/own-hand',
    link: 'roles',
    topic: 'lists',
    title: { zh: '书记亲为', en: 'In person' },
    roles,
    menu: {
      roles: ['clerk', 'officer', 'secretary'],
      posts: ['leading-group-secretary', 'organ-committee-secretary'],
    },
    order: 46,
    words: '亲为 甩手掌柜 委托 书记 必须亲为 own hand delegation secretary',
    component: () => import('./own-hand-page.tsx'),
  },
  {
    path: '/own-hand/:id',
    link: 'roles',
    title: { zh: '书记亲为', en: 'In person' },
    roles,
    component: () => import('./one-own-hand-page.tsx'),
  },
];
