import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { waitingReports } from './self-reports.store.ts';

/** Members' self-reports that wait for the branch's answer. */
export const selfReportSource: AgendaSource = {
  id: 'self-report',
  async mine(ctx, _until, limit) {
    const { tenantId, personId, grants } = ctx.actor;
    const branches = grants.filter((grant) => grant.role === 'secretary').map((grant) => grant.orgId);
    const orgIds = branches.filter((id) => id !== null);
    if (orgIds.length === 0) return [];
    const rows = await waitingReports(ctx.tx, tenantId, orgIds, personId, limit);
    return rows.map((row) => ({
      kind: 'self-report',
      id: row.id,
      title: row.person_name,
      dueOn: null,
      orgId: row.org_id,
      orgName: row.org_name,
      action: 'judge',
      link: `/self-reports/${row.id}`,
      waitsOnMe: true,
    }));
  },
};
