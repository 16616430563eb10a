import type { PageSpec } from '#shell/web/page-spec.ts';

export const rulesPages: PageSpec[] = [
  {
    path: '/rules',
    link: null,
    title: { zh: '规则与说明', en: 'Rules' },
    roles: 'public',
    words: '隐私 个人信息 privacy notice',
    component: () => import('./rules-page.tsx'),
  },
];
