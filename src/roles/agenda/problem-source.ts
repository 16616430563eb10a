import { scopeOf } from '#platform/access/authorise.ts';
import type { AgendaSource } from './agenda-source.ts';
import { openProblems } from './due.store.ts';

/** Who verifies what somebody else has solved. */
const verifiers = { access: { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } } as const;

/** Problems of the ledger: the owner's to solve, another's to verify. */
export const problemSource: AgendaSource = {
  id: 'problem',
  async mine(ctx, _until, limit) {
    const { tenantId, personId, accountId } = ctx.actor;
    const { prefixes } = scopeOf(ctx.actor, verifiers);
    const rows = await openProblems(ctx.tx, tenantId, { personId, accountId, prefixes }, limit);
    return rows.map((row) => ({
      kind: 'problem',
      id: row.id,
      title: row.title,
      dueOn: row.due_on,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.state === 'submitted' ? 'verify' : 'solve',
      link: `/ledger/${row.id}`,
      waitsOnMe: row.state === 'submitted',
    }));
  },
};
