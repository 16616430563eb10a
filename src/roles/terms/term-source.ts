import { addMonths, type Day } from '#kernel/dates.ts';
import type { Actor } from '#platform/http/context.ts';
import type { AgendaSource, Focus } from '#roles/agenda/agenda-source.ts';
import { termDays, termsOn, termsToDo } from './term-agenda.store.ts';

const under = ({ grants }: Actor, ...roles: string[]) =>
  grants.flatMap((grant) => (roles.includes(grant.role) && grant.path !== null ? [grant.path] : []));

/** Whose terms a calendar shows: of what the actor answers for, or of one organisation. */
const placeOf = (actor: Actor, focus: Focus) =>
  focus.kind === 'me'
    ? { prefixes: under(actor, 'secretary', 'officer'), orgId: null }
    : { prefixes: under(actor, 'secretary', 'officer', 'clerk'), orgId: focus.orgId };

/** Elections to be prepared, from the first reminder on, and appointments that wait for somebody. */
export const termSource: AgendaSource = {
  id: 'term',
  async mine(ctx, _until, limit) {
    const { tenantId, accountId } = ctx.actor;
    const until = addMonths(ctx.today, Math.max(...ctx.services.content.setUp.remind_months));
    const by = {
      prefixes: under(ctx.actor, 'secretary', 'officer'),
      approving: under(ctx.actor, 'clerk'),
      accountId,
    };
    if (by.prefixes.length + by.approving.length === 0) return [];
    const rows = await termsToDo(ctx.tx, tenantId, by, until, limit);
    return rows.map((row) => ({
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
  },
  days: (ctx, focus, from, to) =>
    termDays(ctx.tx, ctx.actor.tenantId, placeOf(ctx.actor, focus), { from, to, today: ctx.today }),
  async on(ctx, focus, day: Day, limit) {
    const rows = await termsOn(ctx.tx, ctx.actor.tenantId, placeOf(ctx.actor, focus), day, limit);
    return rows.map((row) => ({
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
  },
};
