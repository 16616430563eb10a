import type { PageSpec } from '#shell/web/page-spec.ts';

export const remindersPages: PageSpec[] = [
  {
    path: '/digest',
    link: 'roles',
    topic: 'mine',
    title: { zh: '提醒摘要', en: 'Digest' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 12,
    words: '提醒 摘要 到期 逾期 催办 digest reminder',
    component: () => import('./digest-page.tsx'),
  },
];
