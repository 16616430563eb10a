import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { kindsFor } from '../kinds-for.ts';
import type { MeetingKind } from '../meetings.rules.ts';
import { returnMotions } from '../motions/settle-motions.ts';
import { checkPlannedDay, chooseFor, noticeFor, reachBody, titleFor } from './plan-facts.ts';
import { seriesObject } from './plan-objects.ts';
import * as contract from './plans.contract.ts';
import { audienceOf } from './plans.rules.ts';
import { daysTaken, insertPlans, type NewPlan, replaceAgenda } from './plans.store.ts';
import { checkSpan, type SeriesMeeting, type SeriesRule, seriesDays } from './series.rules.ts';
import { findSeries, insertSeries, lockPlanning, seriesOf, seriesOver, stopSeries } from './series.store.ts';

/** The days that a rule gives, before anything is saved. */
export async function previewDays(
  ctx: Context,
  orgId: string,
  query: QueryOf<typeof contract.previewSeries>,
): Promise<Result<ResponseOf<typeof contract.previewSeries>>> {
  const org = await reachBody(ctx, orgId);
  if (!org) return notFound();
  const span = checkSpan(query.from, query.to);
  if (!span.ok) return span;
  const rule: SeriesRule = {
    everyMonths: Number(query.everyMonths) as SeriesRule['everyMonths'],
    on:
      query.on === 'day'
        ? { kind: 'day', day: query.day }
        : { kind: 'weekday', nth: Number(query.nth) as 1, weekday: query.weekday },
    shift: query.shift,
  };
  const days = seriesDays(rule, query.from, query.to, ctx.services.calendar);
  const taken = await daysTaken(ctx.tx, ctx.actor.tenantId, orgId, query.from, query.to);
  return ok({ days: days.map((each) => ({ ...each, taken: taken.has(each.day) })) });
}

/** Plans the meetings of a rule: one row each from today on; a day that has a meeting already is left out. */
export async function planYear(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof contract.createSeries>,
): Promise<Result<ResponseOf<typeof contract.createSeries>>> {
  const { tenantId, accountId } = ctx.actor;
  const org = await reachBody(ctx, orgId);
  if (!org) return notFound();
  const chosen = await chooseFor(ctx, body.kinds, org);
  if (!chosen.ok) return chosen;
  const span = checkSpan(body.from, body.to);
  if (!span.ok) return span;
  await lockPlanning(ctx.tx, tenantId, orgId);
  const twin = await seriesOver(ctx.tx, tenantId, orgId, body.kinds, body);
  if (twin) {
    return refuse(
      'meetings/series-twice',
      `这段时间已经排了《${twin.title}》，同一类会议不重复排。要换规律，请先停用原来的一条。`,
      { data: { seriesId: twin.id } },
    );
  }
  const all = seriesDays(body.rule, body.from, body.to, ctx.services.calendar);
  const taken = await daysTaken(ctx.tx, tenantId, orgId, body.from, body.to);
  const days = all.filter((each) => each.day >= ctx.today && !taken.has(each.day));
  if (days.length === 0) {
    return refuse('meetings/no-days', '按这个规律在所选日期内排不出会议。请调整起止日期或规律。', {
      status: 422,
    });
  }
  const id = newId();
  const title = titleFor(chosen.value, body.title);
  const rest = { startsAt: body.startsAt, place: body.place, minutes: body.minutes };
  await insertSeries(ctx.tx, tenantId, {
    ...rest,
    id,
    orgId,
    homeId: org.homeId,
    kinds: chosen.value.map((kind) => kind.code),
    title,
    rule: body.rule,
    from: body.from,
    to: body.to,
    madeBy: accountId,
  });
  const plans = days.map((day) =>
    planOn(chosen.value, day, { ...rest, title, orgId, homeId: org.homeId, seriesId: id }),
  );
  await insertPlans(ctx.tx, tenantId, plans);
  ctx.audit({
    action: 'meeting-series.plan',
    object: ['meeting-series', id],
    orgId,
    details: { kinds: body.kinds, from: body.from, to: body.to, planned: days.length },
  });
  return ok({ id, planned: days.length, skipped: all.length - days.length });
}

