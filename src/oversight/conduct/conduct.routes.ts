import { on, type Route } from '#platform/http/routes.ts';
import {
  answerCase,
  checkCase,
  decideObjection,
  evaluateCase,
  listCases,
  readCase,
  reviewCase,
} from './cases.contract.ts';
import { roundAsDocument, roundWorkbook } from './export-round.ts';
import { list, show } from './read-cases.ts';
import { listAll, showDraw, showRound } from './read-rounds.ts';
import {
  approveCases,
  commitNonce,
  downloadRoundDocument,
  downloadRoundWorkbook,
  freezeRoster,
  listRounds,
  openRound,
  readDraw,
  readRound,
  revealNonce,
  settleRound,
  tellMembers,
} from './rounds.contract.ts';
import { commit, freeze, open, reveal } from './run-round.ts';
import { approve, settle, tell } from './sign-cases.ts';
import { answer, arbitrate, check, evaluate, review } from './step-case.ts';

export const conductRoutes: readonly Route[] = [
  on(listRounds, (ctx, { query }) => listAll(ctx, query)),
  on(openRound, (ctx, { body }) => open(ctx, body)),
  on(readRound, (ctx, { params }) => showRound(ctx, params.id)),
  on(commitNonce, (ctx, { params, body }) => commit(ctx, params.id, body)),
  on(freezeRoster, (ctx, { params }) => freeze(ctx, params.id)),
  on(revealNonce, (ctx, { params, body }) => reveal(ctx, params.id, body.nonce)),
  on(readDraw, (ctx, { params }) => showDraw(ctx, params.id)),
  on(approveCases, (ctx, { params, body }) => approve(ctx, params.id, body)),
  on(tellMembers, (ctx, { params }) => tell(ctx, params.id)),
  on(settleRound, (ctx, { params }) => settle(ctx, params.id)),
  on(downloadRoundWorkbook, (ctx, { params }) => roundWorkbook(ctx, params.id)),
  on(downloadRoundDocument, (ctx, { params }) => roundAsDocument(ctx, params.id)),
  on(listCases, (ctx, { query }) => list(ctx, query)),
  on(readCase, (ctx, { params }) => show(ctx, params.id)),
  on(evaluateCase, (ctx, { params, body }) => evaluate(ctx, params.id, body)),
  on(checkCase, (ctx, { params, body }) => check(ctx, params.id, body)),
  on(reviewCase, (ctx, { params, body }) => review(ctx, params.id, body)),
  on(answerCase, (ctx, { params, body }) => answer(ctx, params.id, body)),
  on(decideObjection, (ctx, { params, body }) => arbitrate(ctx, params.id, body)),
];
