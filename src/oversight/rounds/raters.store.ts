import { sql } from 'kysely';
import { randomId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { PlannedInvitation, RaterSources } from './invitations.rules.ts';
import { groupsOf, rateesOf, ratersOf } from './parts.store.ts';
import './rounds.tables.ts';

/** Everything that decides who is invited: current members of the organisations rated, and who answers for them. */
export async function raterSources(tx: Tx, tenantId: string, roundId: string): Promise<RaterSources> {
  const groups = await groupsOf(tx, tenantId, roundId);
  const ratees = await rateesOf(tx, tenantId, roundId);
  const named = await ratersOf(tx, tenantId, roundId);
  // a path consists of digits and dots: everything under it lies between it and it followed by ':'
  const { rows: members } = await sql<{ ratee: string; personId: string }>`
    select e.org_id as ratee, m.person_id as "personId"
    from round_ratee e
    join organisation r on r.tenant_id = e.tenant_id and r.id = e.org_id
    join organisation o on o.tenant_id = e.tenant_id and o.path ~>=~ r.path and o.path ~<~ (r.path || ':') and o.state = 'active'
    join membership m on m.tenant_id = e.tenant_id and m.org_id = o.id and m.to_on is null
    where e.tenant_id = ${tenantId} and e.round_id = ${roundId}
    order by e.no, m.person_id`.execute(tx);
  const { rows: secretaries } = await sql<{ ratee: string; personId: string }>`
    select e.org_id as ratee, p.person_id as "personId"
    from round_ratee e
    join appointment p on p.tenant_id = e.tenant_id and p.org_id = e.org_id and p.to_on is null and p.post = 'branch-secretary'
    where e.tenant_id = ${tenantId} and e.round_id = ${roundId}
    order by e.no, p.person_id`.execute(tx);
  return {
    groups: groups.map((group) => ({
      code: group.code,
      source: group.source,
      linksPerRatee: group.links_per_ratee,
    })),
    ratees: ratees.map((ratee) => ratee.id),
    named: named.map((rater) => ({
      group: rater.group_code,
      personId: rater.person_id,
      accountId: rater.account_id,
    })),
    members,
    secretaries,
  };
}

/** Writes the invitations in an order that tells nothing; their ids are random. */
export async function insertInvitations(
  tx: Tx,
  tenantId: string,
  roundId: string,
  invitations: readonly PlannedInvitation[],
): Promise<void> {
  const rows = invitations
    .map((invitation) => ({
      tenant_id: tenantId,
      id: randomId(),
      round_id: roundId,
      group_code: invitation.group,
      org_id: invitation.ratee,
      person_id: invitation.personId,
      account_id: invitation.accountId,
      recused: sql<string[]>`${invitation.recused}::uuid[]` as never,
      token_hash: null,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < rows.length; at += 2000) {
    await tx
      .insertInto('invitation')
      .values(rows.slice(at, at + 2000))
      .execute();
  }
}

/** How many were asked in each group and how many of them have answered anything; for bands only. */
export async function answeredByGroup(tx: Tx, tenantId: string, roundId: string) {
  const { rows } = await sql<{ group: string; asked: number; answered: number }>`
    select i.group_code as group, count(*)::int as asked,
      count(*) filter (where exists (select 1 from ballot b where b.tenant_id = i.tenant_id and b.invitation_id = i.id))::int as answered
    from invitation i where i.tenant_id = ${tenantId} and i.round_id = ${roundId} group by i.group_code`.execute(
    tx,
  );
  return rows;
}

/**
 * The invitations of a group that need a link: blank ones, and people without an account. Whether one was used does not
 * matter and is not told: a list of unused links would be a list of those who have not answered.
 */
export async function linkInvitations(tx: Tx, tenantId: string, roundId: string, group: string) {
  const { rows } = await sql<{ id: string; ratee: string | null; name: string | null }>`
    select i.id, o.name as ratee, p.name
    from invitation i
    left join round_ratee e on e.tenant_id = i.tenant_id and e.round_id = i.round_id and e.org_id = i.org_id
    left join organisation o on o.tenant_id = i.tenant_id and o.id = i.org_id
    left join person p on p.tenant_id = i.tenant_id and p.id = i.person_id
    where i.tenant_id = ${tenantId} and i.round_id = ${roundId} and i.group_code = ${group} and i.account_id is null
      and not exists (select 1 from account a where a.tenant_id = i.tenant_id and a.person_id = i.person_id and a.state = 'active')
    order by e.no, p.name, i.id`.execute(tx);
  return rows;
}

/** Gives invitations new tokens (their hashes); the tokens they had are void. */
export async function setTokens(
  tx: Tx,
  tenantId: string,
  tokens: readonly { id: string; hash: Buffer | null }[],
): Promise<void> {
  await sql`
    update invitation i set token_hash = w.hash
    from unnest(${tokens.map((one) => one.id)}::uuid[], ${tokens.map((one) => one.hash)}::bytea[]) as w(id, hash)
    where i.tenant_id = ${tenantId} and i.id = w.id`.execute(tx);
}
