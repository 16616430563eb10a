import type { PageSpec } from '#shell/web/page-spec.ts';

const roles = ['clerk', 'officer', 'secretary', 'member'] as const;

export const fusionPages: PageSpec[] = [
  {
    path: '/fusion',
    link: 'roles',
    topic: 'work',
    title: { zh: '业务融合', en: 'Party and business' },
    roles,
    // Members come here from their to-do list when a link waits for them; the entry is for those who tie the two together.
    menu: {
      roles: ['clerk', 'officer', 'secretary'],
      posts: ['leading-group-secretary', 'leading-group-member', 'deputy-in-charge'],
    },
    order: 16,
    words: '融合 业务 效能 指标 就党建抓党建 孤岛 fusion business efficiency indicator',
    component: () => import('./fusion-page.tsx'),
  },
];
