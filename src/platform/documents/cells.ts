import type { Day } from '#kernel/dates.ts';

/** A formula is never evaluated: what counts is the result that the workbook itself stored. */
export type PlainCell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'date'; day: Day }
  | { kind: 'boolean'; boolean: boolean }
  | { kind: 'error'; code: string };

/** One cell as read. `result` of a formula is null when the workbook stored none. */
export type Cell = PlainCell | { kind: 'formula'; formula: string; result: PlainCell | null };

/** Zero-based, both ends inclusive. */
export type CellRange = { startRow: number; startCol: number; endRow: number; endCol: number };

/**
 * One worksheet as read: row 0 is the sheet's row 1; empty cells are null; trailing empty cells and rows are gone. Of a
 * merged range only the top-left cell has content. `widths` are in characters.
 */
export type Sheet = {
  name: string;
  hidden: boolean;
  rows: (Cell | null)[][];
  merges: CellRange[];
  widths: (number | null)[];
};

/** A worksheet in transit from the worker: the frame first, then its rows in order. */
export type SheetPiece = { sheet: Omit<Sheet, 'rows'> } | { rows: Sheet['rows'] };

/** A column's letters: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A cell's address as a spreadsheet shows it: row 0, column 0 → A1. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/**
 * Whether a spreadsheet could take a text for a formula: its first visible character is = + - @ or one of their
 * full-width forms, after blanks, line breaks and invisible characters.
 */
export function looksLikeFormula(text: string): boolean {
  return /^[\s\p{C}]*[=+\-@]/u.test(text.normalize('NFKC'));
}
