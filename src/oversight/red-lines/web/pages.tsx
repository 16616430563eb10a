import type { PageSpec } from '#shell/web/page-spec.ts';

export const redLinesPages: PageSpec[] = [
  {
    path: '/red-lines',
    link: 'oversight',
    title: { zh: '红线情形', en: 'Red lines' },
    roles: ['clerk', 'officer'],
    menu: true,
    order: 50,
    words: '红线 一票否决 处分 red line veto',
    component: () => import('./red-lines-page.tsx'),
  },
];
