import { sessionRoutes } from '#platform/auth/session.routes.ts';
import type { Route } from '#platform/http/routes.ts';

/** Every route of the system: one import and one spread a feature. */
export const routes: readonly Route[] = [...sessionRoutes];
