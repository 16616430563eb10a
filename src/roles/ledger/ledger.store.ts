import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type {
  Evidence,
  ProblemEventKind,
  ProblemFacts,
  ProblemOrigin,
  ProblemSource,
  ProblemState,
} from './ledger.rules.ts';
import './ledger.tables.ts';

/** A problem as the ledger's use cases load it. */
export type LoadedProblem = ProblemFacts & {
  id: string;
  orgId: string;
  orgPath: string;
  title: string;
  effect: string;
  evidence: readonly Evidence[];
  version: number;
};

/** A new problem, complete: no problem without owner and date. */
export type NewProblem = {
  orgId: string;
  title: string;
  detail: string;
  measures: string;
  source: ProblemSource;
  sourceId: string | null;
  sourcePart: string | null;
  /** What kind of object `sourceId` names. */
  origin?: ProblemOrigin | null;
  ownerId: string;
  dueOn: Day;
  /** The member who reported it, where that is not who enters it. */
  reporterPersonId?: string | null;
  /** The first problem of those that are the same again. */
  clusterId?: string | null;
  /** How many reports it was made of (1). */
  reports?: number;
};

type By = { accountId: string; personId: string | null; at: Date };

/**
 * Adds problems, each with its first event, in two statements; their ids in the order given, null for one whose finding of the same object
 * stands in the ledger already.
 */
export async function insertProblems(
  tx: Tx,
  tenantId: string,
  problems: readonly NewProblem[],
  by: By,
): Promise<(string | null)[]> {
  const made = problems.map((problem) => ({ id: newId(), problem }));
  const added = await tx
    .insertInto('problem')
    .values(
      made.map(({ id, problem }) => ({
        tenant_id: tenantId,
        id,
        org_id: problem.orgId,
        title: problem.title,
        detail: problem.detail,
        measures: problem.measures,
        source: problem.source,
        origin: problem.origin ?? null,
        source_id: problem.sourceId,
        source_part: problem.sourcePart,
        owner_id: problem.ownerId,
        reported_by: by.accountId,
        reported_person: problem.reporterPersonId ?? by.personId,
        reported_at: by.at,
        due_on: problem.dueOn,
        first_due_on: problem.dueOn,
        first_late_on: null,
        submitted_by: null,
        submitted_person: null,
        closed_on: null,
        closed_by: null,
        cluster_id: problem.clusterId ?? null,
        reports: problem.reports ?? 1,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'source_id', 'source_part'])
        .where('source_id', 'is not', null)
        .doNothing(),
    )
    .returning('id')
    .execute();
  const ids = new Set(added.map((row) => row.id));
  const entered = made.filter(({ id }) => ids.has(id));
  await addEvents(
    tx,
    tenantId,
    entered.map(({ id, problem }) => ({
      problemId: id,
      action: 'enter',
      toState: 'open',
      by,
      note: problem.detail,
      ownerId: problem.ownerId,
      dueOn: problem.dueOn,
    })),
  );
  return made.map(({ id }) => (ids.has(id) ? id : null));
}

export type NewEvent = {
  action: ProblemEventKind;
  toState: ProblemState;
  by: By;
  note: string;
  ownerId?: string | null;
  dueOn?: Day | null;
};

/** Adds to what happened; nothing is ever taken out of it. */
export async function addEvent(tx: Tx, tenantId: string, problemId: string, event: NewEvent): Promise<void> {
  await addEvents(tx, tenantId, [{ ...event, problemId }]);
}

async function addEvents(
  tx: Tx,
  tenantId: string,
  events: readonly (NewEvent & { problemId: string })[],
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('problem_event')
    .values(
      events.map((event) => ({
        tenant_id: tenantId,
        id: newId(),
        problem_id: event.problemId,
        action: event.action,
        to_state: event.toState,
        account_id: event.by.accountId,
        person_id: event.by.personId,
        at: event.by.at,
        note: event.note,
        owner_id: event.ownerId ?? null,
        due_on: event.dueOn ?? null,
      })),
    )
    .execute();
}

/** A problem with the path of its organisation, or undefined. */
export async function loadProblem(tx: Tx, tenantId: string, id: string): Promise<LoadedProblem | undefined> {
  const row = await tx
    .selectFrom('problem as p')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.org_id'),
    )
    .selectAll('p')
    .select('o.path')
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    orgId: row.org_id,
    orgPath: row.path,
    title: row.title,
    effect: row.effect,
    evidence: row.evidence,
    version: row.version,
    state: row.state,
    source: row.source,
    ownerPersonId: row.owner_id,
    reporterAccountId: row.reported_by,
    reporterPersonId: row.reported_person,
    submitterAccountId: row.submitted_by,
    submitterPersonId: row.submitted_person,
    dueOn: row.due_on,
    firstLateOn: row.first_late_on,
  };
}

/** What a step changes in a problem's row. */
export type ProblemChange = {
  state: ProblemState;
  firstLateOn: Day | null;
  measures?: string;
  ownerId?: string;
  dueOn?: Day;
  effect?: string;
  evidence?: readonly Evidence[];
  submitted?: { accountId: string; personId: string | null };
  closed?: { on: Day; by: string; answer: string } | null;
  reopened?: boolean;
};

/** Changes a problem that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateProblem(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: ProblemChange,
) {
  return updateAtVersion(
    tx,
    'problem',
    { tenantId, id, version },
    {
      state: change.state,
      first_late_on: change.firstLateOn,
      measures: change.measures,
      owner_id: change.ownerId,
      due_on: change.dueOn,
      effect: change.effect,
      ...(change.evidence === undefined ? {} : { evidence: JSON.stringify(change.evidence) }),
      ...(change.submitted === undefined
        ? {}
        : { submitted_by: change.submitted.accountId, submitted_person: change.submitted.personId }),
      ...(change.closed === undefined
        ? {}
        : {
            closed_on: change.closed?.on ?? null,
            closed_by: change.closed?.by ?? null,
            answer: change.closed?.answer ?? '',
          }),
      ...(change.reopened ? { reopened: sql`reopened + 1` } : {}),
    },
  );
}
