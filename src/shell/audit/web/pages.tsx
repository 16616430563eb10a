import type { PageSpec } from '#shell/web/page-spec.ts';

export const auditPages: PageSpec[] = [
  {
    path: '/audit',
    link: 'system',
    title: { zh: '审计', en: 'Audit' },
    roles: ['auditor'],
    menu: true,
    order: 30,
    words: '审计链 核验 检查点 日志 chain verify checkpoint log',
    component: () => import('./audit-page.tsx'),
  },
];
