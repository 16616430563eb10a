import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { Me } from '#platform/auth/session.contract.ts';
import { search } from '#shell/search/search.contract.ts';
import { mayCallWith } from './access.ts';
import { AppLink } from './app-link.tsx';
import { BottomBar } from './bottom-bar.tsx';
import css from './frame.module.css';
import { Icon, Mark } from './icons.tsx';
import { usePath } from './location.ts';
import { rolesOf } from './me.ts';
import { messages, useMessages } from './messages.ts';
import { useCompact } from './narrow.ts';
import { allPages } from './page-list.ts';
import { menuOf } from './page-spec.ts';
import { SideNavigation } from './side-navigation.tsx';
import { UserMenu } from './user-menu.tsx';

const Palette = lazy(() => import('./palette.tsx'));

const m = messages({
  zh: {
    name: '责链',
    skip: '跳到正文',
    demo: '演示租户：单位、人员和数据均为虚构，可以随意试用。',
    demoName: '演示说明',
    search: '搜索页面、组织、人员、责任',
    pages: '搜索页面',
    open: '搜索与跳转',
  },
  en: {
    name: 'Zelian',
    skip: 'Skip to content',
    demo: 'Demo tenant: bodies, people and data are invented. Try whatever you like.',
    demoName: 'About the demo',
    search: 'Search pages, bodies, people, duties',
    pages: 'Search pages',
    open: 'Search and go',
  },
});

/** The frame of the application: navigation at the side (below, on a phone), search, the person, the page. */
export function Frame({ me, children }: { me: Me; children: ReactNode }) {
  const t = useMessages(m);
  const compact = useCompact();
  const menu = menuOf(allPages(), rolesOf(me), me.posts);
  const [palette, setPalette] = useState(false);
  const main = useFocusOnNewPage();
  useShortcut(() => setPalette(true));

  return (
    <div className={css['frame']}>
      <a className={`${css['skip']} z-no-print`} href="#content">
        {t.skip}
      </a>
      {me.demo && (
        <aside className={`${css['demo']} z-no-print`} aria-label={t.demoName}>
          {t.demo}
        </aside>
      )}
      <div className={css['body']}>
        {!compact && <SideNavigation menu={menu} tenant={me.tenantName} />}
        <div className={css['column']}>
          <header className={`${css['top']} z-no-print`}>
            {compact && (
              <AppLink to="/" className={css['name']}>
                <Mark size={24} /> {t.name}
              </AppLink>
            )}
            <button
              type="button"
              className={compact ? css['searchIcon'] : css['search']}
              aria-label={compact ? t.open : undefined}
              aria-keyshortcuts="Control+K Meta+K"
              onClick={() => setPalette(true)}
            >
              <Icon name="search" />
              {!compact && (
                <>
                  <span>{mayCallWith(me, search) ? t.search : t.pages}</span>
                  <kbd aria-hidden="true">Ctrl K</kbd>
                </>
              )}
            </button>
            <UserMenu me={me} />
          </header>
          <main id="content" ref={main} tabIndex={-1} className={css['main']}>
            <Suspense fallback={null}>{children}</Suspense>
          </main>
        </div>
      </div>
      {compact && <BottomBar menu={menu} />}
      {palette && (
        <Suspense fallback={null}>
          <Palette me={me} onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** After going to another page the focus is on its content, so that a reader starts there and not in the menu. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = usePath();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}

function useShortcut(open: () => void): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
