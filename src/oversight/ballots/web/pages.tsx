import type { PageSpec } from '#shell/web/page-spec.ts';

export const ballotsPages: PageSpec[] = [
  {
    path: '/my/ballots',
    link: 'oversight',
    title: { zh: '请我评议', en: 'Asked to rate' },
    roles: ['member', 'secretary', 'rater', 'officer', 'clerk'],
    menu: true,
    order: 30,
    words: '测评 投票 民主测评 ballot rate',
    component: () => import('./my-ballots-page.tsx'),
  },
  {
    path: '/my/ballots/:id',
    link: 'oversight',
    title: { zh: '评议', en: 'Rate' },
    roles: 'signed-in',
    component: () => import('./my-ballot-page.tsx'),
  },
  {
    path: '/rate',
    link: null,
    title: { zh: '评议', en: 'Rate' },
    roles: 'public',
    bare: true,
    component: () => import('./rate-page.tsx'),
  },
];
