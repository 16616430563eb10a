import type { RoundManifest } from '#oversight/rounds/manifest.rules.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Services } from '#platform/http/context.ts';
import '#oversight/rounds/rounds.tables.ts';
import '#oversight/results/results.tables.ts';

export type DemoInvitation = { id: string; group: string; personId: string | null; ratees: string[] };

/** The invitations of a round, each with the organisations it may rate: its own, or all of the round's. */
export async function invitationsOf(tx: Tx, tenantId: string, roundId: string): Promise<DemoInvitation[]> {
  const ratees = await tx
    .selectFrom('round_ratee')
    .select('org_id')
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('no')
    .execute();
  const all = ratees.map((row) => row.org_id);
  const rows = await tx
    .selectFrom('invitation')
    .select(['id', 'group_code', 'person_id', 'org_id', 'recused'])
    .where('tenant_id', '=', tenantId)
    .where('round_id', '=', roundId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    group: row.group_code,
    personId: row.person_id,
    ratees: (row.org_id ? [row.org_id] : all).filter((ratee) => !row.recused.includes(ratee)),
  }));
}

/** What a ballot of a round is cast on. */
export async function findRoundOf(tx: Tx, tenantId: string, roundId: string) {
  const row = await tx
    .selectFrom('round')
    .select(['items', 'manifest', 'manifest_hash'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow();
  return {
    items: row.items as readonly unknown[],
    manifest: row.manifest as RoundManifest | null,
    manifestHash: row.manifest_hash,
  };
}

/** The version of a round or result now. */
export async function versionOf(
  services: Services,
  tenantId: string,
  table: 'round' | 'result',
  id: string,
): Promise<number> {
  return services.database.read(tenantId, async (tx) => {
    const row = await tx
      .selectFrom(table)
      .select('version')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.version;
  });
}
