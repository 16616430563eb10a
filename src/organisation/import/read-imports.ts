import type { z } from 'zod';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import { cellAddress } from '#platform/documents/cells.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import {
  type importLine,
  importView,
  type listImportLines,
  type listImports,
  readImport,
} from './import.contract.ts';
import type { Table } from './import.model.ts';
import { importObject } from './import.objects.ts';
import { isStalled } from './import.rules.ts';
import { type BatchRow, findBatch, listBatches, listLines } from './import.store.ts';
import './import-services.ts';

export type ImportView = z.output<typeof importView>;

/** An import's state, tables and progress. */
export async function openImport(ctx: Context, id: string): Promise<Result<ImportView>> {
  const allowed = await authorise(ctx, readImport, importObject, [id]);
  const row = allowed.has(id) ? await findBatch(ctx.tx, ctx.actor.tenantId, id) : undefined;
  return row ? ok(viewOf(row, ctx.now)) : notFound();
}

/** The imports of the tenant, newest first. */
export async function pageOfImports(
  ctx: Context,
  query: QueryOf<typeof listImports>,
): Promise<Result<ResponseOf<typeof listImports>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value && ([String(cursor.value[0]), String(cursor.value[1])] as [string, string]);
  const rows = await listBatches(ctx.tx, ctx.actor.tenantId, after, query.limit + 1);
  const short = importView.omit({ tables: true, progress: true });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.created_at.toISOString(), row.id],
      (row) => short.parse(viewOf(row, ctx.now)),
    ),
  );
}

/** The lines of an import as planned, in the workbook's order. */
export async function pageOfLines(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listImportLines>,
): Promise<Result<ResponseOf<typeof listImportLines>>> {
  const opened = await openImport(ctx, id);
  if (!opened.ok) return opened;
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const after = Number(cursor.value?.[0] ?? 0);
  const rows = await listLines(
    ctx.tx,
    ctx.actor.tenantId,
    id,
    query,
    Number.isInteger(after) ? after : 0,
    query.limit + 1,
  );
  const { tables } = opened.value;
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.no],
      (row): z.output<typeof importLine> => ({
        no: row.no,
        sheet: row.sheet,
        row: row.row_no + 1,
        subject: row.subject,
        label: row.label,
        place: row.place,
        action: row.action,
        implied: row.implied,
        changes: row.changes,
        remarks: row.remarks.map((remark) => {
          const column = columnOf(tables, row.sheet, remark.field);
          return { ...remark, cell: column === null ? null : cellAddress(row.row_no, column) };
        }),
      }),
    ),
  );
}

/** The column in which a field stands in a sheet, or null. */
export function columnOf(
  tables: readonly Pick<Table, 'sheet' | 'columns'>[],
  sheet: string,
  field: string | null,
): number | null {
  if (field === null) return null;
  const table = tables.find((each) => each.sheet === sheet);
  return table?.columns.find((column) => column.use === field)?.index ?? null;
}

/** An import as callers see it. */
export function viewOf(row: BatchRow, now: Date): ImportView {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    fileName: row.file_name,
    fileSize: row.file_size,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    asOf: row.as_of,
    defaultUnit:
      row.default_unit_id && row.default_unit_name
        ? { id: row.default_unit_id, name: row.default_unit_name }
        : null,
    tables: row.tables,
    counts: row.counts,
    problem: row.problem,
    progress: row.phase === null ? null : { phase: row.phase, done: row.done ?? 0, total: row.total ?? 0 },
    stalled: isStalled(row.state, row.heard_at, now),
    fileKept: row.file_kept,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}
