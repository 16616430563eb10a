import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { membersOf } from './contacts.store.ts';
import { uncoveredIn } from './coverage.store.ts';
import { isDue } from './liaison.rules.ts';

/**
 * Members without a keeper, for the secretary and whoever arranges the pairs; and for whoever keeps contact, one quiet line when it is time again with
 * some of them: no date, because the article sets none for the single pair.
 */
export const liaisonSource: AgendaSource = {
  id: 'liaison',
  async mine(ctx, _until, limit) {
    const { tenantId, personId, grants } = ctx.actor;
    const led = grants
      .filter(({ role }) => role === 'secretary' || role === 'commissioner')
      .map((grant) => grant.orgId);
    const gaps = await uncoveredIn(
      ctx.tx,
      tenantId,
      [...new Set(led)].filter((id) => id !== null),
    );
    const items: AgendaItem[] = gaps.map((row) => ({
      kind: 'liaison',
      id: row.org_id,
      title: `还有 ${row.uncovered} 名党员没有联系人`,
      dueOn: null,
      orgId: row.org_id,
      orgName: row.org_name,
      action: 'assign',
      link: `/liaison/${row.org_id}`,
      waitsOnMe: false,
    }));
    if (personId) {
      const { remind_days } = ctx.services.content.liaison.limits;
      const mine = await membersOf(ctx.tx, tenantId, personId);
      const due = mine.filter((row) => isDue(row.last_on, row.from_on, ctx.today, remind_days));
      if (due[0]) {
        items.push({
          kind: 'liaison',
          id: personId,
          title: `有 ${due.length} 名党员一段时间没联系了`,
          dueOn: null,
          orgId: due[0].org_id,
          action: 'contact',
          link: '/my-liaison',
          waitsOnMe: false,
        });
      }
    }
    return items.slice(0, limit);
  },
};
