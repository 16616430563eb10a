import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { findUnitOf } from '#organisation/units.store.ts';
import { authorise, holdsOver, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { taskObject } from '#roles/tasks/task-view.ts';
import { readTask } from '#roles/tasks/tasks.contract.ts';
import {
  type BusinessItemView,
  type FusionLinkView,
  listBusinessItems,
  listFusionLinks,
  type listMyBusinessItems,
  proposeFusionLink,
  readFusion,
} from './fusion.contract.ts';
import {
  decideLink,
  type FusionActor,
  type LinkState,
  linkCycle,
  linkStates,
  movementOf,
  nextReading,
} from './fusion.rules.ts';
import { countTasks, type LinkRow, linksIn, looseTasks } from './fusion.store.ts';
import { countItems, type ItemRow, itemsOf } from './items.store.ts';

/** Of what stands alone, so much is listed; the rest follows as it is linked. */
const MOST = 200;

/** What the actor is towards a link: its task's organisation is under an office of his. */
export const actorAt = (ctx: Pick<Context, 'actor'>, taskPath: string): FusionActor => ({
  personId: ctx.actor.personId,
  office: holdsOver(ctx.actor, taskPath, 'officer', 'secretary'),
});

/** A link's row as decisions see it. */
export const factsOf = (row: LinkRow) => ({
  state: row.state,
  ownerId: row.owner_id,
  taskOwnerId: row.task_owner_id,
  proposedPerson: row.proposed_person,
});

function linkView(ctx: Context, row: LinkRow): FusionLinkView {
  const { unmoved_readings } = ctx.services.content.fusion;
  const seen =
    row.state === 'confirmed' && row.confirmed_on !== null
      ? movementOf(row, row.readings, row.confirmed_on, unmoved_readings)
      : { movement: null, value: null };
  const actor = actorAt(ctx, row.task_path);
  return {
    id: row.id,
    task: {
      id: row.task_id,
      title: row.task,
      orgName: row.task_org,
      owner: row.task_owner,
      done: row.task_done,
    },
    item: {
      id: row.item_id,
      title: row.item,
      owner: row.owner,
      indicator: row.indicator,
      measure: row.measure,
      baseline: row.baseline,
      target: row.target,
    },
    how: row.how,
    state: row.state,
    proposedBy: row.proposer,
    proposedOn: row.proposed_on,
    confirmedBy: row.confirmer,
    confirmedOn: row.confirmed_on,
    note: row.note,
    ...seen,
    actions: allowedActions(linkCycle, row.state).filter(
      (action) => decideLink(factsOf(row), action, actor).ok,
    ),
    version: row.version,
  };
}

function itemView(ctx: Context, row: ItemRow): BusinessItemView {
  const own = ctx.actor.personId !== null && ctx.actor.personId === row.owner_id;
  const office = holdsOver(ctx.actor, row.org_path, 'officer');
  const open = row.ended_on === null;
  const last = row.readings.at(-1)?.onDay ?? null;
  const { reading_days } = ctx.services.content.fusion;
  return {
    id: row.id,
    title: row.title,
    unit: { id: row.org_id, name: row.org_name },
    owner: { id: row.owner_id, name: row.owner },
    indicator: row.indicator,
    measure: row.measure,
    source: row.source,
    baseline: row.baseline,
    target: row.target,
    baselineOn: row.baseline_on,
    dueOn: row.due_on,
    endedOn: row.ended_on,
    readings: row.readings,
    links: row.links,
    nextOn: open && row.confirmed_on !== null ? nextReading(last, row.confirmed_on, reading_days) : null,
    may: [
      ...(open && own ? ['report' as const] : []),
      ...(open && (own || office) ? ['change' as const] : []),
    ],
    version: row.version,
  };
}

/** Links within reach: those of one's organisations, those in which one answers for either side, and those of a task that one may read. */
export async function showLinks(
  ctx: Context,
  query: QueryOf<typeof listFusionLinks>,
): Promise<Result<ResponseOf<typeof listFusionLinks>>> {
  const { tenantId, personId } = ctx.actor;
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const { taskId } = query;
  if (taskId && !(await authorise(ctx, readTask, taskObject, [taskId])).has(taskId)) return notFound();
  const scope = scopeOf(ctx.actor, listFusionLinks);
  const org = query.orgId ? await findOrganisation(ctx.tx, tenantId, query.orgId) : null;
  if (query.orgId && !org) return notFound();
  if (query.mine && personId === null) return ok({ items: [], next: null });
  const rows = await linksIn(ctx.tx, tenantId, taskId ? { ...scope, all: true } : scope, {
    states: statesOf(query.state),
    ofTask: taskId ?? null,
    path: org?.path ?? null,
    businessOf: query.mine ? personId : null,
    after: cursor.value as [string] | null,
    limit: query.limit,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => linkView(ctx, row),
    ),
  );
}

function statesOf(state: QueryOf<typeof listFusionLinks>['state']): readonly LinkState[] {
  if (state === 'any') return linkStates;
  return state === 'standing' ? ['proposed', 'confirmed'] : [state];
}

/** How much of an organisation's Party work is tied to business, how much business has it behind it, and what stands alone. */
export async function showFusion(
  ctx: Context,
  orgId: string,
): Promise<Result<ResponseOf<typeof readFusion>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readFusion, organisationObject, [orgId])).has(orgId)) return notFound();
  const org = await findOrganisation(ctx.tx, tenantId, orgId);
  if (!org) return notFound();
  const year = ctx.today.slice(0, 4);
  const tasks = await looseTasks(ctx.tx, tenantId, org.path, year, MOST);
  const items = await itemsOf(ctx.tx, tenantId, { path: org.path, q: '', loose: true }, null, MOST);
  const keeps = await authorise(ctx, proposeFusionLink, organisationObject, [orgId]);
  return ok({
    org: { id: org.id, name: org.name },
    tasks: await countTasks(ctx.tx, tenantId, org.path, year),
    items: await countItems(ctx.tx, tenantId, org.path),
    looseTasks: tasks.map((row) => ({
      id: row.id,
      title: row.title,
      orgName: row.org_name,
      dueOn: row.due_on,
    })),
    looseItems: items.slice(0, MOST).map((row) => itemView(ctx, row)),
    mayPropose: keeps.has(orgId) && (await findUnitOf(ctx.tx, tenantId, orgId)) !== undefined,
  });
}

/** Business items of an organisation's unit: for whoever ties Party work to them. */
export async function showItems(
  ctx: Context,
  orgId: string,
  query: QueryOf<typeof listBusinessItems>,
): Promise<Result<ResponseOf<typeof listBusinessItems>>> {
  if (!(await authorise(ctx, listBusinessItems, organisationObject, [orgId])).has(orgId)) return notFound();
  const org = await findOrganisation(ctx.tx, ctx.actor.tenantId, orgId);
  if (!org) return notFound();
  return pageOf(ctx, { path: org.path, q: query.q, loose: false }, query);
}

/** Business items that one answers for. */
export async function showMyItems(
  ctx: Context,
  query: QueryOf<typeof listMyBusinessItems>,
): Promise<Result<ResponseOf<typeof listMyBusinessItems>>> {
  const { personId } = ctx.actor;
  return personId === null ? ok({ items: [], next: null }) : pageOf(ctx, { personId }, query);
}

async function pageOf(
  ctx: Context,
  of: Parameters<typeof itemsOf>[2],
  query: { cursor?: string | undefined; limit: number },
) {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const rows = await itemsOf(ctx.tx, ctx.actor.tenantId, of, cursor.value as [string] | null, query.limit);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => itemView(ctx, row),
    ),
  );
}
