import { sql } from 'kysely';
import { addDays, type Day, startOfDay } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import { claimDay, insertLines } from '#roles/reminders/digests.store.ts';
import { obligationReminders } from '#roles/reminders/obligation-reminders.ts';
import type { DigestLine } from '#roles/reminders/reminder-source.ts';
import { taskReminders } from '#roles/tasks/letters/task-reminders.ts';
import { planHash } from '#roles/tasks/plans/plan-hash.ts';
import type { Holder } from '#roles/tasks/plans/plans.rules.ts';
import '#roles/tasks/tasks.tables.ts';
import type { Content } from '#standards/packs/content.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';
import type { DemoTask, DrawnTasks } from './drawn-tasks.ts';
import type { DemoAccounts } from './people.store.ts';
import { drawTasks, UNITS_WITH_TASKS } from './tasks.ts';

type Stage = {
  tenantId: string;
  city: City;
  accounts: DemoAccounts;
  content: Content;
  seed: number;
  today: Day;
};

/** Writes the demo's task lists and tasks: one statement a table. */
export async function furnishTasks(tx: Tx, stage: Stage): Promise<void> {
  const drawn = drawTasks({ ...stage, ...(await readPosts(tx, stage)) });
  await writePlans(tx, stage, drawn);
  await writeTasks(tx, stage, drawn.tasks);
  await writeParts(tx, stage, drawn);
  await writeLinks(tx, stage, drawn);
  await writeEvents(tx, stage, drawn.tasks);
  await writeDigests(tx, stage);
}

/** How many days of digests there are; today's is written by the server itself. */
const DIGEST_DAYS = 6;

/** The digests of the last days of those who have an account: nobody else opens theirs in a demo. */
async function writeDigests(tx: Tx, { tenantId, content, accounts, today }: Stage): Promise<void> {
  const readers = new Set(Object.values(accounts).map((each) => each.personId));
  for (let ago = DIGEST_DAYS; ago > 0; ago--) {
    const day = addDays(today, -ago);
    const lines: DigestLine[] = [];
    for (const source of [taskReminders, obligationReminders])
      lines.push(...(await source.lines(tx, tenantId, content.tasks, day)));
    const read = lines.filter((line) => readers.has(line.personId));
    const counts = { persons: new Set(read.map((line) => line.personId)).size, lines: read.length };
    await claimDay(tx, tenantId, day, startOfDay(day), counts);
    await insertLines(tx, tenantId, day, read);
  }
}

async function readPosts(tx: Tx, { tenantId, city }: Stage) {
  const units = city.units.slice(0, UNITS_WITH_TASKS).map((unit) => unit.id);
  const { rows } = await sql<Holder & { unitId: string }>`
    select u.id as "unitId", a.person_id as "personId", a.post, o.path as "orgPath", o.kind as "orgKind"
    from organisation u
    join organisation o on o.tenant_id = u.tenant_id and o.path ^@ u.path
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.to_on is null
    where u.tenant_id = ${tenantId} and u.id = any(${units}::uuid[])
    order by o.path, a.post, a.id`.execute(tx);
  const places = await sql<{ id: string; path: string }>`
    select id, path from organisation where tenant_id = ${tenantId} and kind in ('organ_committee', 'branch')`.execute(
    tx,
  );
  return {
    holders: Map.groupBy(rows, (row) => row.unitId) as ReadonlyMap<string, readonly Holder[]>,
    pathOf: new Map(places.rows.map((row) => [row.id, row.path])),
  };
}

async function writePlans(
  tx: Tx,
  { tenantId, accounts, today }: Stage,
  { plans }: DrawnTasks,
): Promise<void> {
  const officer = accounts.officer.accountId;
  const rows = plans.map((plan) => ({
    ...plan,
    hash: planHash({
      title: plan.title,
      fromOn: plan.from,
      toOn: plan.to,
      expires: plan.expires,
      entries: plan.entries,
    }),
  }));
  const list = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  await sql`
    insert into task_plan (tenant_id, id, org_id, title, package_id, from_on, to_on, expires, state, entries, content_hash, issued_hash,
      issued_on, issued_by, created_by, created_on)
    select ${tenantId}, e.id, e.org, e.title, e.pack, e.from_on, e.to_on, e.expires, e.state, e.entries::jsonb, e.hash,
      case when e.state = 'issued' then e.hash end, case when e.state = 'issued' then e.from_on end,
      case when e.state = 'issued' then ${officer}::uuid end, ${officer}::uuid, least(e.from_on, ${today}::date)
    from unnest(${list('id')}::uuid[], ${list('org')}::uuid[], ${list('title')}::text[], ${list('pack')}::text[], ${list('from')}::date[],
      ${list('to')}::date[], ${list('expires')}::boolean[], ${list('state')}::text[], ${rows.map((row) => JSON.stringify(row.entries))}::text[],
      ${list('hash')}::text[]) as e(id, org, title, pack, from_on, to_on, expires, state, entries, hash)`.execute(
    tx,
  );
}

