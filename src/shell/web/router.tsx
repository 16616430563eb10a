import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFoundPage, PageError } from './lost.tsx';
import { routePath, setPages } from './page-list.ts';
import type { PageSpec } from './page-spec.ts';
import { Root } from './root.tsx';

/** Builds the router from the pages that the features declare. */
export function routerOf(pages: readonly PageSpec[]) {
  setPages(pages);
  const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });
  const children = pages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: routePath(page.path),
      component: lazyRouteComponent(page.component),
      errorComponent: PageError,
    }),
  );
  return createRouter({
    routeTree: root.addChildren(children),
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
  });
}

// Plain strings in the address (`?state=open`), where the router's own form would write JSON.
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text}` : '';
}
