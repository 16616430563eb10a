import { setupRoutes } from '#shell/setup/setup.routes.ts';
import { sessionRoutes } from '#platform/auth/session.routes.ts';
import { ledgerRoutes } from '#roles/ledger/ledger.routes.ts';
import type { Route } from '#platform/http/routes.ts';
import { rulesRoutes } from '#shell/rules/rules.routes.ts';

/** Every route of the system: one import and one spread a feature. */
export const routes: readonly Route[] = [...setupRoutes, ...sessionRoutes, ...rulesRoutes, ...ledgerRoutes];
