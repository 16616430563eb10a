import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { ObjectionState } from './results.rules.ts';
import './results.tables.ts';

/** Matches no account. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export type NewObjection = {
  id: string;
  resultId: string;
  orgId: string;
  scoreId: string;
  indicator: string | null;
  text: string;
  lodgedBy: string;
  lodgedPerson: string | null;
  lodgedAt: Date;
  decideBy: Day;
};

/** Adds an objection. */
export async function insertObjection(tx: Tx, tenantId: string, objection: NewObjection): Promise<void> {
  await tx
    .insertInto('objection')
    .values({
      tenant_id: tenantId,
      id: objection.id,
      result_id: objection.resultId,
      org_id: objection.orgId,
      score_id: objection.scoreId,
      indicator: objection.indicator,
      text: objection.text,
      lodged_by: objection.lodgedBy,
      lodged_person: objection.lodgedPerson,
      lodged_at: objection.lodgedAt,
      decide_by: objection.decideBy,
      taken_up_by: null,
      decided_by: null,
      decided_at: null,
    })
    .execute();
}

const rows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('objection as x')
    .innerJoin('result as r', (join) =>
      join.onRef('r.tenant_id', '=', 'x.tenant_id').onRef('r.id', '=', 'x.result_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'x.tenant_id').onRef('o.id', '=', 'x.org_id'),
    )
    .innerJoin('organisation as h', (join) =>
      join.onRef('h.tenant_id', '=', 'r.tenant_id').onRef('h.id', '=', 'r.org_id'),
    )
    .leftJoin('account as d', (join) =>
      join.onRef('d.tenant_id', '=', 'x.tenant_id').onRef('d.id', '=', 'x.decided_by'),
    )
    .select([
      'x.id',
      'x.result_id',
      'r.title as result_title',
      'r.state as result_state',
      'r.scored_by',
      'r.scored_person',
      'r.scheme',
      'x.org_id',
      'o.name as org_name',
      'x.score_id',
      'x.indicator',
      'x.text',
      'x.state',
      'x.lodged_by',
      'x.lodged_person',
      'x.lodged_at',
      'x.decide_by',
      'x.decision',
      'x.decided_at',
      'd.display_name as decider_name',
      'x.version',
    ])
    .where('x.tenant_id', '=', tenantId);

/** An objection with its result. */
export async function findObjection(tx: Tx, tenantId: string, id: string) {
  return rows(tx, tenantId).where('x.id', '=', id).executeTakeFirst();
}

/**
 * A page of objections, the newest first: those of results that the reader holds (`scope` over `h`), and those that the reader lodged.
 * Nobody else's list shows who objected.
 */
export async function selectObjections(
  tx: Tx,
  tenantId: string,
  reader: { scope: Expression<SqlBool>; accountId: string | null },
  filter: { state?: 'open' | ObjectionState; result?: string; before: string | null; limit: number },
) {
  let query = rows(tx, tenantId).where((eb) =>
    eb.or([reader.scope, eb('x.lodged_by', '=', reader.accountId ?? NOBODY)]),
  );
  if (filter.state === 'open') query = query.where('x.state', 'in', ['lodged', 'under-review']);
  else if (filter.state) query = query.where('x.state', '=', filter.state);
  if (filter.result) query = query.where('x.result_id', '=', filter.result);
  if (filter.before) query = query.where('x.id', '<', filter.before);
  return query.orderBy('x.id', 'desc').limit(filter.limit).execute();
}

/** What publication asks of a result's objections, those of the results it corrects left out. */
export async function objectionsOf(tx: Tx, tenantId: string, resultId: string) {
  return tx
    .selectFrom('objection')
    .select(['org_id', 'state', 'decided_at', 'score_id'])
    .where('tenant_id', '=', tenantId)
    .where('result_id', '=', resultId)
    .execute();
}

/** Moves an objection that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateObjection(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: { state: ObjectionState; takenUpBy?: string; decided?: { by: string; at: Date; decision: string } },
) {
  return updateAtVersion(
    tx,
    'objection',
    { tenantId, id, version },
    {
      state: change.state,
      taken_up_by: change.takenUpBy,
      ...(change.decided === undefined
        ? {}
        : {
            decided_by: change.decided.by,
            decided_at: change.decided.at,
            decision: change.decided.decision,
          }),
    },
  );
}

/** Organisations of a result whose objection is not decided yet. */
export async function disputedOrganisations(
  tx: Tx,
  tenantId: string,
  resultId: string,
): Promise<Set<string>> {
  const { rows: found } = await sql<{ org_id: string }>`
    select distinct org_id from objection
    where tenant_id = ${tenantId} and result_id = ${resultId} and state in ('lodged','under-review')`.execute(
    tx,
  );
  return new Set(found.map((row) => row.org_id));
}

/** Whether an organisation's objection to the same part of a result is still open. */
export async function openObjection(
  tx: Tx,
  tenantId: string,
  resultId: string,
  orgId: string,
  indicator: string | null,
): Promise<boolean> {
  const row = await tx
    .selectFrom('objection')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('result_id', '=', resultId)
    .where('org_id', '=', orgId)
    .where('indicator', 'is not distinct from', indicator)
    .where('state', 'in', ['lodged', 'under-review'])
    .executeTakeFirst();
  return row !== undefined;
}
