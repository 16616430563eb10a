import { digestOf, digestOfText } from '#platform/crypto/digest.ts';
import type { Tx } from '#platform/database/schema.ts';
import { recompute } from '../scoring/recompute.ts';
import { selectScoresOf } from './entries.store.ts';
import { type PublicationBody, publicationBody } from './publications.contract.ts';
import { chainedHashes, selectAllPublications } from './publications.store.ts';

/** One thing that no longer agrees: in which publication, of which organisation if any, and how. */
export type PublicationFault = {
  publicationId: string;
  title: string;
  organisation: string | null;
  reason:
    | 'text-altered'
    | 'hash-not-in-chain'
    | 'missing'
    | 'score-altered'
    | 'explanation-altered'
    | 'score-not-recomputable';
};

export type PublicationReport = { publications: number; scores: number; faults: PublicationFault[] };

/**
 * Checks every publication of a tenant against its digest, the audit chain, the scores it was made from, and each score against its own
 * explanation, computed again. Names what does not agree; an empty list of faults means that all do.
 */
export async function verifyPublications(tx: Tx, tenantId: string): Promise<PublicationReport> {
  const publications = await selectAllPublications(tx, tenantId);
  const chained = await chainedHashes(tx, tenantId, null);
  const report: PublicationReport = { publications: publications.length, scores: 0, faults: [] };
  for (const publication of publications) {
    const fault = (reason: PublicationFault['reason'], organisation: string | null = null) =>
      report.faults.push({ publicationId: publication.id, title: publication.title, organisation, reason });
    if (digestOfText(publication.body) !== publication.hash) fault('text-altered');
    if (chained.get(publication.id) !== publication.hash) fault('hash-not-in-chain');
    chained.delete(publication.id);
    const body = readBody(publication.body);
    if (!body) continue;
    const scores = new Map(
      (await selectScoresOf(tx, tenantId, publication.result_id)).map((row) => [row.org_id, row]),
    );
    for (const entry of body.groups.flatMap((group) => group.entries)) {
      report.scores += 1;
      const score = scores.get(entry.organisation);
      if (!score || score.score !== entry.score || score.entry_score !== entry.score)
        fault('score-altered', entry.name);
      else if (score.tree_hash !== entry.explanation || digestOf(score.tree) !== entry.explanation) {
        fault('explanation-altered', entry.name);
      } else if (recompute(score.tree) !== entry.score) fault('score-not-recomputable', entry.name);
    }
  }
  for (const publicationId of chained.keys()) {
    report.faults.push({ publicationId, title: '', organisation: null, reason: 'missing' });
  }
  return report;
}

function readBody(text: string): PublicationBody | null {
  try {
    return publicationBody.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
