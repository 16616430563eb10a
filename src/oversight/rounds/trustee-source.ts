import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { seatsOf } from './parts.store.ts';

/** What a keeper of a key has to do: make it before a round opens, use it after the round has closed. */
export const trusteeSource: AgendaSource = {
  id: 'trustee',
  async mine(ctx, _until, limit) {
    const { tenantId, accountId } = ctx.actor;
    if (!accountId) return [];
    const rows = await seatsOf(ctx.tx, tenantId, accountId);
    return rows
      .filter(
        (row) => (row.state === 'keys' && !row.public_key) || (row.state === 'closed' && !row.decrypted_on),
      )
      .slice(0, limit)
      .map((row) => ({
        kind: 'ballot',
        id: row.id,
        title: row.title,
        dueOn: row.state === 'keys' ? row.closes_on : null,
        orgId: row.org_id,
        orgName: row.org_name,
        action: row.state === 'keys' ? 'make-key' : 'decrypt',
        link: `/trustee/${row.id}`,
        waitsOnMe: true,
      }));
  },
};
