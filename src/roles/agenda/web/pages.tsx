import type { PageSpec } from '#shell/web/page-spec.ts';

export const agendaPages: PageSpec[] = [
  {
    path: '/to-do',
    link: 'roles',
    topic: 'mine',
    title: { zh: '待办', en: 'To do' },
    roles: ['member', 'secretary', 'officer', 'clerk', 'rater'],
    menu: true,
    order: 10,
    words: 'todo 待办 任务 逾期 到期',
    component: () => import('./to-do-page.tsx'),
  },
  {
    path: '/calendar',
    link: 'roles',
    topic: 'mine',
    title: { zh: '日历', en: 'Calendar' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 11,
    words: 'calendar month 月历 到期',
    component: () => import('./calendar-page.tsx'),
  },
];
