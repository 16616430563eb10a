import { on, type Route } from '#platform/http/routes.ts';
import { computeResult } from './compute-result.ts';
import { publicationAsDocument, publicationWorkbook } from './export-publication.ts';
import { objections, showObjection, stepObjection } from './handle-objections.ts';
import { stepResult } from './move-result.ts';
import { objectToScore } from './object-to-score.ts';
import { listObjections, lodgeObjection, moveObjection, readObjection } from './objections.contract.ts';
import {
  downloadDocument,
  downloadWorkbook,
  findPublicationByDigest,
  listPublications,
  readPublication,
} from './publications.contract.ts';
import { beginCorrection, publish } from './publish-result.ts';
import { publicationByDigest, publications, showPublication } from './read-publications.ts';
import { entriesOf, results, showResult } from './read-results.ts';
import { explanationFile, knownEntries, showScore } from './read-scores.ts';
import { listRectifications, openRectification } from './rectifications.contract.ts';
import { rectifications, rectify } from './rectifications.ts';
import {
  correctResult,
  createResult,
  listEntries,
  listResults,
  moveResult,
  publishResult,
  readResult,
} from './results.contract.ts';
import { downloadExplanation, listKnownEntries, readScore } from './scores.contract.ts';

export const resultsRoutes: readonly Route[] = [
  on(listResults, (ctx, { query }) => results(ctx, query)),
  on(readResult, (ctx, { params }) => showResult(ctx, params.id)),
  on(listEntries, (ctx, { params, query }) => entriesOf(ctx, params.id, query)),
  on(createResult, (ctx, { body }) => computeResult(ctx, body)),
  on(moveResult, (ctx, { params, body }) => stepResult(ctx, params.id, body)),
  on(publishResult, (ctx, { params, body }) => publish(ctx, params.id, body.reason)),
  on(correctResult, (ctx, { params, body }) => beginCorrection(ctx, params.id, body.reason)),
  on(listKnownEntries, (ctx, { query }) => knownEntries(ctx, query)),
  on(readScore, (ctx, { params }) => showScore(ctx, params.id)),
  on(downloadExplanation, (ctx, { params }) => explanationFile(ctx, params.id)),
  on(lodgeObjection, (ctx, { params, body }) => objectToScore(ctx, params.id, body)),
  on(listObjections, (ctx, { query }) => objections(ctx, query)),
  on(readObjection, (ctx, { params }) => showObjection(ctx, params.id)),
  on(moveObjection, (ctx, { params, body }) => stepObjection(ctx, params.id, body)),
  on(listRectifications, (ctx, { params, query }) => rectifications(ctx, params.id, query)),
  on(openRectification, (ctx, { params, body }) => rectify(ctx, params.id, body)),
  on(listPublications, (ctx, { query }) => publications(ctx, query)),
  on(readPublication, (ctx, { params }) => showPublication(ctx, params.id)),
  on(findPublicationByDigest, (ctx, { params }) => publicationByDigest(ctx, params.hash)),
  on(downloadWorkbook, (ctx, { params }) => publicationWorkbook(ctx, params.id)),
  on(downloadDocument, (ctx, { params }) => publicationAsDocument(ctx, params.id)),
];
