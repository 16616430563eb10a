import { toDay } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import type { LineRemark, Outcome, Table } from '#organisation/import/import.model.ts';
import { findTables, markWorkbook, planWorkbook } from '#organisation/import/import-tasks.ts';
import { countOutcomes } from '#organisation/import/plan.rules.ts';
import { columnOf } from '#organisation/import/read-imports.ts';
import { loadWorld } from '#organisation/import/world.store.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { cellAddress } from '#platform/documents/cells.ts';
import type { Services } from '#platform/http/context.ts';

/** A bad cell, or a bad line where no cell can be named. */
export type Flaw = { sheet: string; row: number; cell: string | null; code: string; message: string };

/** What an import would do. */
export type Preview = {
  tables: Table[];
  counts: ReturnType<typeof countOutcomes>;
  bad: Flaw[];
  /** Headers that no field was recognised for. */
  ignored: string[];
  outcomes: Outcome[];
};

/** Reads a workbook and compares it with the tenant's data, without writing anything, not even that it was read. */
export async function dryRun(
  services: Services,
  tenantId: string,
  input: { bytes: Uint8Array; asOf: string; unitId: string | null },
): Promise<Preview> {
  const { database, keys, config } = services;
  const found = taken(await findTables(input.bytes, config.contentDir));
  const ignored = found.flatMap((table) =>
    table.kind ? table.columns.filter((column) => column.use === null).map((column) => column.header) : [],
  );
  const tables = found.map((table) => ({
    ...table,
    kind: table.hidden ? null : table.kind,
    columns: table.columns.map((column) => ({ ...column, use: column.use ?? ('ignore' as const) })),
  }));
  const planned = await planWorkbook(
    {
      bytes: input.bytes,
      contentDir: config.contentDir,
      tables,
      today: toDay(new Date()),
      asOf: input.asOf,
      defaultUnitId: input.unitId,
    },
    { loadWorld: (sought) => database.read(tenantId, (tx) => loadWorld(tx, keys, tenantId, sought)) },
  );
  const { outcomes } = taken(planned).plan;
  return {
    tables,
    counts: countOutcomes(outcomes),
    bad: outcomes.flatMap((each) => flawsOf(each, tables)),
    ignored,
    outcomes,
  };
}

/** The workbook with its bad cells coloured and commented. */
export async function markedCopy(bytes: Uint8Array, preview: Preview): Promise<Uint8Array> {
  const marks = preview.outcomes.flatMap(({ sheet, row, remarks }) =>
    remarks
      .filter((remark) => remark.level === 'bad')
      .map(({ field, level, message }) => ({
        sheet,
        row,
        column: columnOf(preview.tables, sheet, field),
        level,
        message,
      })),
  );
  return taken(await markWorkbook(bytes, marks, new Date()));
}

function flawsOf(outcome: Outcome, tables: Table[]): Flaw[] {
  const { sheet, row } = outcome;
  const cellOf = (remark: LineRemark) => {
    const column = columnOf(tables, sheet, remark.field);
    return column === null ? null : cellAddress(row, column);
  };
  return outcome.remarks
    .filter((remark) => remark.level === 'bad')
    .map((remark) => ({
      sheet,
      row: row + 1,
      cell: cellOf(remark),
      code: remark.code,
      message: remark.message,
    }));
}

/** A refusal of the import is one of the command. */
export function taken<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new StartRefusal(result.refusal.code, result.refusal.message, 'The import was refused.');
}
