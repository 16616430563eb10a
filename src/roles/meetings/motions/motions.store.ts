import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { MotionAction, MotionState } from './motions.rules.ts';
import './motions.tables.ts';
import '../plans/plans.tables.ts';

/** A motion as stored, with the names it is shown with. */
export type MotionRecord = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  person_id: string;
  mover: string;
  title: string;
  text: string;
  raised_on: Day;
  due_on: Day;
  due_covered: boolean;
  was_late: boolean;
  state: MotionState;
  answer: string;
  answered_on: Day | null;
  answered_name: string | null;
  plan_id: string | null;
  plan_title: string | null;
  plan_on: Day | null;
  record_id: string | null;
  record_title: string | null;
  record_outcome: string | null;
  version: number;
};

const motions = (where: RawBuilder<unknown>) => sql<MotionRecord>`
  select m.*, o.name as org_name, o.path as org_path, p.name as mover, a.display_name as answered_name, l.title as plan_title, l.on_day as plan_on,
    r.title as record_title, r.outcome as record_outcome
  from motion m
  join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id
  join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  left join account a on a.tenant_id = m.tenant_id and a.id = m.answered_by
  left join meeting_plan l on l.tenant_id = m.tenant_id and l.id = m.plan_id
  left join record r on r.tenant_id = m.tenant_id and r.id = m.record_id
  where ${where}`;

/** One motion, locked when it is to be changed. */
export async function findMotion(tx: Tx, tenantId: string, id: string, lock = false) {
  const { rows } = await motions(
    sql`m.tenant_id = ${tenantId} and m.id = ${id}::uuid ${lock ? sql`for update of m` : sql``}`,
  ).execute(tx);
  return rows[0];
}

/** Motions within a scope, newest first; one more than `limit`. */
export async function listMotionRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { state?: MotionState; orgId?: string },
  page: { after: readonly [Day, string] | null; limit: number },
): Promise<MotionRecord[]> {
  const { rows } =
    await motions(sql`m.tenant_id = ${tenantId} and ${inScope(scope, { path: 'o.path', org: 'o.id', person: 'm.person_id' })}
    ${filter.state ? sql`and m.state = ${filter.state}` : sql``} ${filter.orgId ? sql`and m.org_id = ${filter.orgId}::uuid` : sql``}
    ${page.after ? sql`and (m.raised_on, m.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)` : sql``}
    order by m.raised_on desc, m.id desc limit ${page.limit + 1}`).execute(tx);
  return rows;
}

/** How many motions of a person wait for an answer. */
export async function countOpen(tx: Tx, tenantId: string, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from motion where tenant_id = ${tenantId} and person_id = ${personId}::uuid and state = 'open'`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** Adds a motion. */
export async function insertMotion(
  tx: Tx,
  tenantId: string,
  motion: {
    id: string;
    orgId: string;
    personId: string;
    title: string;
    text: string;
    raisedOn: Day;
    dueOn: Day;
    dueCovered: boolean;
  },
): Promise<void> {
  await tx
    .insertInto('motion')
    .values({
      tenant_id: tenantId,
      id: motion.id,
      org_id: motion.orgId,
      person_id: motion.personId,
      title: motion.title,
      text: motion.text,
      raised_on: motion.raisedOn,
      due_on: motion.dueOn,
      due_covered: motion.dueCovered,
      answered_on: null,
      answered_by: null,
      plan_id: null,
      record_id: null,
    })
    .execute();
}

/** What a step changes in a motion. */
export type MotionChange = Partial<{
  state: MotionState;
  answer: string;
  answered_on: Day;
  answered_by: string | null;
  plan_id: string | null;
}>;

/** Changes a motion that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateMotion(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: MotionChange,
) {
  return updateAtVersion(tx, 'motion', { tenantId, id, version }, change);
}

/** Adds to what became of motions. */
export async function addEvents(
  tx: Tx,
  tenantId: string,
  events: readonly {
    motionId: string;
    action: MotionAction | 'raise';
    planId?: string | null;
    note?: string;
  }[],
  by: { accountId: string | null; at: Date },
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('motion_event')
    .values(
      events.map((event) => ({
        tenant_id: tenantId,
        id: newId(),
        motion_id: event.motionId,
        action: event.action,
        account_id: by.accountId,
        plan_id: event.planId ?? null,
        at: by.at,
        note: event.note ?? '',
      })),
    )
    .execute();
}

/** What became of a motion, from the first on. */
export async function eventsOf(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('motion_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .select(['e.action', 'a.display_name as who', 'e.at', 'e.note'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.motion_id', '=', id)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
}

/** Motions on the agendas of meetings that were held: discussed, with the meeting's record. Returns their ids. */
export async function setDiscussed(
  tx: Tx,
  tenantId: string,
  planId: string,
  recordId: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update motion set state = 'discussed', record_id = ${recordId}::uuid, version = version + 1
    where tenant_id = ${tenantId} and plan_id = ${planId}::uuid and state = 'on-agenda' returning id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Motions on the agendas of meetings that were called off: open again, with a new day; that an answer was late stays. */
export async function setReturned(
  tx: Tx,
  tenantId: string,
  planIds: readonly string[],
  due: { on: Day; covered: boolean },
) {
  const { rows } = await sql<{ id: string; plan_id: string }>`
    update motion m set state = 'open', version = m.version + 1, plan_id = null, due_on = ${due.on}::date, due_covered = ${due.covered},
      was_late = m.was_late or m.answered_on > m.due_on, answered_on = null, answered_by = null
    from (select id, plan_id from motion where tenant_id = ${tenantId} and plan_id = any(${[...planIds]}::uuid[]) and state = 'on-agenda' for update) was
    where m.tenant_id = ${tenantId} and m.id = was.id returning m.id, was.plan_id`.execute(tx);
  return rows;
}
