import type { Cell, CellRange, Sheet } from '#platform/documents/cells.ts';

/** A cell for tests: a text, a number, a date as `{ day }`, a formula, an error, or nothing. */
export type Given =
  | string
  | number
  | boolean
  | null
  | { day: string }
  | { error: string }
  | { formula: string; result?: string | number | { error: string } };

/** A cell as the reader of workbooks gives it. */
export function cellOf(given: Given): Cell | null {
  if (given === null) return null;
  if (typeof given === 'string') return given.trim() === '' ? null : { kind: 'text', text: given };
  if (typeof given === 'number') return { kind: 'number', number: given };
  if (typeof given === 'boolean') return { kind: 'boolean', boolean: given };
  if ('day' in given) return { kind: 'date', day: given.day };
  if ('error' in given) return { kind: 'error', code: given.error };
  const result = given.result === undefined ? null : cellOf(given.result);
  return { kind: 'formula', formula: given.formula, result: result?.kind === 'formula' ? null : result };
}

/** A sheet as the reader of workbooks gives it. */
export function sheetOf(name: string, rows: Given[][], merges: CellRange[] = [], hidden = false): Sheet {
  const cells = rows.map((row) => {
    const line = row.map(cellOf);
    while (line.length > 0 && line.at(-1) === null) line.pop();
    return line;
  });
  while (cells.length > 0 && cells.at(-1)?.length === 0) cells.pop();
  return { name, hidden, rows: cells, merges, widths: [] };
}
