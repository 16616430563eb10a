import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import '../tasks.tables.ts';
import type { PartChange, PartState } from './parts.rules.ts';

type PartLetter = Exclude<Letter, 'own'>;

/** A letter to be given to somebody. */
export type NewPart = {
  id: string;
  taskId: string;
  letter: PartLetter;
  personId: string;
  deliverable: string;
  dueOn: Day | null;
};

/** Gives letters in one statement. */
export async function insertParts(tx: Tx, tenantId: string, rows: readonly NewPart[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into task_part (tenant_id, id, task_id, letter, person_id, deliverable, due_on)
    select ${tenantId}, e.* from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.taskId)}::uuid[],
      ${rows.map((row) => row.letter)}::text[], ${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.deliverable)}::text[],
      ${rows.map((row) => row.dueOn)}::date[]) as e`.execute(tx);
}

/** A letter as it stands, with the name of whoever has it. */
export type PartRow = {
  id: string;
  task_id: string;
  letter: PartLetter;
  person_id: string;
  person_name: string;
  deliverable: string;
  due_on: Day | null;
  state: PartState;
  delivered_on: Day | null;
  first_late_on: Day | null;
  note: string;
  version: number;
};

/** The letters of some tasks, those that were dropped left out, in the order of the letters and of names. */
export async function partsOf(tx: Tx, tenantId: string, taskIds: readonly string[]): Promise<PartRow[]> {
  if (taskIds.length === 0) return [];
  const { rows } = await sql<PartRow>`
    select r.id, r.task_id, r.letter, r.person_id, p.name as person_name, r.deliverable, r.due_on, r.state, r.delivered_on,
      r.first_late_on, r.note, r.version
    from task_part r join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    where r.tenant_id = ${tenantId} and r.task_id = any(${[...taskIds]}::uuid[]) and r.state <> 'dropped'
    order by array_position(array['lead','guide','assist','do','inform'], r.letter), p.name, r.id`.execute(
    tx,
  );
  return rows;
}

/** One letter of a task, locked. */
export async function findPart(tx: Tx, tenantId: string, taskId: string, id: string) {
  return tx
    .selectFrom('task_part')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('task_id', '=', taskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes a change to a part that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updatePart(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: PartChange & { note: string; personId?: string; dueOn?: Day | null; deliverable?: string },
) {
  return updateAtVersion(
    tx,
    'task_part',
    { tenantId, id, version },
    {
      state: change.state,
      delivered_on: change.deliveredOn,
      first_late_on: change.firstLateOn,
      note: change.note,
      person_id: change.personId,
      due_on: change.dueOn,
      deliverable: change.deliverable,
    },
  );
}

/**
 * Receives what somebody does in a task, once every task below it that they own has ended. False if they do nothing in it,
 * or have more to do below.
 */
export async function receiveShare(
  tx: Tx,
  tenantId: string,
  share: { parentId: string; personId: string; on: Day; note: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update task_part r set state = 'received', delivered_on = ${share.on}::date, note = ${share.note}, version = r.version + 1,
      first_late_on = coalesce(r.first_late_on, case when ${share.on}::date > coalesce(r.due_on, t.due_on) then coalesce(r.due_on, t.due_on) + 1 end)
    from task t
    where r.tenant_id = ${tenantId} and r.task_id = ${share.parentId}::uuid and r.person_id = ${share.personId}::uuid
      and r.letter = 'do' and r.state in ('open', 'delivered') and t.tenant_id = r.tenant_id and t.id = r.task_id
      and not ${carriedBelow('r', ['assigned', 'accepted', 'returned', 'reported'])}
    returning r.id`.execute(tx);
  return rows.length > 0;
}

/** Whether whoever holds a letter owns a task below in one of some states. */
export function carriedBelow(part: string, states: readonly string[]) {
  const of = (column: string) => sql.ref(`${part}.${column}`);
  return sql<boolean>`exists (select from task k where k.tenant_id = ${of('tenant_id')} and k.parent_id = ${of('task_id')}
    and k.owner_id = ${of('person_id')} and k.state = any(${[...states]}::text[]))`;
}

/** Takes letters away that are not kept, and dates and deliverables of those that are; nothing delivered is touched. */
export async function dropParts(tx: Tx, tenantId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update task_part set state = 'dropped', version = version + 1
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Sets deliverable and deadline of open parts in one statement. */
export async function redateParts(
  tx: Tx,
  tenantId: string,
  rows: readonly { id: string; deliverable: string; dueOn: Day | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update task_part r set deliverable = e.deliverable, due_on = e.due_on, version = r.version + 1
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.deliverable)}::text[], ${rows.map((row) => row.dueOn)}::date[])
      as e(id, deliverable, due_on)
    where r.tenant_id = ${tenantId} and r.id = e.id and (r.deliverable, r.due_on) is distinct from (e.deliverable, e.due_on)`.execute(
    tx,
  );
}

/** The letters a person has in some tasks; `own` included. */
export async function lettersHeld(
  tx: Tx,
  tenantId: string,
  personId: string | null,
  taskIds: readonly string[],
): Promise<Map<string, Letter[]>> {
  if (personId === null || taskIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; letters: Letter[] }>`
    select x.id, array_agg(x.letter order by x.letter) as letters from (
      select t.id, 'own' as letter from task t
      where t.tenant_id = ${tenantId} and t.id = any(${[...taskIds]}::uuid[]) and t.owner_id = ${personId}
      union
      select r.task_id, r.letter from task_part r
      where r.tenant_id = ${tenantId} and r.task_id = any(${[...taskIds]}::uuid[]) and r.person_id = ${personId} and r.state <> 'dropped') x
    group by x.id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.letters]));
}

/** The last guidance and the last direction of some tasks. */
export async function lastTouches(
  tx: Tx,
  tenantId: string,
  taskIds: readonly string[],
): Promise<Map<string, { guide: Day | null; lead: Day | null }>> {
  if (taskIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; guide: Day | null; lead: Day | null }>`
    select task_id as id, max(on_day) filter (where letter = 'guide') as guide, max(on_day) filter (where letter = 'lead') as lead
    from task_touch where tenant_id = ${tenantId} and task_id = any(${[...taskIds]}::uuid[]) group by task_id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, { guide: row.guide, lead: row.lead }]));
}

/** Adds a guidance or a direction. */
export async function insertTouch(
  tx: Tx,
  tenantId: string,
  row: {
    id: string;
    taskId: string;
    letter: 'lead' | 'guide';
    personId: string;
    accountId: string | null;
    on: Day;
    at: Date;
    text: string;
  },
): Promise<void> {
  await tx
    .insertInto('task_touch')
    .values({
      tenant_id: tenantId,
      id: row.id,
      task_id: row.taskId,
      letter: row.letter,
      person_id: row.personId,
      account_id: row.accountId,
      on_day: row.on,
      at: row.at,
      text: row.text,
    })
    .execute();
}

/** The guidance and the directions given to a task, the latest first. */
export async function touchesOf(tx: Tx, tenantId: string, taskId: string) {
  const { rows } = await sql<{
    id: string;
    letter: 'lead' | 'guide';
    name: string;
    on_day: Day;
    text: string;
  }>`
    select u.id, u.letter, p.name, u.on_day, u.text
    from task_touch u join person p on p.tenant_id = u.tenant_id and p.id = u.person_id
    where u.tenant_id = ${tenantId} and u.task_id = ${taskId}::uuid order by u.at desc, u.id desc limit 100`.execute(
    tx,
  );
  return rows;
}
