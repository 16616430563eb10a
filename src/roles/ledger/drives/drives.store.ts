import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ProblemState } from '../ledger.rules.ts';
import type { Criterion, DriveAction, DriveState } from './drives.rules.ts';
import '../ledger.tables.ts';
import './drives.tables.ts';

/** A drive with the names around it and how its problems stand. */
export type DriveRecord = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  title: string;
  scope: string;
  rule: string;
  state: DriveState;
  lead_id: string | null;
  lead_name: string | null;
  proposed_on: Day;
  started_on: Day | null;
  ends_on: Day;
  closed_on: Day | null;
  submitted_by: string | null;
  criteria: Criterion[];
  problems: number;
  unsolved: number;
  version: number;
};

const drives = (tenantId: string) => sql`
  select d.id, d.org_id, o.name as org_name, o.path as org_path, d.title, d.scope, d.rule, d.state, d.lead_id, lead.name as lead_name, d.proposed_on,
    d.started_on, d.ends_on, d.closed_on, d.submitted_by, d.criteria, d.version, n.problems, n.unsolved
  from drive d
  join organisation o on o.tenant_id = d.tenant_id and o.id = d.org_id
  left join person lead on lead.tenant_id = d.tenant_id and lead.id = d.lead_id
  cross join lateral (
    select count(*)::int as problems, count(*) filter (where p.state <> 'closed')::int as unsolved
    from drive_problem x join problem p on p.tenant_id = x.tenant_id and p.id = x.problem_id
    where x.tenant_id = d.tenant_id and x.drive_id = d.id) n
  where d.tenant_id = ${tenantId}`;

