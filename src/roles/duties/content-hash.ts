import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { DutyRow } from './duties.store.ts';

/**
 * What binds a duty list to what was issued: SM3 over the canonical JSON of everything that says what is to be done,
 * how often, by whom and on what ground. Who holds the posts is not part of it: that changes without a new list.
 */
export function listHash(subject: string, duties: readonly DutyRow[]): string {
  const content = duties
    .filter((duty) => duty.subject === subject && duty.dropped_reason === null)
    .map((duty) => ({
      code: duty.code,
      title: duty.title,
      text: duty.text,
      standard: duty.standard,
      result: duty.result,
      cadence: duty.cadence,
      strength: duty.strength,
      numberStatus: duty.number_status,
      evidence: duty.evidence,
      basis: duty.basis,
      hands: duty.hands,
      applies: duty.applies,
      bodies: duty.bodies,
      mode: duty.mode,
      owner: duty.owner,
      coveredBy: duty.covered_by,
      fulfilledBy: duty.fulfilled_by,
    }));
  return sm3(canonicalJson({ subject, duties: content }));
}

/** What binds a whole edition: its unit, number, day of force, and the hashes of its lists by subject. */
export function editionHash(edition: {
  unitId: string;
  edition: number;
  fromOn: string;
  lists: readonly { subject: string; hash: string }[];
}): string {
  return sm3(canonicalJson(edition));
}

function sm3(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex');
}