type Rest = Pick<NewPlan, 'orgId' | 'homeId' | 'seriesId' | 'title' | 'startsAt' | 'place' | 'minutes'>;

function planOn(kinds: readonly MeetingKind[], day: SeriesMeeting, rest: Rest): NewPlan {
  return {
    ...rest,
    kinds: kinds.map((kind) => kind.code),
    audience: audienceOf(kinds),
    onDay: day.day,
    noticeOn: noticeFor(kinds, day.day).day,
    movedFrom: day.movedFrom,
    movedWhy: day.why,
    covered: day.covered,
  };
}

/** Plans one meeting. */
export async function planOnce(
  ctx: Context,
  orgId: string,
  body: BodyOf<typeof contract.planMeetingOnce>,
): Promise<Result<{ id: string }>> {
  const { tenantId } = ctx.actor;
  const org = await reachBody(ctx, orgId);
  if (!org) return notFound();
  const chosen = await chooseFor(ctx, body.kinds, org);
  if (!chosen.ok) return chosen;
  const timely = checkPlannedDay(body.onDay, ctx.today);
  if (!timely.ok) return timely;
  const works = ctx.services.calendar.isWorkday(body.onDay);
  const day = { day: body.onDay, movedFrom: null, why: '', covered: works.covered };
  const plan = planOn(chosen.value, day, {
    orgId,
    homeId: org.homeId,
    seriesId: null,
    title: titleFor(chosen.value, body.title),
    startsAt: body.startsAt,
    place: body.place,
    minutes: body.minutes,
  });
  const [id] = await insertPlans(ctx.tx, tenantId, [plan]);
  const topics = body.topics.map((text) => ({ id: newId(), text, written: false, motionId: null }));
  await replaceAgenda(ctx.tx, tenantId, id!, { topics, speakerIds: [] });
  ctx.audit({
    action: 'meeting-plan.create',
    object: ['meeting-plan', id!],
    orgId,
    details: { kinds: plan.kinds, on: plan.onDay },
  });
  return ok({ id: id! });
}

/** The running series of an organisation, and the kinds of meeting it may plan. */
export async function showSeries(
  ctx: Context,
  orgId: string,
): Promise<Result<ResponseOf<typeof contract.listSeries>>> {
  const org = await reachBody(ctx, orgId);
  if (!org) return notFound();
  const rows = await seriesOf(ctx.tx, ctx.actor.tenantId, orgId, ctx.today);
  const titles = ctx.services.content.index.recordKind;
  return ok({
    kinds: (await kindsFor(ctx, org))
      .filter((kind) => kind.orgs.includes(org.kind))
      .map((kind) => ({
        code: kind.code,
        title: titles.get(kind.code)?.title ?? { zh: kind.name, en: kind.code },
        noticeDays: kind.notice?.days ?? null,
      })),
    items: rows.map(({ from_on, to_on, ...row }) => ({ ...row, from: from_on, to: to_on })),
  });
}

/** Ends a series and calls off those of its meetings that nobody was told of yet. */
export async function finishSeries(
  ctx: Context,
  id: string,
  body: BodyOf<typeof contract.endSeries>,
): Promise<Result<{ cancelled: number }>> {
  const { tenantId } = ctx.actor;
  const allowed = await authorise(ctx, contract.endSeries, seriesObject, [id]);
  const series = allowed.has(id) ? await findSeries(ctx.tx, tenantId, id) : undefined;
  if (!series) return notFound();
  if (series.state === 'ended') {
    return refuse('meetings/series-ended', '这条规律已经停用。', { status: 409 });
  }
  const cancelled = await stopSeries(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, {
    today: ctx.today,
    reason: body.reason,
  });
  if (!cancelled)
    return staleEdit(ctx, 'meeting-series', id, { title: series.title, version: series.version });
  await returnMotions(ctx, cancelled);
  ctx.audit({
    action: 'meeting-series.end',
    object: ['meeting-series', id],
    orgId: series.org_id,
    details: { cancelled: cancelled.length },
  });
  return ok({ cancelled: cancelled.length });
}
