import type { PageSpec } from '#shell/web/page-spec.ts';

export const schemesPages: PageSpec[] = [
  {
    path: '/schemes',
    link: 'oversight',
    title: { zh: '考核方案', en: 'Schemes' },
    roles: ['clerk', 'officer', 'secretary', 'member', 'rater'],
    menu: true,
    order: 10,
    words: '方案 指标 权重 等次 考核办法 scheme indicator weight',
    component: () => import('./schemes-page.tsx'),
  },
  {
    path: '/schemes/adopt/:id',
    link: 'oversight',
    title: { zh: '采用考核方案', en: 'Adopt a scheme' },
    roles: ['clerk', 'officer'],
    component: () => import('./adopt-scheme-page.tsx'),
  },
  {
    path: '/schemes/:id',
    link: 'oversight',
    title: { zh: '考核方案', en: 'Scheme' },
    roles: ['clerk', 'officer', 'secretary', 'member', 'rater'],
    component: () => import('./scheme-page.tsx'),
  },
];
