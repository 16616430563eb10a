import { on, type Route } from '#platform/http/routes.ts';
import { inspect } from './enter-inspection.ts';
import { enterByHand } from './enter-problem.ts';
import { evidenceKinds } from './evidence-kinds.ts';
import { similarForForm } from './find-similar.ts';
import {
  acceptProblem,
  enterInspection,
  enterProblem,
  findSimilarProblems,
  listEvidenceKinds,
  listProblems,
  postponeProblem,
  readProblem,
  readReconciliation,
  reassignProblem,
  reopenProblem,
  reportProgress,
  returnProblem,
  submitProblem,
  verifyProblem,
} from './ledger.contract.ts';
import { listLedger, reconcile, showProblem } from './read-problems.ts';
import { stepProblem } from './step-problem.ts';

export const ledgerRoutes: readonly Route[] = [
  on(listProblems, (ctx, { query }) => listLedger(ctx, query)),
  on(readReconciliation, (ctx, { query }) => reconcile(ctx, query.month)),
  on(findSimilarProblems, (ctx, { query }) => similarForForm(ctx, query)),
  on(listEvidenceKinds, async (ctx) => ({
    items: evidenceKinds(ctx),
    most: ctx.services.content.ledger.evidence.most,
  })),
  on(readProblem, (ctx, { params }) => showProblem(ctx, params.id)),
  on(enterProblem, (ctx, { body }) => enterByHand(ctx, body)),
  on(enterInspection, (ctx, { body }) => inspect(ctx, body)),
  on(acceptProblem, (ctx, { params, body }) =>
    stepProblem(ctx, acceptProblem, params.id, { action: 'accept', ...body }),
  ),
  on(reportProgress, (ctx, { params, body }) =>
    stepProblem(ctx, reportProgress, params.id, { action: 'report', ...body }),
  ),
  on(submitProblem, (ctx, { params, body }) =>
    stepProblem(ctx, submitProblem, params.id, { action: 'submit', ...body }),
  ),
  on(verifyProblem, (ctx, { params, body }) =>
    stepProblem(ctx, verifyProblem, params.id, { action: 'verify', ...body }),
  ),
  on(returnProblem, (ctx, { params, body }) =>
    stepProblem(ctx, returnProblem, params.id, { action: 'return', ...body }),
  ),
  on(reopenProblem, (ctx, { params, body }) =>
    stepProblem(ctx, reopenProblem, params.id, { action: 'reopen', ...body }),
  ),
  on(postponeProblem, (ctx, { params, body }) =>
    stepProblem(ctx, postponeProblem, params.id, { action: 'postpone', ...body }),
  ),
  on(reassignProblem, (ctx, { params, body }) =>
    stepProblem(ctx, reassignProblem, params.id, { action: 'reassign', ...body }),
  ),
];
