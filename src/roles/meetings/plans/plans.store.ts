import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Audience } from '../meetings.rules.ts';
import type { PlanState } from './plans.rules.ts';
import './plans.tables.ts';

/** A meeting to be planned. */
export type NewPlan = {
  orgId: string;
  homeId: string;
  seriesId: string | null;
  kinds: readonly string[];
  audience: Audience;
  title: string;
  onDay: Day;
  startsAt: string;
  place: string;
  minutes: number;
  noticeOn: Day | null;
  movedFrom: Day | null;
  movedWhy: string;
  covered: boolean;
};

/** Adds planned meetings in one statement. Returns their ids in the given order. */
export async function insertPlans(tx: Tx, tenantId: string, plans: readonly NewPlan[]): Promise<string[]> {
  if (plans.length === 0) return [];
  const ids = plans.map(() => newId());
  await tx
    .insertInto('meeting_plan')
    .values(
      plans.map((plan, at) => ({
        tenant_id: tenantId,
        id: ids[at]!,
        org_id: plan.orgId,
        home_id: plan.homeId,
        series_id: plan.seriesId,
        kinds: [...plan.kinds],
        audience: plan.audience,
        title: plan.title,
        on_day: plan.onDay,
        starts_at: plan.startsAt,
        place: plan.place,
        minutes: plan.minutes,
        notice_on: plan.noticeOn,
        moved_from: plan.movedFrom,
        moved_why: plan.movedWhy,
        covered: plan.covered,
        announced_on: null,
        written_until: null,
        opened_on: null,
        record_id: null,
      })),
    )
    .execute();
  return ids;
}

/** One planned meeting with its organisation; locked when it is to be changed. */
export async function findPlan(tx: Tx, tenantId: string, id: string, lock = false) {
  const query = tx
    .selectFrom('meeting_plan as l')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'l.tenant_id').onRef('o.id', '=', 'l.org_id'),
    )
    .selectAll('l')
    .select(['o.name as org_name', 'o.kind as org_kind', 'o.path as org_path', 'o.parent_id as org_parent'])
    .where('l.tenant_id', '=', tenantId)
    .where('l.id', '=', id);
  return (lock ? query.forUpdate(['l']) : query).executeTakeFirst();
}
/** A planned meeting as found. */
export type FoundPlan = NonNullable<Awaited<ReturnType<typeof findPlan>>>;

/** What a list of planned meetings is cut down to. */
export type PlanFilter = { orgId?: string; from?: Day; to?: Day; state?: PlanState | 'coming' };

/** Planned meetings within a scope, by day; one more than `limit`. */
export async function listPlanRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: PlanFilter,
  page: { after: readonly [Day, string] | null; limit: number },
) {
  let query = tx
    .selectFrom('meeting_plan as l')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'l.tenant_id').onRef('o.id', '=', 'l.org_id'),
    )
    .innerJoin('organisation as h', (join) =>
      join.onRef('h.tenant_id', '=', 'l.tenant_id').onRef('h.id', '=', 'l.home_id'),
    )
    .selectAll('l')
    .select('o.name as org_name')
    .where('l.tenant_id', '=', tenantId)
    .where(inScope(scope, { path: 'h.path', org: 'h.id' }))
    .orderBy('l.on_day')
    .orderBy('l.id')
    .limit(page.limit + 1);
  if (filter.orgId) query = query.where('l.org_id', '=', filter.orgId);
  if (filter.from) query = query.where('l.on_day', '>=', filter.from);
  if (filter.to) query = query.where('l.on_day', '<=', filter.to);
  if (filter.state === 'coming') query = query.where('l.state', 'in', ['planned', 'announced']);
  else if (filter.state) query = query.where('l.state', '=', filter.state);
  if (page.after) {
    const [day, id] = page.after;
    query = query.where(sql<boolean>`(l.on_day, l.id) > (${day}::date, ${id}::uuid)`);
  }
  return query.execute();
}

/** What a step changes in a planned meeting. */
export type PlanChange = Partial<{
  title: string;
  on_day: Day;
  starts_at: string;
  place: string;
  minutes: number;
  notice_on: Day | null;
  moved_from: Day | null;
  moved_why: string;
  covered: boolean;
  state: PlanState;
  announced_on: Day | null;
  short_reason: string;
  written_until: Day | null;
  opened_on: Day | null;
  cancel_reason: string;
}>;