/** Drives within a scope, those that run first, then the newest; `after` is the last row's sort keys. */
export async function selectDrives(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  state: DriveState | undefined,
  after: readonly [number, Day, string] | null,
  limit: number,
): Promise<DriveRecord[]> {
  const { rows } =
    await sql<DriveRecord>`${drives(tenantId)} and ${scope} ${state ? sql`and d.state = ${state}` : sql``}
    ${
      after
        ? sql`and ((d.closed_on is null), d.proposed_on, d.id) < (${after[0] === 1}::boolean, ${after[1]}::date, ${after[2]}::uuid)`
        : sql``
    }
    order by (d.closed_on is null) desc, d.proposed_on desc, d.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function selectDrive(tx: Tx, tenantId: string, id: string): Promise<DriveRecord | undefined> {
  const { rows } = await sql<DriveRecord>`${drives(tenantId)} and d.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** The day (Shanghai) of the last report or relapse among a drive's problems and their clusters since it started. */
export async function lastReportOn(tx: Tx, tenantId: string, id: string, since: Day): Promise<Day | null> {
  const { rows } = await sql<{ on: Day | null }>`
    select (max(e.at) at time zone 'Asia/Shanghai')::date as on
    from drive_problem x
    join problem p on p.tenant_id = x.tenant_id and p.id = x.problem_id
    join problem c on c.tenant_id = p.tenant_id and (c.id = coalesce(p.cluster_id, p.id) or c.cluster_id = coalesce(p.cluster_id, p.id))
    join problem_event e on e.tenant_id = c.tenant_id and e.problem_id = c.id and e.action in ('enter','join','reopen')
    where x.tenant_id = ${tenantId} and x.drive_id = ${id}::uuid and e.at >= ${since}::timestamp at time zone 'Asia/Shanghai'`.execute(
    tx,
  );
  return rows[0]?.on ?? null;
}

export type DriveProblem = {
  id: string;
  title: string;
  orgName: string;
  ownerName: string;
  state: ProblemState;
  dueOn: Day;
  reports: number;
  reopened: number;
};

/** The problems of a drive, what is unsolved first. */
export async function problemsOf(tx: Tx, tenantId: string, id: string): Promise<DriveProblem[]> {
  const { rows } = await sql<DriveProblem>`
    select p.id, p.title, o.name as "orgName", w.name as "ownerName", p.state, p.due_on as "dueOn", p.reports, p.reopened
    from drive_problem x
    join problem p on p.tenant_id = x.tenant_id and p.id = x.problem_id
    join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
    where x.tenant_id = ${tenantId} and x.drive_id = ${id}::uuid order by p.state = 'closed', p.due_on, p.id limit 200`.execute(
    tx,
  );
  return rows;
}

export type DriveEvent = {
  id: string;
  action: DriveAction | 'propose';
  who: string;
  at: Date;
  note: string;
  endsOn: Day | null;
};

/** What happened to a drive, from the first on. */
export async function eventsOf(tx: Tx, tenantId: string, id: string): Promise<DriveEvent[]> {
  const { rows } = await sql<DriveEvent>`
    select e.id, e.action, coalesce(a.display_name, '') as who, e.at, e.note, e.ends_on as "endsOn"
    from drive_event e left join account a on a.tenant_id = e.tenant_id and a.id = e.account_id
    where e.tenant_id = ${tenantId} and e.drive_id = ${id}::uuid order by e.at, e.id limit 500`.execute(tx);
  return rows;
}

/** A drive as it is added, proposed or (opened by hand) running. */
export type NewDrive = {
  id: string;
  orgId: string;
  title: string;
  scope: string;
  rule: string;
  state: 'proposed' | 'running';
  leadId: string | null;
  endsOn: Day;
  criteria: Criterion[];
  problemIds: readonly string[];
  note: string;
};

/** Adds drives with their problems and first events, in one statement each. */
export async function insertDrives(
  tx: Tx,
  tenantId: string,
  list: readonly NewDrive[],
  by: { accountId: string | null; at: Date; today: Day },
): Promise<void> {
  if (list.length === 0) return;
  await tx
    .insertInto('drive')
    .values(
      list.map((drive) => ({
        tenant_id: tenantId,
        id: drive.id,
        org_id: drive.orgId,
        title: drive.title,
        scope: drive.scope,
        rule: drive.rule,
        state: drive.state,
        lead_id: drive.leadId,
        proposed_on: by.today,
        started_on: drive.state === 'running' ? by.today : null,
        ends_on: drive.endsOn,
        criteria: JSON.stringify(drive.criteria),
        submitted_by: null,
        closed_on: null,
      })),
    )
    .execute();
  await sql`
    insert into drive_problem (tenant_id, drive_id, problem_id)
    select ${tenantId}, e.* from unnest(${list.flatMap((drive) => drive.problemIds.map(() => drive.id))}::uuid[],
      ${list.flatMap((drive) => [...drive.problemIds])}::uuid[]) as e`.execute(tx);
  await tx
    .insertInto('drive_event')
    .values(
      list.map((drive) => ({
        tenant_id: tenantId,
        id: newId(),
        drive_id: drive.id,
        action: drive.state === 'running' ? ('start' as const) : ('propose' as const),
        to_state: drive.state,
        account_id: by.accountId,
        at: by.at,
        note: drive.note,
        ends_on: drive.endsOn,
      })),
    )
    .execute();
}

/** What a step changes in a drive. */
export type DriveChange = {
  state: DriveState;
  leadId?: string | undefined;
  endsOn?: Day | undefined;
  startedOn?: Day | undefined;
  closedOn?: Day | undefined;
  submittedBy?: string | null | undefined;
  criteria?: Criterion[] | undefined;
};

/** Changes a drive that is still at `version`, and adds the event; the new version, or undefined if somebody was faster. */
export async function changeDrive(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: DriveChange,
  event: { action: DriveAction; by: string; at: Date; note: string; endsOn?: Day | undefined },
): Promise<number | undefined> {
  const moved = await updateAtVersion(
    tx,
    'drive',
    { tenantId, id, version },
    {
      state: change.state,
      lead_id: change.leadId,
      ends_on: change.endsOn,
      started_on: change.startedOn,
      closed_on: change.closedOn,
      submitted_by: change.submittedBy,
      ...(change.criteria === undefined ? {} : { criteria: JSON.stringify(change.criteria) }),
    },
  );
  if (!moved) return undefined;
  await tx
    .insertInto('drive_event')
    .values({
      tenant_id: tenantId,
      id: newId(),
      drive_id: id,
      action: event.action,
      to_state: change.state,
      account_id: event.by,
      at: event.at,
      note: event.note,
      ends_on: event.endsOn ?? null,
    })
    .execute();
  return moved;
}
