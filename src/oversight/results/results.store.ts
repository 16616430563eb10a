import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import type { ResultAction, ResultState } from './results.rules.ts';
import type { GroupSummary } from './results.tables.ts';
import './results.tables.ts';

export type NewResult = {
  id: string;
  orgId: string;
  roundId: string | null;
  adoptionId: string;
  title: string;
  periodFrom: Day;
  periodTo: Day;
  scheme: Scheme;
  schemeHash: string;
  run: number;
  scoredBy: string;
  scoredPerson: string | null;
  scoredAt: Date;
  groups: readonly GroupSummary[];
  correctsId: string | null;
  correctionReason: string;
};

const json = <T>(value: unknown) => sql<T>`${JSON.stringify(value)}::jsonb`;

/** Adds a result; false when the round has one already, or this one is being corrected already. */
export async function insertResult(tx: Tx, tenantId: string, result: NewResult): Promise<boolean> {
  const row = await tx
    .insertInto('result')
    .values({
      tenant_id: tenantId,
      id: result.id,
      org_id: result.orgId,
      round_id: result.roundId,
      adoption_id: result.adoptionId,
      title: result.title,
      period_from: result.periodFrom,
      period_to: result.periodTo,
      scheme: json<Scheme>(result.scheme),
      scheme_hash: result.schemeHash,
      run: result.run,
      scored_by: result.scoredBy,
      scored_person: result.scoredPerson,
      scored_at: result.scoredAt,
      groups: json<GroupSummary[]>(result.groups),
      reviewed_by: null,
      notified_on: null,
      earliest_on: null,
      objections_until: null,
      publication_id: null,
      corrects_id: result.correctsId,
      correction_reason: result.correctionReason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type ResultFound = NonNullable<Awaited<ReturnType<typeof findResult>>>;

/** A result with the organisation that holds it; `lock` keeps it still until the commit. */
export async function findResult(tx: Tx, tenantId: string, id: string, lock = false) {
  let query = tx
    .selectFrom('result as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .innerJoin('scheme_adoption as s', (join) =>
      join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.adoption_id'),
    )
    .innerJoin('account as scorer', (join) =>
      join.onRef('scorer.tenant_id', '=', 'r.tenant_id').onRef('scorer.id', '=', 'r.scored_by'),
    )
    .leftJoin('account as reviewer', (join) =>
      join.onRef('reviewer.tenant_id', '=', 'r.tenant_id').onRef('reviewer.id', '=', 'r.reviewed_by'),
    )
    .selectAll('r')
    .select([
      'o.name as org_name',
      'o.path as org_path',
      's.adopted_on',
      's.hash as adoption_hash',
      'scorer.display_name as scorer_name',
      'reviewer.display_name as reviewer_name',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', id);
  if (lock) query = query.forUpdate('r');
  return query.executeTakeFirst();
}

/** What a step changes in a result's row. */
export type ResultChange = {
  state?: ResultState;
  scored?: { run: number; by: string; person: string | null; at: Date; groups: readonly GroupSummary[] };
  scheme?: { body: Scheme; hash: string };
  reviewed?: { by: string; reason: string } | null;
  notified?: { on: Day; earliest: Day; covered: boolean; objectionsUntil: Day } | null;
  publicationId?: string;
};

/** Changes a result that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateResult(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: ResultChange,
) {
  const { scored, scheme, reviewed, notified } = change;
  return updateAtVersion(
    tx,
    'result',
    { tenantId, id, version },
    {
      state: change.state,
      ...(scored === undefined
        ? {}
        : {
            run: scored.run,
            scored_by: scored.by,
            scored_person: scored.person,
            scored_at: scored.at,
            groups: json<GroupSummary[]>(scored.groups),
          }),
      ...(scheme === undefined ? {} : { scheme: json<Scheme>(scheme.body), scheme_hash: scheme.hash }),
      ...(reviewed === undefined
        ? {}
        : { reviewed_by: reviewed?.by ?? null, review_reason: reviewed?.reason ?? '' }),
      ...(notified === undefined
        ? {}
        : {
            notified_on: notified?.on ?? null,
            earliest_on: notified?.earliest ?? null,
            earliest_covered: notified?.covered ?? true,
            objections_until: notified?.objectionsUntil ?? null,
          }),
      publication_id: change.publicationId,
    },
  );
}

/** Adds to a result's history. */
export async function addResultEvent(
  tx: Tx,
  tenantId: string,
  resultId: string,
  event: {
    action: ResultAction | 'create';
    toState: ResultState;
    accountId: string | null;
    at: Date;
    reason: string;
  },
): Promise<void> {
  await tx
    .insertInto('result_event')
    .values({
      tenant_id: tenantId,
      id: newId(),
      result_id: resultId,
      action: event.action,
      to_state: event.toState,
      account_id: event.accountId,
      at: event.at,
      reason: event.reason,
    })
    .execute();
}

/** What happened to a result, from the first on. */
export async function selectResultEvents(tx: Tx, tenantId: string, resultId: string) {
  return tx
    .selectFrom('result_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .select(['e.id', 'e.action', 'e.to_state', 'e.at', 'e.reason', 'a.display_name'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.result_id', '=', resultId)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
}

/** A page of results, the newest first, with how many objections wait. */
export async function selectResults(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  filter: { state?: ResultState; before: string | null; limit: number },
) {
  let query = tx
    .selectFrom('result as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'r.tenant_id').onRef('o.id', '=', 'r.org_id'),
    )
    .select([
      'r.id',
      'r.title',
      'r.org_id',
      'o.name as org_name',
      'r.state',
      'r.period_from',
      'r.period_to',
      'r.scored_at',
      'r.notified_on',
      'r.earliest_on',
      'r.publication_id',
      'r.corrects_id',
      'r.version',
      sql<number>`(select count(*) from result_entry e where e.tenant_id = r.tenant_id and e.result_id = r.id)`.as(
        'size',
      ),
      sql<number>`(select count(*) from objection x where x.tenant_id = r.tenant_id and x.result_id = r.id
        and x.state in ('lodged','under-review'))`.as('open_objections'),
    ])
    .where('r.tenant_id', '=', tenantId)
    .where(scope);
  if (filter.state) query = query.where('r.state', '=', filter.state);
  if (filter.before) query = query.where('r.id', '<', filter.before);
  return query.orderBy('r.id', 'desc').limit(filter.limit).execute();
}

/** The correction of a result, if one was begun. */
export async function findCorrection(tx: Tx, tenantId: string, resultId: string) {
  return tx
    .selectFrom('result')
    .select(['id', 'state', 'publication_id'])
    .where('tenant_id', '=', tenantId)
    .where('corrects_id', '=', resultId)
    .executeTakeFirst();
}

/** The last instant that the tenant's audit chain has seen. */
export async function lastRecordedAt(tx: Tx, tenantId: string): Promise<Date> {
  const row = await tx
    .selectFrom('audit_head')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return row.at;
}
