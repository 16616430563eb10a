import { useMatches } from '@tanstack/react-router';
import type { PageSpec } from './page-spec.ts';

let collected: readonly PageSpec[] = [];

/** Makes the pages known to the navigation and the command palette. Once, at the start. */
export function setPages(pages: readonly PageSpec[]): void {
  collected = pages;
}

/** Every page of the application. */
export function allPages(): readonly PageSpec[] {
  return collected;
}

/** The page shown now; undefined for an address that is none. */
export function usePage(): PageSpec | undefined {
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath as string | undefined });
  return collected.find((page) => routePath(page.path) === path);
}

/** A page's address in the router's notation: `/ledger/$id`. */
export function routePath(path: string): string {
  return path.replace(/:(\w+)/g, '$$$1');
}
