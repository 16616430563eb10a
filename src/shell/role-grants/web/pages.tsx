import type { PageSpec } from '#shell/web/page-spec.ts';

export const roleGrantsPages: PageSpec[] = [
  {
    path: '/role-grants',
    link: 'system',
    title: { zh: '角色授权', en: 'Role grants' },
    roles: ['secadmin'],
    menu: true,
    order: 20,
    words: '权限 三员 授予 撤销 permissions',
    component: () => import('./role-grants-page.tsx'),
  },
];
