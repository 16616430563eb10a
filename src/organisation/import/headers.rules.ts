import type { Cell, Sheet } from '#platform/documents/cells.ts';
import type { Column, ColumnUse, Table } from './import.model.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import type { FieldId, SheetKind } from './import-fields.rules.ts';
import { squeeze } from './reading.rules.ts';
import { suggestField } from './suggestions.rules.ts';

/** Rows searched for a header: titles, filling notes and blank rows above a table take no more. */
const SEARCHED_ROWS = 30;

type Words = { fields: Map<string, FieldId>; ignored: Set<string>; ambiguous: Map<string, FieldId> };

/** Finds the table in a sheet: the row, or pair of rows, with the most headers known for one kind of table. */
export function findTable(sheet: Sheet, vocabulary: Vocabulary): Table {
  const merged = parentsByCell(sheet);
  let best: (Table & { score: number }) | undefined;
  const rows = Math.min(SEARCHED_ROWS, sheet.rows.length);
  const kinds = vocabulary.sheets.map(({ id, required }) => ({
    kind: id,
    required,
    words: wordsOf(id, vocabulary),
  }));
  for (let row = 0; row < rows; row++) {
    for (const headRows of [[row], [row, row + 1]]) {
      for (const { kind, required, words } of kinds) {
        const columns = readColumns(sheet, headRows, words, merged);
        const known = columns.filter((column) => column.use !== null && column.use !== 'ignore');
        if (known.length === 0) continue;
        const complete = required.every((field) => known.some((column) => column.use === field));
        // Two rows must earn their second row; a table of the right kind beats one with more words of another kind.
        const ignored = columns.filter((column) => column.use === 'ignore' && column.header !== '').length;
        const score = (complete ? 100 : 0) + known.length * 2 + ignored - headRows.length;
        // A header repeated further down (page by page) is no better than the first.
        const below = best !== undefined && row > (best.headRows.at(-1) ?? 0);
        const needed = (best?.score ?? -1) + (below ? 3 : 1);
        if (known.length + ignored < 2 || score < needed) continue;
        best = { sheet: sheet.name, hidden: sheet.hidden, kind, headRows, columns, dataRows: 0, score };
      }
    }
  }
  const table = best ?? unknownTable(sheet);
  const from = (table.headRows.at(-1) ?? -1) + 1;
  const data = sheet.rows.slice(from).filter((row) => row.some((cell) => cell !== null));
  return {
    sheet: table.sheet,
    hidden: table.hidden,
    kind: table.kind,
    headRows: table.headRows,
    dataRows: data.length,
    columns: table.columns.map((column) =>
      column.use === null
        ? { ...column, suggestion: suggestField(column, table.columns, data, table.kind, vocabulary) }
        : column,
    ),
  };
}

/** A table whose header was not recognised: the first row with two texts, all columns unknown. */
function unknownTable(sheet: Sheet): Table {
  const row = sheet.rows.findIndex((cells) => cells.filter((cell) => cell?.kind === 'text').length >= 2);
  const columns = (sheet.rows[row] ?? []).flatMap((cell, index): Column[] => {
    const header = headerText(cell);
    return header === '' ? [] : [{ index, header, use: null, suggestion: null }];
  });
  return {
    sheet: sheet.name,
    hidden: sheet.hidden,
    kind: null,
    headRows: row < 0 ? [] : [row],
    columns,
    dataRows: 0,
  };
}

/** A header as it is compared: without blanks, remarks in brackets, numbering, stars and colons; in lower case. */
export function foldHeader(text: string): string {
  const plain = squeeze(text).toLowerCase();
  const bare = plain
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/^\d+[.、]/, '')
    .replace(/[*★:]/g, '');
  return bare === '' ? plain.replace(/[()]/g, '') : bare;
}

function wordsOf(kind: SheetKind, vocabulary: Vocabulary): Words {
  const fields = new Map<string, FieldId>();
  for (const field of vocabulary.fields) {
    if (field.sheet !== kind) continue;
    for (const header of [...field.headers, field.title.zh]) fields.set(foldHeader(header), field.id);
  }
  return {
    fields,
    ignored: new Set(vocabulary.ignored.map(foldHeader)),
    ambiguous: new Map(
      vocabulary.ambiguous
        .filter((each) => each.sheet === kind)
        .map((each) => [foldHeader(each.header), each.suggest]),
    ),
  };
}

function readColumns(
  sheet: Sheet,
  headRows: number[],
  words: Words,
  merged: Map<string, Cell | null>,
): Column[] {
  const width = Math.max(...headRows.map((row) => sheet.rows[row]?.length ?? 0));
  const taken = new Set<FieldId>();
  const columns: Column[] = [];
  for (let index = 0; index < width; index++) {
    const [upper = '', lower = ''] = headRows.map((row) =>
      headerText(merged.get(`${row},${index}`) ?? sheet.rows[row]?.[index] ?? null),
    );
    const header = lower === '' || lower === upper ? upper : upper === '' ? lower : `${upper} ${lower}`;
    if (header === '') continue;
    const alone = lower === '' || upper.endsWith(lower);
    const names = [`${upper}${lower}`, alone ? upper : '', lower].map(foldHeader);
    const use = useOf(names, words);
    // The same column twice: the first is meant, the second must be looked at.
    const twice = use !== null && use !== 'ignore' && taken.has(use);
    if (use !== null && use !== 'ignore' && !twice) taken.add(use);
    columns.push({ index, header, use: twice ? null : use, suggestion: null });
  }
  return columns;
}

function useOf(names: string[], words: Words): ColumnUse {
  for (const name of names) {
    if (name === '' || words.ambiguous.has(name)) continue;
    const field = words.fields.get(name);
    if (field) return field;
    if (words.ignored.has(name)) return 'ignore';
  }
  return null;
}

function headerText(cell: Cell | null | undefined): string {
  if (cell?.kind !== 'text') return '';
  const text = squeeze(cell.text);
  // A whole sentence is a filling note, not a header.
  return text.length > 40 ? '' : text;
}

/** For every cell that a merge covers, the cell that shows there. */
function parentsByCell(sheet: Sheet): Map<string, Cell | null> {
  const covered = new Map<string, Cell | null>();
  for (const range of sheet.merges) {
    if (range.startRow > SEARCHED_ROWS) continue;
    const top = sheet.rows[range.startRow]?.[range.startCol] ?? null;
    for (let row = range.startRow; row <= Math.min(range.endRow, SEARCHED_ROWS); row++) {
      for (let col = range.startCol; col <= range.endCol; col++) covered.set(`${row},${col}`, top);
    }
  }
  return covered;
}

/** Whether the clerk must look at a table before it can be read: something required is missing, or a column is unknown. */
export function needsMapping(table: Table, vocabulary: Vocabulary): boolean {
  if (table.kind === null) return false;
  const required = vocabulary.sheets.find((sheet) => sheet.id === table.kind)?.required ?? [];
  const missing = required.some((field) => !table.columns.some((column) => column.use === field));
  return missing || table.columns.some((column) => column.use === null);
}
