import { on } from '#platform/http/routes.ts';
import { acceptDecryption } from './decrypt-round.ts';
import { draftRound, redraftRound } from './draft-round.ts';
import { readRoundGuidance } from './guidance.contract.ts';
import { issueGroupLinks, issueGroupLinksWorkbook, revokeGroupLinks } from './issue-links.ts';
import { moveOneRound } from './move-round.ts';
import { readGuidance } from './read-guidance.ts';
import { precheck, readOneRound, readResult, readRoundList } from './read-rounds.ts';
import {
  readRateeOptions,
  readRaterOptions,
  readSchemeOptions,
  readTrusteeOptions,
} from './round-options.ts';
import {
  createRound,
  editRound,
  issueLinks,
  issueLinksWorkbook,
  listRounds,
  moveRound,
  precheckRound,
  rateeOptions,
  raterOptions,
  readRound,
  readRoundResult,
  revokeLinks,
  schemeOptions,
  trusteeOptions,
} from './rounds.contract.ts';
import {
  acceptTrusteeKey,
  readOneTrusteeRound,
  readRoundBoard,
  readTrusteeRounds,
} from './trustee-rounds.ts';
import {
  listTrusteeRounds,
  postDecryption,
  postTrusteeKey,
  readBoard,
  readTrusteeRound,
} from './trustees.contract.ts';

export const roundsRoutes = [
  on(listRounds, (ctx, { query }) => readRoundList(ctx, query)),
  on(createRound, (ctx, { body }) => draftRound(ctx, body)),
  on(readRound, (ctx, { params }) => readOneRound(ctx, params.id)),
  on(editRound, (ctx, { params, body }) => redraftRound(ctx, params.id, body)),
  on(precheckRound, (ctx, { params }) => precheck(ctx, params.id)),
  on(readRoundGuidance, (ctx, { params }) => readGuidance(ctx, params.id)),
  on(moveRound, (ctx, { params, body }) => moveOneRound(ctx, params.id, body)),
  on(issueLinks, (ctx, { params, body }) => issueGroupLinks(ctx, params.id, body.group)),
  on(issueLinksWorkbook, (ctx, { params, body }) =>
    issueGroupLinksWorkbook(ctx, params.id, body.group, body.origin),
  ),
  on(revokeLinks, (ctx, { params, body }) => revokeGroupLinks(ctx, params.id, body.group)),
  on(readRoundResult, (ctx, { params }) => readResult(ctx, params.id)),
  on(schemeOptions, async (ctx) => readSchemeOptions(ctx)),
  on(rateeOptions, (ctx, { query }) => readRateeOptions(ctx, query)),
  on(raterOptions, (ctx, { query }) => readRaterOptions(ctx, query)),
  on(trusteeOptions, (ctx, { query }) => readTrusteeOptions(ctx, query)),
  on(listTrusteeRounds, (ctx) => readTrusteeRounds(ctx)),
  on(readTrusteeRound, (ctx, { params }) => readOneTrusteeRound(ctx, params.id)),
  on(postTrusteeKey, (ctx, { params, body }) => acceptTrusteeKey(ctx, params.id, body)),
  on(readBoard, (ctx, { params, query }) => readRoundBoard(ctx, params.id, query)),
  on(postDecryption, (ctx, { params, body }) => acceptDecryption(ctx, params.id, body)),
];
