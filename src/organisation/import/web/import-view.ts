import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { importFields, importLine, readImport } from '../import.contract.ts';
import type { FieldId, SheetKind } from '../import-fields.rules.ts';

export type ImportView = ResponseOf<typeof readImport>;
export type ImportLine = (typeof importLine)['_zod']['output'];
export type Fields = ResponseOf<typeof importFields>;
export type TableView = ImportView['tables'][number];

/** What the clerk chose for a sheet: which table it is, and what its columns are. */
export type Chosen = { kind: SheetKind | null; uses: Record<number, FieldId | 'ignore'> };
