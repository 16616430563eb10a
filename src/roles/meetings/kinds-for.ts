import type { Context } from '#platform/http/context.ts';
import { meetingKinds } from './meeting-content.ts';
import { type MeetingKind, withStandIns } from './meetings.rules.ts';
import { bodiesOfUnit } from './roster.store.ts';

/** The kinds of meeting as this organisation may hold them: a branch holds the organ committee's only where its unit has none. */
export async function kindsFor(ctx: Context, org: { kind: string; path: string }): Promise<MeetingKind[]> {
  const kinds = meetingKinds(ctx.services.content);
  if (!kinds.some((kind) => kind.standIns?.includes(org.kind))) return kinds;
  return withStandIns(kinds, org.kind, await bodiesOfUnit(ctx.tx, ctx.actor.tenantId, org.path));
}
