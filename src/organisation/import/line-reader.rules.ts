import type { Day } from '#kernel/dates.ts';
import type { Cell } from '#platform/documents/cells.ts';
import type { LineRemark } from './import.model.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import type { FieldId } from './import-fields.rules.ts';
import { type Literal, literalOf, type Reading } from './reading.rules.ts';

/** Where a line stands. */
export type LinePlace = { sheet: string; row: number };

/** What the reading of a line needs. */
export type LineRules = { vocabulary: Vocabulary; today: Day; blanks: ReadonlySet<string> };

/** Reads the fields of one line and gathers what there is to say about them. */
export class LineReader {
  readonly remarks: LineRemark[] = [];
  private readonly cells: ReadonlyMap<FieldId, Cell | null>;
  private readonly rules: LineRules;

  constructor(cells: ReadonlyMap<FieldId, Cell | null>, rules: LineRules) {
    this.cells = cells;
    this.rules = rules;
  }

  /** The field's value by `reader`, or null if it is empty or bad. */
  read<T>(field: FieldId, reader: (literal: Literal) => Reading<T>): T | null {
    const literal = literalOf(this.cells.get(field), this.rules.blanks);
    this.note(field, literal);
    if (literal.value === null) return null;
    const reading = reader(literal.value);
    this.note(field, reading);
    return reading.value;
  }

  /** Whether the table has the column at all. */
  hasColumn(field: FieldId): boolean {
    return this.cells.has(field);
  }

  hasRemark(field: FieldId): boolean {
    return this.remarks.some((remark) => remark.field === field && remark.level === 'bad');
  }

  /** Notes a fault of the line found by comparing its fields. */
  bad(field: FieldId | null, code: string, message: string): void {
    this.remarks.push({ level: 'bad', code, message, field });
  }

  /** Notes something understood beyond the letters. */
  remark(field: FieldId | null, code: string, message: string): void {
    this.remarks.push({ level: 'note', code, message, field });
  }

  private note(field: FieldId, reading: Pick<Reading<unknown>, 'remarks'>): void {
    for (const remark of reading.remarks) this.remarks.push({ ...remark, field });
  }
}
