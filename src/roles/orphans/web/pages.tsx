import type { PageSpec } from '#shell/web/page-spec.ts';

export const orphansPages: PageSpec[] = [
  {
    path: '/orphans',
    link: 'roles',
    topic: 'lists',
    title: { zh: '无主检查', en: 'Nobody’s business' },
    roles: ['officer', 'clerk'],
    menu: true,
    order: 44,
    words: '无主 没有责任人 离职 空缺 工作有人抓 问题有人管 责任有人担 orphan owner',
    component: () => import('./orphans-page.tsx'),
  },
];
