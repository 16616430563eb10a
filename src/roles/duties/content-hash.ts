import { createHash } from 'node:crypto';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import type { Matrix } from '../frameworks/frameworks.tables.ts';
import type { DutyRow } from './duties.store.ts';
import type { Pin } from './solver.rules.ts';

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
      // Lists from before there were parts keep the hash that they were issued with.
      ...(duty.parts === null ? {} : { parts: duty.parts }),
      ...(duty.from_on === null ? {} : { fromOn: duty.from_on }),
      ...(duty.to_on === null ? {} : { toOn: duty.to_on }),
      ...(duty.only_orgs.length === 0 ? {} : { only: [...duty.only_orgs].sort() }),
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

/**
 * What binds an approval to what was approved: SM3 over the lists, the levels and posts with the place of each duty, and the
 * persons named. Any material change makes another hash.
 */
export function draftHash(draft: {
  title: Title;
  matrix: Matrix;
  duties: readonly DutyRow[];
  pins: readonly Pin[];
}): string {
  const standing = draft.duties.filter((duty) => duty.dropped_reason === null);
  const codeOf = new Map(draft.duties.map((duty) => [duty.id, duty.code]));
  const subjects = [...new Set(standing.map((duty) => duty.subject))].sort();
  return sm3(
    canonicalJson({
      title: draft.title,
      rows: draft.matrix.rows,
      columns: draft.matrix.columns,
      lists: subjects.map((subject) => ({ subject, hash: listHash(subject, draft.duties) })),
      places: standing.map((duty) => [duty.code, duty.row_id, duty.column_id]),
      named: draft.pins
        .map((pin) => [codeOf.get(pin.dutyId) ?? '', pin.orgId, pin.personId, [...pin.grants].sort().join()])
        .sort((a, b) => (a.join() < b.join() ? -1 : 1)),
    }),
  );
}

function sm3(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex');
}
