import type { PageSpec } from '#shell/web/page-spec.ts';

export const meetingsPages: PageSpec[] = [
  {
    path: '/meetings/new',
    link: 'roles',
    title: { zh: '记录会议', en: 'Record a meeting' },
    roles: ['secretary', 'officer', 'clerk'],
    menu: true,
    order: 20,
    words: 'meeting 三会一课 主题党日 支委会 党员大会 党课 会议记录',
    component: () => import('./meeting-form-page.tsx'),
  },
  {
    path: '/meetings/:id/edit',
    link: 'roles',
    title: { zh: '更正会议记录', en: 'Correct a meeting' },
    roles: ['secretary', 'officer', 'clerk'],
    component: () => import('./meeting-edit-page.tsx'),
  },
];
