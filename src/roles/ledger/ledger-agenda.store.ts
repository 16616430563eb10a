import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import './drives/drives.tables.ts';
import './intake/intake.tables.ts';
import './ledger.tables.ts';
import './sessions/sessions.tables.ts';

/** One thing to do about the ledger. */
export type LedgerToDo = {
  id: string;
  title: string;
  due_on: Day;
  org_id: string;
  org_name: string;
  action: 'triage' | 'reconcile' | 'launch' | 'steer' | 'close-drive';
};

/** Who asks: the person, and the paths under which he leads or supervises. */
export type LedgerReader = {
  personId: string | null;
  accountId: string | null;
  led: readonly string[];
  supervised: readonly string[];
};

const under = (path: string, prefixes: readonly string[]) =>
  sql`exists (select from unnest(${[...prefixes]}::text[]) as reach(path) where ${sql.ref(path)} ^@ reach.path)`;

/** The parts of an organisation that are nearest to a report or drive: its own secretary; where it has none, those above. */
const nearest = (
  path: string,
  reader: LedgerReader,
) => sql`(${under(path, reader.led)} or (${under(path, reader.supervised)}
  and o.kind not in ('branch', 'joint_branch', 'general_branch', 'group')))`;

/** Reports that wait to be decided on, each by those nearest to it; one too late also by those above. */
export async function reportsToDecide(
  tx: Tx,
  tenantId: string,
  reader: LedgerReader,
  today: Day,
  limit: number,
): Promise<LedgerToDo[]> {
  if (reader.led.length + reader.supervised.length === 0) return [];
  const { rows } = await sql<LedgerToDo>`
    select r.id, left(r.text, 40) as title, r.triage_by as due_on, r.org_id, o.name as org_name, 'triage' as action
    from ledger_report r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where r.tenant_id = ${tenantId} and r.state = 'new'
      and (${nearest('o.path', reader)} or (r.triage_by < ${today}::date and ${under('o.path', reader.supervised)}))
    order by r.triage_by, r.id limit ${limit}`.execute(tx);
  return rows;
}

/** Branches led by the reader that have open problems and no signed sheet for the month. */
export async function monthsToReconcile(
  tx: Tx,
  tenantId: string,
  reader: LedgerReader,
  month: { month: string; dueOn: Day },
  limit: number,
): Promise<LedgerToDo[]> {
  if (reader.led.length === 0) return [];
  const { rows } = await sql<LedgerToDo>`
    select o.id, ${month.month} as title, ${month.dueOn}::date as due_on, o.id as org_id, o.name as org_name, 'reconcile' as action
    from organisation o
    where o.tenant_id = ${tenantId} and o.state = 'active' and o.kind in ('branch', 'joint_branch', 'general_branch')
      and o.path = any(${[...reader.led]}::text[])
      and exists (select from problem p join organisation po on po.tenant_id = p.tenant_id and po.id = p.org_id
        where p.tenant_id = o.tenant_id and p.state <> 'closed' and po.path ^@ o.path)
      and not exists (select from ledger_session s where s.tenant_id = o.tenant_id and s.org_id = o.id and s.month = ${month.month} and s.state = 'signed')
    order by o.path limit ${limit}`.execute(tx);
  return rows;
}

/** Drives: to be started or dropped by those nearest, moved on by their lead, accepted by those above. */
export async function drivesToMove(
  tx: Tx,
  tenantId: string,
  reader: LedgerReader,
  /** Days within which somebody decides on what a rule proposed. */
  decideWithin: number,
  limit: number,
): Promise<LedgerToDo[]> {
  const { rows } = await sql<LedgerToDo>`
    select d.id, d.title, case d.state when 'proposed' then d.proposed_on + ${decideWithin}::int else d.ends_on end as due_on, d.org_id, o.name as org_name,
      case d.state when 'proposed' then 'launch' when 'review' then 'close-drive' else 'steer' end as action
    from drive d join organisation o on o.tenant_id = d.tenant_id and o.id = d.org_id
    where d.tenant_id = ${tenantId} and d.closed_on is null and (
      (d.state = 'proposed' and ${nearest('o.path', reader)})
      or (d.state = 'running' and d.lead_id = ${reader.personId}::uuid)
      or (d.state = 'review' and d.submitted_by is distinct from ${reader.accountId}::uuid and d.lead_id is distinct from ${reader.personId}::uuid
        and ${under('o.path', reader.supervised)}))
    order by 3, d.id limit ${limit}`.execute(tx);
  return rows;
}
