import type { Actor } from '#platform/http/context.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { ledGroups } from '#roles/work-records/led-groups.ts';
import { meetingDays, meetingsOn, meetingsToDo } from './plan-agenda.store.ts';
import { recordingPage } from './plans.rules.ts';

/** Who the actor is, where he is a member, and where he keeps the meetings. Superiors read them; it is not their to-do. */
function readerOf(actor: Actor) {
  const at = (role: 'member' | 'secretary') =>
    actor.grants.flatMap((grant) => (grant.role === role && grant.orgId !== null ? [grant.orgId] : []));
  return { personId: actor.personId, branches: at('member'), kept: at('secretary') };
}

/** Meetings to come: to call, to write for, to speak at, to come to, to record. */
export const planSource: AgendaSource = {
  id: 'meeting',
  async mine(ctx, until, limit) {
    const { tenantId } = ctx.actor;
    const reader = { ...readerOf(ctx.actor), led: await ledGroups(ctx) };
    if (reader.branches.length + reader.kept.length + reader.led.length === 0) return [];
    const rows = await meetingsToDo(ctx.tx, tenantId, reader, { today: ctx.today, until }, limit);
    return rows.map((row) => ({
      kind: 'meeting' as const,
      id: row.id,
      title: [row.title, row.starts_at].filter(Boolean).join(' '),
      dueOn: row.due_on,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.what === 'attend' ? 'come' : row.what,
      link:
        row.what === 'meet'
          ? recordingPage({ id: row.id, orgId: row.org_id, orgKind: row.org_kind })
          : `/meeting-plans/${row.id}`,
      waitsOnMe: row.what === 'announce' || row.what === 'write',
    }));
  },
  async days(ctx, focus, from, to) {
    return meetingDays(ctx.tx, ctx.actor.tenantId, focus, readerOf(ctx.actor), {
      from,
      to,
      today: ctx.today,
    });
  },
  async on(ctx, focus, day, limit) {
    const rows = await meetingsOn(
      ctx.tx,
      ctx.actor.tenantId,
      focus,
      readerOf(ctx.actor),
      { day, today: ctx.today },
      limit,
    );
    return rows.map((row) => ({
      kind: 'meeting' as const,
      id: row.id,
      title: [row.title, row.starts_at].filter(Boolean).join(' '),
      dueOn: day,
      orgId: row.org_id,
      orgName: row.org_name,
      action: 'look',
      link: `/meeting-plans/${row.id}`,
      waitsOnMe: false,
      done: row.state === 'held',
    }));
  },
};
