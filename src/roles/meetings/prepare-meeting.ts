import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { nextDueByKind } from '#roles/work-records/fulfilment.ts';
import { dutiesToName } from '#roles/work-records/work-content.ts';
import { kindsFor } from './kinds-for.ts';
import { meetingKinds, votingRules } from './meeting-content.ts';
import type { listKeptOrganisations, prepareMeeting } from './meetings.contract.ts';
import { type MeetingKind, nextSpeakers } from './meetings.rules.ts';
import { findPlan, speakersOf, topicsOf } from './plans/plans.store.ts';
import { keptScope, reachKept } from './reach-kept.ts';
import {
  keptOrganisations,
  lastMeeting,
  leadersAbove,
  presentAt,
  recorderOf,
  rosterOf,
} from './roster.store.ts';
import type { Share } from './voting.rules.ts';

/** Proposed length of a meeting where none was held before, in minutes. */
const FIRST_LENGTH = 60;
/** How many people are proposed to speak next. */
const PROPOSED_SPEAKERS = 3;

/** Everything the meeting form can know beforehand: kinds with what is due, the roster of the day, and last time's place and length. */
export async function readMeetingForm(
  ctx: Context,
  orgId: string,
  query: QueryOf<typeof prepareMeeting>,
): Promise<Result<ResponseOf<typeof prepareMeeting>>> {
  const { tenantId } = ctx.actor;
  const { content } = ctx.services;
  const org = await reachKept(ctx, orgId);
  if (!org) return notFound();
  const on = query.on ?? ctx.today;
  const kinds = (await kindsFor(ctx, org)).filter((kind) => kind.orgs.includes(org.kind));
  const codes = kinds.map((kind) => kind.code);
  const roster = await rosterOf(ctx.tx, tenantId, { ...org, parentId: org.parent_id }, on);
  const last = await lastMeeting(ctx.tx, tenantId, orgId, codes);
  const loose = org.kind === 'group' && !roster.some((row) => row.settled);
  const cameLast = loose && last ? await presentAt(ctx.tx, tenantId, last.id) : null;
  const recorder = last ? await recorderOf(ctx.tx, tenantId, last.id) : null;
  const plan = await planOf(ctx, orgId, query.planId);
  const due = await nextDueByKind(ctx, orgId, codes);
  const rules = votingRules(content);
  const members = roster.map((row) => ({
    personId: row.person_id,
    name: row.name,
    votes: row.full_member,
    committee: row.committee,
    presence: presenceFor(row, cameLast),
    lastSpokeOn: row.last_spoke_on,
  }));
  const names = new Map(content.posts.map((post) => [post.id, post.title.zh]));
  const onRoster = new Set(roster.map((row) => row.person_id));
  const leaders = await leadersAbove(ctx.tx, tenantId, org.path, on);
  const secretary = members.find((row) => row.personId === ctx.actor.personId && row.committee);
  return ok({
    orgId,
    orgName: org.name,
    orgKind: org.kind,
    kinds: kinds.map((kind) =>
      kindView(kind, content.index.recordKind.get(kind.code)?.title, due.get(kind.code)),
    ),
    rules: rules.map(({ quorum, pass, ...rule }) => ({
      ...rule,
      quorum: shareView(quorum),
      pass: shareView(pass),
    })),
    roster: members,
    guests: leaders
      .filter((row) => !onRoster.has(row.person_id))
      .map((row) => ({ personId: row.person_id, name: row.name, post: names.get(row.post) ?? row.post })),
    chairId: (secretary ?? members.find((row) => row.committee))?.personId ?? null,
    recorderId: recorder !== null && onRoster.has(recorder) ? recorder : null,
    place: last?.details.place ?? '',
    minutes: last?.minutes_spent || FIRST_LENGTH,
    nextSpeakers: nextSpeakers(
      members.filter((row) => row.presence === 'present'),
      PROPOSED_SPEAKERS,
    ).map((row) => row.personId),
    duties: dutiesToName(content, codes).map((duty) => ({
      ...duty,
      kinds: codes.filter((code) => dutiesToName(content, [code]).some((each) => each.id === duty.id)),
    })),
    plan,
  });
}

/** The planned meeting of this organisation that the form was opened for, if it is still to be held. */
async function planOf(ctx: Context, orgId: string, planId: string | undefined) {
  const { tenantId } = ctx.actor;
  const plan = planId === undefined ? undefined : await findPlan(ctx.tx, tenantId, planId);
  if (plan?.org_id !== orgId || (plan.state !== 'planned' && plan.state !== 'announced')) return null;
  const topics = await topicsOf(ctx.tx, tenantId, plan.id);
  const speakers = await speakersOf(ctx.tx, tenantId, plan.id);
  return {
    id: plan.id,
    onDay: plan.on_day,
    kinds: plan.kinds,
    place: plan.place,
    minutes: plan.minutes,
    topics: topics.map((topic) => topic.text),
    speakerIds: speakers.map((row) => row.id),
  };
}

function presenceFor(row: { person_id: string; exempt: boolean }, cameLast: Set<string> | null) {
  if (row.exempt) return 'exempt' as const;
  // A group's members are known from its last meeting; at the first, nobody is put down beforehand.
  if (cameLast) return cameLast.has(row.person_id) ? ('present' as const) : ('exempt' as const);
  return 'present' as const;
}

function kindView(
  kind: MeetingKind,
  title: { zh: string; en: string } | undefined,
  dueOn: string | undefined,
) {
  return {
    code: kind.code,
    title: title ?? { zh: kind.name, en: kind.code },
    audience: kind.audience,
    study: kind.study,
    dueOn: dueOn ?? null,
    rules: [...kind.rules],
    steps: [...kind.steps],
    notice: kind.notice,
  };
}

function shareView(share: Share | null) {
  return share && { part: share.of[0], whole: share.of[1], above: share.above };
}

/** The organisations for which the actor keeps records. */
export async function readKeptOrganisations(
  ctx: Context,
  query: QueryOf<typeof listKeptOrganisations>,
): Promise<ResponseOf<typeof listKeptOrganisations>> {
  const kinds = [...new Set(meetingKinds(ctx.services.content).flatMap((kind) => kind.orgs))];
  const scope = await keptScope(ctx);
  return { items: await keptOrganisations(ctx.tx, ctx.actor.tenantId, scope, kinds, query.q ?? '', 100) };
}
