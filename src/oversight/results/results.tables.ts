import type { Generated } from 'kysely';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import type { ScoreTree } from '../scoring/scoring.contract.ts';
import type { ComparedGroup } from '../scoring/scoring.rules.ts';
import type { ObjectionState, ResultAction, ResultState } from './results.rules.ts';
import '#organisation/organisation.tables.ts';

/** A comparable group as kept with a result: everything but the ranks and bands, which stand in the entries. */
export type GroupSummary = Omit<ComparedGroup, 'ranks' | 'bands'>;

declare module '#platform/database/schema.ts' {
  interface Schema {
    result: {
      tenant_id: string;
      id: string;
      /** The organisation that holds the appraisal. */
      org_id: string;
      round_id: string | null;
      adoption_id: string;
      title: string;
      period_from: string;
      period_to: string;
      /** The scheme as it was applied: the adopted one, with the groups and weights that the round told its raters. */
      scheme: Scheme;
      scheme_hash: string;
      state: Generated<ResultState>;
      /** How often it was scored; the entries are those of the last run. */
      run: number;
      scored_by: string;
      scored_person: string | null;
      scored_at: Date;
      groups: GroupSummary[];
      reviewed_by: string | null;
      review_reason: Generated<string>;
      notified_on: string | null;
      earliest_on: string | null;
      /** False where the calendar of that year is not known yet: the date is provisional. */
      earliest_covered: Generated<boolean>;
      objections_until: string | null;
      publication_id: string | null;
      corrects_id: string | null;
      correction_reason: Generated<string>;
      version: Generated<number>;
    };
    result_event: {
      tenant_id: string;
      id: string;
      result_id: string;
      action: ResultAction | 'create';
      to_state: ResultState;
      account_id: string | null;
      at: Date;
      reason: Generated<string>;
    };
    /** A score with its explanation; written once, one for each run and organisation. */
    score: {
      tenant_id: string;
      id: string;
      result_id: string;
      run: number;
      org_id: string;
      tree: ScoreTree;
      tree_hash: string;
      score: number | null;
      standard_error: number | null;
    };
    /** What the last run says of an organisation: its score, and its place among its like. */
    result_entry: {
      tenant_id: string;
      result_id: string;
      org_id: string;
      score_id: string;
      kind: string;
      category: string;
      org_no: number;
      score: number | null;
      standard_error: number | null;
      coverage: number;
      rank: number | null;
      best: number | null;
      worst: number | null;
      /** T score inside the group, for display. */
      t_score: number | null;
      band: string | null;
      band_limited: 'cap' | 'tie' | null;
      list: 'front' | 'tail' | null;
      low: string[];
    };
    /** A published result as it was published: the canonical text and its digest, which also stands in the audit chain. */
    publication: {
      tenant_id: string;
      id: string;
      result_id: string;
      org_id: string;
      title: string;
      body: string;
      hash: string;
      published_at: Date;
      published_by: string;
      corrects_id: string | null;
    };
    objection: {
      tenant_id: string;
      id: string;
      result_id: string;
      org_id: string;
      score_id: string;
      indicator: string | null;
      text: string;
      state: Generated<ObjectionState>;
      lodged_by: string;
      lodged_person: string | null;
      lodged_at: Date;
      decide_by: string;
      taken_up_by: string | null;
      decided_by: string | null;
      decision: Generated<string>;
      decided_at: Date | null;
      version: Generated<number>;
    };
  }
}
