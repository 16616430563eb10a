import { sql } from 'kysely';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Database } from '#platform/database/database.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { LineAction, Outcome, Table } from './import.model.ts';
import type { BatchState } from './import.rules.ts';
import type { ImportPhase } from './import.tables.ts';
import type { Counts } from './plan.rules.ts';
import './import.tables.ts';

/** An import with the names that its ids stand for and how far it is. */
export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

/** Adds an import as uploaded. */
export async function addBatch(
  tx: Tx,
  batch: {
    tenantId: string;
    id: string;
    orgId: string | null;
    state: BatchState;
    fileName: string;
    fileSize: number;
    fileSealed: Buffer;
    tables: Table[];
    asOf: string;
    createdBy: string | null;
    createdAt: Date;
  },
): Promise<void> {
  await tx
    .insertInto('import_batch')
    .values({
      tenant_id: batch.tenantId,
      id: batch.id,
      org_id: batch.orgId,
      state: batch.state,
      file_name: batch.fileName,
      file_size: batch.fileSize,
      file_sealed: batch.fileSealed,
      tables: json(batch.tables),
      as_of: batch.asOf,
      planned_on: null,
      default_unit_id: null,
      counts: null,
      problem: null,
      plan_digest: null,
      created_by: batch.createdBy,
      created_at: batch.createdAt,
      confirmed_at: null,
      undone_at: null,
    })
    .execute();
  await tx
    .insertInto('import_progress')
    .values({
      tenant_id: batch.tenantId,
      batch_id: batch.id,
      phase: 'reading',
      done: 0,
      total: 0,
      at: batch.createdAt,
    })
    .execute();
}

/** An import by its id, without the file. */
export async function findBatch(tx: Tx, tenantId: string, id: string) {
  return batches(tx, tenantId).where('b.id', '=', id).executeTakeFirst();
}

