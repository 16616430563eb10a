import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type {
  ObservedAppraisals,
  ObservedObligation,
  ObservedProblem,
  ObservedRecord,
} from './observed.rules.ts';

/** A row of observations with the organisation it stands at. */
export type Placed<T> = T & { orgId: string };

/** Every organisation under a path, with its own path: from it one reads who stands under whom. */
export async function selectTree(tx: Tx, tenantId: string, path: string) {
  return tx
    .selectFrom('organisation')
    .select(['id', 'path', 'kind', 'category', 'no', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('path', 'like', `${path}%`)
    .execute();
}

export type Window = { orgIds: readonly string[]; from: Day; to: Day };

/** Obligations of some duties that fell due in a period, with the records that fulfilled them. `duties` null means all. */
export async function selectObligations(
  tx: Tx,
  tenantId: string,
  window: Window,
  duties: readonly string[] | null,
): Promise<Placed<ObservedObligation>[]> {
  const { rows } = await sql<Placed<ObservedObligation>>`
    select o.org_id as "orgId", o.id, d.code as duty, o.due_on as "dueOn", o.state, o.met_on as "metOn", o.first_late_on as "firstLateOn",
      coalesce((select array_agg(f.record_id) from fulfilment f where f.tenant_id = o.tenant_id and f.obligation_id = o.id), '{}') as records
    from obligation o join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
    where o.tenant_id = ${tenantId} and o.org_id = any(${[...window.orgIds]}::uuid[])
      and o.due_on between ${window.from}::date and ${window.to}::date
      and (${duties === null} or d.code = any(${[...(duties ?? [])]}::text[]))`.execute(tx);
  return rows;
}

/** Records of some kinds in a period that have a confirmed result; a meeting that was also such a thing counts as it. */
export async function selectRecords(
  tx: Tx,
  tenantId: string,
  window: Window,
  kinds: readonly string[],
): Promise<Placed<ObservedRecord>[]> {
  const { rows } = await sql<Placed<ObservedRecord>>`
    select r.org_id as "orgId", r.id, r.occurred_on as "occurredOn", k.kind
    from record r
    cross join lateral (
      select k.kind from unnest(${[...kinds]}::text[]) with ordinality as k(kind, place)
      where k.kind = r.kind or coalesce(r.details->'includes', '[]'::jsonb) ? k.kind
      order by place limit 1
    ) k
    where r.tenant_id = ${tenantId} and r.org_id = any(${[...window.orgIds]}::uuid[]) and r.state = 'standing'
      and r.occurred_on between ${window.from}::date and ${window.to}::date
      and exists (select from record_evidence e where e.tenant_id = r.tenant_id and e.record_id = r.id
        and e.type = 'result' and e.confirmed is not null)`.execute(tx);
  return rows;
}

/** Problems of the ledger that fell due in a period. */
export async function selectProblems(
  tx: Tx,
  tenantId: string,
  window: Window,
): Promise<Placed<ObservedProblem>[]> {
  const { rows } = await sql<Placed<ObservedProblem>>`
    select org_id as "orgId", id, due_on as "dueOn", state = 'closed' as closed, first_late_on as "firstLateOn"
    from problem
    where tenant_id = ${tenantId} and org_id = any(${[...window.orgIds]}::uuid[])
      and due_on between ${window.from}::date and ${window.to}::date`.execute(tx);
  return rows;
}

/**
 * How members' appraisals came out, by branch, where the middle of what they cover lies in the period: a year's counts in the year, also
 * in one that ends in November, and never in its first half when that is scored again. Only those that the leading group decided, or that
 * were given back to the branch: what waits for somebody above says nothing of the branch, nor does a year that was not drawn yet.
 */
export async function selectAppraisals(
  tx: Tx,
  tenantId: string,
  window: Window,
): Promise<Placed<ObservedAppraisals>[]> {
  const { rows } = await sql<Placed<ObservedAppraisals>>`
    select c.org_id as "orgId",
      count(*) filter (where c.state <> 'returned' and not e.back)::int as "atOnce",
      count(*) filter (where c.state <> 'returned' and e.back)::int as corrected,
      count(*) filter (where c.state = 'returned')::int as returned
    from conduct_round r join conduct_case c on c.tenant_id = r.tenant_id and c.round_id = r.id
    cross join lateral (select exists (select from conduct_event x where x.tenant_id = c.tenant_id and x.case_id = c.id
      and x.to_state = 'returned') as back) e
    where r.tenant_id = ${tenantId} and c.org_id = any(${[...window.orgIds]}::uuid[]) and r.state in ('drawn', 'closed')
      and r.period_from + (r.period_to - r.period_from) / 2 between ${window.from}::date and ${window.to}::date
      and c.state in ('approved', 'told', 'objected', 'settled', 'returned')
    group by c.org_id`.execute(tx);
  return rows;
}

/** What scoring reads of a round. */
export type RoundFacts = {
  id: string;
  title: string;
  state: string;
  orgId: string;
  orgPath: string;
  schemeId: string;
  schemeVersion: number;
  groups: { id: string; title: { zh: string; en: string }; weight: number }[];
  ratees: { orgId: string; category: string }[];
};

/** A round as scoring needs it: its state, the groups and weights its raters were told, and who was rated. */
export async function selectRound(
  tx: Tx,
  tenantId: string,
  roundId: string,
): Promise<RoundFacts | undefined> {
  const { rows } = await sql<RoundFacts>`
    select r.id, r.title, r.state, r.org_id as "orgId", o.path as "orgPath", r.scheme_id as "schemeId",
      r.scheme_version as "schemeVersion",
      (select coalesce(jsonb_agg(jsonb_build_object('id', g.code, 'title', g.title, 'weight', g.weight) order by g.no), '[]')
        from round_group g where g.tenant_id = r.tenant_id and g.round_id = r.id) as groups,
      (select coalesce(jsonb_agg(jsonb_build_object('orgId', e.org_id, 'category', e.category) order by e.no), '[]')
        from round_ratee e where e.tenant_id = r.tenant_id and e.round_id = r.id) as ratees
    from round r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and r.id = ${roundId}`.execute(tx);
  return rows[0];
}
