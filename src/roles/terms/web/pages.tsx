import type { PageSpec } from '#shell/web/page-spec.ts';

const readers = ['clerk', 'officer', 'secretary'] as const;

export const termsPages: PageSpec[] = [
  {
    path: '/set-up',
    link: 'organisation',
    title: { zh: '设置与换届', en: 'Set-up and terms' },
    roles: readers,
    menu: true,
    order: 30,
    words: '换届 届期 任期 支委会 机关党委 设置 三人 七人 书记 处室长 term election committee',
    component: () => import('./set-up-page.tsx'),
  },
  {
    path: '/set-up/:id',
    link: 'organisation',
    title: { zh: '设置与换届', en: 'Set-up and terms' },
    roles: readers,
    component: () => import('./organisation-set-up-page.tsx'),
  },
  {
    path: '/set-up/:id/appoint',
    link: 'organisation',
    title: { zh: '任职', en: 'Appoint' },
    roles: ['clerk', 'officer'],
    component: () => import('./appoint-page.tsx'),
  },
  {
    path: '/appointment-cases',
    link: 'organisation',
    title: { zh: '任职报批', en: 'Appointments' },
    roles: readers,
    menu: true,
    order: 32,
    words: '任职 书记 报批 处室长责任包 主要负责人 appointment approval',
    component: () => import('./cases-page.tsx'),
  },
  {
    path: '/appointment-cases/:id',
    link: 'organisation',
    title: { zh: '任职', en: 'Appointment' },
    roles: [...readers, 'member'],
    component: () => import('./case-page.tsx'),
  },
];
