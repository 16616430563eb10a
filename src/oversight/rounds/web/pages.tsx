import type { PageSpec } from '#shell/web/page-spec.ts';

const stewards = ['clerk', 'officer'] as const;

export const roundsPages: PageSpec[] = [
  {
    path: '/rounds',
    link: 'oversight',
    title: { zh: '民主测评', en: 'Rounds of rating' },
    roles: stewards,
    menu: true,
    order: 20,
    words: '测评 投票 评议 ballot round',
    component: () => import('./rounds-page.tsx'),
  },
  {
    path: '/rounds/new',
    link: 'oversight',
    title: { zh: '新建测评', en: 'New round' },
    roles: stewards,
    component: () => import('./new-round-page.tsx'),
  },
  {
    path: '/rounds/:id',
    link: 'oversight',
    title: { zh: '测评', en: 'Round' },
    roles: stewards,
    component: () => import('./round-page.tsx'),
  },
  {
    path: '/rounds/:id/edit',
    link: 'oversight',
    title: { zh: '修改测评', en: 'Edit round' },
    roles: stewards,
    component: () => import('./edit-round-page.tsx'),
  },
  {
    path: '/rounds/:id/links/:group',
    link: 'oversight',
    title: { zh: '评议链接', en: 'Links' },
    roles: stewards,
    component: () => import('./links-page.tsx'),
  },
  {
    path: '/rounds/:id/result',
    link: 'oversight',
    title: { zh: '测评结果', en: 'Result' },
    roles: stewards,
    component: () => import('./result-page.tsx'),
  },
  {
    path: '/trustee',
    link: 'oversight',
    title: { zh: '密钥保管', en: 'Keys in my care' },
    roles: ['clerk', 'officer', 'secretary', 'member', 'rater'],
    menu: true,
    order: 80,
    words: '密钥 公钥 解密 trustee key',
    component: () => import('./trustee-page.tsx'),
  },
  {
    path: '/trustee/:id',
    link: 'oversight',
    title: { zh: '密钥保管', en: 'Key in my care' },
    roles: 'signed-in',
    component: () => import('./trustee-round-page.tsx'),
  },
];
