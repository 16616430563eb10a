import { on } from '#platform/http/routes.ts';
import { answer, deliver, listPromises } from './keep-resources.ts';
import { openRisk, takeRiskStep } from './keep-risks.ts';
import * as contract from './leading-group.contract.ts';
import { printDecisions } from './print-decisions.ts';
import { proposeAgain, proposeTopic, takeTopicStep } from './propose-topic.ts';
import { listGroupDecisions, listGroups, listGroupTopics, showGroup, showTopic } from './read-leading.ts';
import { listGroupRisks, showRisk } from './read-risks.ts';
import { sessionForm, showSession } from './read-sessions.ts';
import { recordSession } from './record-session.ts';
import * as resources from './resources.contract.ts';
import * as risks from './risks.contract.ts';

/** The routes of what the leading group decides on Party building. */
export const leadingGroupRoutes = [
  on(contract.listLeadingGroups, (ctx, { query }) => listGroups(ctx, query)),
  on(contract.readLeadingGroup, (ctx, { params }) => showGroup(ctx, params.id)),
  on(contract.listTopics, (ctx, { params, query }) => listGroupTopics(ctx, params.id, query)),
  on(contract.proposeTopic, (ctx, { params, body }) => proposeTopic(ctx, params.id, body)),
  on(contract.readTopic, (ctx, { params }) => showTopic(ctx, params.id)),
  on(contract.reviseTopic, (ctx, { params, body }) => proposeAgain(ctx, params.id, body)),
  on(contract.stepTopic, (ctx, { params, body }) => takeTopicStep(ctx, params.id, body)),
  on(contract.prepareSession, (ctx, { params, query }) => sessionForm(ctx, params.id, query)),
  on(contract.recordSession, (ctx, { params, body }) => recordSession(ctx, params.id, body)),
  on(contract.readSession, (ctx, { params }) => showSession(ctx, params.id)),
  on(contract.listDecisions, (ctx, { params, query }) => listGroupDecisions(ctx, params.id, query)),
  on(contract.downloadDecisions, (ctx, { params, query }) => printDecisions(ctx, params.id, query)),
  on(resources.listResources, (ctx, { query }) => listPromises(ctx, query)),
  on(resources.deliverResource, (ctx, { params, body }) => deliver(ctx, params.id, body)),
  on(resources.answerDelivery, (ctx, { params, body }) => answer(ctx, params.id, params.deliveryId, body)),
  on(risks.listRisks, (ctx, { params, query }) => listGroupRisks(ctx, params.id, query)),
  on(risks.openRisk, (ctx, { params, body }) => openRisk(ctx, params.id, body)),
  on(risks.readRisk, (ctx, { params }) => showRisk(ctx, params.id)),
  on(risks.stepRisk, (ctx, { params, body }) => takeRiskStep(ctx, params.id, body)),
];