async function writeTasks(tx: Tx, { tenantId }: Stage, tasks: readonly DemoTask[]): Promise<void> {
  const list = <Key extends keyof DemoTask>(key: Key) => tasks.map((row) => row[key]);
  await sql`
    insert into task (tenant_id, id, org_id, title, standard, owner_id, assigned_by, created_on, starts_on, due_on, state, first_late_on,
      reported_on, outcome, parent_id, plan_id)
    select ${tenantId}, e.* from unnest(${list('id')}::uuid[], ${list('org')}::uuid[], ${list('title')}::text[], ${list('standard')}::text[],
      ${list('owner')}::uuid[], ${list('by')}::uuid[], ${list('created')}::date[], ${list('starts')}::date[], ${list('due')}::date[],
      ${list('state')}::text[], ${list('late')}::date[], ${list('reported')}::date[], ${list('outcome')}::text[], ${list('parent')}::uuid[],
      ${list('plan')}::uuid[]) as e`.execute(tx);
}

const idsOf = (seed: number, kind: string, rows: readonly unknown[]) =>
  rows.map((_, at) => demoId(seed, kind, at));

async function writeParts(tx: Tx, { tenantId, seed }: Stage, { parts, outcomes }: DrawnTasks): Promise<void> {
  await sql`
    insert into task_part (tenant_id, id, task_id, letter, person_id, deliverable, state, delivered_on, note)
    select ${tenantId}, e.* from unnest(${idsOf(seed, 'task-part', parts)}::uuid[], ${parts.map((row) => row.task)}::uuid[],
      ${parts.map((row) => row.letter)}::text[], ${parts.map((row) => row.person)}::uuid[], ${parts.map((row) => row.deliverable)}::text[],
      ${parts.map((row) => row.state)}::text[], ${parts.map((row) => row.on)}::date[], ${parts.map((row) => row.note)}::text[]) as e`.execute(
    tx,
  );
  await sql`
    insert into task_outcome (tenant_id, id, task_id, no, text, result, reached_on, reached_by)
    select ${tenantId}, e.* from unnest(${idsOf(seed, 'task-outcome', outcomes)}::uuid[], ${outcomes.map((row) => row.task)}::uuid[],
      ${outcomes.map((row) => row.no)}::int[], ${outcomes.map((row) => row.text)}::text[], ${outcomes.map((row) => row.result)}::text[],
      ${outcomes.map((row) => row.on)}::date[], ${outcomes.map((row) => (row.on ? row.by : null))}::uuid[]) as e`.execute(
    tx,
  );
}

async function writeLinks(tx: Tx, { tenantId, seed }: Stage, { needs, touches }: DrawnTasks): Promise<void> {
  await sql`
    insert into task_need (tenant_id, task_id, needs_id)
    select ${tenantId}, e.* from unnest(${needs.map((row) => row.task)}::uuid[], ${needs.map((row) => row.needs)}::uuid[]) as e`.execute(
    tx,
  );
  await sql`
    insert into task_touch (tenant_id, id, task_id, letter, person_id, on_day, at, text)
    select ${tenantId}, e.id, e.task, e.letter, e.person, e.on_day, e.on_day::timestamp at time zone 'Asia/Shanghai', e.text
    from unnest(${idsOf(seed, 'task-touch', touches)}::uuid[], ${touches.map((row) => row.task)}::uuid[], ${touches.map((row) => row.letter)}::text[],
      ${touches.map((row) => row.person)}::uuid[], ${touches.map((row) => row.on)}::date[], ${touches.map((row) => row.text)}::text[])
      as e(id, task, letter, person, on_day, text)`.execute(tx);
}

/** What happened to each task, in the hand of whoever did it. */
async function writeEvents(
  tx: Tx,
  { tenantId, seed, today, accounts }: Stage,
  tasks: readonly DemoTask[],
): Promise<void> {
  const accountOf = new Map(Object.values(accounts).map((each) => [each.personId, each.accountId]));
  const events = tasks.flatMap((task) => {
    const after = (days: number): Day => {
      const day = addDays(task.created, days);
      return day > today ? today : day;
    };
    const owner = { account: accountOf.get(task.owner) ?? null, person: task.owner };
    const giver = { account: task.by, person: null };
    const event = (
      action: string,
      to: string,
      on: Day,
      who: { account: string | null; person: string | null },
      note = '',
    ) => ({
      task: task.id,
      action,
      to,
      on,
      note,
      ...who,
    });
    const list = [event('create', 'assigned', task.created, giver)];
    if (task.state === 'returned') list.push(event('return', 'returned', after(3), owner, task.note));
    else if (task.state !== 'assigned') list.push(event('accept', 'accepted', after(2), owner));
    if (task.reported) list.push(event('report', 'reported', task.reported, owner, task.outcome));
    if (task.reported && task.state === 'done') list.push(event('confirm', 'done', task.reported, giver));
    return list.map((each, at) => ({
      ...each,
      at: new Date(startOfDay(each.on).getTime() + (9 * 60 + at) * 60_000),
    }));
  });
  const list = <Key extends keyof (typeof events)[number]>(key: Key) => events.map((row) => row[key]);
  await sql`
    insert into task_event (tenant_id, id, task_id, action, to_state, at, note, account_id, person_id)
    select ${tenantId}, e.* from unnest(${idsOf(seed, 'task-event', events)}::uuid[], ${list('task')}::uuid[], ${list('action')}::text[],
      ${list('to')}::text[], ${list('at')}::timestamptz[], ${list('note')}::text[], ${list('account')}::uuid[], ${list('person')}::uuid[]) as e`.execute(
    tx,
  );
}
