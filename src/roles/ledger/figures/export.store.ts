import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Evidence } from '../ledger.rules.ts';
import { type ListedProblem, type ProblemFilter, selectProblems } from '../ledger-list.store.ts';
import type { ProblemReach } from '../problem-reach.store.ts';
import '../ledger.tables.ts';

/** What an exported ledger says of a problem beyond its list. */
type Rest = {
  id: string;
  measures: string;
  progress: string;
  effect: string;
  evidence: readonly Evidence[];
  closedBy: string | null;
};

/** A row of the exported ledger. */
export type ExportRow = ListedProblem & Rest;

/** Problems for export in the order of the list, at most `limit`. */
export async function exportRows(
  tx: Tx,
  reach: ProblemReach,
  filter: ProblemFilter,
  today: Day,
  limit: number,
): Promise<ExportRow[]> {
  const listed = await selectProblems(tx, reach, filter, today, null, limit);
  const { rows } = await sql<Rest>`
    select p.id, p.measures, coalesce(last.note, '') as progress, p.effect, p.evidence, a.display_name as "closedBy"
    from problem p
    left join account a on a.tenant_id = p.tenant_id and a.id = p.closed_by
    left join lateral (
      select e.note from problem_event e where e.tenant_id = p.tenant_id and e.problem_id = p.id and e.note <> '' and e.action <> 'enter'
      order by e.at desc, e.id desc limit 1) last on true
    where p.tenant_id = ${reach.tenantId} and p.id = any(${listed.map((each) => each.id)}::uuid[])`.execute(
    tx,
  );
  const rest = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap((row) => {
    const more = rest.get(row.id);
    return more ? [{ ...row, ...more }] : [];
  });
}
