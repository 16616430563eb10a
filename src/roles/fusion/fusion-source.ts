import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { fusionToDo } from './fusion.store.ts';

/** What those who answer for business are asked: whether Party work serves it, and how its figure stands. */
export const fusionSource: AgendaSource = {
  id: 'fusion',
  async mine(ctx, until, limit) {
    const { tenantId, personId } = ctx.actor;
    if (personId === null) return [];
    const every = ctx.services.content.fusion.reading_days;
    const rows = await fusionToDo(ctx.tx, tenantId, personId, { until, every }, limit);
    return rows.map((row) => ({
      kind: 'fusion' as const,
      id: row.id,
      title: row.title,
      dueOn: row.due_on,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.action,
      link: '/fusion',
      waitsOnMe: row.action === 'confirm-link',
    }));
  },
};
