import type { PageSpec } from '#shell/web/page-spec.ts';

const stewards = ['clerk', 'officer'] as const;
const assessed = ['clerk', 'officer', 'secretary', 'member'] as const;

export const resultsPages: PageSpec[] = [
  {
    path: '/results',
    link: 'oversight',
    title: { zh: '考核结果', en: 'Results' },
    roles: stewards,
    menu: true,
    order: 30,
    words: '考核 结果 计分 审核 反馈 公布 result score review',
    component: () => import('./results-page.tsx'),
  },
  {
    path: '/results/new',
    link: 'oversight',
    title: { zh: '计分', en: 'Score a round' },
    roles: stewards,
    component: () => import('./new-result-page.tsx'),
  },
  {
    path: '/results/:id',
    link: 'oversight',
    title: { zh: '考核结果', en: 'Result' },
    roles: stewards,
    component: () => import('./result-page.tsx'),
  },
  {
    path: '/results/:id/rectifications',
    link: 'oversight',
    title: { zh: '低分指标与整改', en: 'Low indicators' },
    roles: stewards,
    component: () => import('./rectifications-page.tsx'),
  },
  {
    path: '/scores',
    link: 'oversight',
    title: { zh: '本组织得分', en: 'Our scores' },
    roles: assessed,
    menu: true,
    order: 35,
    words: '得分 成绩 我的考核 score',
    component: () => import('./scores-page.tsx'),
  },
  {
    path: '/scores/:id',
    link: 'oversight',
    title: { zh: '得分由来', en: 'Where a score comes from' },
    roles: assessed,
    component: () => import('./score-page.tsx'),
  },
  {
    path: '/objections',
    link: 'oversight',
    title: { zh: '异议', en: 'Objections' },
    roles: ['clerk', 'officer', 'secretary'],
    menu: true,
    order: 40,
    words: '异议 申诉 复核 objection appeal',
    component: () => import('./objections-page.tsx'),
  },
  {
    path: '/objections/:id',
    link: 'oversight',
    title: { zh: '异议', en: 'Objection' },
    roles: ['clerk', 'officer', 'secretary'],
    component: () => import('./objection-page.tsx'),
  },
  {
    path: '/publications',
    link: 'oversight',
    title: { zh: '结果公布', en: 'Publications' },
    roles: ['clerk', 'officer', 'secretary', 'member', 'rater'],
    menu: true,
    order: 45,
    words: '公布 公示 通报 名单 publication',
    component: () => import('./publications-page.tsx'),
  },
  {
    path: '/publications/:id',
    link: 'oversight',
    title: { zh: '结果公布', en: 'Publication' },
    roles: ['clerk', 'officer', 'secretary', 'member', 'rater'],
    component: () => import('./publication-page.tsx'),
  },
];
