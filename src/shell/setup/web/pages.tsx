import type { PageSpec } from '#shell/web/page-spec.ts';

export const setupPages: PageSpec[] = [
  {
    path: '/setup',
    link: null,
    title: { zh: '首次设置', en: 'First set-up' },
    roles: 'public',
    component: () => import('./setup-page.tsx'),
  },
];
