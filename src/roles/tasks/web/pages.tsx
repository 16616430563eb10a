import type { PageSpec } from '#shell/web/page-spec.ts';

export const tasksPages: PageSpec[] = [
  {
    path: '/tasks',
    link: 'roles',
    title: { zh: '任务', en: 'Tasks' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    menu: true,
    order: 30,
    words: 'task 任务清单 布置',
    component: () => import('./tasks-page.tsx'),
  },
  {
    path: '/tasks/new',
    link: 'roles',
    title: { zh: '布置任务', en: 'Give out a task' },
    roles: ['secretary', 'officer', 'clerk'],
    component: () => import('./new-task-page.tsx'),
  },
  {
    path: '/tasks/:id',
    link: 'roles',
    title: { zh: '任务', en: 'Task' },
    roles: ['member', 'secretary', 'officer', 'clerk'],
    component: () => import('./task-page.tsx'),
  },
];
