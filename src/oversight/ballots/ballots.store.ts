import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import type { RoundManifest } from '../rounds/manifest.rules.ts';
import '../rounds/rounds.tables.ts';
import type { Entry } from './token.ts';

/** An invitation with the frozen round it belongs to. */
export type InvitationFound = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/**
 * The invitation a token stands for, with its round. Rounds that were cancelled or whose ballots are destroyed have
 * none. `lock` keeps the round in its state until the commit.
 */
export async function findInvitation(tx: Tx, entry: Entry, lock = false) {
  let query = tx
    .selectFrom('invitation as i')
    .innerJoin('round as r', (join) =>
      join.onRef('r.tenant_id', '=', 'i.tenant_id').onRef('r.id', '=', 'i.round_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .select(['i.id', 'i.tenant_id', 'i.round_id', 'i.group_code', 'i.org_id', 'i.recused', 'i.person_id'])
    .select(['r.state', 'r.mode', 'r.title', 'r.closes_on', 'r.manifest', 'r.manifest_hash', 'r.board_hash'])
    .select('o.name as org_name')
    .where('i.tenant_id', '=', entry.tenantId)
    .where('r.state', 'in', ['open', 'closed', 'tallied']);
  query =
    entry.kind === 'link'
      ? query.where('i.token_hash', '=', entry.hash)
      : query.where('i.id', '=', entry.invitationId);
  if (lock) query = query.forShare('r');
  const row = await query.executeTakeFirst();
  return row
    ? { ...row, manifest: row.manifest as RoundManifest, manifest_hash: row.manifest_hash as string }
    : undefined;
}

/** The tracking codes of an invitation's own ballots, by organisation. */
export async function ownTracking(
  tx: Tx,
  tenantId: string,
  invitationId: string,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('ballot')
    .select(['org_id', 'tracking'])
    .where('tenant_id', '=', tenantId)
    .where('invitation_id', '=', invitationId)
    .execute();
  return new Map(rows.map((row) => [row.org_id, row.tracking]));
}

/** All tracking codes of a round, in alphabetical order. */
export async function boardCodes(tx: Tx, tenantId: string, roundId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('ballot')
    .select('tracking')
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('tracking')
    .execute();
  return rows.map((row) => row.tracking);
}

type NewBallot = {
  id: string;
  tenantId: string;
  roundId: string;
  invitationId: string;
  ratee: string;
  group: string;
  tracking: string;
};

/** Puts an encrypted ballot in the place of the one this rater cast before, if any: at most one counts. */
export async function putSealed(tx: Tx, ballot: NewBallot & { content: Uint8Array }): Promise<void> {
  const content = Buffer.from(ballot.content);
  await tx
    .insertInto('ballot')
    .values({ ...columnsOf(ballot), content, choices: null })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'invitation_id', 'org_id'])
        .doUpdateSet({ content, tracking: ballot.tracking }),
    )
    .execute();
}

/** Adds an open ballot; false when this rater has one already. */
export async function addNamed(tx: Tx, ballot: NewBallot & { choices: readonly number[] }): Promise<boolean> {
  const row = await tx
    .insertInto('ballot')
    .values({
      ...columnsOf(ballot),
      content: null,
      choices: sql<number[]>`${[...ballot.choices]}::smallint[]` as never,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'invitation_id', 'org_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function columnsOf(ballot: NewBallot) {
  return {
    tenant_id: ballot.tenantId,
    id: ballot.id,
    round_id: ballot.roundId,
    invitation_id: ballot.invitationId,
    org_id: ballot.ratee,
    group_code: ballot.group,
    tracking: ballot.tracking,
  };
}

/** The invitations of a person or account in rounds that are open, with what it has rated itself. */
export async function invitationsOf(
  tx: Tx,
  tenantId: string,
  who: { personId: string | null; accountId: string | null },
) {
  const { rows } = await sql<{
    id: string;
    title: string;
    org_id: string;
    org_name: string;
    closes_on: string;
    mode: 'sealed' | 'named';
    ratees: number;
    rated: number;
  }>`
    select i.id, r.title, r.org_id, o.name as org_name, r.closes_on, r.mode,
      (case when i.org_id is not null then 1 else
        (select count(*) from round_ratee e where e.tenant_id = r.tenant_id and e.round_id = r.id) - cardinality(i.recused) end)::int as ratees,
      (select count(*) from ballot b where b.tenant_id = i.tenant_id and b.invitation_id = i.id)::int as rated
    from invitation i
    join round r on r.tenant_id = i.tenant_id and r.id = i.round_id and r.state = 'open'
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    where i.tenant_id = ${tenantId} and (i.person_id = ${who.personId}::uuid or i.account_id = ${who.accountId}::uuid)
    order by r.closes_on, i.id
    limit 200`.execute(tx);
  return rows;
}

/** Whether an open invitation is this person's or account's own. */
export async function isOwnInvitation(
  tx: Tx,
  tenantId: string,
  id: string,
  who: { personId: string | null; accountId: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invitation i
    join round r on r.tenant_id = i.tenant_id and r.id = i.round_id and r.state in ('open', 'closed', 'tallied')
    where i.tenant_id = ${tenantId} and i.id = ${id}
      and (i.person_id = ${who.personId}::uuid or i.account_id = ${who.accountId}::uuid)`.execute(tx);
  return rows.length > 0;
}
