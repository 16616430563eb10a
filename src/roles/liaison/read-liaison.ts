import { addDays } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, holdsOver, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Endpoint, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { outsiderCounts, outsidersOf } from './contacts.store.ts';
import { branchRows } from './coverage.store.ts';
import { type LiaisonView, listLiaison, readLiaison, settleLiaison } from './liaison.contract.ts';
import { coverageOf, isAway } from './liaison.rules.ts';
import { arrangementOf, headsOf, planOf, rollsOf } from './liaison.store.ts';

const BRANCHES = ['branch', 'joint_branch'];

/** A branch that the actor reaches through an endpoint, or undefined. Only branches have liaison. */
export async function branchFor(ctx: Context, guarded: Pick<Endpoint, 'access'>, id: string) {
  const allowed = await authorise(ctx, guarded, organisationObject, [id]);
  const org = allowed.has(id) ? await findOrganisation(ctx.tx, ctx.actor.tenantId, id) : undefined;
  return org && org.state === 'active' && BRANCHES.includes(org.kind) ? org : undefined;
}

/** Coverage and load of the branches within reach: how many, never who. */
export async function listBranches(
  ctx: Context,
  query: QueryOf<typeof listLiaison>,
): Promise<Result<ResponseOf<typeof listLiaison>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const { leads, limits } = ctx.services.content.liaison;
  const rows = await branchRows(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listLiaison),
    leads,
    { touched: addDays(ctx.today, -limits.remind_days), year: yearStart(ctx) },
    { q: query.q, gaps: query.gaps === 'yes' },
    cursor.value ? { path: String(cursor.value[0]), id: String(cursor.value[1]) } : null,
    query.limit,
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.path, row.orgId],
      ({ path: _, ...row }) => row,
    ),
  );
}

/**
 * One branch. The branch's secretary sees everything; whoever arranges the pairs sees what that takes; the body above and
 * the members see who is paired with whom, and no name from outside the Party but one's own contacts. When two were in
 * touch is for the secretary and the two.
 */
export async function showBranch(ctx: Context, id: string): Promise<Result<LiaisonView>> {
  const org = await branchFor(ctx, readLiaison, id);
  if (!org) return notFound();
  const { tenantId, personId } = ctx.actor;
  const arranges = (await authorise(ctx, settleLiaison, organisationObject, [id])).has(id);
  const whole = arranges && holdsOver(ctx.actor, org.path, 'secretary');
  const { leads, limits } = ctx.services.content.liaison;
  // Whoever has nobody comes first; sorting keeps the order of the rest.
  const rolls = (await rollsOf(ctx.tx, tenantId, id, leads)).sort(
    (a, b) => Number(a.keeperId !== null) - Number(b.keeperId !== null),
  );
  const { bonds, leaves } = await arrangementOf(ctx.tx, tenantId, id, ctx.today);
  const heads = whole ? await headsOf(ctx.tx, tenantId, id, yearStart(ctx)) : null;
  const counts = await outsiderCounts(ctx.tx, tenantId, id);
  const outsiders =
    arranges || personId !== null ? await outsidersOf(ctx.tx, tenantId, id, arranges ? null : personId) : [];
  const plan = await planOf(ctx.tx, tenantId, id);
  const coverage = coverageOf(rolls);
  const names = new Map(rolls.map((each) => [each.personId, each.name]));
  return ok({
    orgId: id,
    orgName: org.name,
    ...plan,
    shows: whole ? 'all' : arranges ? 'arrangement' : 'pairs',
    members: rolls.map((each) => {
      const head = heads?.get(each.personId);
      return {
        personId: each.personId,
        name: each.name,
        part: each.part,
        keeperId: each.keeperId,
        keeperName: each.keeperName,
        away: arranges && isAway(leaves, each.personId, ctx.today, limits.away_days),
        lastOn: head?.last_on ?? null,
        tasksOpen: head?.tasks_open ?? null,
        tasksDone: head?.tasks_done ?? null,
        lastTalkOn: head?.last_talk_on ?? null,
        outsiders: counts.get(each.personId) ?? 0,
      };
    }),
    loads: coverage.loads.map((each) => ({ ...each, name: names.get(each.keeperId) ?? '—' })),
    uncovered: coverage.uncovered.length,
    outsiders: outsiders.map((each) =>
      whole || each.keeperId === personId ? each : { ...each, lastOn: null },
    ),
    outsiderCount: [...counts.values()].reduce((sum, each) => sum + each, 0),
    unassigned: counts.get('') ?? 0,
    bonds: arranges ? bonds : [],
    leaves: arranges ? leaves : [],
    limits: {
      members: limits.members,
      masses: limits.masses,
      awayDays: limits.away_days,
      remindDays: limits.remind_days,
    },
  });
}

const yearStart = (ctx: Context) => `${ctx.today.slice(0, 4)}-01-01`;
