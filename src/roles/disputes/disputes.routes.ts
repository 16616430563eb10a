import { on } from '#platform/http/routes.ts';
import { stateForParty, takeBack } from './answer-dispute.ts';
import * as contract from './disputes.contract.ts';
import { countByDuty, searchDuties, searchParties, searchPrecedents } from './find-precedents.ts';
import { raiseDispute } from './raise-dispute.ts';
import { listInReach, listRulingsOf, showDispute } from './read-disputes.ts';
import { ruleDispute } from './rule-dispute.ts';

/** The routes of disputes. */
export const disputesRoutes = [
  on(contract.listDisputes, (ctx, { query }) => listInReach(ctx, query)),
  on(contract.readDispute, (ctx, { params }) => showDispute(ctx, params.id)),
  on(contract.raiseDispute, (ctx, { body }) => raiseDispute(ctx, body)),
  on(contract.answerDispute, (ctx, { params, body }) => stateForParty(ctx, params.id, body)),
  on(contract.ruleDispute, (ctx, { params, body }) => ruleDispute(ctx, params.id, body)),
  on(contract.listRulings, (ctx, { params }) => listRulingsOf(ctx, params.id)),
  on(contract.withdrawDispute, (ctx, { params, body }) => takeBack(ctx, params.id, body)),
  on(contract.findPrecedents, (ctx, { query }) => searchPrecedents(ctx, query)),
  on(contract.findParties, (ctx, { query }) => searchParties(ctx, query)),
  on(contract.findDuties, (ctx, { query }) => searchDuties(ctx, query)),
  on(contract.countDisputes, (ctx) => countByDuty(ctx)),
];
