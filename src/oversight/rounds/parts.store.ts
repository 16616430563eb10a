import { randomId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoundDraft } from './rounds.contract.ts';
import type { GroupSource } from './rounds.tables.ts';
import './rounds.tables.ts';

/** Replaces the groups, organisations, raters and trustees of a draft. */
export async function replaceParts(
  tx: Tx,
  tenantId: string,
  roundId: string,
  draft: Pick<RoundDraft, 'raters' | 'trustees'> & {
    groups: readonly {
      code: string;
      title: { zh: string; en: string };
      weight: number;
      source: GroupSource;
      linksPerRatee: number;
    }[];
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
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'e.tenant_id').onRef('o.id', '=', 'e.org_id'),
    )
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
    .leftJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'x.tenant_id').onRef('p.id', '=', 'x.person_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'x.tenant_id').onRef('a.id', '=', 'x.account_id'),
    )
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
    .innerJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 't.tenant_id').onRef('a.id', '=', 't.account_id'),
    )
    .select([
      't.seat',
      't.title',
      't.account_id',
      'a.display_name as name',
      't.public_key',
      't.proof',
      't.decrypted_on',
    ])
    .where('t.tenant_id', '=', tenantId)
    .where('t.round_id', '=', roundId)
    .orderBy('t.seat')
    .execute();
}

/** Forgets the trustees' keys of a round that goes back to its draft. */
export async function clearKeys(tx: Tx, tenantId: string, roundId: string): Promise<void> {
  await tx
    .updateTable('round_trustee')
    .set({ public_key: null, proof: null })
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .execute();
}

/** The seat an account has in a round that trustees may know of, or undefined. */
export async function seatOf(tx: Tx, tenantId: string, roundId: string, accountId: string) {
  return tx
    .selectFrom('round_trustee')
    .select(['seat', 'title', 'public_key', 'decrypted_on'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** The rounds in which an account keeps a key, newest first; drafts are nobody's business but the organiser's. */
export async function seatsOf(tx: Tx, tenantId: string, accountId: string) {
  return tx
    .selectFrom('round_trustee as t')
    .innerJoin('round as r', (join) =>
      join.onRef('r.tenant_id', '=', 't.tenant_id').onRef('r.id', '=', 't.round_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .select([
      'r.id',
      'r.title',
      'r.org_id',
      'o.name as org_name',
      'r.state',
      'r.closes_on',
      't.seat',
      't.title as seat_title',
    ])
    .select(['t.public_key', 't.decrypted_on'])
    .where('t.tenant_id', '=', tenantId)
    .where('t.account_id', '=', accountId)
    .where('r.state', 'in', ['keys', 'open', 'closed', 'tallied'])
    .orderBy('r.id', 'desc')
    .limit(100)
    .execute();
}

/** Stores a trustee's public key with its proof. */
export async function setKey(
  tx: Tx,
  tenantId: string,
  roundId: string,
  seat: 1 | 2 | 3,
  key: { publicKey: string; proof: string },
): Promise<void> {
  await tx
    .updateTable('round_trustee')
    .set({ public_key: key.publicKey, proof: key.proof })
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .where('seat', '=', seat)
    .execute();
}

/** Notes that a seat's decryption is complete. */
export async function markDecrypted(
  tx: Tx,
  tenantId: string,
  roundId: string,
  seat: 1 | 2 | 3,
  day: string,
): Promise<void> {
  await tx
    .updateTable('round_trustee')
    .set({ decrypted_on: day })
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .where('seat', '=', seat)
    .execute();
}
