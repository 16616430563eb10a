import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { SessionDecision, SheetClosed, SheetItem } from './sessions.rules.ts';
import '../ledger.tables.ts';
import './sessions.tables.ts';

/** A session with the names around it. */
export type SessionRecord = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  month: string;
  state: 'open' | 'signed';
  sheet: string | null;
  hash: string | null;
  signed_by_name: string | null;
  signed_at: Date | null;
  items: number;
  closed: number;
  version: number;
};

const sessions = (tenantId: string) => sql`
  select s.id, s.org_id, o.name as org_name, o.path as org_path, s.month, s.state, s.sheet, s.hash, a.display_name as signed_by_name, s.signed_at,
    s.items, s.closed, s.version
  from ledger_session s join organisation o on o.tenant_id = s.tenant_id and o.id = s.org_id
  left join account a on a.tenant_id = s.tenant_id and a.id = s.signed_by
  where s.tenant_id = ${tenantId}`;

/** Sessions within a scope, the newest month first; `after` is the last row's sort keys. */
export async function selectSessions(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  filter: { month?: string | undefined; state?: 'open' | 'signed' | undefined },
  after: readonly [string, string] | null,
  limit: number,
): Promise<SessionRecord[]> {
  const { rows } = await sql<SessionRecord>`${sessions(tenantId)} and ${scope}
    ${filter.month ? sql`and s.month = ${filter.month}` : sql``} ${filter.state ? sql`and s.state = ${filter.state}` : sql``}
    ${after ? sql`and (s.month, s.id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by s.month desc, s.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function selectSession(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<SessionRecord | undefined> {
  const { rows } = await sql<SessionRecord>`${sessions(tenantId)} and s.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export async function findOrganisationOfSession(
  tx: Tx,
  tenantId: string,
  orgId: string,
): Promise<{ kind: OrganisationKind; state: 'active' | 'dissolved' } | undefined> {
  return tx
    .selectFrom('organisation')
    .select(['kind', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', orgId)
    .executeTakeFirst();
}

/** Opens a session; undefined if the branch has one for this month. */
export async function insertSession(
  tx: Tx,
  tenantId: string,
  row: { id: string; orgId: string; month: string; by: string; at: Date },
): Promise<string | undefined> {
  const added = await tx
    .insertInto('ledger_session')
    .values({
      tenant_id: tenantId,
      id: row.id,
      org_id: row.orgId,
      month: row.month,
      opened_by: row.by,
      opened_at: row.at,
      sheet: null,
      hash: null,
      signed_by: null,
      signed_person: null,
      signed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'org_id', 'month']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id;
}

export async function findSession(
  tx: Tx,
  tenantId: string,
  orgId: string,
  month: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('ledger_session')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('month', '=', month)
    .executeTakeFirst();
  return row?.id;
}

/** Branches led by the reader with the months asked for: their session if there is one, and how much is unsolved. */
export async function monthsOf(
  tx: Tx,
  tenantId: string,
  orgIds: readonly string[],
  months: readonly string[],
): Promise<
  {
    orgId: string;
    orgName: string;
    month: string;
    sessionId: string | null;
    signed: boolean;
    unsolved: number;
  }[]
> {
  const { rows } = await sql<{
    orgId: string;
    orgName: string;
    month: string;
    sessionId: string | null;
    signed: boolean;
    unsolved: number;
  }>`
    select o.id as "orgId", o.name as "orgName", m.month, s.id as "sessionId", coalesce(s.state = 'signed', false) as signed,
      (select count(*) from problem p join organisation po on po.tenant_id = p.tenant_id and po.id = p.org_id
       where p.tenant_id = o.tenant_id and p.state <> 'closed' and po.path ^@ o.path)::int as unsolved
    from organisation o cross join unnest(${[...months]}::text[]) as m(month)
    left join ledger_session s on s.tenant_id = o.tenant_id and s.org_id = o.id and s.month = m.month
    where o.tenant_id = ${tenantId} and o.id = any(${[...orgIds]}::uuid[]) and o.state = 'active'
      and o.kind in ('branch', 'joint_branch', 'general_branch')
    order by m.month, o.path limit 40`.execute(tx);
  return rows;
}

/** The open problems of a branch with what the session says about each, the first due first. At most `limit`. */
export async function itemsOf(
  tx: Tx,
  tenantId: string,
  session: { id: string; path: string },
  today: Day,
  limit: number,
): Promise<SheetItem[]> {
  const { rows } = await sql<SheetItem>`
    select p.id as "problemId", p.title, o.name as "orgName", p.source, p.state, w.name as "ownerName", p.measures, p.due_on as "dueOn",
      coalesce(p.first_late_on, case when p.due_on < ${today}::date then p.due_on + 1 end) as "firstLateOn", i.decision, coalesce(i.note, '') as note
    from problem p
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
    left join ledger_session_item i on i.tenant_id = p.tenant_id and i.session_id = ${session.id}::uuid and i.problem_id = p.id
    where p.tenant_id = ${tenantId} and p.state <> 'closed' and o.path ^@ ${session.path}
    order by p.due_on, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** What the branch closed in a month. */
export async function closedIn(
  tx: Tx,
  tenantId: string,
  path: string,
  month: { from: Day; before: Day },
  limit: number,
): Promise<SheetClosed[]> {
  const { rows } = await sql<SheetClosed>`
    select p.id as "problemId", p.title, w.name as "ownerName", p.closed_on as "closedOn", p.effect, coalesce(a.display_name, '') as "closedBy"
    from problem p
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
    left join account a on a.tenant_id = p.tenant_id and a.id = p.closed_by
    where p.tenant_id = ${tenantId} and p.closed_on >= ${month.from}::date and p.closed_on < ${month.before}::date and o.path ^@ ${path}
    order by p.closed_on, p.id limit ${limit}`.execute(tx);
  return rows;
}

/** Takes the session for this edit: it is at `version` and open. The new version, or undefined. */
export async function touchSession(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
): Promise<number | undefined> {
  return updateAtVersion(tx, 'ledger_session', { tenantId, id, version }, {}, { state: 'open' });
}

/** Writes what the session says about a problem, in place of what it said before. */
export async function writeItem(
  tx: Tx,
  tenantId: string,
  item: {
    sessionId: string;
    problemId: string;
    decision: SessionDecision;
    note: string;
    dueOn: Day | null;
    by: string;
    at: Date;
  },
): Promise<void> {
  const values = {
    decision: item.decision,
    note: item.note,
    due_on: item.dueOn,
    decided_by: item.by,
    decided_at: item.at,
  };
  await tx
    .insertInto('ledger_session_item')
    .values({ tenant_id: tenantId, session_id: item.sessionId, problem_id: item.problemId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'session_id', 'problem_id']).doUpdateSet(values))
    .execute();
}

/** Signs a session that is open and at `version`; the new version, or undefined if somebody was faster. */
export async function sealSession(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  signed: {
    sheet: string;
    hash: string;
    by: string;
    person: string | null;
    at: Date;
    items: number;
    closed: number;
  },
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'ledger_session',
    { tenantId, id, version },
    {
      state: 'signed',
      sheet: signed.sheet,
      hash: signed.hash,
      signed_by: signed.by,
      signed_person: signed.person,
      signed_at: signed.at,
      items: signed.items,
      closed: signed.closed,
    },
    { state: 'open' },
  );
}
