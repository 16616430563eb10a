import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { findEntered } from '#roles/ledger/find-entered.ts';
import { remindersAhead } from '#roles/reminders/reminders.rules.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import { childrenOf, type LinkRow, needsOf, waitingFor } from './cascade.store.ts';
import { type LetteredTask, newsAhead, watchesOf } from './letters/notices.rules.ts';
import { outcomesOf } from './letters/outcomes.store.ts';
import { openPartActions, partLateness, partOpen } from './letters/parts.rules.ts';
import { lastTouches, type PartRow, partsOf, touchesOf } from './letters/parts.store.ts';
import { listPeopleForTask, listPeopleForTasks } from './people.contract.ts';
import { organisationsUnder, peopleFor, staffOf } from './staff.store.ts';
import { enterStuckTask } from './stuck/stuck.contract.ts';
import { stuckBy } from './stuck/stuck.rules.ts';
import { courseOf } from './stuck/stuck.store.ts';
import type { PartView, taskRights } from './task-shapes.contract.ts';
import { type Beside, factsOf, officeObject, taskObject } from './task-view.ts';
import type { readTask } from './tasks.contract.ts';
import { isOpen, lateness } from './tasks.rules.ts';
import { findTask, type TaskFound } from './tasks.store.ts';

/** How many names a search offers. */
const OFFERED = 50;

type Full = ResponseOf<typeof readTask>;
type Around = Pick<
  Full,
  | 'parentTitle'
  | 'planTitle'
  | 'parts'
  | 'expected'
  | 'children'
  | 'needs'
  | 'waiting'
  | 'touches'
  | 'reminders'
  | 'may'
  | 'ownerLeft'
  | 'stuck'
  | 'problemId'
>;

/** Everything around a task that its page shows: letters, outcomes, links, guidance, reminders to come. */
export async function readAround(ctx: Context, row: TaskFound, beside: Beside): Promise<Around> {
  const { tx, actor, today } = ctx;
  const { tenantId } = actor;
  const parts = await partsOf(tx, tenantId, [row.id]);
  const touched = (await lastTouches(tx, tenantId, [row.id])).get(row.id) ?? { guide: null, lead: null };
  const children = await childrenOf(tx, tenantId, row.id);
  const carrying = new Set(children.filter((child) => isOpen(child.state)).map((child) => child.owner_id));
  const task = letteredOf(row, parts, touched, carrying);
  const rule = ctx.services.content.tasks;
  const watches = watchesOf(task, rule, today);
  const names = new Map([
    [row.owner_id, row.owner_name],
    ...parts.map((part) => [part.person_id, part.person_name] as const),
  ]);
  const owns = row.owner_id === actor.personId;
  const assigned = beside.assigned.has(row.id);
  const nextOn = new Map(
    watches
      .filter((watch) => watch.why !== 'due' && watch.onlyIf === null)
      .map((watch) => [`${watch.letter} ${watch.personId}`, watch.dueOn]),
  );
  const reminders = [
    ...remindersAhead(watches, rule.reminders, today),
    ...newsAhead(task, rule.inform_on, today),
  ].map(({ personId, ...rest }) => ({ ...rest, name: names.get(personId) ?? '' }));
  const outcomes = await outcomesOf(tx, tenantId, row.id);
  const stuck = stuckBy(factsOf(row), await courseOf(tx, tenantId, row.id), rule.stuck, today);
  const problemId = await findEntered(ctx, row.id);
  const office = stuck.length > 0 && (await authorise(ctx, enterStuckTask, officeObject, [row.id])).size > 0;
  const staff = isOpen(row.state) ? await staffOf(tx, tenantId, row.org_path, [row.owner_id], today) : null;
  return {
    parentTitle: row.parent_title,
    planTitle: row.plan_title,
    parts: parts.map((part) => partView(ctx, row, part, owns || assigned, nextOn)),
    expected: outcomes.map((each) => ({
      id: each.id,
      text: each.text,
      result: each.result,
      reachedOn: each.reached_on,
      reachedBy: each.reached_by,
    })),
    children: children.map((child) => ({
      id: child.id,
      title: child.title,
      state: child.state,
      dueOn: child.due_on,
      ownerName: child.owner_name,
      orgName: child.org_name,
      firstLateOn: lateness(
        {
          state: child.state,
          ownerId: '',
          createdOn: child.due_on,
          dueOn: child.due_on,
          firstLateOn: child.first_late_on,
          reportedOn: child.reported_on,
        },
        today,
      ),
      note: child.note,
    })),
    needs: (await needsOf(tx, tenantId, [row.id])).map(linkView),
    waiting: (await waitingFor(tx, tenantId, row.id)).map(linkView),
    touches: (await touchesOf(tx, tenantId, row.id)).map((touch) => ({
      id: touch.id,
      letter: touch.letter,
      name: touch.name,
      onDay: touch.on_day,
      text: touch.text,
    })),
    reminders,
    may: [
      ...rightsIn(row, beside.letters.get(row.id) ?? [], { owns, assigned }),
      ...(problemId === null && office ? (['enter-ledger'] as const) : []),
    ],
    stuck,
    problemId,
    ownerLeft: staff !== null && staff.get(row.owner_id)?.there === false,
  };
}

