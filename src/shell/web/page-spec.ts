import type { ComponentType } from 'react';
import type { RoleName } from '#platform/http/endpoint.ts';
import type { IconName } from './icons.tsx';
import type { Label } from './messages.ts';

/** The sections of the navigation: the links of the chain, and what they stand on. */
export type SectionName = 'roles' | 'standards' | 'oversight' | 'organisation' | 'system';

/** What the entries of a long section are about, in the order in which they stand. */
export const topics = [
  { name: 'mine', label: { zh: '我的事', en: 'Mine' } },
  { name: 'lists', label: { zh: '责任清单', en: 'Who answers for what' } },
  { name: 'work', label: { zh: '组织生活与任务', en: 'Meetings and tasks' } },
  { name: 'problems', label: { zh: '问题与联系', en: 'Problems and people' } },
] as const satisfies readonly { name: string; label: Label }[];
export type TopicName = (typeof topics)[number]['name'];

/** A page of a feature, as its `web/pages.tsx` declares it. */
export type PageSpec = {
  /** Address; `:id` names a parameter, read by `useParam('id')`. */
  path: string;
  /** The section it belongs to; null for one that stands alone (home, account pages, links sent to raters). */
  link: SectionName | null;
  title: Label;
  /** Who may open it. The server decides again on every request; this only keeps dead entries out of the menu. */
  roles: readonly RoleName[] | 'signed-in' | 'public';
  /** Whether it has an entry in the navigation; for holders of certain roles or posts only, where more may open it. */
  menu?: boolean | { readonly roles: readonly RoleName[]; readonly posts: readonly string[] };
  /** What it is about, among the entries of a section with many. */
  topic?: TopicName;
  /** Place among the entries of its section and topic; smaller is higher (default 50). */
  order?: number;
  /** No navigation around it: pages for people without an account. */
  bare?: boolean;
  /** More words by which the command palette finds it. */
  words?: string;
  /** The page, loaded when it is opened; the file has a default export. */
  component: () => Promise<{ default: ComponentType }>;
};

type Section = { name: SectionName; label: Label; hint: Label; icon: IconName };

/** The order of the navigation. The first four are the chain. */
export const sections: readonly Section[] = [
  {
    name: 'roles',
    label: { zh: '明责', en: 'Roles' },
    hint: { zh: '谁来负责', en: 'Who answers' },
    icon: 'roles',
  },
  {
    name: 'standards',
    label: { zh: '定责', en: 'Standards' },
    hint: { zh: '做什么、怎么做', en: 'What, and how' },
    icon: 'standards',
  },
  {
    name: 'oversight',
    label: { zh: '督责', en: 'Oversight' },
    hint: { zh: '做得怎么样', en: 'How it was done' },
    icon: 'oversight',
  },
  {
    name: 'organisation',
    label: { zh: '组织', en: 'Organisation' },
    hint: { zh: '组织与人员', en: 'Bodies and people' },
    icon: 'organisation',
  },
  {
    name: 'system',
    label: { zh: '系统', en: 'System' },
    hint: { zh: '账号、授权、审计', en: 'Accounts, roles, audit' },
    icon: 'system',
  },
];

/** Whether somebody with these roles may open the page. */
export function mayOpen(page: PageSpec, roles: readonly RoleName[] | null): boolean {
  if (page.roles === 'public') return true;
  if (roles === null) return false;
  return page.roles === 'signed-in' || page.roles.some((role) => roles.includes(role));
}

const placeOf = (page: PageSpec) => topics.findIndex((topic) => topic.name === page.topic);

/** Whether the page has an entry in the navigation of somebody with these roles and posts. */
function isListed(page: PageSpec, roles: readonly RoleName[], posts: readonly string[]): boolean {
  const { menu } = page;
  if (typeof menu !== 'object') return menu === true && mayOpen(page, roles);
  const wanted =
    menu.roles.some((role) => roles.includes(role)) || menu.posts.some((post) => posts.includes(post));
  return wanted && mayOpen(page, roles);
}

/** The navigation for these roles and posts: sections with at least one page that may be opened, in order of topic and place. */
export function menuOf(
  pages: readonly PageSpec[],
  roles: readonly RoleName[],
  posts: readonly string[] = [],
) {
  return sections
    .map((section) => ({
      ...section,
      pages: pages
        .filter((page) => page.link === section.name && isListed(page, roles, posts))
        .sort((a, b) => placeOf(a) - placeOf(b) || (a.order ?? 50) - (b.order ?? 50)),
    }))
    .filter((section) => section.pages.length > 0);
}

/** So few entries need no headings. */
const FEW = 8;

/** The entries of a section under what they are about; under nothing, if they are few or nothing was told. */
export function byTopic(pages: readonly PageSpec[]) {
  const plain = pages.length <= FEW || pages.every((page) => page.topic === undefined);
  if (plain) return [{ name: null, label: null, pages: [...pages] }];
  return [{ name: null, label: null }, ...topics]
    .map((topic) => ({ ...topic, pages: pages.filter((page) => (page.topic ?? null) === topic.name) }))
    .filter((topic) => topic.pages.length > 0);
}
