import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { decide } from '#kernel/transitions.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { returnMotions } from '../motions/settle-motions.ts';
import { checkNotice } from '../procedure.rules.ts';
import { reachKeptPlan } from '../reach-kept.ts';
import { checkPlannedDay, expectedAt, kindsOf, noticeFor } from './plan-facts.ts';
import type * as contract from './plans.contract.ts';
import { checkRound, mayOpen, type PlanAction, planCycle, roundState } from './plans.rules.ts';
import {
  type FoundPlan,
  findPlan,
  type PlanChange,
  replaceAgenda,
  topicsOf,
  updatePlan,
} from './plans.store.ts';
import { viewPlan } from './read-plans.ts';
import { countWriters } from './words.store.ts';

type View = contract.PlanView;

/** Changes what is arranged of a meeting: day, place, agenda, speakers, written round. A meeting that was called is called anew for another day. */
export async function arrangePlan(
  ctx: Context,
  id: string,
  body: BodyOf<typeof contract.changePlan>,
): Promise<Result<View>> {
  const { tenantId } = ctx.actor;
  const found = await ready(ctx, id, 'change');
  if (!found.ok) return found;
  const plan = found.value;
  const day = body.onDay === plan.on_day ? ok(true) : checkPlannedDay(body.onDay, ctx.today);
  if (!day.ok) return day;
  const round = checkRound(body);
  if (!round.ok) return round;
  const before = await topicsOf(ctx.tx, tenantId, id);
  const known = new Map(before.map((topic) => [topic.id, topic]));
  const given = body.topics.flatMap((topic) => (topic.id ? [topic.id] : []));
  if (given.some((each) => !known.has(each)) || new Set(given).size < given.length) {
    return refuse('meetings/unknown-topic', '议程已经变动，请刷新页面后再改。', { status: 422 });
  }
  const dropped = before.find((topic) => topic.motion_id !== null && !given.includes(topic.id));
  if (dropped) {
    return refuse(
      'meetings/motion-on-agenda',
      `“${dropped.text}”是党员提议，不能从议程中删去。请在提议页答复，或改列入另一次会议。`,
      { status: 409, data: { motionId: dropped.motion_id } },
    );
  }
  const moved = { ...plan, on_day: body.onDay };
  const expected = new Set((await expectedAt(ctx, moved)).map((row) => row.person_id));
  if (
    new Set(body.speakerIds).size < body.speakerIds.length ||
    body.speakerIds.some((person) => !expected.has(person))
  ) {
    return refuse(
      'meetings/speaker-not-expected',
      '轮流发言的同志须在应到名单中，且不重复。请从名单中选择。',
      {
        status: 422,
        errors: [{ path: 'body.speakerIds', message: '不在应到名单中' }],
      },
    );
  }
  await replaceAgenda(ctx.tx, tenantId, id, {
    topics: body.topics.map((topic) => ({
      id: topic.id ?? newId(),
      text: topic.text,
      written: topic.written,
      motionId: topic.id ? (known.get(topic.id)?.motion_id ?? null) : null,
    })),
    speakerIds: body.speakerIds,
  });
  const another = body.onDay !== plan.on_day;
  return save(ctx, plan, 'change', {
    title: body.title,
    on_day: body.onDay,
    starts_at: body.startsAt,
    place: body.place,
    minutes: body.minutes,
    written_until: body.writtenUntil,
    ...(another
      ? {
          notice_on: noticeFor(kindsOf(ctx, plan.kinds), body.onDay).day,
          moved_from: null,
          moved_why: '',
          covered: ctx.services.calendar.isWorkday(body.onDay).covered,
          ...(plan.state === 'announced' ? { announced_on: ctx.today } : {}),
        }
      : {}),
  });
}

/** Calls a meeting. Late for the notice its kind asks for, it wants a reason; where the rule is hard, it is refused. */
export async function callMeeting(
  ctx: Context,
  id: string,
  body: BodyOf<typeof contract.announcePlan>,
): Promise<Result<View>> {
  const found = await ready(ctx, id, 'announce');
  if (!found.ok) return found;
  const plan = found.value;
  const { notice } = noticeFor(kindsOf(ctx, plan.kinds), plan.on_day);
  const timely = checkNotice(notice, ctx.today, plan.on_day, body.reason);
  if (!timely.ok) return timely;
  return save(ctx, plan, 'announce', {
    state: 'announced',
    announced_on: plan.announced_on ?? ctx.today,
    short_reason: body.reason,
  });
}

/** Calls a meeting off; motions on its agenda wait for an answer again. */
export async function callOff(
  ctx: Context,
  id: string,
  body: BodyOf<typeof contract.cancelPlan>,
): Promise<Result<View>> {
  const found = await ready(ctx, id, 'cancel');
  if (!found.ok) return found;
  await returnMotions(ctx, [id]);
  return save(ctx, found.value, 'cancel', { state: 'cancelled', cancel_reason: body.reason });
}

/** Opens what members wrote before its last day, once everybody has written. */
export async function openRound(ctx: Context, id: string): Promise<Result<View>> {
  const found = await ready(ctx, id, 'change');
  if (!found.ok) return found;
  const plan = found.value;
  const round = roundState(
    { writtenUntil: plan.written_until, openedOn: plan.opened_on, state: plan.state },
    ctx.today,
  );
  const expected = (await expectedAt(ctx, plan)).length;
  const allowed = mayOpen(round, { expected, written: await countWriters(ctx.tx, ctx.actor.tenantId, id) });
  if (!allowed.ok) return allowed;
  return save(ctx, plan, 'open-words', { opened_on: ctx.today });
}

async function ready(ctx: Context, id: string, action: PlanAction): Promise<Result<FoundPlan>> {
  const plan = await reachKeptPlan(ctx, id);
  if (!plan) return notFound();
  if (plan.version !== ctx.ifMatch) return staleEdit(ctx, 'meeting-plan', id, await viewPlan(ctx, plan));
  const allowed = decide(planCycle, plan.state, action);
  return allowed.ok ? ok(plan) : allowed;
}

async function save(
  ctx: Context,
  plan: FoundPlan,
  action: PlanAction | 'open-words',
  change: PlanChange,
): Promise<Result<View>> {
  const { tenantId } = ctx.actor;
  const version = await updatePlan(ctx.tx, tenantId, plan.id, plan.version, change);
  if (version === undefined) return staleEdit(ctx, 'meeting-plan', plan.id, null);
  ctx.audit({
    action: `meeting-plan.${action}`,
    object: ['meeting-plan', plan.id],
    orgId: plan.org_id,
    details: { version, on: change.on_day ?? plan.on_day },
  });
  const now = await findPlan(ctx.tx, tenantId, plan.id);
  return ok(await viewPlan(ctx, now!));
}
