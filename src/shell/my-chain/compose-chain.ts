import { inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { AccessRule, ResponseOf } from '#platform/http/endpoint.ts';
import type { readMyChain } from './my-chain.contract.ts';
import { countOwed, countReach, lastRecords, namesOf } from './my-chain.store.ts';

const RECORDS = 5;
/** Counting more would tell the reader nothing and cost the database much. */
const COUNTED_TO = 1000;

/** Those who look after organisations. */
const keepers: { access: AccessRule } = {
  access: { clerk: 'subtree', officer: 'subtree', secretary: 'subtree' },
};

/** The actor's own chain in figures, and the state of what the actor looks after. Only about the actor, and only to the actor. */
export async function composeMyChain(ctx: Context): Promise<ResponseOf<typeof readMyChain>> {
  const { tenantId, personId } = ctx.actor;
  const { tx, today } = ctx;
  const kinds = ctx.services.content.index.recordKind;
  const records = personId ? await lastRecords(tx, tenantId, personId, RECORDS) : [];
  return {
    year: Number(today.slice(0, 4)),
    owed: personId ? await countOwed(tx, tenantId, personId, `${today.slice(0, 4)}-01-01`, today) : null,
    records: records.map((row) => ({
      id: row.id,
      title: row.title,
      kind: kinds.get(row.kind)?.title ?? { zh: row.kind, en: row.kind },
      orgName: row.org_name,
      occurredOn: row.occurred_on,
    })),
    reach: await reachOf(ctx),
  };
}

async function reachOf(ctx: Context) {
  const scope = scopeOf(ctx.actor, keepers);
  if (scope.prefixes.length === 0) return null;
  const counted = await countReach(
    ctx.tx,
    ctx.actor.tenantId,
    inScope(scope, { path: 'o.path', org: 'o.id' }),
    ctx.today,
    COUNTED_TO,
  );
  if (!counted) return null;
  const held = ctx.actor.grants.filter((grant) => ['clerk', 'officer', 'secretary'].includes(grant.role));
  const ids = held.map((grant) => grant.orgId).filter((id) => id !== null);
  return {
    names: await namesOf(ctx.tx, ctx.actor.tenantId, ids),
    organisations: counted.organisations,
    members: counted.members,
    overdue: counted.overdue,
    problems: counted.problems,
    lateProblems: counted.late_problems,
    countedTo: COUNTED_TO,
  };
}
