import { describe, expect, it } from 'vitest';
import { byTopic, mayOpen, menuOf, type PageSpec } from './page-spec.ts';

const page = (spec: Partial<PageSpec>): PageSpec => ({
  path: '/x',
  link: 'roles',
  title: { zh: '页', en: 'Page' },
  roles: ['clerk'],
  menu: true,
  component: () => Promise.reject(new Error('not opened here')),
  ...spec,
});

describe('the navigation', () => {
  it('has no section without a page that may be opened', () => {
    const pages = [page({ path: '/a' }), page({ path: '/b', link: 'system', roles: ['auditor'] })];
    expect(menuOf(pages, ['auditor']).map((section) => section.name)).toEqual(['system']);
    expect(menuOf(pages, [])).toEqual([]);
  });

  it('keeps the order of the chain, and of the pages in it', () => {
    const pages = [
      page({ path: '/late', link: 'oversight' }),
      page({ path: '/second', order: 20 }),
      page({ path: '/first', order: 10 }),
      page({ path: '/hidden', menu: false }),
    ];
    const menu = menuOf(pages, ['clerk']).map((section) => [
      section.name,
      section.pages.map((each) => each.path),
    ]);
    expect(menu).toEqual([
      ['roles', ['/first', '/second']],
      ['oversight', ['/late']],
    ]);
  });

  it('says what the entries of a long section are about, and nothing over a short one', () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      page({ path: `/${at}`, topic: at < 2 ? 'work' : at < 8 ? 'mine' : undefined, order: at }),
    );
    const [section] = menuOf(many, ['clerk']);
    const found = byTopic(section!.pages).map((topic) => [topic.name, topic.pages.map(({ path }) => path)]);
    expect(found).toEqual([
      [null, ['/8']],
      ['mine', ['/2', '/3', '/4', '/5', '/6', '/7']],
      ['work', ['/0', '/1']],
    ]);
    expect(byTopic(section!.pages.slice(0, 8))).toEqual([
      { name: null, label: null, pages: section!.pages.slice(0, 8) },
    ]);
  });

  it('lists an entry for holders of a post, where others may open the page too', () => {
    const pages = [
      page({ path: '/seat', roles: ['member', 'officer'], menu: { roles: ['officer'], posts: ['seat'] } }),
    ];
    expect(menuOf(pages, ['member'])).toEqual([]);
    expect(menuOf(pages, ['member'], ['seat'])).toHaveLength(1);
    expect(menuOf(pages, ['officer'])).toHaveLength(1);
    expect(menuOf(pages, [], ['seat'])).toEqual([]);
  });

  it('opens public pages to everybody and the rest to whom they name', () => {
    expect(mayOpen(page({ roles: 'public' }), null)).toBe(true);
    expect(mayOpen(page({ roles: 'signed-in' }), null)).toBe(false);
    expect(mayOpen(page({ roles: 'signed-in' }), [])).toBe(true);
    expect(mayOpen(page({}), ['member'])).toBe(false);
  });
});
