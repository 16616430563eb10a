import type { PageSpec } from '#shell/web/page-spec.ts';

export const myChainPages: PageSpec[] = [
  {
    path: '/',
    link: null,
    title: { zh: '我的责任链', en: 'My chain' },
    roles: 'signed-in',
    words: '首页 待办 home',
    component: () => import('./my-chain-page.tsx'),
  },
];
