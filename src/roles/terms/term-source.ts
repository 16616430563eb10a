import { addMonths, type Day } from '#kernel/dates.ts';
import type { Actor } from '#platform/http/context.ts';
import { type AgendaItem, mergeDays } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource, Focus } from '#roles/agenda/agenda-source.ts';
import { termDays, termsOn, termsToDo } from './term-agenda.store.ts';
import {
  type TrainingPlace,
  type TrainingRow,
  trainingDays,
  trainingsOn,
  trainingsToDo,
} from './training.store.ts';

const under = ({ grants }: Actor, ...roles: string[]) =>
  grants.flatMap((grant) => (roles.includes(grant.role) && grant.path !== null ? [grant.path] : []));

/** Whose terms a calendar shows: of what the actor answers for, or of one organisation. */
const placeOf = (actor: Actor, focus: Focus) =>
  focus.kind === 'me'
    ? { prefixes: under(actor, 'secretary', 'officer'), orgId: null }
    : { prefixes: under(actor, 'secretary', 'officer', 'clerk'), orgId: focus.orgId };

/** Whose trainings a calendar shows: those that concern the actor, or those of one organisation that is in reach. */
const trainingPlace = (actor: Actor, focus: Focus): TrainingPlace =>
  focus.kind === 'me'
    ? { personId: actor.personId }
    : { orgId: focus.orgId, prefixes: under(actor, 'secretary', 'officer', 'clerk') };

const trainingItem = (row: TrainingRow): AgendaItem => ({
  kind: 'appointment',
  id: row.id,
  title: row.part === 'appointee' ? '完成任职培训' : `${row.who}的任职培训`,
  dueOn: row.due_on,
  orgId: row.org_id,
  orgName: row.org_name,
  action: row.trained_on !== null ? 'look' : row.part === 'appointee' ? 'train' : 'confirm-training',
  link: `/appointment-cases/${row.id}`,
  waitsOnMe: false,
  done: row.trained_on !== null,
});

/**
 * Elections to be prepared and trainings of secretaries who are not the head, from the first reminder on; and appointments
 * that wait for somebody.
 */
export const termSource: AgendaSource = {
  id: 'term',
  async mine(ctx, _until, limit) {
    const { tenantId, accountId, personId } = ctx.actor;
    const until = addMonths(ctx.today, Math.max(...ctx.services.content.setUp.remind_months));
    const by = {
      prefixes: under(ctx.actor, 'secretary', 'officer'),
      approving: under(ctx.actor, 'clerk'),
      accountId,
    };
    const span = { today: ctx.today, until };
    const trainings = personId === null ? [] : await trainingsToDo(ctx.tx, tenantId, personId, span, limit);
    const own = trainings.map(trainingItem);
    if (by.prefixes.length + by.approving.length === 0) return own;
    const rows = await termsToDo(ctx.tx, tenantId, by, until, limit);
    const terms = rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      title: row.kind === 'term' ? `${row.title}换届` : row.title,
      dueOn: row.due_on,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.action,
      link: row.link,
      waitsOnMe: row.kind === 'appointment',
    }));
    return [...own, ...terms];
  },
  async days(ctx, focus, from, to) {
    const { tx, actor, today } = ctx;
    const span = { from, to, today };
    return mergeDays([
      await termDays(tx, actor.tenantId, placeOf(actor, focus), span),
      await trainingDays(tx, actor.tenantId, trainingPlace(actor, focus), span),
    ]);
  },
  async on(ctx, focus, day: Day, limit) {
    const rows = await termsOn(ctx.tx, ctx.actor.tenantId, placeOf(ctx.actor, focus), day, limit);
    const span = { today: ctx.today, day };
    const trainings = await trainingsOn(
      ctx.tx,
      ctx.actor.tenantId,
      trainingPlace(ctx.actor, focus),
      span,
      limit,
    );
    const ends = rows.map((row) => ({
      kind: 'term' as const,
      id: row.id,
      title: `${row.org_name}换届`,
      dueOn: day,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.done ? 'look' : 'elect',
      link: `/set-up/${row.org_id}`,
      waitsOnMe: false,
      done: row.done,
    }));
    return [...ends, ...trainings.map(trainingItem)];
  },
};
