import { addDays } from '#kernel/dates.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { waitingFor } from './signing.store.ts';

const titles: Record<string, (count: number) => string> = {
  evaluate: (count) => `${count} 名党员等支部评价`,
  check: (count) => `抽考核对 ${count} 人`,
  review: (count) => `${count} 人等审核`,
  approve: (count) => `${count} 人等党组审定`,
  objection: (count) => `${count} 人对考评有异议，请答复`,
  answer: () => '年度考评结果已告知，请表明意见',
};
const linkOf: Record<string, (id: string, count: number) => string> = {
  evaluate: () => '/conduct',
  check: (id, count) => (count === 1 ? `/conduct/cases/${id}` : '/conduct'),
  review: (id) => `/conduct/${id}`,
  approve: (id) => `/conduct/${id}/approve`,
  objection: (id, count) => (count === 1 ? `/conduct/cases/${id}` : '/conduct'),
  answer: (id) => `/conduct/cases/${id}`,
};

/** What waits in the appraisal of members' own responsibility: one line a round and stage. */
export const conductSource: AgendaSource = {
  id: 'conduct',
  async mine(ctx, _until, limit) {
    const { tenantId, accountId, personId, grants } = ctx.actor;
    const of = (role: string) =>
      grants.flatMap((grant) => (grant.role === role && grant.orgId ? [grant.orgId] : []));
    const led = of('secretary');
    const overseen = of('officer');
    const above = grants.flatMap((grant) => (grant.role === 'clerk' && grant.path ? [grant.path] : []));
    if (!personId && overseen.length === 0 && above.length === 0) return [];
    const rows = await waitingFor(ctx.tx, tenantId, { accountId, personId, led, overseen, above });
    return rows.slice(0, limit).map(
      (row): AgendaItem => ({
        kind: 'conduct',
        id: row.id,
        title: titles[row.step]?.(row.count) ?? '',
        // The last day before the result may be settled without his word.
        dueOn: row.free_from === null ? null : addDays(row.free_from, -1),
        orgId: row.org_id,
        orgName: row.org_name,
        action: row.step === 'approve' ? 'countersign' : row.step,
        link: linkOf[row.step]?.(row.id, row.count) ?? '/conduct',
        waitsOnMe: true,
      }),
    );
  },
};
