import {
  type CellStyle,
  type CellValue,
  type ColumnDef,
  type Cell as RawCell,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import type { Day } from '#kernel/dates.ts';
import { type CellRange, looksLikeFormula } from './cells.ts';

/** How a cell looks. `bad`, `warned` and `added` are fills for marking an uploaded workbook. */
export type CellLook = 'head' | 'title' | 'note' | 'bad' | 'warned' | 'added' | 'strong';

/** A value to write, alone or with its look, a comment on it, or a number format such as `0.00`. */
export type CellToWrite =
  | string
  | number
  | boolean
  | null
  | { day: Day }
  | {
      value: string | number | boolean | null | { day: Day };
      look?: CellLook;
      comment?: string;
      format?: string;
    };

/** A worksheet to write. `headRows` are styled as a header, frozen and repeated on each printed page. */
export type SheetToWrite = {
  name: string;
  rows: CellToWrite[][];
  headRows?: number;
  merges?: CellRange[];
  /** In characters; a column without one is fitted to its content. */
  widths?: (number | null)[];
  /** Column numbers whose cells Excel keeps as text when edited (phone numbers, codes). */
  textColumns?: number[];
  landscape?: boolean;
  /** Rows are as high as their longest text needs in columns with given `widths`; not every program fits them itself. */
  fitRows?: boolean;
  hidden?: boolean;
};

const MAX_TEXT = 32_767;
/** Excel numbers the shapes of comments in blocks of 1,024 a sheet. */
const MAX_COMMENTS = 1_000;
const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BORDER = { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE };

const fill = (rgb: string): CellStyle['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } });

const FONT = { name: '宋体', size: 11 };
const WRAPPED = { vertical: 'center', wrapText: true } as const;

const LOOKS: Record<CellLook, CellStyle> = {
  head: {
    font: { ...FONT, bold: true },
    fill: fill('F2E6E6'),
    border: BORDER,
    alignment: { ...WRAPPED, horizontal: 'center' },
  },
  title: { font: { ...FONT, bold: true, size: 16 }, alignment: { horizontal: 'center', vertical: 'center' } },
  note: { font: { ...FONT, color: { rgb: '595959' } }, alignment: { vertical: 'top', wrapText: true } },
  strong: { font: { ...FONT, bold: true }, border: BORDER, alignment: WRAPPED },
  bad: {
    font: { ...FONT, color: { rgb: '9C0006' } },
    fill: fill('FFC7CE'),
    border: BORDER,
    alignment: WRAPPED,
  },
  warned: {
    font: { ...FONT, color: { rgb: '7F4F00' } },
    fill: fill('FFEB9C'),
    border: BORDER,
    alignment: WRAPPED,
  },
  added: { font: FONT, fill: fill('E2EFDA'), border: BORDER, alignment: WRAPPED },
};

const BODY: CellStyle = { font: FONT, border: BORDER, alignment: WRAPPED };
const TITLE_HEIGHT = 30;

/**
 * Writes an .xlsx in the calling thread (`writeWorkbook` moves big ones off it). A text is always a text cell, whatever it begins with, and is formatted as text where a spreadsheet
 * would take it for a formula when edited; numbers stay numbers. `at` is the time the file says it was made: the same
 * input gives the same bytes.
 */
export async function renderWorkbook(
  sheets: SheetToWrite[],
  options: { at: Date; title?: string },
): Promise<Uint8Array> {
  const names = sheetNames(sheets.map((sheet) => sheet.name));
  return writeXlsx({
    sheets: sheets.map((sheet, index) => toWriteSheet(sheet, names[index] as string)),
    defaultFont: FONT,
    properties: { title: options.title, creator: 'Zelian', created: options.at, modified: options.at },
  });
}

/** Names that Excel accepts: at most 31 characters, none of `[]:*?/\`, none twice. */
function sheetNames(wanted: string[]): string[] {
  const used = new Set<string>();
  return wanted.map((name, index) => {
    const clean =
      name
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || `Sheet${index + 1}`;
    let unique = clean;
    for (let n = 2; used.has(unique.toLowerCase()); n++) unique = `${clean.slice(0, 28)}(${n})`;
    used.add(unique.toLowerCase());
    return unique;
  });
}

function toWriteSheet(sheet: SheetToWrite, name: string): WriteSheet {
  const cells = new Map<string, Partial<RawCell>>();
  const headRows = sheet.headRows ?? 0;
  const styles = new Map<string, CellStyle>();
  let comments = 0;
  const rows = sheet.rows.map((row, r) =>
    row.map((cell, c): CellValue => {
      const { value, look, comment, format } = unfold(cell);
      const detail: Partial<RawCell> = {};
      const shown = look ?? (r < headRows ? 'head' : undefined);
      const asText = typeof value === 'string' && (looksLikeFormula(value) || sheet.textColumns?.includes(c));
      const numFmt = format ?? (asText ? '@' : undefined);
      if (shown || numFmt) detail.style = styleOf(styles, shown, numFmt);
      if (comment && comments < MAX_COMMENTS) {
        detail.comment = { author: '责链', text: comment };
        comments++;
      }
      // As a run of rich text it cannot become an error cell, as the writer would make of "#N/A".
      if (typeof value === 'string' && value.startsWith('#'))
        detail.richText = [{ text: escapeCodes(value) }];
      if (detail.style || detail.comment || detail.richText) cells.set(`${r},${c}`, detail);
      return toRaw(value);
    }),
  );
  return {
    name,
    rows,
    cells,
    columns: columnsOf(sheet, rows),
    hidden: sheet.hidden,
    merges: sheet.merges,
    rowDefs: heightsOf(sheet),
    freezePane: headRows > 0 ? { rows: headRows } : undefined,
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: headRows > 0 ? `$1:$${headRows}` : undefined,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    a11y: { headerRow: Math.max(0, headRows - 1) },
  };
}

const LINE_HEIGHT = 15;

function heightsOf(sheet: SheetToWrite): Map<number, { height: number }> {
  const heights = new Map(titleRows(sheet).map((r) => [r, { height: TITLE_HEIGHT }]));
  if (!sheet.fitRows) return heights;
  const merged = new Set(sheet.merges?.map((range) => range.startRow));
  for (const [r, row] of sheet.rows.entries()) {
    if (heights.has(r) || merged.has(r)) continue;
    const lines = row.map((cell, c) => {
      const { value } = unfold(cell);
      return typeof value === 'string' ? linesOf(value, sheet.widths?.[c] ?? Infinity) : 1;
    });
    heights.set(r, { height: Math.max(1, ...lines) * LINE_HEIGHT });
  }
  return heights;
}

function titleRows(sheet: SheetToWrite): number[] {
  return [...sheet.rows.slice(0, sheet.headRows ?? 0).keys()].filter((r) =>
    sheet.rows[r]?.some((cell) => unfold(cell).look === 'title'),
  );
}

function unfold(cell: CellToWrite) {
  if (cell !== null && typeof cell === 'object' && 'value' in cell) return cell;
  return { value: cell, look: undefined, comment: undefined, format: undefined };
}

// One style object for each combination: 20,000 rows share a handful.
function styleOf(
  known: Map<string, CellStyle>,
  look: CellLook | undefined,
  numFmt: string | undefined,
): CellStyle {
  const key = `${look ?? ''} ${numFmt ?? ''}`;
  let style = known.get(key);
  if (!style) {
    style = { ...(look ? LOOKS[look] : BODY), ...(numFmt ? { numFmt } : {}) };
    known.set(key, style);
  }
  return style;
}

function toRaw(value: string | number | boolean | null | { day: Day }): CellValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string')
    return escapeCodes(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value);
  return new Date(`${value.day}T00:00:00Z`);
}

/** `_x0041_` in a text would be read back as "A": the format's own escape for it is to escape the underscore. */
function escapeCodes(text: string): string {
  return text.toWellFormed().replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function columnsOf(sheet: SheetToWrite, rows: CellValue[][]): ColumnDef[] {
  const count = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const sampled = rows.slice(0, 300);
  const merged = new Set((sheet.merges ?? []).map((range) => `${range.startRow},${range.startCol}`));
  return Array.from({ length: count }, (_, c) => ({
    width:
      sheet.widths?.[c] ??
      fittedWidth(sampled.map((row, r) => (merged.has(`${r},${c}`) ? null : (row[c] ?? null)))),
    style: BODY,
  }));
}

/** How many lines a text takes in a column. */
const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) + 1) / width)), 0);

/** The width of a line in characters, a Chinese one counting two. */
function widthOf(line: string): number {
  let width = 0;
  for (const char of line) width += (char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}

/** Width in characters that shows the content, a Chinese character counting two, within 6 to 50. */
function fittedWidth(values: CellValue[]): number {
  let widest = 6;
  for (const value of values) {
    if (value === null) continue;
    const text = value instanceof Date ? '2026-01-01' : String(value);
    for (const line of text.split('\n')) {
      widest = Math.max(widest, widthOf(line) + 2);
    }
  }
  return Math.min(50, widest);
}
