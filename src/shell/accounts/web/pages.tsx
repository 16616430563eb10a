import type { PageSpec } from '#shell/web/page-spec.ts';

export const accountsPages: PageSpec[] = [
  {
    path: '/accounts',
    link: 'system',
    title: { zh: '账号', en: 'Accounts' },
    roles: ['sysadmin'],
    menu: true,
    order: 10,
    words: '用户 密码 重置 停用 users password',
    component: () => import('./accounts-page.tsx'),
  },
];
