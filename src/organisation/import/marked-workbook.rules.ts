import { type Cell, cellAddress, type Sheet } from '#platform/documents/cells.ts';
import type { CellToWrite, SheetToWrite } from '#platform/documents/workbook-writer.ts';

/** A remark at a place of the uploaded workbook; without a column it is about the whole row. */
export type Mark = {
  sheet: string;
  row: number;
  column: number | null;
  level: 'bad' | 'note';
  message: string;
};

/**
 * The uploaded workbook again, cell for cell, with marked cells coloured and commented, after a sheet that lists what is
 * wrong. Formulas come back as what they showed: nothing that computes leaves the system.
 */
export function markSheets(sheets: readonly Sheet[], marks: readonly Mark[]): SheetToWrite[] {
  const bySheet = new Map<string, Mark[]>();
  for (const mark of marks) {
    const list = bySheet.get(mark.sheet);
    if (list) list.push(mark);
    else bySheet.set(mark.sheet, [mark]);
  }
  return [...sheets.map((sheet) => markSheet(sheet, bySheet.get(sheet.name) ?? [])), listOfFaults(marks)];
}

function markSheet(sheet: Sheet, marks: readonly Mark[]): SheetToWrite {
  const rows: CellToWrite[][] = sheet.rows.map((row) => row.map(toWrite));
  const byCell = new Map<string, Mark[]>();
  for (const mark of marks) {
    const column = mark.column ?? Math.max(0, sheet.rows[mark.row]?.findIndex((cell) => cell !== null) ?? 0);
    const key = `${mark.row},${column}`;
    const list = byCell.get(key);
    if (list) list.push(mark);
    else byCell.set(key, [mark]);
  }
  for (const [key, list] of byCell) {
    const [r = 0, c = 0] = key.split(',').map(Number);
    const row = rows[r];
    if (!row) continue;
    while (row.length <= c) row.push(null);
    const cell = row[c] ?? null;
    const value = cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell;
    const look = list.some((mark) => mark.level === 'bad') ? 'bad' : 'warned';
    row[c] = { value, look, comment: list.map((mark) => mark.message).join('\n') };
  }
  return { name: sheet.name, hidden: sheet.hidden, rows, merges: sheet.merges, widths: sheet.widths };
}

function toWrite(cell: Cell | null): CellToWrite {
  if (cell === null) return null;
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'number':
      return cell.number;
    case 'date':
      return { day: cell.day };
    case 'boolean':
      return cell.boolean;
    case 'error':
      return cell.code;
    case 'formula':
      return toWrite(cell.result);
  }
}

function listOfFaults(marks: readonly Mark[]): SheetToWrite {
  const faults = marks.filter((mark) => mark.level === 'bad');
  const notes = marks.filter((mark) => mark.level === 'note');
  const line = (mark: Mark): CellToWrite[] => [
    mark.sheet,
    mark.column === null ? `第 ${mark.row + 1} 行` : cellAddress(mark.row, mark.column),
    { value: mark.level === 'bad' ? '需改正' : '已按此理解', look: mark.level === 'bad' ? 'bad' : 'warned' },
    mark.message,
  ];
  return {
    name: '检查结果',
    headRows: 1,
    widths: [18, 12, 14, 70],
    rows: [['工作表', '位置', '结果', '问题与改法'], ...faults.map(line), ...notes.map(line)],
  };
}