/** Imports from the newest on, after a place in the list. */
export async function listBatches(
  tx: Tx,
  tenantId: string,
  after: [at: string, id: string] | null,
  limit: number,
) {
  let query = batches(tx, tenantId).orderBy('b.created_at', 'desc').orderBy('b.id', 'desc').limit(limit);
  if (after)
    query = query.where(sql<boolean>`(b.created_at, b.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

function batches(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('import_batch as b')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'b.tenant_id').onRef('a.id', '=', 'b.created_by'),
    )
    .leftJoin('organisation as u', (join) =>
      join.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.default_unit_id'),
    )
    .leftJoin('import_progress as p', (join) =>
      join.onRef('p.tenant_id', '=', 'b.tenant_id').onRef('p.batch_id', '=', 'b.id'),
    )
    .select([
      'b.id',
      'b.version',
      'b.state',
      'b.file_name',
      'b.file_size',
      'b.tables',
      'b.as_of',
      'b.planned_on',
      'b.default_unit_id',
      'b.counts',
      'b.problem',
      'b.plan_digest',
      'b.created_at',
      'b.confirmed_at',
      'b.undone_at',
      'a.display_name as created_by_name',
      'u.name as default_unit_name',
      'p.phase',
      'p.done',
      'p.total',
      'p.at as heard_at',
      sql<boolean>`b.file_sealed is not null`.as('file_kept'),
    ])
    .where('b.tenant_id', '=', tenantId);
}

/** The uploaded workbook as sealed, or null when it is no longer kept. */
export async function readFile(tx: Tx, tenantId: string, id: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('import_batch')
    .select('file_sealed')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.file_sealed ?? null;
}

/** Locks an import against other writers (not against its own progress) and returns its state and version. */
export async function lockBatch(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('import_batch')
    .select(['state', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** What changes of an import with its state; `null` empties, what is left out stays. */
export type BatchChange = {
  state: BatchState;
  tables?: Table[];
  asOf?: string;
  plannedOn?: string;
  defaultUnitId?: string | null;
  counts?: Counts | null;
  problem?: { code: string; message: string } | null;
  planDigest?: Buffer | null;
  confirmedAt?: Date;
  undoneAt?: Date;
  dropFile?: boolean;
};

/** Moves an import on that is still at `version`; the new version, or undefined if somebody was faster. */
export async function changeBatch(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: BatchChange,
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'import_batch',
    { tenantId, id, version },
    {
      state: change.state,
      as_of: change.asOf,
      planned_on: change.plannedOn,
      default_unit_id: change.defaultUnitId,
      plan_digest: change.planDigest,
      confirmed_at: change.confirmedAt,
      undone_at: change.undoneAt,
      ...(change.tables && { tables: json(change.tables) }),
      ...(change.counts !== undefined && { counts: change.counts && json(change.counts) }),
      ...(change.problem !== undefined && { problem: change.problem && json(change.problem) }),
      ...(change.dropFile && { file_sealed: null }),
    },
  );
}

/** Replaces the planned lines of an import. */
export async function replaceLines(
  tx: Tx,
  tenantId: string,
  batchId: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  await tx
    .deleteFrom('import_row')
    .where('tenant_id', '=', tenantId)
    .where('batch_id', '=', batchId)
    .execute();
  for (let at = 0; at < outcomes.length; at += 2_000) {
    const rows = outcomes.slice(at, at + 2_000).map((outcome, index) => ({ ...outcome, no: at + index + 1 }));
    await sql`
      insert into import_row (tenant_id, batch_id, no, sheet, row_no, subject, label, place, action, implied, changes, remarks)
      select ${tenantId}, ${batchId}, x.no, x.sheet, x.row, x.subject, x.label, x.place, x.action, x.implied, x.changes, x.remarks
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
        no int, sheet text, row int, subject text, label text, place text, action text, implied boolean, changes jsonb, remarks jsonb)`.execute(
      tx,
    );
  }
}

/** Planned lines in order, after a number. */
export async function listLines(
  tx: Tx,
  tenantId: string,
  batchId: string,
  filter: { action?: LineAction; subject?: Outcome['subject'] },
  after: number,
  limit: number,
) {
  let query = tx
    .selectFrom('import_row')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('batch_id', '=', batchId)
    .where('no', '>', after)
    .orderBy('no')
    .limit(limit);
  if (filter.action) query = query.where('action', '=', filter.action);
  if (filter.subject) query = query.where('subject', '=', filter.subject);
  return query.execute();
}

/** Every remark of an import's lines, for the marked workbook. */
export async function listRemarks(tx: Tx, tenantId: string, batchId: string) {
  return tx
    .selectFrom('import_row')
    .select(['sheet', 'row_no', 'remarks'])
    .where('tenant_id', '=', tenantId)
    .where('batch_id', '=', batchId)
    .where(sql<boolean>`remarks <> '[]'`)
    .orderBy('no')
    .execute();
}

/** Whether there is an active unit with this id. */
export async function isUnit(tx: Tx, tenantId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('organisation')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('kind', '=', 'unit')
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes how far an import is, in a transaction of its own, so that others see it while the work goes on. */
export async function tellProgress(
  database: Database,
  tenantId: string,
  batchId: string,
  progress: { phase: ImportPhase; done: number; total: number },
): Promise<void> {
  await database.write(tenantId, async (tx) => {
    await tx
      .updateTable('import_progress')
      .set({ ...progress, at: sql<Date>`now()` })
      .where('tenant_id', '=', tenantId)
      .where('batch_id', '=', batchId)
      .execute();
    return { commit: true, value: undefined };
  });
}

/** Forgets what imports made before a day hold of people beyond what was imported: files, planned lines. */
export async function forgetOld(tx: Tx, tenantId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update import_batch set file_sealed = null, version = version + 1,
      state = case when state in ('mapping', 'checking', 'checked') then 'discarded' else state end
    where tenant_id = ${tenantId} and created_at < ${before}
      and (file_sealed is not null or exists (select from import_row r where r.tenant_id = import_batch.tenant_id and r.batch_id = import_batch.id))
    returning id`.execute(tx);
  if (rows.length > 0) {
    await sql`delete from import_row where tenant_id = ${tenantId} and batch_id = any(${rows.map((row) => row.id)}::uuid[])`.execute(
      tx,
    );
  }
  return rows.length;
}

/** A value for a jsonb column. */
function json<T>(value: T) {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}
