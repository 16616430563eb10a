import type { Cell } from '#platform/documents/cells.ts';
import { readDay } from './days.rules.ts';
import type { Column } from './import.model.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import type { FieldId, SheetKind } from './import-fields.rules.ts';
import { literalOf, squeeze } from './reading.rules.ts';
import { looksLikeName, readEthnicity, readIdentityNumber, readPhone } from './values.rules.ts';

const SAMPLE = 20;
const ANY_DAY = { title: '', from: '1900-01-01', to: '2999-12-31' };

/**
 * What an unknown column probably is: by what the vocabulary says of a header with two meanings, by a known header
 * inside it or around it, or by what its first values look like. Never a field that another column already has.
 */
export function suggestField(
  column: Pick<Column, 'index' | 'header'>,
  columns: readonly Pick<Column, 'use'>[],
  data: readonly (readonly (Cell | null)[])[],
  kind: SheetKind | null,
  vocabulary: Vocabulary,
): FieldId | null {
  const free = (field: FieldId | undefined): field is FieldId =>
    field !== undefined && !columns.some((each) => each.use === field);
  const values = data
    .map((row) => row[column.index] ?? null)
    .filter((cell) => cell !== null)
    .slice(0, SAMPLE);
  const header = squeeze(column.header).toLowerCase();
  const twofold = vocabulary.ambiguous.find(
    (each) => each.sheet === (kind ?? 'people') && squeeze(each.header) === header,
  );
  if (twofold) {
    const wanted = twofold.or === 'party-post' && mostly(values, isPartyPost) ? twofold.or : twofold.suggest;
    if (free(wanted)) return wanted;
    return free(twofold.or) ? twofold.or : null;
  }
  const byWord = vocabulary.fields
    .filter((field) => field.sheet === (kind ?? 'people') && free(field.id))
    .flatMap((field) =>
      field.headers.map((each) => ({ id: field.id, length: overlap(header, squeeze(each).toLowerCase()) })),
    )
    .sort((a, b) => b.length - a.length)[0];
  if (byWord && byWord.length >= 2) return byWord.id;
  if (kind !== null && kind !== 'people') return null;
  const byValue = LOOKS.find(
    ([field, fits]) => free(field) && mostly(values, (cell) => fits(cell, vocabulary)),
  );
  return byValue?.[0] ?? null;
}

/** Length of the shorter word if one holds the other. */
function overlap(a: string, b: string): number {
  if (a.includes(b)) return b.length;
  return b.includes(a) ? a.length : 0;
}

function mostly(values: readonly Cell[], fits: (cell: Cell) => boolean): boolean {
  return values.length > 0 && values.filter(fits).length >= values.length * 0.7;
}

const NO_BLANKS = new Set<string>();
const textOf = (cell: Cell): string => literalOf(cell, NO_BLANKS).value?.text ?? '';
const isPartyPost = (cell: Cell): boolean => /书记|委员|组长/.test(textOf(cell));

const LOOKS: [FieldId, (cell: Cell, vocabulary: Vocabulary) => boolean][] = [
  ['identity-number', (cell) => fitsLiteral(cell, (literal) => readIdentityNumber(literal).value !== null)],
  ['phone', (cell) => fitsLiteral(cell, (literal) => readPhone(literal).value !== null)],
  ['sex', (cell) => /^[男女]$/.test(textOf(cell))],
  [
    'ethnicity',
    (cell, vocabulary) => fitsLiteral(cell, (literal) => readEthnicity(literal, vocabulary).value !== null),
  ],
  ['birth', (cell) => fitsLiteral(cell, (literal) => (readDay(literal, ANY_DAY).value ?? '9999') < '2009')],
  ['branch', (cell) => textOf(cell).endsWith('支部')],
  ['party-post', isPartyPost],
  ['name', (cell) => looksLikeName(textOf(cell))],
];

function fitsLiteral(
  cell: Cell,
  fits: (literal: NonNullable<ReturnType<typeof literalOf>['value']>) => boolean,
): boolean {
  const literal = literalOf(cell, NO_BLANKS).value;
  return literal !== null && fits(literal);
}
