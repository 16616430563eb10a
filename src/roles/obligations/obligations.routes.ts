import { on } from '#platform/http/routes.ts';
import * as contract from './obligations.contract.ts';
import { listMakeUps, listObligations, readObligation } from './read-obligations.ts';
import { excuseObligation, makeUpObligation, restoreObligation } from './settle-obligation.ts';

/** The routes of obligations. */
export const obligationsRoutes = [
  on(contract.listObligations, (ctx, { query }) => listObligations(ctx, query)),
  on(contract.readObligation, (ctx, { params }) => readObligation(ctx, params.id)),
  on(contract.excuseObligation, (ctx, { params, body }) => excuseObligation(ctx, params.id, body)),
  on(contract.restoreObligation, (ctx, { params }) => restoreObligation(ctx, params.id)),
  on(contract.listMakeUps, (ctx, { params }) => listMakeUps(ctx, params.id)),
  on(contract.makeUpObligation, (ctx, { params, body }) => makeUpObligation(ctx, params.id, body)),
];
