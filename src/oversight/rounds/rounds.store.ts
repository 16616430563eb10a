import { sql } from 'kysely';
import { randomId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { PooledCell } from './cells.rules.ts';
import type { PlannedInvitation, RaterSources } from './invitations.rules.ts';
import type { RoundManifest } from './manifest.rules.ts';
import type { RoundDraft } from './rounds.contract.ts';
import type { RoundMode, RoundState } from './rounds.rules.ts';
import type { GroupSource, RoundItem } from './rounds.tables.ts';
import './rounds.tables.ts';

/** A round with the organisation that holds it. */
export type RoundFound = NonNullable<Awaited<ReturnType<typeof findRound>>>;

/** The round, or undefined. `lock` holds it until the commit, so that it does not move meanwhile. */
export async function findRound(tx: Tx, tenantId: string, id: string, lock: 'no' | 'share' | 'update' = 'no') {
  let query = tx
    .selectFrom('round as r')
    .innerJoin('organisation as o', (join) => join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'))
    .selectAll('r')
    .select(['o.name as org_name', 'o.path as org_path', 'o.kind as org_kind', 'o.parent_id as org_parent_id'])
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', id);
  if (lock === 'share') query = query.forShare('r');
  if (lock === 'update') query = query.forUpdate('r');
  return query.executeTakeFirst();
}

/** A page of rounds within reach, newest first. */
export async function listRoundRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { state?: RoundState; before: string | null; limit: number },
) {
  let query = tx
    .selectFrom('round as r')
    .innerJoin('organisation as o', (join) => join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'))
    .select(['r.id', 'r.title', 'r.org_id', 'o.name as org_name', 'r.mode', 'r.state', 'r.closes_on'])
    .select((eb) =>
      eb
        .selectFrom('round_ratee as e')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('e.tenant_id', '=', 'r.tenant_id')
        .whereRef('e.round_id', '=', 'r.id')
        .as('ratees'),
    )
    .where('r.tenant_id', '=', tenantId)
    .where(inScope(scope, { path: 'o.path', org: 'o.id' }))
    .orderBy('r.id', 'desc')
    .limit(filter.limit);
  if (filter.state) query = query.where('r.state', '=', filter.state);
  if (filter.before) query = query.where('r.id', '<', filter.before);
  return query.execute();
}

/** The terms of a round that its scheme gives. */
export type RoundTerms = {
  schemeId: string;
  schemeVersion: number;
  items: RoundItem[];
  floor: number;
  objectionDays: number;
};

/** Adds a draft without its parts. */
export async function insertRound(
  tx: Tx,
  tenantId: string,
  round: RoundTerms & { id: string; orgId: string; title: string; mode: RoundMode; closesOn: string; createdBy: string },
): Promise<void> {
  await tx
    .insertInto('round')
    .values({
      tenant_id: tenantId,
      id: round.id,
      org_id: round.orgId,
      title: round.title,
      mode: round.mode,
      scheme_id: round.schemeId,
      scheme_version: round.schemeVersion,
      items: JSON.stringify(round.items) as never,
      opens_on: null,
      closes_on: round.closesOn,
      floor: round.floor,
      objection_days: round.objectionDays,
      created_by: round.createdBy,
      manifest: null,
      manifest_hash: null,
      board_hash: null,
      closed_on: null,
    })
    .execute();
}

/** Changes a draft's own fields; returns its new version, undefined when it was changed meanwhile. */
export async function updateRound(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: Partial<{
    title: string;
    mode: RoundMode;
    closes_on: string;
    floor: number;
    state: RoundState;
    opens_on: string;
    closed_on: string;
    manifest: RoundManifest;
    manifest_hash: string;
    board_hash: string;
  }>,
): Promise<number | undefined> {
  const { manifest, ...plain } = change;
  const row = await tx
    .updateTable('round')
    .set((eb) => ({
      ...plain,
      ...(manifest ? { manifest: JSON.stringify(manifest) as never } : {}),
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** Replaces the groups, organisations, raters and trustees of a draft. */
export async function replaceParts(
  tx: Tx,
  tenantId: string,
  roundId: string,
  draft: Pick<RoundDraft, 'raters' | 'trustees'> & {
    groups: readonly { code: string; title: { zh: string; en: string }; weight: number; source: GroupSource; linksPerRatee: number }[];
    ratees: readonly { id: string; category: string }[];
  },
): Promise<void> {
  const of = { tenant_id: tenantId, round_id: roundId };
  for (const table of ['round_rater', 'round_trustee', 'round_group', 'round_ratee'] as const) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('round_id', '=', roundId).execute();
  }
  await tx
    .insertInto('round_group')
    .values(
      draft.groups.map((group, no) => ({
        ...of,
        code: group.code,
        no,
        title: JSON.stringify(group.title) as never,
        weight: group.weight,
        source: group.source,
        links_per_ratee: group.linksPerRatee,
      })),
    )
    .execute();
  await tx
    .insertInto('round_ratee')
    .values(draft.ratees.map((ratee, no) => ({ ...of, org_id: ratee.id, no, category: ratee.category })))
    .execute();
  if (draft.raters.length > 0) {
    await tx
      .insertInto('round_rater')
      .values(
        draft.raters.map((rater) => ({
          ...of,
          id: randomId(),
          group_code: rater.group,
          person_id: rater.personId,
          account_id: rater.accountId,
        })),
      )
      .execute();
  }
  if (draft.trustees.length > 0) {
    await tx
      .insertInto('round_trustee')
      .values(
        draft.trustees.map((trustee) => ({
          ...of,
          seat: trustee.seat,
          account_id: trustee.accountId,
          title: trustee.title,
          public_key: null,
          proof: null,
          decrypted_on: null,
        })),
      )
      .execute();
  }
}

/** The rater groups in their fixed order. */
export async function groupsOf(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('round_group')
    .select(['code', 'title', 'weight', 'source', 'links_per_ratee'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('no')
    .execute();
}

/** The organisations rated, in the order in which they were chosen. */
export async function rateesOf(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('round_ratee as e')
    .innerJoin('organisation as o', (join) => join.onRef('o.tenant_id', '=', 'e.tenant_id').onRef('o.id', '=', 'e.org_id'))
    .select(['e.org_id as id', 'o.name', 'o.path', 'e.category'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.round_id', '=', roundId)
    .orderBy('e.no')
    .execute();
}

/** The people of the `named` groups, with their names and where they serve. */
export async function ratersOf(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('round_rater as x')
    .leftJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'x.tenant_id').onRef('p.id', '=', 'x.person_id'))
    .leftJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 'x.tenant_id').onRef('a.id', '=', 'x.account_id'))
    .select(['x.group_code', 'x.person_id', 'x.account_id', 'p.title as place'])
    .select((eb) => eb.fn.coalesce('p.name', 'a.display_name').as('name'))
    .where('x.tenant_id', '=', tenantId)
    .where('x.round_id', '=', roundId)
    .orderBy('name')
    .execute();
}

/** The trustees by seat. */
export async function trusteesOf(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('round_trustee as t')
    .innerJoin('account as a', (join) => join.onRef('a.tenant_id', '=', 't.tenant_id').onRef('a.id', '=', 't.account_id'))
    .select(['t.seat', 't.title', 't.account_id', 'a.display_name as name', 't.public_key', 't.proof', 't.decrypted_on'])
    .where('t.tenant_id', '=', tenantId)
    .where('t.round_id', '=', roundId)
    .orderBy('t.seat')
    .execute();
}

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
    groups: groups.map((group) => ({ code: group.code, source: group.source, linksPerRatee: group.links_per_ratee })),
    ratees: ratees.map((ratee) => ratee.id),
    named: named.map((rater) => ({ group: rater.group_code, personId: rater.person_id, accountId: rater.account_id })),
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
    await tx.insertInto('invitation').values(rows.slice(at, at + 2000)).execute();
  }
}

/** How many were asked in each group and how many of them have answered anything; for bands only. */
export async function answeredByGroup(tx: Tx, tenantId: string, roundId: string) {
  const { rows } = await sql<{ group: string; asked: number; answered: number }>`
    select i.group_code as group, count(*)::int as asked,
      count(*) filter (where exists (select 1 from ballot b where b.tenant_id = i.tenant_id and b.invitation_id = i.id))::int as answered
    from invitation i where i.tenant_id = ${tenantId} and i.round_id = ${roundId} group by i.group_code`.execute(tx);
  return rows;
}

/** Ballots cast, by organisation and group. */
export async function castCounts(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('ballot')
    .select(['org_id as ratee', 'group_code as group'])
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .groupBy(['org_id', 'group_code'])
    .execute();
}

/** The tracking codes of all ballots, in alphabetical order. */
export async function trackingCodes(tx: Tx, tenantId: string, roundId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('ballot')
    .select('tracking')
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('tracking')
    .execute();
  return rows.map((row) => row.tracking);
}

/** The encrypted ballots of some cells, without who cast them. */
export async function sealedBallots(tx: Tx, tenantId: string, roundId: string, cell: PooledCell): Promise<Buffer[]> {
  const rows = await tx
    .selectFrom('ballot')
    .select('content')
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .where('org_id', '=', cell.ratee)
    .where('group_code', 'in', cell.groups)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.content!);
}

/** The open answers of a named round. */
export async function namedBallots(tx: Tx, tenantId: string, roundId: string) {
  return tx
    .selectFrom('ballot')
    .select(['org_id', 'group_code', 'choices'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .execute();
}

/** Deletes what could still be opened or traced: ballots, sums, parts; with `raters`, also who was invited. */
export async function destroyBallots(tx: Tx, tenantId: string, roundId: string, raters: boolean): Promise<void> {
  const tables = ['partial_decryption', 'round_sum', 'ballot', ...(raters ? (['invitation', 'round_rater'] as const) : [])] as const;
  for (const table of tables) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('round_id', '=', roundId).execute();
  }
}