/** A task with its letters as notices see it. */
function letteredOf(
  row: TaskFound,
  parts: readonly PartRow[],
  touched: LetteredTask['touched'],
  carrying: ReadonlySet<string>,
): LetteredTask {
  return {
    ...factsOf(row),
    touched,
    parts: parts.map((part) => ({
      letter: part.letter,
      personId: part.person_id,
      state: part.state,
      dueOn: part.due_on,
      carriedBelow: carrying.has(part.person_id),
    })),
  };
}

/** A linked task as shown. */
export function linkView(row: LinkRow) {
  return { id: row.id, title: row.title, state: row.state, dueOn: row.due_on, ownerName: row.owner_name };
}

/** Whether the parts of a task can still move: it is neither ended nor waiting for its confirmation. */
export function partsMove(row: Pick<TaskFound, 'state'>): boolean {
  return isOpen(row.state) && row.state !== 'reported';
}

function partView(
  ctx: Context,
  row: TaskFound,
  part: PartRow,
  owns: boolean,
  nextOn: ReadonlyMap<string, string>,
): PartView {
  const worked = part.letter === 'assist' || part.letter === 'do';
  const facts = {
    state: part.state,
    personId: part.person_id,
    dueOn: part.due_on ?? row.due_on,
    deliveredOn: part.delivered_on,
    firstLateOn: part.first_late_on,
    taskOpen: worked && partsMove(row),
  };
  const actions = openPartActions(facts, { personId: ctx.actor.personId, owns });
  return {
    id: part.id,
    letter: part.letter,
    personId: part.person_id,
    personName: part.person_name,
    deliverable: part.deliverable,
    dueOn: worked ? facts.dueOn : null,
    state: part.state,
    deliveredOn: part.delivered_on,
    firstLateOn:
      worked && partOpen(part.state) && isOpen(row.state)
        ? partLateness(facts, ctx.today)
        : part.first_late_on,
    note: part.note,
    nextOn: nextOn.get(`${part.letter} ${part.person_id}`) ?? null,
    actions,
    version: part.version,
  };
}

type Right = (typeof taskRights)[number];

/** What the reader may do with a task, by letter and office. */
export function rightsIn(
  row: Pick<TaskFound, 'state'>,
  letters: readonly Letter[],
  part: { owns: boolean; assigned: boolean },
): Right[] {
  if (!isOpen(row.state)) return [];
  const rights: Right[] = [];
  const keeps = part.owns || part.assigned;
  if (keeps && row.state === 'accepted') rights.push('break-down');
  if (keeps && partsMove(row)) rights.push('share-out', 'link');
  if (part.assigned && partsMove(row)) rights.push('name-lead');
  if (row.state === 'accepted' && (part.owns || letters.includes('do'))) rights.push('reach');
  if (letters.includes('guide')) rights.push('guide');
  if (letters.includes('lead')) rights.push('direct');
  return rights;
}

/** Whom a task can be given to, or broken down to: with an office, everybody of the unit; else those of the task's organisation. */
export async function readPeopleForTask(
  ctx: Context,
  id: string,
  q: string,
): Promise<Result<ResponseOf<typeof listPeopleForTask>>> {
  const { tenantId } = ctx.actor;
  const found = await authorise(ctx, listPeopleForTask, taskObject, [id]);
  const row = found.has(id) ? await findTask(ctx.tx, tenantId, id) : undefined;
  if (!row) return notFound();
  const owns = row.owner_id === ctx.actor.personId;
  // Whoever only reads the task has nobody to choose.
  const office = (await authorise(ctx, listPeopleForTasks, organisationObject, [row.org_id])).size > 0;
  if (!owns && !office) return ok({ people: [], organisations: [] });
  return ok(await choicesIn(ctx, row.org_path, q, office ? null : row.org_path));
}

/** Whom the tasks of an organisation can be given to. */
export async function readPeopleForTasks(
  ctx: Context,
  orgId: string,
  q: string,
): Promise<Result<ResponseOf<typeof listPeopleForTasks>>> {
  const allowed = await authorise(ctx, listPeopleForTasks, organisationObject, [orgId]);
  const org = allowed.has(orgId) ? await findOrganisation(ctx.tx, ctx.actor.tenantId, orgId) : undefined;
  if (!org) return notFound();
  return ok(await choicesIn(ctx, org.path, q, null));
}

async function choicesIn(ctx: Context, orgPath: string, q: string, within: string | null) {
  const { tenantId } = ctx.actor;
  const { post } = ctx.services.content.index;
  const people = await peopleFor(ctx.tx, tenantId, orgPath, { q: q.trim(), within }, ctx.today, OFFERED);
  const organisations = await organisationsUnder(ctx.tx, tenantId, orgPath, OFFERED);
  return {
    people: people.map((row) => ({
      id: row.id,
      name: row.name,
      orgName: row.org_name,
      posts: row.posts.map((code) => post.get(code)?.title ?? { zh: code, en: code }),
    })),
    organisations,
  };
}
