import type { PageSpec } from '#shell/web/page-spec.ts';

const roles = ['clerk', 'officer', 'secretary', 'member'] as const;
const title = { zh: '党组议党建', en: 'Leading group' };

export const leadingGroupPages: PageSpec[] = [
  {
    path: '/leading-group',
    link: 'roles',
    topic: 'work',
    title,
    roles,
    // Every member may have a seat one day; only those who have one now, and those who serve them, need the entry.
    menu: {
      roles: ['clerk', 'officer', 'secretary'],
      posts: ['leading-group-secretary', 'leading-group-member', 'deputy-in-charge'],
    },
    order: 14,
    words: '党组 党组会 议题 决定 资源 风险 战略引领 leading group agenda decisions resources risks',
    component: () => import('./leading-page.tsx'),
  },
  {
    path: '/leading-group/topics',
    link: 'roles',
    title: { zh: '党组议题', en: 'Topics of the leading group' },
    roles,
    component: () => import('./topics-page.tsx'),
  },
  {
    path: '/leading-group/topics/new',
    link: 'roles',
    title: { zh: '提出党组议题', en: 'Propose a topic' },
    roles: ['officer'],
    component: () => import('./new-topic-page.tsx'),
  },
  {
    path: '/leading-group/topics/:id',
    link: 'roles',
    title,
    roles,
    component: () => import('./topic-page.tsx'),
  },
  {
    path: '/leading-group/sessions/new',
    link: 'roles',
    title: { zh: '记录党组会议', en: 'Record a session' },
    roles: ['officer'],
    component: () => import('./new-session-page.tsx'),
  },
  {
    path: '/leading-group/sessions/:id',
    link: 'roles',
    title,
    roles,
    component: () => import('./session-page.tsx'),
  },
  {
    path: '/leading-group/decisions',
    link: 'roles',
    title: { zh: '党组决定台账', en: 'Decisions of the leading group' },
    roles,
    component: () => import('./decisions-page.tsx'),
  },
  {
    path: '/leading-group/resources',
    link: 'roles',
    title: { zh: '党组资源配置', en: 'Resources of the leading group' },
    roles,
    component: () => import('./resources-page.tsx'),
  },
  {
    path: '/leading-group/risks',
    link: 'roles',
    title: { zh: '党组风险防控', en: 'Risks of the leading group' },
    roles,
    component: () => import('./risks-page.tsx'),
  },
  {
    path: '/leading-group/risks/:id',
    link: 'roles',
    title,
    roles,
    component: () => import('./risk-page.tsx'),
  },
];
