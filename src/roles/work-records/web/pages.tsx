import type { PageSpec } from '#shell/web/page-spec.ts';

export const workRecordsPages: PageSpec[] = [
  {
    path: '/records',
    link: 'roles',
    topic: 'work',
    title: { zh: '工作记录', en: 'Records of work' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 21,
    words: 'record talk study visit 谈话 学习 走访 志愿服务 痕 绩',
    component: () => import('./records-page.tsx'),
  },
  {
    path: '/records/new',
    link: 'roles',
    title: { zh: '记一笔', en: 'Record work' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    component: () => import('./new-record-page.tsx'),
  },
  {
    path: '/records/:id',
    link: 'roles',
    title: { zh: '工作记录', en: 'Record' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    component: () => import('./record-page.tsx'),
  },
];
