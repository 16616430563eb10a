import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { HeadState } from '#organisation/appointments/set-up.rules.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './terms.tables.ts';
import '#roles/obligations/obligations.tables.ts';

/** A term as stored. */
export type TermRow = {
  id: string;
  electedOn: Day;
  years: number;
  movedTo: Day | null;
  movedReason: string | null;
  movedApproval: string | null;
  endedOn: Day | null;
  version: number;
};

/** An organisation with what the check of its set-up needs. */
export type SetUpRecord = {
  id: string;
  no: number;
  name: string;
  kind: string;
  path: string;
  members: number;
  full_members: number;
  has_committee: boolean;
  has_general_branch: boolean;
  holders: { post: string; personId: string; name: string; fromOn: Day }[];
  head: HeadState;
  term: TermRow | null;
  pending: {
    id: string;
    post: string;
    person: string;
    state: 'proposed' | 'returned' | 'approved';
    fromOn: Day;
  }[];
};

const KINDS = ['unit', 'organ_committee', 'general_branch', 'branch', 'joint_branch'];

const termJson = (
  alias: string,
) => sql`jsonb_build_object('id', ${sql.ref(`${alias}.id`)}, 'electedOn', ${sql.ref(`${alias}.elected_on`)},
  'years', ${sql.ref(`${alias}.years`)}, 'movedTo', ${sql.ref(`${alias}.moved_to`)}, 'movedReason', ${sql.ref(`${alias}.moved_reason`)},
  'movedApproval', ${sql.ref(`${alias}.moved_approval`)}, 'endedOn', ${sql.ref(`${alias}.ended_on`)}, 'version', ${sql.ref(`${alias}.version`)})`;

const records = (tenantId: string, today: Day, where: RawBuilder<unknown>) => sql<SetUpRecord>`
  select o.id, o.no, o.name, o.kind, o.path, c.members, c.full_members,
    exists (select from organisation k where k.tenant_id = o.tenant_id and k.path ^@ o.path and k.kind = 'organ_committee' and k.state = 'active') as has_committee,
    exists (select from organisation k where k.tenant_id = o.tenant_id and k.path ^@ o.path and k.kind = 'general_branch' and k.state = 'active') as has_general_branch,
    h.holders, case
      when s.head_id is null then 'unchecked' when s.head_id = s.person_id then 'head'
      when exists (select from appointment r where r.tenant_id = o.tenant_id and r.org_id = o.id and r.post = 'retained-head'
        and r.person_id = s.head_id and r.from_on <= ${today}::date and (r.to_on is null or r.to_on > ${today}::date)) then 'package'
      else 'no-package' end as head,
    case when t.id is not null then ${termJson('t')} end as term, w.pending
  from organisation o
  cross join lateral (
    select count(*)::int as members, (count(*) filter (where m.kind = 'full'))::int as full_members
    from organisation b join membership m on m.tenant_id = b.tenant_id and m.org_id = b.id and m.to_on is null
    where b.tenant_id = o.tenant_id and b.path ^@ o.path and b.state = 'active'
  ) c
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('post', a.post, 'personId', a.person_id, 'name', p.name, 'fromOn', a.from_on) order by a.from_on, a.id), '[]') as holders
    from appointment a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where a.tenant_id = o.tenant_id and a.org_id = o.id and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
  ) h
  left join lateral (
    select x.head_id, x.person_id from appointment_case x
    join appointment a on a.tenant_id = x.tenant_id and a.org_id = x.org_id and a.post = x.post and a.person_id = x.person_id
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    where x.tenant_id = o.tenant_id and x.org_id = o.id and x.post = 'branch-secretary' and x.state = 'approved'
    order by x.settled_at desc, x.id desc limit 1
  ) s on true
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'post', x.post, 'person', p.name, 'state', x.state, 'fromOn', x.from_on) order by x.from_on, x.id), '[]') as pending
    from appointment_case x join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where x.tenant_id = o.tenant_id and x.org_id = o.id and (x.state in ('proposed', 'returned') or x.state = 'approved' and x.in_force_on is null)
  ) w
  left join org_term t on t.tenant_id = o.tenant_id and t.org_id = o.id and t.ended_on is null
  where o.tenant_id = ${tenantId} and o.state = 'active' and o.kind = any(${KINDS}::text[]) and ${where}`;