/** Changes a planned meeting that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updatePlan(tx: Tx, tenantId: string, id: string, version: number, change: PlanChange) {
  return updateAtVersion(tx, 'meeting_plan', { tenantId, id, version }, change);
}

/** The agenda of planned meetings, in order. */
export async function topicsOf(tx: Tx, tenantId: string, planId: string) {
  return tx
    .selectFrom('meeting_plan_topic')
    .select(['id', 'no', 'text', 'written', 'motion_id'])
    .where('tenant_id', '=', tenantId)
    .where('plan_id', '=', planId)
    .orderBy('no')
    .execute();
}

/** Puts a motion on the agenda, as its last topic. */
export async function addTopic(
  tx: Tx,
  tenantId: string,
  planId: string,
  topic: { text: string; motionId: string | null },
): Promise<void> {
  await sql`
    insert into meeting_plan_topic (tenant_id, id, plan_id, no, text, motion_id)
    select ${tenantId}, ${newId()}, ${planId}, coalesce(max(no), 0) + 1, ${topic.text}, ${topic.motionId}::uuid
    from meeting_plan_topic where tenant_id = ${tenantId} and plan_id = ${planId}`.execute(tx);
}

/** Takes a motion off the agendas of all meetings. */
export async function dropMotionTopics(tx: Tx, tenantId: string, motionId: string): Promise<void> {
  await tx
    .deleteFrom('meeting_plan_topic')
    .where('tenant_id', '=', tenantId)
    .where('motion_id', '=', motionId)
    .execute();
}

/** Writes the agenda and the speakers in place of what was there; topics that stay keep what was written on them. */
export async function replaceAgenda(
  tx: Tx,
  tenantId: string,
  planId: string,
  agenda: {
    topics: readonly { id: string; text: string; written: boolean; motionId: string | null }[];
    speakerIds: readonly string[];
  },
): Promise<void> {
  const kept = agenda.topics.map((topic) => topic.id);
  await tx
    .deleteFrom('meeting_plan_topic')
    .where('tenant_id', '=', tenantId)
    .where('plan_id', '=', planId)
    .where(sql<boolean>`id <> all(${kept}::uuid[])`)
    .execute();
  if (agenda.topics.length > 0) {
    await tx
      .insertInto('meeting_plan_topic')
      .values(
        agenda.topics.map((topic, at) => ({
          tenant_id: tenantId,
          id: topic.id,
          plan_id: planId,
          no: at + 1,
          text: topic.text,
          written: topic.written,
          motion_id: topic.motionId,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'id']).doUpdateSet((eb) => ({
          no: eb.ref('excluded.no'),
          text: eb.ref('excluded.text'),
          written: eb.ref('excluded.written'),
        })),
      )
      .execute();
  }
  await tx
    .deleteFrom('meeting_plan_speaker')
    .where('tenant_id', '=', tenantId)
    .where('plan_id', '=', planId)
    .execute();
  if (agenda.speakerIds.length > 0) {
    await tx
      .insertInto('meeting_plan_speaker')
      .values(
        agenda.speakerIds.map((personId) => ({ tenant_id: tenantId, plan_id: planId, person_id: personId })),
      )
      .execute();
  }
}

/** Who is to speak at a meeting, by name. */
export async function speakersOf(tx: Tx, tenantId: string, planId: string) {
  return tx
    .selectFrom('meeting_plan_speaker as s')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'),
    )
    .select(['p.id', 'p.name'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.plan_id', '=', planId)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
}

/** The planned meeting that a record was: the one named, or the one of that organisation and day with a kind in common. */
export async function planFor(
  tx: Tx,
  tenantId: string,
  meeting: { orgId: string; on: Day; kinds: readonly string[]; planId: string | null },
) {
  let query = tx
    .selectFrom('meeting_plan')
    .select(['id', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', meeting.orgId)
    .where('state', 'in', ['planned', 'announced'])
    .orderBy('id')
    .limit(1)
    .forUpdate();
  query = meeting.planId
    ? query.where('id', '=', meeting.planId)
    : query.where('on_day', '=', meeting.on).where(sql<boolean>`kinds && ${[...meeting.kinds]}::text[]`);
  return query.executeTakeFirst();
}

/** Ends a planned meeting with its record. */
export async function setHeld(tx: Tx, tenantId: string, planId: string, recordId: string): Promise<void> {
  await sql`
    update meeting_plan set state = 'held', record_id = ${recordId}::uuid, version = version + 1
    where tenant_id = ${tenantId} and id = ${planId}::uuid`.execute(tx);
}

/** Days of a span on which an organisation has a meeting planned already. */
export async function daysTaken(
  tx: Tx,
  tenantId: string,
  orgId: string,
  from: Day,
  to: Day,
): Promise<Set<Day>> {
  const rows = await tx
    .selectFrom('meeting_plan')
    .select('on_day')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .where('state', '<>', 'cancelled')
    .execute();
  return new Set(rows.map((row) => row.on_day));
}
