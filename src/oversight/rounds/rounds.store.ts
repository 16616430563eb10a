import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { RoundManifest } from './manifest.rules.ts';
import type { RoundMode, RoundState } from './rounds.rules.ts';
import type { RoundItem } from './rounds.tables.ts';
import './rounds.tables.ts';

/** A round with the organisation that holds it. */
export type RoundFound = NonNullable<Awaited<ReturnType<typeof findRound>>>;

/** The round, or undefined. `lock` holds it until the commit, so that it does not move meanwhile. */
export async function findRound(
  tx: Tx,
  tenantId: string,
  id: string,
  lock: 'no' | 'share' | 'update' = 'no',
) {
  let query = tx
    .selectFrom('round as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .selectAll('r')
    .select([
      'o.name as org_name',
      'o.path as org_path',
      'o.kind as org_kind',
      'o.parent_id as org_parent_id',
    ])
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
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
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
  round: RoundTerms & {
    id: string;
    orgId: string;
    title: string;
    mode: RoundMode;
    closesOn: string;
    createdBy: string;
  },
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
  return updateAtVersion(
    tx,
    'round',
    { tenantId, id, version },
    {
      ...plain,
      ...(manifest ? { manifest: JSON.stringify(manifest) as never } : {}),
    },
  );
}
