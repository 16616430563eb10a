import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import './alliances.tables.ts';
import type { AllianceState } from './alliances.rules.ts';

export type AgendaRow = {
  what: 'agree' | 'solve' | 'confirm' | 'verify' | 'renew' | 'discuss';
  id: string;
  alliance_id: string;
  title: string;
  due_on: Day | null;
  org_id: string;
  org_name: string;
};

/**
 * What somebody has to do in the alliances of the organisations that he himself leads (`orgIds`, exactly these: whoever
 * sits above is asked only what is his): answer an invitation, finish a project, confirm a result that his own party
 * needed, look at another party's figure, renew what ends, prepare a topic.
 */
export async function allianceToDo(
  tx: Tx,
  tenantId: string,
  reader: { orgIds: readonly string[]; accountId: string | null },
  span: { today: Day; until: Day; renewBefore: Day },
  limit: number,
): Promise<AgendaRow[]> {
  if (reader.orgIds.length === 0) return [];
  const { rows } = await sql<AgendaRow>`
    with mine as (
      select p.id as party_id, p.lead, p.consented_hash, a.id as alliance_id, a.name, a.state, a.content_hash, a.from_on, a.sunset_on, o.id as org_id, o.name as org_name
      from alliance_party p
      join alliance a on a.tenant_id = p.tenant_id and a.id = p.alliance_id
      join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
      where p.tenant_id = ${tenantId} and p.org_id = any(${[...reader.orgIds]}::uuid[]) and p.left_on is null and a.state not in ('ended', 'withdrawn'))
    select * from (
      select 'agree' as what, m.party_id as id, m.alliance_id, m.name as title, m.from_on as due_on, m.org_id, m.org_name from mine m
        where m.state in ('draft', 'revising') and m.consented_hash is distinct from m.content_hash
      union all
      select 'solve', e.id, m.alliance_id, e.title, e.due_on, m.org_id, m.org_name from mine m
        join alliance_entry e on e.tenant_id = ${tenantId} and e.party_id = m.party_id and e.list = 'project' and e.state = 'open'
        where m.state in ('active', 'revising', 'resubmitted') and e.due_on <= ${span.until}::date
      union all
      select 'confirm', e.id, m.alliance_id, e.title, e.done_on, m.org_id, m.org_name from mine m
        join alliance_entry n on n.tenant_id = ${tenantId} and n.party_id = m.party_id
        join alliance_entry e on e.tenant_id = n.tenant_id and e.answers_id = n.id and e.state = 'done'
        where e.done_by is distinct from ${reader.accountId}::uuid
      union all
      select 'verify', f.id, m.alliance_id, m.name, null, m.org_id, m.org_name from mine m
        join alliance_figure f on f.tenant_id = ${tenantId} and f.alliance_id = m.alliance_id and f.state = 'reported' and f.party_id <> m.party_id
        where m.lead and f.reported_by is distinct from ${reader.accountId}::uuid
      union all
      select 'renew', m.alliance_id, m.alliance_id, m.name, m.sunset_on, m.org_id, m.org_name from mine m
        where m.lead and m.state in ('active', 'revising') and m.sunset_on <= ${span.renewBefore}::date
      union all
      select 'discuss', t.id, m.alliance_id, t.title, t.planned_on, m.org_id, m.org_name from mine m
        join alliance_topic t on t.tenant_id = ${tenantId} and t.alliance_id = m.alliance_id and t.state = 'adopted' and t.planned_on <= ${span.until}::date
        where m.lead) x
    order by due_on nulls last, id limit ${limit}`.execute(tx);
  return rows;
}

/** What waits for whoever holds an approval. */
export type OfficeRow = {
  what: 'approve' | 'found' | 'dissolve';
  id: string;
  name: string;
  mode: string;
  due_on: Day | null;
  org_id: string;
  org_name: string;
  lead_path: string;
  paths: string[];
};

/**
 * Alliances under any of these paths that wait for whoever holds the approval, with the places that it depends on: those
 * handed in, those approved whose organisation is to be founded, and organisations that outlive their reason.
 */
export async function waitingForOffice(
  tx: Tx,
  tenantId: string,
  by: { prefixes: readonly string[]; accountId: string | null },
  modes: { founding: readonly string[]; dated: readonly string[] },
  today: Day,
  limit: number,
): Promise<OfficeRow[]> {
  if (by.prefixes.length === 0) return [];
  const submitted = sql`a.state in ('submitted', 'resubmitted') and a.submitted_by is distinct from ${by.accountId}::uuid`;
  const unfounded = sql`a.state = 'active' and a.founded_id is null and a.mode = any(${[...modes.founding]}::text[])`;
  const outlived = sql`a.founded_id is not null and a.dissolved_on is null
    and (a.state = 'ended' or a.sunset_on < ${today}::date and a.mode = any(${[...modes.dated]}::text[]))`;
  const { rows } = await sql<OfficeRow>`
    select a.id, a.name, a.mode, o.id as org_id, o.name as org_name, o.path as lead_path,
      case when ${submitted} then 'approve' when ${unfounded} then 'found' else 'dissolve' end as what,
      case when a.founded_id is not null and a.dissolved_on is null then coalesce(a.ended_on, a.sunset_on) end as due_on,
      array(select po.path from alliance_party p join organisation po on po.tenant_id = p.tenant_id and po.id = p.org_id
        where p.tenant_id = a.tenant_id and p.alliance_id = a.id and p.left_on is null) as paths
    from alliance a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
    where a.tenant_id = ${tenantId} and (${submitted} or ${unfounded} or ${outlived}) and ${under(by.prefixes)}
    order by a.id limit ${limit}`.execute(tx);
  return rows;
}

/** The predicate that the organisation `o` lies under one of these paths. */
function under(prefixes: readonly string[]) {
  return sql`exists (select from unnest(${[...prefixes]}::text[]) as w(path) where o.path ^@ w.path)`;
}

/** The running alliances that somebody answers for: led by his own organisation, or by one under the unit he guides. */
export async function runningUnder(
  tx: Tx,
  tenantId: string,
  of: { orgIds: readonly string[]; prefixes: readonly string[] },
  limit: number,
) {
  if (of.orgIds.length + of.prefixes.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    name: string;
    state: AllianceState;
    approved_on: Day | null;
    sunset_on: Day;
    org_id: string;
    org_name: string;
    parties: { id: string; name: string }[];
  }>`
    select a.id, a.name, a.state, a.approved_on, a.sunset_on, o.id as org_id, o.name as org_name,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(g.name, p.outside_name))) from alliance_party p
        left join organisation g on g.tenant_id = p.tenant_id and g.id = p.org_id
        where p.tenant_id = a.tenant_id and p.alliance_id = a.id and p.left_on is null) as parties
    from alliance a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
    where a.tenant_id = ${tenantId} and a.state in ('active', 'revising', 'resubmitted')
      and (a.org_id = any(${[...of.orgIds]}::uuid[]) or ${under(of.prefixes)})
    order by a.sunset_on, a.id limit ${limit}`.execute(tx);
  return rows;
}
