import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { invitationsOf } from './ballots.store.ts';

/** Open rounds in which one is asked to rate and has not rated everybody yet. Told to the rater, and to nobody else. */
export const ballotSource: AgendaSource = {
  id: 'ballot',
  async mine(ctx, until, limit) {
    const { tenantId, personId, accountId } = ctx.actor;
    const rows = await invitationsOf(ctx.tx, tenantId, { personId, accountId });
    return rows
      .filter((row) => row.rated < row.ratees && row.closes_on <= until)
      .slice(0, limit)
      .map((row) => ({
        kind: 'ballot',
        id: row.id,
        title: row.title,
        dueOn: row.closes_on,
        orgId: row.org_id,
        orgName: row.org_name,
        action: 'rate',
        link: `/my/ballots/${row.id}`,
        waitsOnMe: false,
      }));
  },
};
