import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { CaseState } from './conduct.rules.ts';
import type { CaseFactsKept } from './conduct.tables.ts';

/** A member's appraisal as an export has it: what stands in it, and how it came to its end. */
export type ExportCase = {
  name: string;
  orgName: string;
  kind: 'full' | 'probationary';
  state: CaseState;
  sampled: boolean;
  grade: string | null;
  marks: Record<string, string>;
  words: string;
  facts: CaseFactsKept | null;
  toldOn: Day | null;
  settledOn: Day | null;
  objected: boolean;
  /** The last answer to an objection, if there was one. */
  answer: 'uphold' | 'return' | null;
  accepted: boolean;
  returns: number;
  differed: number;
};

/**
 * The cases of a round, branch by branch in the order of the tree and then by name: an order that ranks nobody. Of some
 * branches only, where `branches` are given.
 */
export async function exportCases(
  tx: Tx,
  tenantId: string,
  roundId: string,
  branches: readonly string[] | null,
): Promise<ExportCase[]> {
  const within = branches === null ? sql`true` : sql`c.org_id = any(${[...branches]}::uuid[])`;
  const { rows } = await sql<ExportCase>`
    select p.name, o.name as "orgName", c.kind, c.state, c.sampled, c.grade, c.marks, c.words, c.facts, c.told_on as "toldOn", c.settled_on as "settledOn",
      c.objection <> '' as objected, e.answer, coalesce(e.accepted, false) as accepted, coalesce(e.returns, 0)::int as returns, coalesce(e.differed, 0)::int as differed
    from conduct_case c
    join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
    left join lateral (
      select bool_or(x.action = 'accept') as accepted, count(*) filter (where x.to_state = 'returned') as returns, count(*) filter (where x.action = 'differ') as differed,
        (array_agg(x.action order by x.at desc, x.id desc) filter (where x.part = 'arbiter'))[1] as answer
      from conduct_event x where x.tenant_id = c.tenant_id and x.case_id = c.id) e on true
    where c.tenant_id = ${tenantId} and c.round_id = ${roundId} and ${within}
    order by o.path, p.name, c.id`.execute(tx);
  return rows;
}

/** The name under which a unit's appraisal is issued: its organ committee's, or its own where it has none. */
export async function organOf(tx: Tx, tenantId: string, unitId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(g.name, u.name) as name from organisation u
    left join lateral (select x.name from organisation x where x.tenant_id = u.tenant_id and x.parent_id = u.id and x.kind = 'organ_committee' and x.state = 'active'
      order by x.path limit 1) g on true
    where u.tenant_id = ${tenantId} and u.id = ${unitId}`.execute(tx);
  return rows[0]?.name ?? '';
}
