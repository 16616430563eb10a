import { type Day, daysBetween } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { kindsFor } from '../kinds-for.ts';
import { meetingKinds } from '../meeting-content.ts';
import { type Audience, chooseKinds, type MeetingKind } from '../meetings.rules.ts';
import { longestNotice, type Notice, noticeDay } from '../procedure.rules.ts';
import { reachKept } from '../reach-kept.ts';
import { type RosterRow, rosterOf } from '../roster.store.ts';
import { planObject } from './plan-objects.ts';
import { type FoundPlan, findPlan } from './plans.store.ts';

/** The organisation that meets, if the actor keeps its meetings; a group's meetings belong to its branch. */
export async function reachBody(ctx: Context, orgId: string) {
  const org = await reachKept(ctx, orgId);
  return org && { ...org, homeId: org.kind === 'group' ? (org.parent_id ?? org.id) : org.id };
}

/** A planned meeting that the actor may read or write for, as the endpoint says. */
export async function reachPlan(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  lock = false,
): Promise<FoundPlan | undefined> {
  if (!(await authorise(ctx, guarded, planObject, [id])).has(id)) return undefined;
  return findPlan(ctx.tx, ctx.actor.tenantId, id, lock);
}

/** The kinds of a meeting by their codes. */
export function kindsOf(ctx: Context, codes: readonly string[]): MeetingKind[] {
  return meetingKinds(ctx.services.content).filter((kind) => codes.includes(kind.code));
}

/** The kinds that an organisation may plan, or why not. */
export async function chooseFor(
  ctx: Context,
  codes: readonly string[],
  org: { kind: string; path: string },
): Promise<Result<MeetingKind[]>> {
  return chooseKinds(await kindsFor(ctx, org), codes, org.kind);
}

/** The notice that a meeting asks for, and its last day. */
export function noticeFor(
  kinds: readonly MeetingKind[],
  onDay: Day,
): { notice: Notice | null; day: Day | null } {
  const notice = longestNotice(kinds.map((kind) => kind.notice));
  return { notice, day: noticeDay(notice, onDay) };
}

/** A title for a meeting that was given none. */
export function titleFor(kinds: readonly MeetingKind[], title: string): string {
  return title || kinds.map((kind) => kind.name).join('暨');
}

/** Who is expected at a planned meeting. */
export async function expectedAt(ctx: Context, plan: FoundPlan): Promise<RosterRow[]> {
  const org = { id: plan.org_id, kind: plan.org_kind, parentId: plan.org_parent };
  return expectedOf(await rosterOf(ctx.tx, ctx.actor.tenantId, org, plan.on_day), plan.audience);
}

/** Of a roster, those whom a meeting of this audience expects. */
export function expectedOf(roster: readonly RosterRow[], audience: Audience): RosterRow[] {
  if (audience === 'open') return [];
  return roster.filter((row) => !row.exempt && (audience !== 'committee' || row.committee));
}

/** How many days ahead a meeting may be planned: a later one is a slip of the pen. */
const FARTHEST = 731;

/** Refuses a day that has passed or lies years ahead. */
export function checkPlannedDay(day: Day, today: Day): Result<true> {
  if (day >= today && daysBetween(today, day) <= FARTHEST) return ok(true);
  if (day > today) {
    return refuse('meetings/day-too-far', '会议日期在两年以后，请核对年份。', {
      status: 422,
      errors: [{ path: 'body.onDay', message: '最晚两年以内' }],
    });
  }
  return refuse('meetings/day-passed', '会议日期已过。已经开过的会请直接记录。', {
    status: 422,
    errors: [{ path: 'body.onDay', message: '不能早于今天' }],
  });
}
