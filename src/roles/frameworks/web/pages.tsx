import type { PageSpec } from '#shell/web/page-spec.ts';

export const frameworksPages: PageSpec[] = [
  {
    path: '/frameworks',
    link: 'roles',
    topic: 'lists',
    title: { zh: '责任体系', en: 'Frameworks' },
    roles: ['officer', 'clerk'],
    menu: true,
    order: 10,
    words: '责任清单 框架 发布 framework duty list',
    component: () => import('./frameworks-page.tsx'),
  },
  {
    path: '/frameworks/packs',
    link: 'roles',
    title: { zh: '可选框架', en: 'Frameworks on offer' },
    roles: ['officer', 'clerk'],
    words: '三级五岗 四级五岗 361 4+4 框架 采用 framework pack adopt',
    component: () => import('./packs-page.tsx'),
  },
  {
    path: '/frameworks/packs/:packId',
    link: 'roles',
    title: { zh: '框架包', en: 'Framework pack' },
    roles: ['officer', 'clerk'],
    component: () => import('./pack-page.tsx'),
  },
  {
    path: '/frameworks/:id',
    link: 'roles',
    title: { zh: '责任体系', en: 'Framework' },
    roles: ['officer', 'clerk'],
    component: () => import('./framework-page.tsx'),
  },
  {
    path: '/frameworks/:id/compare',
    link: 'roles',
    title: { zh: '两版比较', en: 'Editions compared' },
    roles: ['officer', 'clerk'],
    component: () => import('./compare-page.tsx'),
  },
  {
    path: '/framework-crosswalk',
    link: 'roles',
    title: { zh: '框架对照表', en: 'Crosswalk' },
    roles: ['officer', 'clerk'],
    words: '对照 框架 可比 crosswalk 三级五岗 四级五岗',
    component: () => import('./crosswalk-page.tsx'),
  },
];
