import { setupRoutes } from '#shell/setup/setup.routes.ts';
import { auditRoutes } from '#platform/audit/audit.routes.ts';
import { sessionRoutes } from '#platform/auth/session.routes.ts';
import { ledgerRoutes } from '#roles/ledger/ledger.routes.ts';
import { workRoutes } from '#roles/work/work.routes.ts';
import { meetingsRoutes } from '#roles/meetings/meetings.routes.ts';
import { tasksRoutes } from '#roles/tasks/tasks.routes.ts';
import type { Route } from '#platform/http/routes.ts';
import { rulesRoutes } from '#shell/rules/rules.routes.ts';

/** Every route of the system: one import and one spread a feature. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...sessionRoutes,
  ...auditRoutes,
  ...rulesRoutes,
  ...ledgerRoutes,
  ...workRoutes,
  ...meetingsRoutes,
  ...tasksRoutes,
];
