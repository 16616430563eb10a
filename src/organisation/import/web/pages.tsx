import type { PageSpec } from '#shell/web/page-spec.ts';

export const importPages: PageSpec[] = [
  {
    path: '/imports',
    link: 'organisation',
    title: { zh: '导入与导出', en: 'Import and export' },
    roles: ['clerk'],
    menu: true,
    order: 30,
    words: '导入 上传 名册 模板 excel xlsx import roster template',
    component: () => import('./imports-page.tsx'),
  },
  {
    path: '/imports/:id',
    link: 'organisation',
    title: { zh: '一次导入', en: 'An import' },
    roles: ['clerk'],
    component: () => import('./import-page.tsx'),
  },
];
