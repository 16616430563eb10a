import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ContactDays } from './guidance.rules.ts';
import '#records/records.tables.ts';
import '#roles/tasks/tasks.tables.ts';
import './rounds.tables.ts';

/** The named raters of a round as persons; a rater without a person is none of them. */
const ratersOf = (tenantId: string, roundId: string) => sql`
  rater as materialized (
    select coalesce(x.person_id, a.person_id) as person_id, array_agg(distinct x.group_code order by x.group_code) as groups
    from round_rater x left join account a on a.tenant_id = x.tenant_id and a.id = x.account_id
    where x.tenant_id = ${tenantId} and x.round_id = ${roundId} and coalesce(x.person_id, a.person_id) is not null
    group by 1
  )`;

/** The organisations rated, with everything under them. */
const placesOf = (tenantId: string, roundId: string) => sql`
  place as materialized (
    select e.org_id as ratee, o.id
    from round_ratee e
    join organisation r on r.tenant_id = e.tenant_id and r.id = e.org_id
    join organisation o on o.tenant_id = e.tenant_id and o.path ~>=~ r.path and o.path ~<~ (r.path || ':')
    where e.tenant_id = ${tenantId} and e.round_id = ${roundId}
  )`;

/** The named raters who are persons, by name, with the groups for which they are asked. */
export async function namedPersons(tx: Tx, tenantId: string, roundId: string) {
  const { rows } = await sql<{ personId: string; name: string; groups: string[] }>`
    with ${ratersOf(tenantId, roundId)}
    select p.id as "personId", p.name, t.groups
    from rater t join person p on p.tenant_id = ${tenantId} and p.id = t.person_id
    order by p.name, p.id`.execute(tx);
  return rows;
}

/** How many named raters are accounts without a person. */
export async function countAccountsAlone(tx: Tx, tenantId: string, roundId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct x.account_id)::int as n
    from round_rater x left join account a on a.tenant_id = x.tenant_id and a.id = x.account_id
    where x.tenant_id = ${tenantId} and x.round_id = ${roundId} and coalesce(x.person_id, a.person_id) is null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** Which raters belong to an organisation that is rated, or to one under it. */
export async function ownPairs(tx: Tx, tenantId: string, roundId: string) {
  const { rows } = await sql<{ personId: string; ratee: string }>`
    with ${ratersOf(tenantId, roundId)}, ${placesOf(tenantId, roundId)}
    select distinct m.person_id as "personId", l.ratee
    from rater t join membership m on m.tenant_id = ${tenantId} and m.person_id = t.person_id and m.to_on is null
    join place l on l.id = m.org_id`.execute(tx);
  return rows;
}

/**
 * On how many days, month by month, each named rater had to do with each organisation rated: came to a meeting without
 * being on its list (列席), visited or inspected (records of `kinds`, by taking part or by writing them down), or guided
 * or directed one of its tasks. Several things on one day are one day. A visit that a superior body keeps among its own
 * records led to the organisations that it names; one that names none led somewhere: `ratee` is null.
 */
export async function contactDays(
  tx: Tx,
  tenantId: string,
  roundId: string,
  span: { from: Day; until: Day; kinds: readonly string[] },
): Promise<ContactDays[]> {
  const within = (column: string) =>
    sql`${sql.ref(column)} between ${span.from}::date and ${span.until}::date`;
  const { rows } = await sql<ContactDays>`
    with ${ratersOf(tenantId, roundId)}, ${placesOf(tenantId, roundId)}, contact as (
      select t.person_id, l.ratee, r.occurred_on as on_day
      from rater t
      join record_person p on p.tenant_id = ${tenantId} and p.person_id = t.person_id and ${within('p.occurred_on')}
        and p.part not in ('absent', 'exempt', 'subject')
      join record r on r.tenant_id = p.tenant_id and r.id = p.record_id and r.state = 'standing'
        and (not p.listed or r.kind = any(${span.kinds}::text[]))
      join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
      cross join lateral (
        select v.id::uuid from jsonb_array_elements_text(r.details->'visited') as v(id)
        union all select r.org_id where not r.details ? 'visited') w
      left join place l on l.id = w.id
      where l.ratee is not null
        or (not r.details ? 'visited' and r.kind = any(${span.kinds}::text[]) and o.kind in ('unit', 'leading_group', 'organ_committee', 'work_committee'))
      union
      select t.person_id, l.ratee, r.occurred_on
      from place l
      join record r on r.tenant_id = ${tenantId} and r.org_id = l.id and r.kind = any(${span.kinds}::text[])
        and r.state = 'standing' and ${within('r.occurred_on')}
      join account a on a.tenant_id = r.tenant_id and a.id = r.entered_by
      join rater t on t.person_id = a.person_id
      union
      select t.person_id, l.ratee, r.occurred_on
      from record r
      join account a on a.tenant_id = r.tenant_id and a.id = r.entered_by
      join rater t on t.person_id = a.person_id
      cross join lateral jsonb_array_elements_text(r.details->'visited') as v(id)
      join place l on l.id = v.id::uuid
      where r.tenant_id = ${tenantId} and r.kind = any(${span.kinds}::text[]) and r.state = 'standing'
        and ${within('r.occurred_on')} and r.details ? 'visited'
      union
      select t.person_id, l.ratee, g.on_day
      from rater t
      join task_touch g on g.tenant_id = ${tenantId} and g.person_id = t.person_id and ${within('g.on_day')}
      join task k on k.tenant_id = g.tenant_id and k.id = g.task_id
      join place l on l.id = k.org_id
    )
    select person_id as "personId", ratee, to_char(on_day, 'YYYY-MM') as month, count(*)::int as days
    from contact group by 1, 2, 3`.execute(tx);
  return rows;
}
