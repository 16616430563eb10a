import type { PageSpec } from '#shell/web/page-spec.ts';

const readers = ['clerk', 'officer', 'secretary', 'member'] as const;

export const alliancesPages: PageSpec[] = [
  {
    path: '/alliances',
    link: 'roles',
    topic: 'problems',
    title: { zh: '联建', en: 'Alliances' },
    roles: readers,
    menu: true,
    order: 60,
    words: '党建联建 联合体 结对共建 联合党支部 链群 alliance union pair joint branch',
    component: () => import('./alliances-page.tsx'),
  },
  {
    path: '/alliances/new',
    link: 'roles',
    title: { zh: '发起联建', en: 'Begin an alliance' },
    roles: ['clerk', 'officer', 'secretary'],
    words: '联建模式 判定表 选择器',
    component: () => import('./new-alliance-page.tsx'),
  },
  {
    path: '/alliances/:id',
    link: 'roles',
    title: { zh: '联建', en: 'Alliance' },
    roles: readers,
    component: () => import('./alliance-page.tsx'),
  },
  {
    path: '/alliances/:id/edit',
    link: 'roles',
    title: { zh: '修改协议', en: 'Edit the agreement' },
    roles: ['clerk', 'officer', 'secretary'],
    component: () => import('./edit-alliance-page.tsx'),
  },
  {
    path: '/alliances/:id/work',
    link: 'roles',
    title: { zh: '清单和活动', en: 'Lists and activities' },
    roles: readers,
    component: () => import('./work-page.tsx'),
  },
  {
    path: '/alliances/:id/topics',
    link: 'roles',
    title: { zh: '共同议题', en: 'Common topics' },
    roles: readers,
    component: () => import('./topics-page.tsx'),
  },
  {
    path: '/alliances/:id/figures',
    link: 'roles',
    title: { zh: '成效数字', en: 'Outcome figures' },
    roles: readers,
    component: () => import('./figures-page.tsx'),
  },
  {
    path: '/alliance-chains',
    link: 'roles',
    title: { zh: '联建链群', en: 'Chains of alliances' },
    roles: readers,
    words: '1+7+N 链群 跨山多联 chain',
    component: () => import('./chains-page.tsx'),
  },
  {
    path: '/alliance-chains/:id',
    link: 'roles',
    title: { zh: '链群', en: 'Chain' },
    roles: readers,
    component: () => import('./chain-page.tsx'),
  },
];
