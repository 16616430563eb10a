import { createRootRoute, createRoute, createRouter, lazyRouteComponent, useMatches } from '@tanstack/react-router';
import { Root } from './root.tsx';
import { NotFoundPage, PageError } from './lost.tsx';
import type { PageSpec } from './page-spec.ts';

let collected: readonly PageSpec[] = [];

/** Every page of the application: what the navigation and the command palette are made from. */
export function allPages(): readonly PageSpec[] {
  return collected;
}

/** The page shown now; undefined for an address that is none. */
export function usePage(): PageSpec | undefined {
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath as string | undefined });
  return collected.find((page) => routePath(page.path) === path);
}

/** Builds the router from the pages that the features declare. */
export function routerOf(pages: readonly PageSpec[]) {
  collected = pages;
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

function routePath(path: string): string {
  return path.replace(/:(\w+)/g, '$$$1');
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
