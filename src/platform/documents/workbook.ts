import { ok, type Result } from '#kernel/result.ts';
import type { Sheet, SheetPiece } from './cells.ts';
import { renderWorkbook, type SheetToWrite } from './workbook-writer.ts';
import { runInWorker } from './worker-task.ts';

/**
 * Reads an uploaded workbook in a worker thread (bounded heap, 10 s) behind the archive guard. Refuses what is not an
 * .xlsx, needs a password, is damaged, has macros, links or embedded files, or is a bomb; never throws for its content.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<Sheet[]>> {
  const sheets: Sheet[] = [];
  const copy = Uint8Array.from(bytes);
  const read = await runInWorker<SheetPiece>(new URL('./workbook.worker.ts', import.meta.url), copy, {
    transfer: [copy.buffer],
    onPiece: (piece) => {
      if ('sheet' in piece) sheets.push({ ...piece.sheet, rows: [] });
      else for (const row of piece.rows) sheets.at(-1)?.rows.push(row);
    },
  });
  return read.ok ? ok(sheets) : read;
}

const CELLS_IN_PLACE = 5_000;

/**
 * Writes an .xlsx; a big one in a worker thread. A text is always a text cell, whatever it begins with. `at` is the time
 * the file says it was made: the same input gives the same bytes. Refuses (503) only when too many files wait.
 */
export async function writeWorkbook(
  sheets: SheetToWrite[],
  options: { at: Date; title?: string },
): Promise<Result<Uint8Array>> {
  const cells = sheets.reduce(
    (sum, sheet) => sum + sheet.rows.reduce((inSheet, row) => inSheet + row.length, 0),
    0,
  );
  if (cells <= CELLS_IN_PLACE) return ok(await renderWorkbook(sheets, options));
  let bytes: Uint8Array | undefined;
  const written = await runInWorker<Uint8Array>(
    new URL('./workbook-write.worker.ts', import.meta.url),
    { sheets, options },
    {
      onPiece: (piece) => {
        bytes = piece;
      },
    },
  );
  if (!written.ok) return written;
  if (!bytes) throw new Error('the writing thread returned no file');
  return ok(bytes);
}
