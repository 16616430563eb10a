import type { PageSpec } from '#shell/web/page-spec.ts';

export const accountPages: PageSpec[] = [
  {
    path: '/account/sessions',
    link: null,
    title: { zh: '登录设备', en: 'Signed-in devices' },
    roles: 'signed-in',
    words: 'session device 会话',
    component: () => import('./sessions-page.tsx'),
  },
  {
    path: '/account/password',
    link: null,
    title: { zh: '修改密码', en: 'Change password' },
    roles: 'signed-in',
    component: () => import('./password-page.tsx'),
  },
];
