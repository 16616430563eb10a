import { on, type Route } from '#platform/http/routes.ts';
import {
  addAct,
  addEntry,
  closeTopic,
  decideTopic,
  findLinkable,
  judgeFigure,
  readFigures,
  readTopics,
  readWork,
  reportFigure,
  stepEntry,
} from './alliance-work.contract.ts';
import {
  answerInvitation,
  checkAlliances,
  editAlliance,
  findPartners,
  listAlliances,
  proposeAlliance,
  readAlliance,
  readAllianceModes,
  stepAlliance,
} from './alliances.contract.ts';
import { answer } from './answer-invitation.ts';
import { createChain, linkAlliance, listChains, readChain } from './chains.contract.ts';
import { edit, propose } from './draw-up-alliance.ts';
import { decideOnTopic, settleTopic, showTopics } from './find-topics.ts';
import { dissolveApproved, foundApproved, prepareFounding } from './found-branch.ts';
import { dissolveFounded, foundFromAlliance, readFounding } from './founding.contract.ts';
import { listLinkable, recordAct } from './keep-acts.ts';
import { browseChains, makeChain, placeInChain, showChain } from './keep-chains.ts';
import { enter, showWork, takeEntryStep } from './keep-lists.ts';
import { checkRegistry, listRegistry, searchPartners, showAlliance } from './read-alliances.ts';
import { judgeReport, report, showFigures } from './report-figures.ts';
import { takeStep } from './step-alliance.ts';

export const alliancesRoutes: readonly Route[] = [
  on(readAllianceModes, (ctx) => Promise.resolve(ctx.services.content.alliances)),
  on(findPartners, (ctx, { query }) => searchPartners(ctx, query)),
  on(listAlliances, (ctx, { query }) => listRegistry(ctx, query)),
  on(checkAlliances, (ctx) => checkRegistry(ctx)),
  on(readAlliance, (ctx, { params }) => showAlliance(ctx, params.id)),
  on(proposeAlliance, (ctx, { body }) => propose(ctx, body)),
  on(editAlliance, (ctx, { params, body }) => edit(ctx, params.id, body)),
  on(answerInvitation, (ctx, { params, body }) => answer(ctx, params.id, body)),
  on(stepAlliance, (ctx, { params, body }) => takeStep(ctx, params.id, body)),
  on(readFounding, (ctx, { params }) => prepareFounding(ctx, params.id)),
  on(foundFromAlliance, (ctx, { params, body }) => foundApproved(ctx, params.id, body)),
  on(dissolveFounded, (ctx, { params, body }) => dissolveApproved(ctx, params.id, body)),
  on(readWork, (ctx, { params }) => showWork(ctx, params.id)),
  on(addEntry, (ctx, { params, body }) => enter(ctx, params.id, body)),
  on(stepEntry, (ctx, { params, body }) => takeEntryStep(ctx, params.id, params.entryId, body)),
  on(findLinkable, (ctx, { params }) => listLinkable(ctx, params.id)),
  on(addAct, (ctx, { params, body }) => recordAct(ctx, params.id, body)),
  on(readFigures, (ctx, { params }) => showFigures(ctx, params.id)),
  on(reportFigure, (ctx, { params, body }) => report(ctx, params.id, body)),
  on(judgeFigure, (ctx, { params, body }) => judgeReport(ctx, params.id, params.figureId, body)),
  on(readTopics, (ctx, { params }) => showTopics(ctx, params.id)),
  on(decideTopic, (ctx, { params, body }) => decideOnTopic(ctx, params.id, body)),
  on(closeTopic, (ctx, { params, body }) => settleTopic(ctx, params.id, params.topicId, body)),
  on(listChains, (ctx, { query }) => browseChains(ctx, query)),
  on(readChain, (ctx, { params }) => showChain(ctx, params.id)),
  on(createChain, (ctx, { body }) => makeChain(ctx, body)),
  on(linkAlliance, (ctx, { params, body }) => placeInChain(ctx, params.id, body)),
];
