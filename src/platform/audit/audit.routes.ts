import { on } from '#platform/http/routes.ts';
import { exportCheckpoint, listAudit, verifyAudit } from './audit.contract.ts';
import { readAudit } from './read-audit.ts';
import { signCheckpoint, verifyTrail } from './verify-audit.ts';

export const auditRoutes = [
  on(listAudit, (ctx, { query }) => readAudit(ctx, query)),
  on(verifyAudit, (ctx, { body }) => verifyTrail(ctx, body.checkpoint)),
  on(exportCheckpoint, signCheckpoint),
];