/** Organisations in reach in the order of the tree, at most `limit`. */
export async function setUpsInReach(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  page: { after: number | null; limit: number; today: Day },
): Promise<SetUpRecord[]> {
  const after = page.after === null ? sql`true` : sql`o.no > ${page.after}`;
  const { rows } = await records(
    tenantId,
    page.today,
    sql`${inScope(scope, { path: 'o.path', org: 'o.id' })} and ${after} order by o.no limit ${page.limit}`,
  ).execute(tx);
  return rows;
}

/** One organisation's set-up, or undefined for a kind without. */
export async function setUpOf(tx: Tx, tenantId: string, id: string, today: Day) {
  const { rows } = await records(tenantId, today, sql`o.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** The terms of an organisation, the latest first. */
export async function termsOf(tx: Tx, tenantId: string, orgId: string): Promise<TermRow[]> {
  const { rows } = await sql<{ term: TermRow }>`
    select ${termJson('t')} as term from org_term t
    where t.tenant_id = ${tenantId} and t.org_id = ${orgId}::uuid order by t.elected_on desc`.execute(tx);
  return rows.map((row) => row.term);
}

/** How the retained duties of a head stand this year: what is due in other years is not counted. */
export async function retainedStanding(
  tx: Tx,
  tenantId: string,
  of: { orgId: string; personId: string; codes: readonly string[]; today: Day },
) {
  const year = of.today.slice(0, 4);
  const { rows } = await sql<{ code: string; title: string; done: number; open: number; late: number }>`
    select d.code, max(d.title) as title,
      (count(*) filter (where b.state = 'fulfilled'))::int as done,
      (count(*) filter (where b.state = 'open'))::int as open,
      (count(*) filter (where b.first_late_on is not null or b.state = 'open' and b.due_on < ${of.today}::date))::int as late
    from obligation b join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
    where b.tenant_id = ${tenantId} and b.person_id = ${of.personId}::uuid and b.org_id = ${of.orgId}::uuid
      and d.code = any(${[...of.codes]}::text[]) and b.due_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    group by d.code order by d.code`.execute(tx);
  return rows;
}

/** A term with its organisation, or undefined. */
export async function loadTerm(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('org_term as t')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 't.tenant_id').onRef('o.id', '=', 't.org_id'),
    )
    .selectAll('t')
    .select('o.kind')
    .where('t.tenant_id', '=', tenantId)
    .where('t.id', '=', id)
    .executeTakeFirst();
}

/** Ends the term that runs, and begins a new one. */
export async function beginTerm(
  tx: Tx,
  tenantId: string,
  term: { id: string; orgId: string; electedOn: Day; years: number; recordId: string | null },
  by: { accountId: string | null; at: Date },
): Promise<void> {
  await sql`
    update org_term set ended_on = ${term.electedOn}::date, version = version + 1
    where tenant_id = ${tenantId} and org_id = ${term.orgId}::uuid and ended_on is null`.execute(tx);
  await tx
    .insertInto('org_term')
    .values({
      tenant_id: tenantId,
      id: term.id,
      org_id: term.orgId,
      elected_on: term.electedOn,
      years: term.years,
      moved_to: null,
      moved_reason: null,
      moved_approval: null,
      moved_by: null,
      ended_on: null,
      record_id: term.recordId,
      entered_by: by.accountId,
      entered_at: by.at,
    })
    .execute();
}

/** Moves the end of a term that is still at `version`; the new version, or undefined. */
export async function moveTerm(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  move: { until: Day; reason: string; approval: string; by: string | null },
) {
  return updateAtVersion(
    tx,
    'org_term',
    { tenantId, id, version },
    {
      moved_to: move.until,
      moved_reason: move.reason,
      moved_approval: move.approval,
      moved_by: move.by,
    },
  );
}
