import { scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { type WorkSeat, workSeats } from '#roles/work-records/seats.ts';
import type { AgendaItem } from './agenda.rules.ts';
import type { AgendaSource } from './agenda-source.ts';
import { type DueObligation, obligationDays, obligationsOn, openObligations } from './due.store.ts';

/** Who keeps records of an organisation; the same roles as the endpoints that save them. */
const keepers = { access: { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } } as const;

/** Obligations of the duty lists: whoever answers for one has it on the to-do until a record meets it. */
export const obligationSource: AgendaSource = {
  id: 'obligation',
  async mine(ctx, until, limit) {
    const { tenantId, personId } = ctx.actor;
    if (!personId) return [];
    const rows = await openObligations(ctx.tx, tenantId, personId, { today: ctx.today, until }, limit);
    const seats = rows.length > 0 ? await workSeats(ctx) : [];
    return rows.map((row) => itemOf(ctx, row, seats));
  },
  days: (ctx, focus, from, to) =>
    obligationDays(ctx.tx, ctx.actor.tenantId, ctx.actor.personId, focus, { from, to, today: ctx.today }),
  async on(ctx, focus, day, limit) {
    const rows = await obligationsOn(
      ctx.tx,
      ctx.actor.tenantId,
      ctx.actor.personId,
      focus,
      { today: ctx.today, day },
      limit,
    );
    const seats = rows.length > 0 ? await workSeats(ctx) : [];
    return rows.map((row) => itemOf(ctx, row, seats));
  },
};

function itemOf(ctx: Context, row: DueObligation, seats: readonly WorkSeat[]): AgendaItem {
  const step = nextStep(ctx, row, seats);
  return {
    kind: step.action === 'fill' ? 'self-report' : 'obligation',
    id: row.id,
    title: row.title,
    dueOn: row.due_on,
    orgId: row.org_id,
    orgName: row.org_name,
    ...step,
    waitsOnMe: false,
    done: row.state !== 'open',
  };
}

/**
 * What brings an obligation about, and the page where it is done: a meeting or a piece of work to be recorded by whoever
 * keeps the records, a self-report to be filled in, or taking part in what others record. Once its period is over,
 * nothing done from now on counts for it: it is settled on its own page (recorded late, made up for, or explained).
 */
function nextStep(
  ctx: Context,
  row: DueObligation,
  seats: readonly WorkSeat[],
): { action: string; link: string } {
  const rule = row.fulfilled_by[0];
  const kind = rule?.kinds[0];
  const page = { link: `/obligations/${row.id}` };
  if (row.state !== 'open' || !rule || !kind) return { action: 'look', ...page };
  if (row.over) return { action: 'settle', ...page };
  if (kind === 'self-report') return { action: 'fill', link: '/my-report' };
  if (row.unit === 'minutes') return { action: 'attend', ...page };
  // Who leads a group and is only a member records its meetings all the same.
  if (kind.startsWith('group-') && row.org_kind === 'group' && row.person_id === ctx.actor.personId) {
    return { action: 'meet', link: `/group-meetings/new?org=${row.org_id}&kind=${kind}` };
  }
  const { prefixes } = scopeOf(ctx.actor, keepers);
  if (!prefixes.some((prefix) => row.org_path.startsWith(prefix))) {
    // What belongs to a post is recorded by its holder.
    const own = rule.kinds.find((each) =>
      seats.some((seat) => seat.orgId === row.org_id && seat.kinds.includes(each)),
    );
    if (own && row.sole) return { action: 'record', link: `/records/new?org=${row.org_id}&kind=${own}` };
    // Whoever must chair or speak has not done it by being there: what counts first is how it is done.
    const present = rule.parts === undefined || rule.parts[0] === 'present';
    return { action: present ? 'attend' : 'act', ...page };
  }
  const query = `org=${row.org_id}&kind=${kind}`;
  return ctx.services.content.index.recordKind.get(kind)?.meeting
    ? { action: 'meet', link: `/meetings/new?${query}` }
    : { action: 'record', link: `/records/new?${query}` };
}
